"""``python -m actions``: serve the actions on loopback."""

from __future__ import annotations

import logging
import os

import uvicorn

from actions.app import create_app
from bot.bootstrap import build_context
from bot.config import Config


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    config = Config.from_env(os.environ)
    app = create_app(build_context(config), config.actions_token)
    uvicorn.run(
        app, host="127.0.0.1", port=config.actions_port, access_log=False, timeout_graceful_shutdown=2
    )


if __name__ == "__main__":
    main()
