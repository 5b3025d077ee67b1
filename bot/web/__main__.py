"""``python -m bot.web``: serve the chat API and the pages on loopback."""

from __future__ import annotations

import os
import sys

from bot.bootstrap import build_web
from bot.config import Config
from bot.decisions.errors import FirstlineError
from bot.log_lines import set_up_logs
from bot.web.serve import serve


def main() -> int:
    try:
        config = Config.from_env(os.environ)
        set_up_logs(config.logs)
        serve(build_web(config), "127.0.0.1", config.port)
    except FirstlineError as error:
        sys.stderr.write(f"web: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
