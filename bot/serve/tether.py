"""Start a program that dies with its parent: ``python tether.py SIGNAL PIDFILE PROGRAM [ARGUMENT …]``.

Linux sends a process SIGNAL when its parent dies, if it has asked for that; the request outlives ``exec``. So not even
``kill -9`` of ``firstline serve`` or of the supervisor leaves a process behind that holds a port. Elsewhere than on
Linux it only writes the pid file and starts the program. Standard library only: it runs before everything else.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    name, pid_file, *command = arguments
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.Signals[name].value, 0, 0, 0)
        if os.getppid() == 1:  # it died before we asked
            sys.exit(1)
    path = Path(pid_file)
    draft = path.with_suffix(".new")
    draft.write_text(f"{os.getpid()}\n", encoding="ascii")
    draft.replace(path)
    os.execv(command[0], command)  # noqa: S606 - no shell is meant


if __name__ == "__main__":
    main(sys.argv[1:])
