"""All the papers of a complaint in one file, in the chat: offered where the scheme is open or near, and mailed when
they ask for it. It goes to the confirmed address of the complaint, whoever asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.decisions.adr_outcome import AdrStatus
from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus
from bot.decisions.topic import Topic
from bot.readers.pack_wish import asks_for_pack
from bot.services.case_copy import Copy
from bot.services.chat_adr import answer_for, told_on
from bot.services.context import Context
from bot.services.export_case import mail_copy
from bot.services.heard import Heard
from bot.services.known_cases import cases_known
from bot.services.ports import Transaction
from bot.wording import Said

CHOICE: Final = "pack_wanted"
OFFERED_AFTER: Final = (Topic.ADR_HAVE_READY, Topic.ADR_HOW_TO_APPLY)
_GO: Final = (AdrStatus.OPEN, AdrStatus.LAST_DAY, AdrStatus.ASK_SCHEME)
_SAYS: Final = {
    Copy.CONFIRMED: "utter_adr_pack_sent",
    Copy.CODE: "utter_adr_pack_code",
    Copy.PERSON: "utter_adr_pack_person",
}


def offer_pack(context: Context, conversation_id: str, topic: Topic | None) -> list[Said]:
    """After the answer to what to send, or how to apply: that we make the file, with a button. Nothing where no
    complaint is known here, or none whose customer can go to the scheme now or soon."""
    if topic not in OFFERED_AFTER:
        return []
    with context.store.read() as tx:
        case = _case(context, tx, conversation_id)
    if case is None:
        return []
    return [context.words.say("utter_adr_pack_offer", **_facts(context, case))]


def pack_words(context: Context, heard: Heard) -> list[Said]:
    """What follows when they ask for the file, or press the button; nothing where they say something else. Where no
    complaint is known here they hear how one is."""
    pressed = heard.choice == CHOICE
    if not pressed and (heard.choice is not None or not asks_for_pack(heard.text)):
        return []
    with context.store.write() as tx:
        case = next(iter(cases_known(tx, heard.conversation_id)[::-1]), None)
        if case is None:
            provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
            return [context.words.say("utter_adr_pack_no_case", provider=provider.name)]
        copy = mail_copy(context, tx, case)
        tx.commit()
    return [context.words.say(_SAYS[copy], **_facts(context, case))]


def _case(context: Context, tx: Transaction, conversation_id: str) -> Case | None:
    """The newest that is known here and can go to the scheme, now or within the weeks that count as near."""
    near = timedelta(weeks=context.rule("adr_clock_near"))
    for case in reversed(cases_known(tx, conversation_id)):
        if case.status is CaseStatus.WITHDRAWN:
            continue
        told = told_on(case.details)
        counted = told["to"] if told else london_date(case.received_at).isoformat()
        facts = {**case.details, Question.FIRST_TOLD_ON: {"from": counted, "to": counted}}
        answer = answer_for(context, case.provider, facts)
        opens: date | None = answer.opens_on
        if answer.status in _GO or (opens is not None and opens <= context.today() + near):
            return case
    return None


def _facts(context: Context, case: Case) -> dict[str, object]:
    provider = context.provider(case.provider)
    return {
        "provider": provider.name,
        "reference": case.reference,
        "scheme": context.schemes[provider.adr.scheme].name.value,
        "minutes": context.rule("export_link_lifetime"),
    }
