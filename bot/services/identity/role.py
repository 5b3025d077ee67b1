"""Whose account it is, where they have said that they act for somebody: it is not asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.identity import Holder, Who
from bot.decisions.recognition import Recognition
from bot.readers.authority import find_authority

_LONGEST: Final = 200
KEPT: Final = (Who.ROLE.value, Who.ACTING_FOR.value)
"""Keys of the answers that outlive a change of the way in which they show who they are."""


def with_role(recognition: Recognition, text: str) -> Recognition:
    """``recognition`` with the role, and whom they act for in their own words, where ``text`` tells it."""
    if Who.ROLE in recognition.answers or find_authority(text) is None:
        return recognition
    said = {Who.ROLE.value: Holder.ACTING.value, Who.ACTING_FOR.value: text.strip()[:_LONGEST]}
    return replace(recognition, answers={**recognition.answers, **said})


def role_kept(answers: dict[str, Any]) -> dict[str, Any]:
    """The role alone."""
    return {key: answers[key] for key in KEPT if key in answers}
