"""One of the stub stack's programs: ``python stub_program.py NAME FOLDER``. See ``stub_stack``."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path


def main(name: str, folder: str) -> None:
    if name == "broken":
        sys.exit("no such thing")
    if name == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if child := os.fork():
            Path(folder, "grandchild.pid").write_text(str(child))
    time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
