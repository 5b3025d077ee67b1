"""Who may do what at the desk. Denied unless a role says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.decisions.records import Role

_RANK: Final = {role: rank for rank, role in enumerate(Role)}
"""Each role may do all that those before it may."""


def may(roles: Mapping[str, Role], provider: str, role: Role = Role.AGENT) -> bool:
    """Whether somebody with ``roles`` (by provider slug) has at least ``role`` at ``provider``."""
    mine = roles.get(provider)
    return mine is not None and _RANK[mine] >= _RANK[role]


def providers_where(roles: Mapping[str, Role], role: Role = Role.AGENT) -> tuple[str, ...]:
    """Slugs of the providers at which they have at least ``role``, in order."""
    return tuple(sorted(slug for slug in roles if may(roles, slug, role)))


def administers(roles: Mapping[str, Role], theirs: Mapping[str, Role]) -> bool:
    """Whether somebody with ``roles`` may change the whole account of somebody with ``theirs``: name, password, end.

    Only an administrator of every provider that the other works for; of some of them, only the roles there.
    """
    return bool(theirs) and all(may(roles, slug, Role.ADMINISTRATOR) for slug in theirs)
