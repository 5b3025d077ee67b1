"""An offer that the customer refused to the assistant. Nobody at the desk was there, so the case needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseStatus
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from bot.services.escalate import escalate
from bot.services.ports import Transaction
from bot.wording import Said

OFFERED: Final = "outcome.offered"
ACCEPTED: Final = "outcome.accepted"
REFUSED: Final = "outcome.refused"
REOPENED: Final = "case.reopened"
_ANSWERS = (OFFERED, ACCEPTED, REFUSED)
_ONLY_LOOKED = frozenset(
    {"file.opened", "spoken_code.used", "handoff.claimed", "handoff.passed_on", "letter.drafted"}
)
"""What an agent does without anything having come of it yet."""


@dataclass(frozen=True)
class RefusedOffer:
    """``at``: the instant of the refusal; ``words``: what the customer wrote, or which button they pressed.
    ``reopened``: it was no offer that they refused, but they said that it is not sorted after all."""

    at: datetime
    words: str
    reopened: bool = False


def still_refused(tx: Transaction, case: Case) -> RefusedOffer | None:
    """The refusal, or the word that it is not sorted after all, that nobody at the desk has acted on: no new offer,
    step, promise, reply or note came after it.

    By the order of the audit trail, as two things can have the same instant.
    """
    if case.status is not CaseStatus.OPEN:
        return None
    own = tx.audit.of(f"case:{case.id}")
    refused = next(
        (each for each in reversed(own) if each.action in (REFUSED, REOPENED) and not each.agent_id), None
    )
    if refused is None:
        return None
    done = [*own, *tx.audit.of(f"conversation:{case.conversation_id}")]
    if any(each.id > refused.id and each.agent_id and each.action not in _ONLY_LOOKED for each in done):
        return None
    told = [event.data for event in tx.cases.events(case.id) if event.code == refused.action]
    how = str(told[-1].get("how", "")) if told else ""
    return RefusedOffer(refused.at, how, refused.action == REOPENED)


def refusal_words(context: Context, tx: Transaction, case: Case) -> list[Said]:
    """For a customer whose last word on their open complaint was a no: that it is known, and who looks at it."""
    last = [event for event in tx.cases.events(case.id) if event.code in _ANSWERS][-1:]
    if case.status is not CaseStatus.OPEN or not last or last[0].code != REFUSED:
        return []
    provider, day = context.provider(case.provider).name, context.day(london_date(last[0].at))
    return [context.words.say("utter_status_refused", provider=provider, day=day)]


def next_after_refusal(context: Context, case: Case, message_id: str = "") -> list[Said]:
    """The next rung of the provider's own ladder with a button for it, and the day of the scheme. ``message_id``: of
    the message that this answers, which is no rung taken."""
    higher = escalate(context, case.conversation_id, message_id, "", ask=False)
    scheme = Said(when_adr_opens(context, case))
    *before, last = higher
    told = {each.text for each in higher}
    return [*before, *([] if scheme.text in told else [scheme]), last]
