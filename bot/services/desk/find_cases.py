"""The search of the desk: cases of one's own providers by name, reference, account, ways to reach them, or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.decisions import reference as references
from bot.decisions.calendar import london_date
from bot.decisions.case_words import asked_words
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.voice import to_an_agent
from bot.services.ports import Transaction

PER_PAGE: Final = 20
MOST_WORDS: Final = 8
"""Words of a query that are looked for: a whole sentence would find nothing, and each costs a look-up."""
_ABOUT: Final = 140
SEARCHED: Final = "case.searched"


@dataclass(frozen=True)
class FoundCase:
    reference: str
    provider: str
    name: str | None
    account: str | None
    status: str
    received_on: str
    about: str


@dataclass(frozen=True)
class Found:
    """``cases`` of page ``page`` (from 1); ``in_all`` of all pages. ``left_out``: words that were too many."""

    cases: tuple[FoundCase, ...]
    in_all: int
    page: int
    pages: int
    left_out: tuple[str, ...] = ()


def find_cases(context: Context, agent: Agent, query: str, page: int = 1) -> Found:
    """The best first, then the newest. An empty query, or one of signs only, finds nothing."""
    context = to_an_agent(context)
    words = asked_words(query)
    mine = [slug for slug in sorted(agent.roles) if may(agent, slug)]
    with context.store.read() as tx:
        found, in_all = _find(tx, mine, words[:MOST_WORDS], page)
        if not found and page > 1:  # beyond the last page
            _, in_all = _find(tx, mine, words[:MOST_WORDS], 1)
        listed = tuple(_found(context, case) for case in found)
    return Found(listed, in_all, page, max(1, -(-in_all // PER_PAGE)), tuple(words[MOST_WORDS:]))


def exactly(context: Context, agent: Agent, query: str) -> str | None:
    """The reference, if the query is a whole one of a case that is theirs to see."""
    wanted = references.normalise(query)
    if wanted is None:
        return None
    with context.store.read() as tx:
        case = tx.cases.by_reference(wanted)
    return wanted if case is not None and may(agent, case.provider) else None


def opened_from_search(context: Context, agent: Agent, reference: str) -> bool:
    """Put down that somebody came to a case by looking for it; false where it is not theirs to see."""
    with context.store.write() as tx:
        case = tx.cases.by_reference(reference)
        if case is None or not may(agent, case.provider):
            return False
        # What was typed is not written down: it is somebody's name or number more often than not.
        tx.audit.add(context.now(), SEARCHED, f"case:{case.id}", agent.id, case.provider)
        tx.commit()
    return True


def _find(tx: Transaction, mine: list[str], words: list[str], page: int) -> tuple[list[Case], int]:
    return tx.case_search.find(mine, words, PER_PAGE, (page - 1) * PER_PAGE)


def _found(context: Context, case: Case) -> FoundCase:
    about = " ".join(case.description.split())
    return FoundCase(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        name=_told(case, Question.NAME),
        account=_told(case, Question.ACCOUNT),
        status=context.words.text(f"utter_status_{case.status}"),
        received_on=context.day(london_date(case.received_at)),
        about=about if len(about) <= _ABOUT else about[:_ABOUT].rsplit(" ", 1)[0] + " …",
    )


def _told(case: Case, question: Question) -> str | None:
    value = case.details.get(question)
    return value if isinstance(value, str) and value != UNKNOWN else None
