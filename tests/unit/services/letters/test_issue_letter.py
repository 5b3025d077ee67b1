"""From the draft to the issued letter, and what follows from it for the case."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bot.adapters.db.store import SqlStore
from bot.decisions.adr import AdrStatus
from bot.decisions.errors import Refused
from bot.decisions.letter_record import LetterKind, LetterRecord, Way, is_whole
from bot.decisions.questions import NONE_YET
from bot.decisions.records import Agent, Case, CaseStatus, ContactKind, OutboxItem, Role
from bot.services.chat_adr import answer_for, when_adr_opens
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.drop import drop_letter
from bot.services.letters.edit import edit_letter
from bot.services.letters.list import issued_of, letters_of
from bot.services.letters.preview import look_at
from bot.services.run_retention import look_at_retention
from tests.support.case_rows import STORY, add_case, add_event
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import FILLED, confirm, draft, issue


@pytest.fixture
def priya(context: Context) -> Agent:
    return add_agent(context)


@pytest.fixture
def case(context: Context) -> Case:
    made = add_case(context, told="2026-11-05")
    confirm(context, made)
    return made


def now(context: Context, case: Case) -> Case:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found


def letters(context: Context, case: Case) -> list[LetterRecord]:
    with context.store.read() as tx:
        return tx.letters.of_case(case.id)


def queued(context: Context) -> list[OutboxItem]:
    with context.store.read() as tx:
        return tx.outbox.all()


def edit(context: Context, letter: LetterRecord, by: Agent, body: str) -> LetterRecord:
    with context.store.write() as tx:
        edited = edit_letter(context, tx, letter, by=by, subject=letter.subject, body=body)
        tx.commit()
    return edited


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
    from bot.services.letters.draft import draft_letter

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


# --- what follows ---


def test_cannot_resolve_always_brings_the_letter_about_the_scheme(
    context: Context, case: Case, priya: Agent
) -> None:
    issued = issue(context, draft(context, case, LetterKind.CANNOT_RESOLVE, priya), priya)
    with context.store.read() as tx:
        both = issued_of(tx, case)
    assert [(each.kind, each.number) for each in both] == [
        (LetterKind.CANNOT_RESOLVE, "IT-2026-0001"),
        (LetterKind.ADR_DEADLOCK, "IT-2026-0002"),
    ]
    assert issued.goes_with == both[1].id
    assert len(queued(context)) == 2


def test_without_the_letter_about_the_scheme_it_does_not_go(
    context: Context, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.CANNOT_RESOLVE, priya)
    with context.store.write() as tx:
        tx.letters.drop(str(letter.goes_with))
        tx.commit()
    with pytest.raises(Refused, match="goes with this one"):
        issue(context, letter, priya)


def test_where_the_letter_about_the_scheme_is_not_whole_neither_goes(
    context: Context, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.CANNOT_RESOLVE, priya)
    with_it = next(each for each in letters(context, case) if each.id == letter.goes_with)
    edit(context, with_it, priya, "Goodbye.")
    with pytest.raises(WrongFields):
        issue(context, letter, priya)
    assert not any(each.is_issued for each in letters(context, case))
    assert queued(context) == []


def test_a_deadlock_letter_opens_the_scheme_today_and_starts_the_twelve_months(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    details = now(context, case).details
    answer = answer_for(context, case.provider, details)
    assert (answer.status, answer.opens_on) == (AdrStatus.OPEN, date(2026, 11, 23))
    assert (answer.apply_by, answer.outer_limit_on) == (date(2027, 11, 22), date(2027, 11, 23))
    assert "already (since Monday 23 November)" in when_adr_opens(context, now(context, case))
    with context.store.read() as tx:
        assert all(each.kept_at for each in tx.promises.of_case(case.id))
    clock.forward(days=30)
    issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    again = answer_for(context, case.provider, now(context, case).details)
    assert again.apply_by == date(2027, 11, 22)  # a second letter gives nobody more time


def test_what_the_customer_told_of_an_earlier_letter_counts_before_ours(
    context: Context, priya: Agent
) -> None:
    told = add_case(context, told="2026-09-05", answers={"final_letter_on": "2026-11-02"})
    none = add_case(context, id="none", told="2026-11-05", answers={"final_letter_on": NONE_YET})
    for each, letter_on in ((told, date(2026, 11, 2)), (none, date(2026, 11, 23))):
        issue(context, draft(context, each, LetterKind.ADR_DEADLOCK, priya), priya)
        answer = answer_for(context, each.provider, now(context, each).details)
        assert answer.letter_on == letter_on


def test_the_letter_at_the_end_of_the_wait_waits_for_its_day_and_ends_no_time(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    add_event(context, case, "agent.replied", by="agent")
    letter = draft(context, case, LetterKind.ADR_END_OF_WAIT)
    with pytest.raises(Refused, match="over on Thursday 17 December"):
        issue(context, letter)
    clock.forward(days=24)
    issued = issue(context, letter)
    assert issued.issued_by is None
    assert "On Monday 23 November 2026: we wrote to you in the chat." in str(issued.text)
    assert "We have not found an answer yet that settles it for you." in str(issued.text)
    answer = answer_for(context, case.provider, now(context, case).details)
    assert answer.facts.adr_letter_on == date(2026, 12, 17)
    assert answer.facts.deadlock_letter_on is None
    clock.forward(days=400)
    late = answer_for(context, case.provider, now(context, case).details)
    assert late.status is AdrStatus.ASK_SCHEME


def test_an_outcome_letter_waits_for_the_customers_word(context: Context, case: Case, priya: Agent) -> None:
    issue(context, draft(context, case, LetterKind.OUTCOME, priya), priya)
    assert now(context, case).status is CaseStatus.OUTCOME_OFFERED
    with context.store.read() as tx:
        [offered] = [each.data for each in tx.cases.events(case.id) if each.code == "outcome.offered"]
        [target] = tx.promises.of_case(case.id)
    assert (offered["outcome"], offered["agent"]) == ("We pay £45 back to you.", "Priya")
    assert target.kept_at == context.now()


def test_a_no_is_an_answer_too_with_its_reason(context: Context, case: Case, priya: Agent) -> None:
    letter = draft(context, case, LetterKind.OUTCOME, priya, decision="reject", offer="")
    issue(context, letter, priya)
    with context.store.read() as tx:
        [offered] = [each.data for each in tx.cases.events(case.id) if each.code == "outcome.offered"]
    assert offered["outcome"] == "We do not agree with the complaint. The second bill was our mistake."


def test_a_holding_letter_gives_the_target_its_new_day(context: Context, case: Case, priya: Agent) -> None:
    issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.read() as tx:
        old, new = sorted(tx.promises.of_case(case.id), key=lambda each: each.due_on)
    assert (old.moved_to, new.due_on, new.made_by) == (new.id, date(2026, 12, 3), "priya")


def test_without_a_target_the_new_date_is_a_promise_of_its_own(
    context: Context, case: Case, priya: Agent
) -> None:
    with context.store.write() as tx:
        tx.promises.settle(case.id, context.now())
        tx.commit()
    issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.read() as tx:
        [own] = [each for each in tx.promises.of_case(case.id) if each.kept_at is None]
    assert (own.kind, own.due_on) == ("agent.promise", date(2026, 12, 3))


# --- how it goes ---


def goes(context: Context, case: Case, by: Agent) -> tuple[tuple[Way, ...], list[dict[str, Any]]]:
    issued = issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, by), by)
    return issued.goes, [item.payload | {"kind": item.kind} for item in queued(context)]


def test_to_a_confirmed_address_it_goes_whole_with_its_pdf(
    context: Context, case: Case, priya: Agent
) -> None:
    ways, [mail] = goes(context, case, priya)
    assert ways == (Way.MAIL,)
    assert (mail["kind"], mail["template"], mail["to"]) == ("mail", "issued_letter", "sam@example.com")
    assert "nobody</b> rings back" in mail["facts"]["words"]
    [pdf] = mail["attachments"]
    assert (pdf["name"], pdf["media_type"]) == ("IT-2026-0001.pdf", "application/pdf")
    assert pdf["letter"] == letters(context, case)[0].id


def test_to_an_address_that_nobody_confirmed_goes_a_notice_without_the_story(
    context: Context, priya: Agent
) -> None:
    slip = add_case(context, told="2026-11-05")
    ways, [mail] = goes(context, slip, priya)
    assert ways == (Way.NOTICE,)
    assert mail["template"] == "letter_waiting"
    assert mail["facts"]["url"] == "https://www.cedr.com/consumer/cisas/"
    for private in ("Sam", STORY, "dead for nine days", "tested the line"):
        assert private not in str(mail)


def test_to_a_postal_address_it_goes_by_post(context: Context, priya: Agent) -> None:
    by_post = add_case(context, kind=ContactKind.LETTER, address="1 High Street, Leeds, LS1 4AP")
    ways, [post] = goes(context, by_post, priya)
    assert ways == (Way.POST,)
    assert (post["kind"], post["address"]) == ("post", "1 High Street\nLeeds\nLS1 4AP")
    assert post["number"] == "IT-2026-0001"
    assert "1 High Street" in str(letters(context, by_post)[0].page)


def test_who_gave_only_a_number_gets_it_by_hand(context: Context, priya: Agent) -> None:
    by_phone = add_case(context, kind=ContactKind.PHONE, address="+44 7700 900123")
    assert goes(context, by_phone, priya) == ((Way.BY_HAND,), [])


def test_the_chat_hears_of_it_and_the_history_has_it(context: Context, case: Case, priya: Agent) -> None:
    issue(context, draft(context, case, LetterKind.HOLDING, priya), priya)
    with context.store.read() as tx:
        said = [line.text for line in tx.messages.newest(case.conversation_id, 5)]
        [event] = [each for each in tx.cases.events(case.id) if each.code == "letter.issued"]
        entries = [each.action for each in tx.audit.of(f"case:{case.id}")]
    assert said == [
        "I.T Communications has written you a letter. It is in your e-mail, and its number is IT-2026-0001."
    ]
    assert (event.data["number"], event.data["goes"], event.data["agent"]) == (
        "IT-2026-0001",
        ["mail"],
        "Priya",
    )
    assert "letter.issued" in entries


# --- when the chat is erased ---


@pytest.fixture
def erased(context: Context, clock: Clock, case: Case, priya: Agent) -> LetterRecord:
    from bot.services.erase_records import LONG_ENOUGH, erase_chat
    from bot.services.kept_chats import kept_chat

    issued = issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    draft(context, case, LetterKind.HOLDING, priya)
    with context.store.write() as tx:
        chat = kept_chat(context, tx, tx.conversations.get(case.conversation_id))
        erase_chat(context, tx, chat, LONG_ENOUGH)
        tx.commit()
    return issued


def test_its_words_go_with_the_chat_and_its_number_stays(
    context: Context, case: Case, erased: LetterRecord
) -> None:
    [left] = letters(context, case)
    assert (left.number, left.kind, left.sha256) == (erased.number, erased.kind, erased.sha256)
    assert (left.subject, left.body, left.page, left.text, left.fields) == ("", "", "", "", {})
    with context.store.read() as tx:
        assert issued_of(tx, case) == []


def test_while_the_twelve_months_run_nothing_is_erased(
    context: Context, clock: Clock, case: Case, priya: Agent
) -> None:
    issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    with context.store.write() as tx:
        found = tx.cases.get(case.id)
        assert found is not None
        tx.cases.save(replace(found, status=CaseStatus.CLOSED_NO_REPLY))
        tx.cases.add_event(case.id, "case.closed_no_reply", context.now(), {})
        tx.commit()
    told = look_at_retention(context, case.provider)
    assert all(not each.goes for each in told)
