"""The time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Now = Callable[[], datetime]
"""The clock: an aware UTC instant at each call."""
