"""Letters of a provider to its customers: where they are kept, and how their words and pages are made."""

from __future__ import annotations

from typing import Protocol

from bot.decisions.letter_marks import Sheet
from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.letters import LetterFacts
from bot.decisions.mail import Letter


class KeptLetters(Protocol):
    """Drafts can be changed and taken away; an issued letter can't, whoever asks: the database refuses it."""

    def add(self, letter: LetterRecord) -> None:
        """Raises ``Refused`` for an id that is there."""
        ...

    def get(self, id: str) -> LetterRecord | None: ...
    def of_case(self, case_id: str) -> list[LetterRecord]:
        """In the order in which they were begun."""
        ...

    def save(self, letter: LetterRecord) -> None:
        """A draft, or a draft that is issued with this. Raises ``Refused`` for one that was issued before, and for one
        that is not there."""
        ...

    def drop(self, id: str) -> None:
        """Take a draft away; nothing for one that is not there. Raises ``Refused`` for an issued letter."""
        ...

    def next_serial(self, provider: str, year: int) -> int:
        """The number after the last one that was issued; 1 for the first of the year. Within one unit of work nobody
        else can take it."""
        ...

    def wipe(self, conversation_id: str) -> None:
        """Take the words out of the letters of an erased chat; drafts go. Number, kind and day stay."""
        ...


class LetterWriter(Protocol):
    """Puts facts into the words of a template, and a whole letter on a page."""

    def words(self, kind: LetterKind, facts: LetterFacts) -> Letter:
        """Subject, and the words with marks (``letter_marks``). Raises ``BrokenWording``."""
        ...

    def phrase(self, key: str, **facts: object) -> str:
        """One sentence or label of ``phrases.yml``. Raises ``BrokenWording`` for one that is not there."""
        ...

    def page(self, sheet: Sheet) -> str:
        """The letter as a whole HTML page that asks for nothing from outside. Raises ``BrokenWording``."""
        ...
