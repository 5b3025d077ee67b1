"""A complaint is logged, and the code shows that its address has an open one already: they are told, and asked whether
it is the same. Nothing is said of it before the code, and nothing is put together without their word."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.records import Case, IntakeStatus, Sender
from bot.readers.same_one import says_same_one
from bot.services.add_words import put_words_on_case
from bot.services.context import Context
from bot.services.heard import Heard, Says
from bot.services.identity.shown import cases_shown
from bot.services.latest_case import own_case_of
from bot.services.move_case import Word, withdraw
from bot.services.ports import Transaction
from bot.services.withdrawn_mail import mail_withdrawn
from bot.wording import Said

SAME: Final = "same_complaint"
ANOTHER: Final = "another_complaint"
CHOICES: Final = frozenset({SAME, ANOTHER})
"""What the two buttons stand for."""
_FROM: Final = "from"
"""Key of the event that put its words on the older one: the reference of the newer one."""
_LAST_LINES: Final = 20


def same_address_has_one(context: Context, tx: Transaction, case: Case) -> Says:
    """After the code: what is said of the newest open complaint with the address of ``case``; nothing where there is
    none. The caller has taken the code."""
    other = _other(tx, case)
    if other is None:
        return []
    began = london_date(other.received_at).isoformat()
    facts = {
        "reference": other.reference,
        "day": {"from": began, "to": began},
        "new": case.reference,
    }
    return [("utter_same_address_open", facts)]


def answers_same(context: Context, heard: Heard) -> bool:
    """Whether the message answers that question. Nothing is done yet."""
    return _answer(context, heard) is not None


def put_together(context: Context, heard: Heard) -> list[Said]:
    """What follows from the answer: the story goes on the complaint that was open, and the newer one ends; or both
    stay. Done once; nothing where it is no answer."""
    same = _answer(context, heard)
    if same is None:
        return []
    with context.store.write() as tx:
        case = own_case_of(tx, heard.conversation_id)
        if case is None:
            return []
        if (into := _ended_into(tx, case)) is not None:
            return [context.words.say("utter_same_together", reference=into, new=case.reference)]
        other = _other(tx, case)
        if other is None:
            return []
        if not same:
            return [context.words.say("utter_same_apart", reference=other.reference, new=case.reference)]
        put_words_on_case(context, tx, other, replace(heard, text=case.description), {_FROM: case.reference})
        pressed = context.words.text("utter_pressed_a_button")
        key = f"{heard.conversation_id}:same:{heard.message_id}"
        ended = withdraw(context, tx, case, Word(heard.text or pressed, "chat", key))
        mail_withdrawn(context, tx, ended)
        intake = tx.intakes.get(case.intake_id)
        if intake is not None:
            tx.intakes.save(replace(intake, status=IntakeStatus.COMPLETE))
        tx.commit()
    return [context.words.say("utter_same_together", reference=other.reference, new=case.reference)]


def _other(tx: Transaction, case: Case) -> Case | None:
    """The newest open one that whoever is confirmed in the chat of ``case`` may hear of, and that was there before."""
    shown = [each for each in cases_shown(tx, case.conversation_id) if each.status in STILL_OPEN]
    still_there = case.status in STILL_OPEN
    return shown[-1] if shown and still_there else None


def _ended_into(tx: Transaction, case: Case) -> str | None:
    for other in cases_shown(tx, case.conversation_id):
        if any(each.data.get(_FROM) == case.reference for each in tx.cases.events(other.id)):
            return other.reference
    return None


def _answer(context: Context, heard: Heard) -> bool | None:
    if heard.choice is not None:
        return {SAME: True, ANOTHER: False}.get(heard.choice)
    said = says_same_one(heard.text)
    return said if said is not None and _asked_last(context, heard.conversation_id) else None


def _asked_last(context: Context, conversation_id: str) -> bool:
    """Whether our turn before this message asked it."""
    with context.store.read() as tx:
        lines = tx.messages.newest(conversation_id, _LAST_LINES)
    ours = False
    for line in reversed(lines):
        if line.sender is Sender.CUSTOMER:
            if ours:
                return False
            continue
        ours = True
        if any(f'"{SAME}"' in button["payload"] for button in line.buttons):
            return True
    return False
