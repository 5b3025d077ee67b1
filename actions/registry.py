"""Every action that ``domain.yml`` names."""

from __future__ import annotations

from actions import adr, complaint, courtesy, identity, information, people
from actions.base import FirstlineAction
from actions.beside import answer_beside
from actions.beyond import beyond_the_intent
from actions.complains_too import complains_too
from actions.own_dates import answer_by_own_dates
from bot.services.context import Context

complaint.AddDetails.otherwise = staticmethod(beyond_the_intent)
FirstlineAction.beside = staticmethod(answer_beside)
FirstlineAction.complains_too = staticmethod(complains_too)
FirstlineAction.by_own_dates = staticmethod(answer_by_own_dates)
FirstlineAction.identify_for_reference = staticmethod(identity.identify_for_reference)
"""Joined here: what else a detail may be, what is asked beside a story or of their own day, and a complaint
beside a question, need other actions."""


def all_actions(context: Context) -> list[FirstlineAction]:
    modules = (information, complaint, adr, identity, people, courtesy)
    return [make(context) for module in modules for make in module.ACTIONS]
