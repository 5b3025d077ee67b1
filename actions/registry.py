"""Every action that ``domain.yml`` names."""

from __future__ import annotations

from actions import adr, complaint, courtesy, information, people
from actions.base import FirstlineAction
from actions.beside import answer_beside
from actions.beyond import beyond_the_intent
from bot.services.context import Context

complaint.AddDetails.otherwise = staticmethod(beyond_the_intent)
FirstlineAction.beside = staticmethod(answer_beside)
"""Joined here: what else a detail may be, and what is asked beside a story, need the other actions."""


def all_actions(context: Context) -> list[FirstlineAction]:
    modules = (information, complaint, adr, people, courtesy)
    return [make(context) for module in modules for make in module.ACTIONS]
