"""Letters of providers to their customers."""

from __future__ import annotations

from typing import Final

from sqlalchemy import RowMapping, delete, func, insert, select, update

from bot.adapters.db.letters_table import letters
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import Refused
from bot.decisions.letter_record import LetterKind, LetterRecord, Way

_ISSUED: Final = "This letter was issued. It stays as it is."
_WIPED: Final = {"subject": "", "body": "", "fields": {}, "page": "", "text": ""}


class SqlLetters(Repository):
    def add(self, letter: LetterRecord) -> None:
        if self.get(letter.id) is not None:
            raise Refused(f"There is a letter {letter.id} already.")
        self._connection.execute(insert(letters).values(as_row(letter)))

    def get(self, id: str) -> LetterRecord | None:
        row = self._one(select(letters).where(letters.c.id == id))
        return None if row is None else _letter(row)

    def of_case(self, case_id: str) -> list[LetterRecord]:
        mine = select(letters).where(letters.c.case_id == case_id).order_by(letters.c.seq)
        return [_letter(row) for row in self._all(mine)]

    def save(self, letter: LetterRecord) -> None:
        drafts = update(letters).where(letters.c.id == letter.id, letters.c.issued_at.is_(None))
        if not self._connection.execute(drafts.values(as_row(letter))).rowcount:
            raise Refused(_ISSUED if self.get(letter.id) else "There is no such letter any more.")

    def drop(self, id: str) -> None:
        self._connection.execute(delete(letters).where(letters.c.id == id, letters.c.issued_at.is_(None)))
        if self.get(id) is not None:
            raise Refused(_ISSUED)

    def next_serial(self, provider: str, year: int) -> int:
        last = select(func.max(letters.c.serial)).where(
            letters.c.provider == provider, letters.c.year == year
        )
        return int(self._connection.execute(last).scalar() or 0) + 1

    def wipe(self, conversation_id: str) -> None:
        mine = letters.c.conversation_id == conversation_id
        self._connection.execute(delete(letters).where(mine, letters.c.issued_at.is_(None)))
        self._connection.execute(update(letters).where(mine).values(_WIPED))


def _letter(row: RowMapping) -> LetterRecord:
    values = without_seq(row)
    values |= {"kind": LetterKind(row["kind"]), "goes": tuple(Way(each) for each in row["goes"])}
    return LetterRecord(**values)
