"""Can the files of connected systems be read, and are their keys in the environment?"""

from __future__ import annotations

import os
from collections.abc import Mapping

from bot.config import Config
from bot.decisions.errors import Refused
from bot.decisions.soundness import Problem


def connections_are_sound(env: Mapping[str, str] = os.environ) -> list[Problem]:
    """All that is wrong in ``FIRSTLINE_CONNECTIONS``. Whether a system answers is for ``firstline helpdesk test``."""
    from bot.adapters.connections import connection_problems
    from bot.commands.desk import profiles

    try:
        config = Config.from_env(env)
    except Refused:
        return []  # the check of the database says it
    return connection_problems(config.connections, env, profiles(), production=config.production)
