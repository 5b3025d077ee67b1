"""From the draft to the issued letter, and what follows from it for the case."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.adapters.db.store import SqlStore
from bot.decisions.errors import Refused
from bot.decisions.letter_record import LetterKind, is_whole
from bot.decisions.records import Agent, Case, CaseStatus, Role
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.draft import draft_letter
from bot.services.letters.drop import drop_letter
from bot.services.letters.list import letters_of
from bot.services.letters.preview import look_at
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import FILLED, draft, edit, issue, letters, queued

# --- drafted, edited, dropped ---


@pytest.mark.parametrize("kind", FILLED)
def test_every_letter_can_be_drafted_looked_at_and_issued(
    context: Context, clock: Clock, case: Case, priya: Agent, kind: LetterKind
) -> None:
    if kind is LetterKind.ADR_END_OF_WAIT:
        clock.forward(weeks=6)
    letter = draft(context, case, kind, priya)
    assert letter.drafted_by == "priya"
    assert not letter.is_issued
    with context.store.read() as tx:
        looked = look_at(context, tx, case, letter, priya)
    assert (looked.gone, looked.early, looked.hard) == ((), "", ())
    assert "Draft. This letter has not been issued." in looked.page
    issued = issue(context, letter, priya)
    assert issued.is_issued
    assert is_whole(issued)
    assert issued.number == "IT-2027-0001" if kind is LetterKind.ADR_END_OF_WAIT else "IT-2026-0001"
    assert issued.page is not None
    assert issued.text is not None
    for part in (case.reference, issued.number, "Sam Carter", "Priya", "My line has been dead for nine days"):
        assert part in issued.page, part
        assert part in issued.text, part
    assert "<b>nobody</b>" not in issued.page
    assert "Draft" not in issued.page
    assert "{{" not in issued.page + issued.text
    assert "None" not in issued.page + issued.text


def test_what_is_missing_is_said_and_nothing_is_written(context: Context, case: Case, priya: Agent) -> None:
    with pytest.raises(WrongFields) as refused:
        draft(context, case, LetterKind.HOLDING, priya, reason=" ", new_date="")
    assert [name for name, _ in refused.value.faults] == ["reason", "new_date"]
    assert str(refused.value).startswith("The reason is missing.")
    assert letters(context, case) == []


def test_a_case_has_one_draft_of_a_kind(context: Context, case: Case, priya: Agent) -> None:
    first = draft(context, case, LetterKind.HOLDING, priya)
    again = draft(context, case, LetterKind.HOLDING, priya, reason="Snow.")
    assert again.id == first.id
    assert [each.fields["reason"] for each in letters(context, case)] == ["Snow."]


def test_a_draft_that_nobody_edited_is_written_anew_on_the_day(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.ADR_DEADLOCK, priya)
    assert "Monday 22 November 2027" in letter.body
    clock.forward(days=3)
    issued = issue(context, letter, priya)
    assert "Thursday 25 November 2027" in issued.body
    assert "22 November 2027" not in str(issued.text)


def test_in_an_edited_draft_the_day_to_apply_by_is_counted_from_the_day_of_the_letter(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.ADR_DEADLOCK, priya)
    edited = edit(context, letter, priya, letter.body.replace("We tested the line twice.", "We tested it."))
    clock.forward(days=3)
    issued = issue(context, edited, priya)
    assert "We tested it." in str(issued.text)
    assert "Please apply by Thursday 25 November 2027".upper() in str(issued.text)


def test_a_new_date_that_has_passed_meanwhile_is_not_sent(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.HOLDING, priya)
    clock.forward(days=10)
    with pytest.raises(WrongFields, match="a day to come"):
        issue(context, letter, priya)
    assert queued(context) == []


@pytest.mark.parametrize(
    "gone, named",
    [
        ("CISAS", "The name of the scheme is missing"),
        ("free", "The word “free” is missing"),
        ("https://www.cedr.com/consumer/cisas/", "website is missing"),
        ("Monday 22 November 2027", "The day to apply by is missing: “Monday 22 November 2027”"),
    ],
)
def test_what_was_edited_out_and_must_stand_in_it_keeps_it_from_being_issued(
    context: Context, case: Case, priya: Agent, gone: str, named: str
) -> None:
    letter = draft(context, case, LetterKind.ADR_DEADLOCK, priya)
    edited = edit(context, letter, priya, re.sub(re.escape(gone), "…", letter.body, flags=re.IGNORECASE))
    with context.store.read() as tx:
        assert look_at(context, tx, case, edited, priya).gone
    with pytest.raises(WrongFields, match=re.escape(named)):
        issue(context, edited, priya)
    assert not any(each.is_issued for each in letters(context, case))


def test_an_edit_is_text_and_holds_no_card_number(context: Context, case: Case, priya: Agent) -> None:
    letter = draft(context, case, LetterKind.HOLDING, priya)
    words = letter.body + "\n<script>alert(1)</script> {{ 7 * 7 }}\n\nYour card 4111 1111 1111 1111."
    issued = issue(context, edit(context, letter, priya, words), priya)
    assert issued.edited_by == "priya"
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in str(issued.page)
    assert "4111" not in str(issued.page) + str(issued.text)


def test_a_draft_can_be_thrown_away_and_an_issued_letter_cannot(
    context: Context, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.CANNOT_RESOLVE, priya)
    assert len(letters(context, case)) == 2
    with context.store.write() as tx:
        drop_letter(context, tx, letter, by=priya)
        tx.commit()
    assert letters(context, case) == []
    issued = issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.write() as tx, pytest.raises(Refused, match="issued"):
        drop_letter(context, tx, issued, by=priya)


# --- who may ---


def test_another_providers_agent_can_do_none_of_it(context: Context, case: Case, priya: Agent) -> None:
    letter = draft(context, case, LetterKind.HOLDING, priya)
    stranger = add_agent(context, "Bo", "netservers", Role.ADMINISTRATOR)
    with pytest.raises(NotYours):
        draft(context, case, LetterKind.HOLDING, stranger)
    with pytest.raises(NotYours):
        issue(context, letter, stranger)
    with pytest.raises(NotYours):
        edit(context, letter, stranger, "mine")


def test_what_is_sorted_or_taken_back_gets_no_letter(context: Context, priya: Agent) -> None:
    for status in (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN):
        over = add_case(context, id=status.value, status=status)
        with pytest.raises(Refused, match="no place"):
            draft(context, over, LetterKind.HOLDING, priya)


# --- numbers, and what stays ---


def test_numbers_have_no_gap_and_begin_anew_for_each_provider_and_year(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    other = add_case(context, "netservers", id="other")
    bo = add_agent(context, "Bo", "netservers")
    numbers = []
    for _ in range(2):
        numbers.append(issue(context, draft(context, case, LetterKind.ACKNOWLEDGEMENT, priya), priya).number)
        dropped = draft(context, case, LetterKind.ADR_DEADLOCK, priya)
        with context.store.write() as tx:
            drop_letter(context, tx, dropped, by=priya)
            tx.commit()
    numbers.append(issue(context, draft(context, other, LetterKind.ACKNOWLEDGEMENT, bo), bo).number)
    clock.forward(days=60)
    later = draft(context, case, LetterKind.HOLDING, priya, new_date="2027-02-03")
    numbers.append(issue(context, later, priya).number)
    assert numbers == ["IT-2026-0001", "IT-2026-0002", "NS-2026-0001", "IT-2027-0001"]


def test_issued_twice_it_goes_once(context: Context, case: Case, priya: Agent) -> None:
    letter = draft(context, case, LetterKind.HOLDING, priya)
    first, again = issue(context, letter, priya), issue(context, letter, priya)
    assert first == again
    assert len(queued(context)) == 1


CHANGES = (
    "UPDATE letters SET body = 'other'",
    "UPDATE letters SET page = 'other'",
    "UPDATE letters SET number = 'IT-2026-0099'",
    "UPDATE letters SET issued_at = NULL",
    "UPDATE letters SET goes = '[]'",
    "DELETE FROM letters",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_itself_refuses_to_change_an_issued_letter(
    context: Context, case: Case, priya: Agent, change: str
) -> None:
    issued = issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    store = context.store
    assert isinstance(store, SqlStore)
    with store.write() as tx, pytest.raises(Refused, match="an issued letter stays as it is"):
        tx._connection.execute(text(change))
    assert letters(context, case) == [issued]


def test_the_repository_refuses_it_in_words(context: Context, case: Case, priya: Agent) -> None:
    issued = issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.write() as tx, pytest.raises(Refused, match="was issued"):
        tx.letters.save(replace(issued, body="other"))


def test_a_letter_in_the_place_of_another_names_it(context: Context, case: Case, priya: Agent) -> None:

    old = issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.write() as tx:
        fields = {**FILLED[LetterKind.HOLDING], "new_date": "2026-12-10"}
        new = draft_letter(context, tx, case, LetterKind.HOLDING, by=priya, fields=fields, supersedes=old.id)
        tx.commit()
    with context.store.read() as tx:
        assert letters_of(context, tx, case)[0].replaced_by is None
    issued = issue(context, new, priya)
    with context.store.read() as tx:
        rows = letters_of(context, tx, case)
    assert [(row.number, row.replaced_by) for row in rows] == [
        (old.number, issued.number),
        (issued.number, None),
    ]
    with context.store.write() as tx, pytest.raises(Refused, match="not among the issued letters"):
        draft_letter(context, tx, case, LetterKind.HOLDING, by=priya, fields=fields, supersedes="other")
