"""``python -m actions``: serve the actions on loopback."""

from __future__ import annotations

import os

import uvicorn

from actions.app import create_app
from bot.bootstrap import build_context
from bot.config import Config
from bot.log_lines import set_up_logs


def main() -> None:
    config = Config.from_env(os.environ)
    set_up_logs(config.logs)
    app = create_app(build_context(config), config.actions_token)
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=config.actions_port,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
