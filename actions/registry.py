"""Every action that ``domain.yml`` names."""

from __future__ import annotations

from actions import adr, complaint, courtesy, information, people
from actions.base import FirstlineAction
from bot.services.context import Context


def all_actions(context: Context) -> list[FirstlineAction]:
    modules = (information, complaint, adr, people, courtesy)
    return [make(context) for module in modules for make in module.ACTIONS]
