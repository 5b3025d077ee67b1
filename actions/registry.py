"""Every action that ``domain.yml`` names."""

from __future__ import annotations

from actions import adr, after_identity, complaint, courtesy, identity, information, people
from actions.base import FirstlineAction
from actions.beside import answer_beside
from actions.beyond import beyond_the_intent
from actions.first_things import first_things
from actions.own_dates import answer_by_own_dates
from bot.services.context import Context

complaint.AddDetails.otherwise = staticmethod(beyond_the_intent)
FirstlineAction.beside = staticmethod(answer_beside)
FirstlineAction.first_things = staticmethod(first_things)
FirstlineAction.by_own_dates = staticmethod(answer_by_own_dates)
"""Joined here: what else a detail may be, what is asked beside a story or of their own day, and what comes before any
action, need other actions."""


def all_actions(context: Context) -> list[FirstlineAction]:
    modules = (information, complaint, adr, identity, after_identity, people, courtesy)
    return [make(context) for module in modules for make in module.ACTIONS]
