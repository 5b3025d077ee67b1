"""The engine: Rasa 3.6.21 as a library (language and dialogue, nothing else). See README.md in this folder.

Imports nothing of `bot` or `actions`. The settings below stand here because they must be in the environment
before any part of Rasa, numpy or TensorFlow is imported, whichever door is used.
"""

import os

# Never any report to a third party, whatever the caller's environment says.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# A message is too little work to share out: several threads only wait for each other, and take the cores from
# the other processes of the stack.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
