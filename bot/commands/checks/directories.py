"""Which providers have a customer directory? Without one the assistant asks for a code only, so it is no fault."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bot.config import Config
from bot.config_providers import in_variables
from bot.decisions.errors import FirstlineError, Refused
from bot.decisions.soundness import Problem

NOT_READ = "not known: the database cannot be read"


def directories_are_set_up(env: Mapping[str, str] = os.environ) -> list[Problem]:
    """A directory of a provider that is not there: a slip in the name of a variable would leave it without one."""
    from bot.commands.desk import profiles

    try:
        config = Config.from_env(env)
    except Refused:
        return []  # the check of the database says it
    known = {in_variables(slug) for slug in profiles()}
    return [
        Problem(
            "the environment",
            f"DIRECTORY_URL_{name}",
            "It names no provider.",
            f"Write one of: {', '.join(f'DIRECTORY_URL_{each}' for each in sorted(known))}.",
        )
        for name in sorted(config.directory_urls.keys() - known)
    ]


def directories(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What each provider has, in words: its own system, the table with so many customers, or none."""
    from bot.commands.desk import profiles

    try:
        config = Config.from_env(env)
        own = {slug for slug in profiles() if in_variables(slug) in config.directory_urls}
        counts = _counts(config, sorted(profiles().keys() - own))
    except FirstlineError:
        return {}
    return {slug: "its own system" if slug in own else counts[slug] for slug in sorted(profiles())}


def _counts(config: Config, slugs: list[str]) -> dict[str, str]:
    from bot.adapters.db.connect import sqlite_file
    from bot.adapters.db.store import open_store

    file = sqlite_file(config.database_url)
    if file is not None and not file.is_file():
        return dict.fromkeys(slugs, "none")  # asking would make the file
    store = open_store(config.database_url)
    try:
        with store.read() as tx:
            counts = {slug: tx.customers.count(slug) for slug in slugs}
    except Exception:  # whatever a driver says; what is wrong with the database is for the check of it
        return dict.fromkeys(slugs, NOT_READ)
    finally:
        store.close()
    return {slug: f"{count:,} customers in the table" if count else "none" for slug, count in counts.items()}
