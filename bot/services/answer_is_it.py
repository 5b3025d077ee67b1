"""Yes or no first, for whoever asks whether their complaint is closed, still open, or what they told is saved."""

from __future__ import annotations

from datetime import date

from bot.decisions.case_moves import CAN_COME_BACK
from bot.decisions.records import Case
from bot.readers.dates import Day, read_date
from bot.readers.is_it import IsIt, asks_is_it
from bot.services.case_meant import case_meant, which_words
from bot.services.chat_adr import told_on, when_adr_opens
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.known_cases import cases_known
from bot.services.withdrawn_mail import withdrawn_in_writing
from bot.wording import Said


def answer_is_it(context: Context, heard: Heard) -> list[Said]:
    """Of the complaint that is meant; nothing where this chat may be told of none, or something else is said."""
    asked = asks_is_it(heard.text) if heard.choice is None else None
    if asked is None:
        return []
    with context.store.read() as tx:
        meant = case_meant(tx, heard.conversation_id, heard.text, cases_known(tx, heard.conversation_id))
        if meant is None:
            return []
        case = meant.case
        if asked is IsIt.IN_WRITING:
            return withdrawn_in_writing(context, tx, case)
    if asked is IsIt.FROM_WHEN:
        return [*which_words(context, meant), Said(when_adr_opens(context, case))]
    if asked is IsIt.DAY_KNOWN:
        return _day_known(context, heard, case)
    ended = case.status in CAN_COME_BACK
    if asked is IsIt.SAVED:
        key = "utter_is_saved"
    elif asked is IsIt.CLOSED:
        key = "utter_is_closed" if ended else "utter_is_not_closed"
    else:
        key = "utter_is_not_open" if ended else "utter_is_open"
    facts = {
        "provider": context.provider(case.provider).name,
        "reference": case.reference,
        "status": context.words.text(f"utter_status_{case.status}"),
    }
    return [*which_words(context, meant), context.words.say(key, **facts)]


def _day_known(context: Context, heard: Heard, case: Case) -> list[Said]:
    """They tell the day that is on record, and that we have it: yes, and what it comes to. Another day is left to who
    puts it down."""
    told = read_date(heard.text, context.today())
    known = told_on(case.details)
    if not isinstance(told, Day) or known is None or told.end.isoformat() != known["to"]:
        return []
    day = context.day(date.fromisoformat(known["to"]))
    provider = context.provider(case.provider).name
    said = context.words.say("utter_day_known", day=day, provider=provider, reference=case.reference)
    return [said, Said(when_adr_opens(context, case))]
