"""Several complaints, and it is not clear which one a message is about: they are asked, with a button for each, before
anything is put on one of them or taken higher. What they said before it is done then, on the one that they name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, Message, Sender
from bot.readers.reply import code_in
from bot.readers.which_one import which_by_words, which_one
from bot.readers.who import find_named_reference, is_only_which
from bot.services.case_meant import case_meant, told_of
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.identity.shown import by_facts_alone
from bot.services.known_cases import STILL_OPEN, cases_known
from bot.services.latest_case import own_case_of
from bot.services.ports import Transaction
from bot.wording import Button, Said, in_one_line

Doing = Literal["add", "higher"]
"""What waits for the answer: words that go on a complaint; a complaint that goes one step up."""
_CHOICE: Final = re.compile(r"which_(add|higher)_(FL-[A-Z0-9-]+)")
_LAST_LINES: Final = 20
_WORDS: Final = 70
"""Characters of a story that are enough to know it by."""


def ask_which(context: Context, heard: Heard, doing: Doing) -> list[Said]:
    """The question; nothing where it is clear, or a complaint was made in this very chat."""
    if heard.choice is not None:
        return []
    with context.store.read() as tx:
        chat = heard.conversation_id
        if own_case_of(tx, chat) is not None:
            return []
        cases = cases_known(tx, chat)
        meant = case_meant(tx, chat, heard.text, cases, STILL_OPEN)
        still_open = [each for each in cases if each.status in STILL_OPEN]
        if meant is None or not meant.of or len(still_open) < 2:
            return []
        lines = [_line(context, tx, chat, each) for each in still_open]
    buttons = [
        Button(each.reference, f'/give_details{{"choice": "which_{doing}_{each.reference}"}}')
        for each in still_open
    ]
    asks = context.words.text("utter_which_one", count=len(still_open))
    return [*(Said(line) for line in lines), Said(asks, buttons)]


def which_was_named(context: Context, heard: Heard) -> tuple[Doing, Heard] | None:
    """After that question: what waits, and the words that were said before it with the reference that they chose.
    ``None`` where it was not asked, or is not answered."""
    with context.store.read() as tx:
        lines = list(tx.messages.newest(heard.conversation_id, _LAST_LINES))
        offered = _offered(lines)
        known = {each.reference: each for each in cases_known(tx, heard.conversation_id)}
    if not offered:
        return None
    doing = offered[0][0]
    pressed = _CHOICE.fullmatch(heard.choice or "")
    cases = [known[each] for _, each in offered if each in known]
    if pressed is not None:
        named = pressed[2]
    elif heard.choice is None:
        named = find_named_reference(heard.text) or _picked(heard.text, cases)
    else:
        return None
    if named not in known:
        return None
    before = _said_before(lines)
    if before is None:
        return None
    return doing, replace(heard, text=f"{before} ({named})", choice=None, question=None)


def _picked(text: str, cases: list[Case]) -> str | None:
    told = told_of(cases)
    at = which_one(text, told)
    at = which_by_words(text, told) if at is None else at
    return cases[at].reference if at is not None else None


def _offered(lines: list[Message]) -> list[tuple[Doing, str]]:
    """The buttons of the line before this message, where it asks which."""
    for line in reversed(lines):
        if line.sender is not Sender.CUSTOMER:
            found = _CHOICE.findall(" ".join(button["payload"] for button in line.buttons))
            return [("add" if doing == "add" else "higher", named) for doing, named in found]
    return []


def _said_before(lines: list[Message]) -> str | None:
    """Their last line above the question that is more than a code or a reference."""
    asked = False
    for line in reversed(lines):
        if line.sender is not Sender.CUSTOMER:
            asked = (
                asked or _CHOICE.search(" ".join(button["payload"] for button in line.buttons)) is not None
            )
        elif asked and line.text and code_in(line.text) is None and not is_only_which(line.text):
            return line.text
    return None


def _line(context: Context, tx: Transaction, conversation_id: str, case: Case) -> str:
    """A complaint as its customer knows it. The story only to whoever typed a code."""
    day = context.day(london_date(case.received_at))
    words = in_one_line(case.description)
    if by_facts_alone(tx, conversation_id, case) or not words:
        return context.words.text("utter_which_one_of", reference=case.reference, day=day)
    short = words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
    return context.words.text("utter_which_one_about", reference=case.reference, day=day, words=short)
