"""Cases by words: an index of our own, as the full-text search of SQLite and that of PostgreSQL have nothing in common.

What begins with some letters is a range of the index on both. ``words_of_case`` decides what the words are.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, delete, func, insert, select

from bot.adapters.db.desk_tables import case_words
from bot.adapters.db.models import cases, contacts
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.case_words import after_all_that_begin, words_of_case
from bot.decisions.records import Case, CaseStatus
from bot.decisions.redaction import clean, clean_all

_WHOLE = 2
"""A whole word is worth that many times one that only begins so."""


def keep_words(connection: Connection, found: Case) -> None:
    """Write the words of a case anew, where they changed. The same unit of work as the case itself."""
    theirs = select(contacts.c.value).where(contacts.c.conversation_id == found.conversation_id)
    reach = [row.value for row in connection.execute(theirs)]
    # As it is kept: what must not be kept in the row must not be kept in the index either.
    words = words_of_case(found.reference, clean_all(found.details), clean(found.description), reach)
    there = select(case_words.c.word, case_words.c.weight).where(case_words.c.case_id == found.id)
    if {row.word: row.weight for row in connection.execute(there)} == words:
        return
    connection.execute(delete(case_words).where(case_words.c.case_id == found.id))
    rows = [
        {"case_id": found.id, "word": word, "provider": found.provider, "weight": weight}
        for word, weight in words.items()
    ]
    if rows:
        connection.execute(insert(case_words), rows)


class SqlCaseSearch(Repository):
    def find(
        self, providers: Sequence[str], words: Sequence[str], limit: int, offset: int
    ) -> tuple[list[Case], int]:
        """Cases of those providers with a word that begins with each of ``words``, the best first, then the newest; and
        how many there are in all."""
        if not words or not providers:
            return [], 0
        each = [self._with(word, providers).subquery(f"w{at}") for at, word in enumerate(words)]
        joined = cases.join(each[0], each[0].c.case_id == cases.c.id)
        for other in each[1:]:
            joined = joined.join(other, other.c.case_id == cases.c.id)
        worth: ColumnElement[int] = sum((one.c.worth for one in each[1:]), start=each[0].c.worth)
        # How many there are comes with the rows: the words are looked up once.
        rows = self._all(
            select(cases, func.count().over().label("in_all"))
            .select_from(joined)
            .order_by(worth.desc(), cases.c.opened_at.desc(), cases.c.seq.desc())
            .limit(limit)
            .offset(offset)
        )
        return [_case(row) for row in rows], int(rows[0]["in_all"]) if rows else 0

    @staticmethod
    def _with(word: str, providers: Sequence[str]) -> Select[tuple[str, int]]:
        after = after_all_that_begin(word)
        begins = [case_words.c.word >= word, *([case_words.c.word < after] if after else [])]
        # One letter begins too much to help anybody: it has to be a word.
        range_ = [case_words.c.word == word] if len(word) == 1 else begins
        worth = case((case_words.c.word == word, case_words.c.weight * _WHOLE), else_=case_words.c.weight)
        return (
            select(case_words.c.case_id, func.max(worth).label("worth"))
            .where(*range_, case_words.c.provider.in_(providers))
            .group_by(case_words.c.case_id)
        )


def _case(row: RowMapping) -> Case:
    values = {name: value for name, value in without_seq(row).items() if name != "in_all"}
    return Case(**{**values, "status": CaseStatus(row["status"])})
