"""``python -m bot.serve.migrate``: only the tables, for ``make shell`` and for deployments that do it apart."""

from __future__ import annotations

import os

from bot.adapters.db.migrate import migrate
from bot.config import Config

if __name__ == "__main__":
    config = Config.from_env(os.environ)
    config.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate(config.database_url)
