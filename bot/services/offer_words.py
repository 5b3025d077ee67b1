"""What a provider offered for a complaint, in the words that were written for its customer."""

from __future__ import annotations

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseStatus, Sender
from bot.readers.who import find_our_reference
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.refused_offer import ACCEPTED, OFFERED, REFUSED
from bot.wording import Said, in_one_line

_LINES = 200


def last_offer(tx: Transaction, case: Case) -> str:
    """The words of the newest offer; empty where none was made."""
    offers = [event.data for event in tx.cases.events(case.id) if event.code == OFFERED]
    return str(offers[-1].get("outcome", "")) if offers else ""


def offer_words(context: Context, tx: Transaction, case: Case) -> Said:
    """The offer that is open, with a button for either answer."""
    return context.words.say(
        "utter_offer_open",
        provider=context.provider(case.provider).name,
        reference=case.reference,
        outcome=last_offer(tx, case),
    )


def refused_before(context: Context, tx: Transaction, case: Case) -> Said | None:
    """For somebody who speaks of an offer that they said no to: what it was, and who knows whether it still stands.
    ``None`` where their last word was no refusal."""
    last = [event for event in tx.cases.events(case.id) if event.code in (OFFERED, ACCEPTED, REFUSED)][-1:]
    if not last or last[0].code != REFUSED or case.status is not CaseStatus.OPEN:
        return None
    return context.words.say(
        "utter_offer_refused_before",
        provider=context.provider(case.provider).name,
        reference=case.reference,
        day=context.day(london_date(last[0].at)),
        outcome=last_offer(tx, case),
    )


def has_seen_offer(tx: Transaction, conversation_id: str, case: Case) -> bool:
    """Whether the newest offer for ``case`` stands in this chat, word for word, as it was told here: only then can it
    be accepted. What their own lines quote of it does not count, nor the same words for another complaint."""
    offer = in_one_line(last_offer(tx, case))
    if not offer:
        return False
    here = case.conversation_id == conversation_id
    for line in tx.messages.newest(conversation_id, _LINES):
        text = in_one_line(line.text)
        told = line.sender is not Sender.CUSTOMER and offer in text
        if told and (case.reference in text or (here and find_our_reference(text) is None)):
            return True
    return False
