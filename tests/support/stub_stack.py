"""``firstline serve`` with tiny programs instead of the four: ``python stub_stack.py VAR [PROGRAM …]``.

``stubborn`` ignores SIGTERM and has a child that does too; ``broken`` ends at once; the others answer as soon as they
run. Used by tests/unit/serve/test_stack.py.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from bot.config import Config
from bot.decisions.errors import FirstlineError
from bot.serve.programs import Program
from bot.serve.stack import serve

PROGRAM = Path(__file__).with_name("stub_program.py")


def stub(name: str, var: Path) -> Program:
    pid_file = var / "run" / f"{name}.pid"
    command = (sys.executable, str(PROGRAM), name, str(var / "run"))
    return Program(name, command, lambda: name != "broken" and pid_file.exists(), "at once", 20)


def main() -> int:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it comes ignored, and is inherited so
    var = Path(sys.argv[1])
    config = Config.from_env({"FIRSTLINE_VAR": str(var)})
    try:
        serve(config, lambda line: print(line, flush=True), [stub(name, var) for name in sys.argv[2:]])
    except FirstlineError as error:
        print(error, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
