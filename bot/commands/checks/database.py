"""Is the database of this machine up to date?"""

from __future__ import annotations

import os
from collections.abc import Mapping

from bot.config import Config
from bot.decisions.errors import Refused, Unsound
from bot.decisions.soundness import Problem

_MEND = "`make run` or `firstline serve` migrates it."


def database_is_migrated(env: Mapping[str, str] = os.environ) -> list[Problem]:
    """Migrations that the configured SQLite file still needs. Nothing while there is no file yet; another kind of
    database is left to those who run it, so that a check asks no server."""
    from bot.adapters.db.connect import sqlite_file

    try:
        url = Config.from_env(env).database_url
        file = sqlite_file(url)
        if file is None or not file.is_file():
            return []
        from bot.adapters.db.migrate import pending  # Alembic: only where there is something to look at

        todo = pending(url)
    except Refused as error:
        return [Problem("the environment", "settings", str(error), "Set it right, or unset it.")]
    except Unsound as error:
        return [Problem("the environment", "DATABASE_URL", str(error), "Name the right database, or update.")]
    except Exception as error:  # whatever the driver says of a file that is no database
        what = f"It cannot be read as a database ({type(error).__name__})."
        return [Problem("the environment", "DATABASE_URL", what, "Name the right file, or restore it.")]
    if not todo:
        return []
    return [Problem(file.as_posix(), ", ".join(todo), "It is not migrated yet.", _MEND)]
