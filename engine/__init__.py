"""The engine: Rasa 3.6.21 as a library (language and dialogue, nothing else). See README.md in this folder.

Imports nothing of `bot` or `actions`. The settings below stand here because they must be in the environment
before any part of Rasa or TensorFlow is imported, whichever door is used (server, trainer, `rasa train`).
"""

import os

# Never any report to a third party, whatever the caller's environment says.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
