"""The readers of the details, on the longest messages: none may hold the service up."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from bot.readers.asides import asks_repeat, asks_why, is_that_all, wants_change
from bot.readers.copies import read_copies
from bot.readers.examples import read_examples
from bot.readers.handler import find_handler, read_handled_by
from bot.readers.heard import Reading
from bot.readers.message import Message
from bot.readers.money import find_pounds, read_amount
from bot.readers.needs import find_needs, read_needs
from bot.readers.often import read_reply_often
from bot.readers.outcome import find_outcome, read_outcome
from bot.readers.refs import find_account, find_reference, read_account, read_reference
from bot.readers.role import find_role, read_acting_for, read_role
from bot.readers.service import find_service, read_service
from bot.readers.still import read_still_happening
from bot.readers.theirs import statements

TODAY = date(2026, 11, 23)
LONGEST = 2000
SECONDS = 0.1

_PIECES = [
    "a", "a ", " ", "1", "1 ", "1-", "12 ", "123 ", "1234 ", "4111 1111 ", "0", "07 ", "07700 900123 ", "#1",
    "# ", "£", "£1", "£1 ", "£1.1 ", "1,111", ",", ", ", ".", "...", "?", "? ", "\n", "\t\n", "'", "-", "--",
    "/", "INC ", "INC-1", "A-", "A1-", "ticket ", "ticket number is ", "ref: ", "account ", "customer number ",
    "ticket 44120 and ", "44120, ", "no ", "no no", "not ", "not been ", "still ", "fixed ", "but ",
    "but it is fixed then ", "on and off ", "they said ", "they say it ", "want it ", "until ", "I spoke to ",
    "I spoke to Dave and Dave ", "Dave ", "Dave in billing ", "Aa ", "A lady called ", "Mr ", "someone in ",
    "a a called ", "by ", "phone ", "phones ", "my phone ", "my mobile ", "on my mobile ", "call me on my ",
    "internet is ", "works fine ", "email ", "forty ", "forty pounds ", "hundred and ", "one hundred and ",
    "a hundred ", "thousand ", "between ", "to 1 ", "1 to ", "about ", "ok ", "yes ", "so ", "please ",
    "I want ", "I want a ", "I want to ", "refund ", "not want a ", "or a refund ", "please refund ", "just ",
    "just give me ", "all I want is ", "it fixed ", "it a a ", "the bill a ", "every ", "every day ",
    "once a week ", "when ", "when there is ", "on behalf of ", "I'm writing for ", "my mum ", "my mum's ",
    "it's my mum's account, ", "Joan Smith ", "the account is ", "for ", "I can ", "I'll send ", "I have ",
    "haven't got ", "nothing ", "I'm blind ", "I'm very ", "please send ", "in large ", "large print ",
    "my daughter ", "my a daughter ", "why ", "why do you need ", "what ", "what was the ", "say that again ",
    "that's all ", "thanks ", "log it ", "skip the rest ", "change ", "change the ", "the date ", "wrong ",
    "the name is ", "I put ", "answer to ", "don't know ", "i think ", "for me ", "me ", "no need ",
    "no special needs ", "none of those ", "no more ", "i don't need ", "nothing else ", "i want you to ",
    "no no longer ",
]  # fmt: skip
LONG = [(piece * (LONGEST // len(piece) + 1))[:LONGEST] for piece in _PIECES]
LONG += [piece * 20 + "a" * (LONGEST - 20 * len(piece) - 1) + "!" for piece in _PIECES if len(piece) < 40]
LONG += [
    f"{start} {'a ' * 900}!"
    for start in ("I want", "on behalf of", "change", "ticket", "that's", "no", "I spoke to", "£1")
]
SHORT = [text[:89] for text in LONG]
_ONLY_SHORT = ("wants_change", "read_amount")
"""These look at short messages only."""

Reader = Callable[[Message, Mapping[str, Any]], Reading]
_READERS: tuple[Reader, ...] = (
    read_still_happening,
    read_handled_by,
    read_service,
    read_reference,
    read_account,
    read_amount,
    read_outcome,
    read_reply_often,
    read_role,
    read_acting_for,
    read_copies,
    read_needs,
    read_examples,
)
_FINDERS: tuple[Callable[[str], object], ...] = (
    find_handler,
    find_service,
    find_reference,
    find_account,
    find_pounds,
    find_outcome,
    find_role,
    find_needs,
    asks_why,
    asks_repeat,
    is_that_all,
    wants_change,
    statements,
)


def _reads(reader: Reader) -> Callable[[str], object]:
    return lambda text: reader(Message(text, TODAY), {})


READERS: dict[str, Callable[[str], object]] = {
    **{reader.__name__: _reads(reader) for reader in _READERS},
    **{finder.__name__: finder for finder in _FINDERS},
    "find_reference_by_pattern": lambda text: find_reference(text, r"NS-?\d{4,6}"),
}


@pytest.mark.parametrize("name", READERS)
def test_the_longest_message_is_read_at_once(name: str) -> None:
    READERS[name]("warm up 1 to")
    slow = {}
    for text in LONG + SHORT if name in _ONLY_SHORT else LONG:
        started = time.process_time()
        READERS[name](text)
        took = time.process_time() - started
        if took >= SECONDS:
            slow[text[:40]] = round(took, 2)
    assert not slow
