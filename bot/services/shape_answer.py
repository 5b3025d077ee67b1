"""What a message's values become before they are kept: pure functions of the values, the intake and the profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.provider import Provider
from bot.decisions.questions import Question
from bot.decisions.records import Intake

Values = dict[str, Any]


def without_own_addresses(values: Values, profile: Provider) -> Values:
    """An address of the provider itself is where they wrote to, never where to reply."""
    address = str(values.get(Question.REPLY_ADDRESS) or "")
    channels = (*profile.channels, *profile.other_contacts)
    own = {channel.value for channel in channels if channel.value}
    domains = {each.rsplit("@", 1)[1].lower() for each in own if "@" in each}
    if address in own or ("@" in address and address.rsplit("@", 1)[1].lower() in domains):
        ways = (Question.REPLY_BY, Question.REPLY_ADDRESS)
        return {key: value for key, value in values.items() if key not in ways}
    return values


def with_the_story_so_far(values: Values, answers: Mapping[str, Any]) -> Values:
    """What happened is never written over: what is told anew is put below it."""
    before = answers.get(Question.DESCRIPTION)
    if not before or Question.DESCRIPTION not in values or before in values[Question.DESCRIPTION]:
        return values
    return {**values, Question.DESCRIPTION: f"{before}\n{values[Question.DESCRIPTION]}"}


def not_after_this_chat(values: Values, intake: Intake) -> Values:
    """They told the provider at the latest with the first words of this complaint."""
    told = values.get(Question.FIRST_TOLD_ON)
    began = london_date(intake.began_at)
    if not intake.answers.get("complaining") or not isinstance(told, dict):
        return values
    if date.fromisoformat(told["from"]) <= began:
        return values
    return {**values, Question.FIRST_TOLD_ON: {"from": began.isoformat(), "to": began.isoformat()}}


def first_told_now(values: Values, intake: Intake) -> bool:
    """Somebody who complains for the first time has been dealt with by nobody: that is not asked."""
    told = values.get(Question.FIRST_TOLD_ON)
    began = london_date(intake.began_at).isoformat()
    now = isinstance(told, dict) and told["from"] == told["to"] == began
    return now and Question.HANDLED_BY not in intake.answers
