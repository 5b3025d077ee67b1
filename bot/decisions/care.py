"""What was learnt in a chat of how somebody must be treated. Plain values; beside the complaint, never part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.decisions.adjustments import Adjustment, in_order
from bot.decisions.safety import Danger


class Consent(StrEnum):
    """Whether we may keep why they need an adjustment. Without a yes, what is kept is the adjustment alone."""

    UNASKED = "unasked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Listening(StrEnum):
    """Somebody only wants to be heard. ``asked``: whether to pass it on; ``passed_on`` and ``kept``: their answers."""

    NO = "no"
    OPEN = "open"
    ASKED = "asked"
    PASSED_ON = "passed_on"
    KEPT = "kept"


@dataclass(frozen=True)
class Care:
    """Of one chat. ``consent_message`` is the message in which they told why (its words stay in the transcript only);
    ``reason`` those words, kept after a yes and only then. ``language`` is the code of one that they wrote in and we
    do not speak. ``deceased`` is the name of somebody who died, which is nobody's contact name. ``relation`` and
    ``authority``: for whom acts for somebody else, as they said it. ``authority_by`` (an agent's id), ``authority_at``
    (an ISO instant) and ``authority_how``: who looked at it, when, and what they saw; all ``None`` until then.
    ``threat``: violence against people was threatened. ``no_complaint``: they said that they want none, so that none is
    offered. ``simple``: they did not understand a question, so that the next are put in fewer words.
    ``alarms``: which kinds of danger were answered with a number to ring, and at which message first, so that the same
    number is not said over and over; ``calm``: they said after an alarm that nobody is in danger.
    ``handled_message`` and ``says``: the last message that was answered from here and the response keys and facts that
    were said, so that the same message twice does one thing.
    """

    conversation_id: str
    adjustments: tuple[Adjustment, ...] = ()
    consent: Consent = Consent.UNASKED
    consent_message: str | None = None
    reason: str | None = None
    dangers: tuple[Danger, ...] = ()
    language: str | None = None
    under_18: bool = False
    deceased: str | None = None
    relation: str | None = None
    authority: str | None = None
    authority_by: str | None = None
    authority_at: str | None = None
    authority_how: str | None = None
    threat: bool = False
    no_complaint: bool = False
    simple: bool = False
    alarms: tuple[tuple[str, str], ...] = ()
    calm: bool = False
    listening: Listening = Listening.NO
    handled_message: str | None = None
    says: tuple[tuple[str, dict[str, Any]], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """JSON-safe, without the conversation's id."""
        kept = asdict(self)
        kept.pop("conversation_id")
        return {key: _plain(value) for key, value in kept.items()}

    @classmethod
    def from_json(cls, conversation_id: str, kept: Mapping[str, Any]) -> Care:
        """What ``as_json`` gave. Keys that are not there, or are not known any more, do no harm."""
        return cls(
            conversation_id=conversation_id,
            adjustments=in_order(kept.get("adjustments") or ()),
            consent=Consent(kept.get("consent") or Consent.UNASKED),
            consent_message=kept.get("consent_message"),
            reason=kept.get("reason"),
            dangers=by_urgency(kept.get("dangers") or ()),
            language=kept.get("language"),
            under_18=bool(kept.get("under_18")),
            deceased=kept.get("deceased"),
            relation=kept.get("relation"),
            authority=kept.get("authority"),
            authority_by=kept.get("authority_by"),
            authority_at=kept.get("authority_at"),
            authority_how=kept.get("authority_how"),
            threat=bool(kept.get("threat")),
            no_complaint=bool(kept.get("no_complaint")),
            simple=bool(kept.get("simple")),
            alarms=tuple((str(kind), str(message)) for kind, message in kept.get("alarms") or ()),
            calm=bool(kept.get("calm")),
            listening=Listening(kept.get("listening") or Listening.NO),
            handled_message=kept.get("handled_message"),
            says=tuple((str(key), dict(facts)) for key, facts in kept.get("says") or ()),
        )


def by_urgency(found: Iterable[object]) -> tuple[Danger, ...]:
    """Each once, the most urgent first; what is no kind of danger is left out."""
    codes = {str(each) for each in found}
    return tuple(each for each in Danger if each.value in codes)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
