"""What follows for a case from a letter that was issued, how it goes, and when its words go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.adapters.db.store import SqlStore
from bot.adapters.pdf import draw as draw_pdf
from bot.decisions.adr import AdrStatus
from bot.decisions.errors import PdfUnavailable, Refused, Unsound
from bot.decisions.letter_record import LetterKind, LetterRecord, Way
from bot.decisions.questions import NONE_YET
from bot.decisions.records import Agent, Case, CaseStatus, ContactKind
from bot.services.chat_adr import answer_for, when_adr_opens
from bot.services.context import Context
from bot.services.desk.wrong_fields import WrongFields
from bot.services.erase_records import LONG_ENOUGH, erase_chat
from bot.services.kept_chats import kept_chat
from bot.services.letters.attach import letter_pdf
from bot.services.letters.issued import issued_of
from bot.services.run_retention import look_at_retention
from tests.support.case_rows import STORY, add_case, add_event
from tests.support.context import Clock
from tests.support.everything_kept import where
from tests.support.letter_rows import case_now, draft, edit, issue, letters, queued

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
    details = case_now(context, case).details
    answer = answer_for(context, case.provider, details)
    assert (answer.status, answer.opens_on) == (AdrStatus.OPEN, date(2026, 11, 23))
    assert (answer.apply_by, answer.outer_limit_on) == (date(2027, 11, 22), date(2027, 11, 23))
    assert "already (since Monday 23 November)" in when_adr_opens(context, case_now(context, case))
    with context.store.read() as tx:
        assert all(each.kept_at for each in tx.promises.of_case(case.id))
    clock.forward(days=30)
    issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    again = answer_for(context, case.provider, case_now(context, case).details)
    assert again.apply_by == date(2027, 11, 22)  # a second letter gives nobody more time


def test_what_the_customer_told_of_an_earlier_letter_counts_before_ours(
    context: Context, priya: Agent
) -> None:
    told = add_case(context, told="2026-09-05", answers={"final_letter_on": "2026-11-02"})
    none = add_case(context, id="none", told="2026-11-05", answers={"final_letter_on": NONE_YET})
    for each, letter_on in ((told, date(2026, 11, 2)), (none, date(2026, 11, 23))):
        issue(context, draft(context, each, LetterKind.ADR_DEADLOCK, priya), priya)
        answer = answer_for(context, each.provider, case_now(context, each).details)
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
    answer = answer_for(context, case.provider, case_now(context, case).details)
    assert answer.facts.adr_letter_on == date(2026, 12, 17)
    assert answer.facts.deadlock_letter_on is None
    clock.forward(days=400)
    late = answer_for(context, case.provider, case_now(context, case).details)
    assert late.status is AdrStatus.ASK_SCHEME


def test_an_outcome_letter_waits_for_the_customers_word(context: Context, case: Case, priya: Agent) -> None:
    issue(context, draft(context, case, LetterKind.OUTCOME, priya), priya)
    assert case_now(context, case).status is CaseStatus.OUTCOME_OFFERED
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


def test_its_pdf_for_the_mail_is_drawn_from_the_page_that_was_issued(
    context: Context, case: Case, priya: Agent
) -> None:
    letter = draft(context, case, LetterKind.HOLDING, priya)
    with pytest.raises(Unsound, match="not there"):
        letter_pdf(context, draw_pdf, letter.id)
    issued = issue(context, letter, priya)
    assert letter_pdf(context, lambda page: page.encode(), issued.id) == str(issued.page).encode()
    pdf = letter_pdf(context, draw_pdf, issued.id)
    assert pdf is not None
    assert pdf.startswith(b"%PDF")

    def without_pango(_: str) -> bytes:
        raise PdfUnavailable("Pango is missing.")

    assert letter_pdf(context, without_pango, issued.id) is None


# --- when the chat is erased ---


@pytest.fixture
def erased(context: Context, clock: Clock, case: Case, priya: Agent) -> LetterRecord:

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
    store = context.store
    assert isinstance(store, SqlStore)
    for words in ("tested the line twice", "climb the mast", "dead for nine days", "Sam Carter"):
        assert where(words, store) == [], words


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
