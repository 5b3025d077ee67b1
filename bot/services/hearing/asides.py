"""What is said about our question and does not answer it: why, a moment, once more, a nod."""

from __future__ import annotations

from bot.readers.asides import asks_for_time, asks_if_needed, asks_repeat, asks_summary, asks_why, is_go_on
from bot.services.hearing.ours_or_theirs import PARTS, TheirWords


def wonders_why(said: TheirWords) -> bool:
    """Why we ask, or whether we need it."""
    text = said.message.text
    return said.heard.choice is None and (asks_why(text) or asks_if_needed(text))


def wonders_why_beside(said: TheirWords) -> bool:
    """For "5 November, why does that matter?": the part that asks is about our question."""
    parts = [part for part in PARTS.split(said.message.text) if part]
    return said.heard.choice is None and len(parts) > 1 and any(asks_why(part) for part in parts)


def wants_summary(said: TheirWords) -> bool:
    return said.heard.choice is None and asks_summary(said.message.text)


def nods(said: TheirWords) -> bool:
    """A nod ("fine, carry on"): the question comes again, and nothing was missed."""
    return said.heard.choice is None and is_go_on(said.message.text)


def wants_time(said: TheirWords) -> bool:
    return said.heard.choice is None and asks_for_time(said.message.text)


def wants_repeat(said: TheirWords) -> bool:
    return said.heard.choice is None and asks_repeat(said.message.text)
