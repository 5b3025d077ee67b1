"""Is another relay of this machine alive? Each holds a lock that the kernel lets go of when the process ends."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import Final

_LEFT_SECONDS = 7 * 24 * 3600


class RelayLock:
    """Held while this process lives, however it ends. ``name`` is new each time, and no other relay has it."""

    def __init__(self, folder: Path) -> None:
        """Takes it. Raises ``OSError``."""
        self.name: Final = os.urandom(8).hex()
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy()
        self._held = os.open(self._file(self.name), os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._held, fcntl.LOCK_EX)

    def is_gone(self, name: str) -> bool:
        """Whether that relay has surely ended. One of another machine, or another folder, is never surely gone."""
        return self._is_free(self._file(name))

    def _is_free(self, file: Path) -> bool:
        try:
            found = os.open(file, os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(found)
        return True

    def release(self) -> None:
        """On a clean end, with nothing in hand."""
        self._file(self.name).unlink(missing_ok=True)
        os.close(self._held)

    def _tidy(self) -> None:
        """What relays left that were killed, long after anything of theirs could still be in hand."""
        for left in self._folder.glob("relay-*.lock"):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS and self._is_free(left):
                left.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"relay-{name}.lock"
