"""The report page and its CSV, as a supervisor gets them and as others do not."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import CaseStatus, Message, Role, Sender
from bot.decisions.report import ENDED
from bot.services.acknowledged import they_were_answered
from bot.services.chat_adr import answer_for
from bot.services.context import Context
from bot.services.desk.adr_clocks import adr_clocks
from bot.services.desk.read_report import read_report
from bot.web.desk.report_pages import HEADINGS, safe_cell
from tests.support.case_rows import add_case, add_event
from tests.support.context import open_chat
from tests.support.desk import Browser, DeskHouse, desk_house
from tests.support.desk_rows import add_agent, waiting_chat
from tests.web.desk_house import words

HERE = "/desk/reports?provider=it-communications"


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    return desk_house(tmp_path)


@pytest.fixture
def context(house: DeskHouse) -> Context:
    return house.context


@pytest.fixture
def supervisor(house: DeskHouse) -> Browser:
    return house.signed_in(add_agent(house.context, "Sue", role=Role.SUPERVISOR).email)


def test_the_page_counts_what_there_is(context: Context, supervisor: Browser) -> None:
    add_case(context, id="sorted", status=CaseStatus.RESOLVED)
    add_event(context, add_case(context, id="answered"), "agent.replied")
    add_case(context, id="late", at=context.now() - timedelta(days=20))
    add_case(context, "netservers", id="theirs")
    with context.store.write() as tx:
        tx.cases.add_event("sorted", "case.resolved", context.now(), {"by": "customer"})
        tx.commit()
    waiting_chat(context)
    told = words(supervisor.get(HERE).text)
    assert "3 complaints opened" in told
    assert "1 sorted at first contact (33 %)" in told
    assert "2 of 3 decided targets were met (67 %)" in told
    assert "1 past the target" in told
    assert "The customer asked for a person. 1" in told
    assert "the same day 2" in told


def test_what_was_answered_is_not_past_its_target_however_long_it_stays_open(
    context: Context, supervisor: Browser
) -> None:
    long_ago = context.now() - timedelta(days=200)
    add_case(context, id="unanswered", at=long_ago)
    answered = add_case(context, id="answered", at=long_ago)
    with context.store.write() as tx:
        they_were_answered(context, tx, answered)
        tx.commit()
    add_case(context, id="new", at=context.now() - timedelta(days=4))
    assert "1 past the target, 1 due within three days" in words(supervisor.get(HERE).text)


def test_the_picture_says_in_words_what_it_shows(context: Context, supervisor: Browser) -> None:
    add_case(context)
    html = supervisor.get(HERE).text
    assert 'role="img" aria-labelledby="chart-says"' in html
    assert "at most 1. The dark part was sorted at first contact." in html
    assert "style=" not in html


def test_an_empty_report_has_no_picture_and_no_division_by_nothing(supervisor: Browser) -> None:
    html = supervisor.get(HERE).text
    assert "<svg" not in html
    assert "0 complaints opened" in words(html)
    assert "Nobody asked for a person" in html


def test_the_csv_has_a_row_a_week_that_a_program_can_read(context: Context, supervisor: Browser) -> None:
    add_case(context)
    answer = supervisor.get("/desk/reports.csv?provider=it-communications&weeks=4")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "complaints it-communications 2026-11-23.csv" in answer.headers["content-disposition"]
    head, *weeks = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert tuple(head) == HEADINGS
    assert [row[1] for row in weeks] == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]
    assert weeks[-1][2:7] == ["1", "0", "0", "0", "1"]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM", "\tx"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert safe_cell("it-communications") == "it-communications"


@pytest.mark.parametrize("path", ["/desk/reports", HERE, "/desk/reports.csv?provider=it-communications"])
def test_an_agent_who_is_no_supervisor_sees_no_report(house: DeskHouse, path: str) -> None:
    desk = house.signed_in(add_agent(house.context).email)
    assert desk.get(path).status_code == 403
    assert "/desk/reports" not in desk.get("/desk").text


def test_a_supervisor_sees_no_other_provider(supervisor: Browser) -> None:
    assert supervisor.get("/desk/reports?provider=netservers").status_code == 404
    assert supervisor.get("/desk/reports.csv?provider=netservers").status_code == 404


@pytest.mark.parametrize("weeks", ["0", "105", "many"])
def test_a_span_that_makes_no_sense_is_refused(supervisor: Browser, weeks: str) -> None:
    assert supervisor.get(f"{HERE}&weeks={weeks}").status_code in (400, 404, 422)


# --- the clock of the scheme ---


def test_who_is_near_the_end_of_the_wait_must_get_a_letter_and_the_card_says_the_same_day(
    context: Context, supervisor: Browser
) -> None:
    near = add_case(context, id="near", told="2026-10-15")  # six weeks end on 26 November
    past = add_case(context, id="past", told="2026-09-01")
    add_case(context, id="early", told="2026-11-20")
    add_case(context, id="over", told="2026-09-01", status=CaseStatus.RESOLVED)
    html = supervisor.get(HERE).text
    told = words(html)
    assert "1 of these customers can go to CISAS today" in told
    assert "6 weeks 1 1 (weeks 5 to 6) 1 0" in told
    letters = told[told.index("Who must get the letter") :]
    assert letters.index(past.reference) < letters.index(near.reference)
    assert "Thursday 26 November in 3 days" in letters
    assert "2 open complaints" in letters
    assert "Firstline does not record yet" in letters
    assert "26 November" in words(supervisor.get(f"/desk/cases/{near.reference}").text)


def test_a_complaint_of_before_the_change_has_the_old_wait(context: Context, supervisor: Browser) -> None:
    add_case(context, id="old", told="2026-04-01")
    add_case(context, id="new", told="2026-04-08")
    told = words(supervisor.get(HERE).text)
    assert "6 weeks 0 0 (weeks 5 to 6) 1 0" in told
    assert "8 weeks 0 0 (weeks 7 to 8) 1 0" in told


def test_where_nobody_said_when_they_first_complained_it_counts_from_receipt_and_says_so(
    context: Context, supervisor: Browser
) -> None:
    add_case(context, id="unsaid", at=context.now() - timedelta(days=35))
    assert "at the latest: they did not say" in words(supervisor.get(HERE).text)


def test_the_end_of_the_wait_is_the_day_on_which_the_scheme_opens(context: Context) -> None:
    """Counted twice: here by weeks, and in the answer to the customer by all of the law."""
    add_case(context, id="a", told="2026-10-15")
    add_case(context, id="b", told="2026-03-31")
    with context.store.read() as tx:
        complaints = tx.reports.open_complaints("it-communications", ENDED)
    for each, own in zip(complaints, adr_clocks(context, complaints), strict=True):
        assert own.ends_on == answer_for(context, each.case.provider, each.answers).opens_on


# --- what was not understood ---


def missed(context: Context, id: str, text: str) -> None:
    open_chat(context, id=id)
    said = context.words.text("utter_not_understood")
    with context.store.write() as tx:
        line = tx.messages.add(Message(id, 0, Sender.CUSTOMER, text, context.now()))
        tx.messages.add(Message(id, 0, Sender.BOT, said, context.now(), in_reply_to=line.id))
        tx.messages.add(Message(id, 0, Sender.CUSTOMER, "That was fine.", context.now()))
        tx.messages.add(Message(id, 0, Sender.BOT, "Thank you.", context.now()))
        tx.commit()


def test_messages_that_were_not_understood_are_counted_by_week_and_shown_without_who_wrote_them(
    context: Context, supervisor: Browser
) -> None:
    missed(context, "a" * 32, "Flibbertigibbet 07700 900123")
    missed(context, "b" * 32, "flibbertigibbet 07700 900999!")
    missed(context, "d" * 32, "Only I wrote this about Zebedee")
    html = supervisor.get(HERE).text
    told = words(html)
    assert "3 messages of customers in these weeks" in told
    assert "flibbertigibbet … 2" in told
    assert "900" not in html.replace("19000", "")
    assert "ebedee" not in html
    head, *weeks = csv.reader(
        io.StringIO(
            supervisor.get("/desk/reports.csv?provider=it-communications").text.removeprefix("\ufeff")
        )
    )
    assert weeks[-1][head.index("messages not understood")] == "3"


# --- the page for a board, and providers side by side ---


def test_the_summary_says_of_each_figure_how_it_is_counted(context: Context, supervisor: Browser) -> None:
    add_event(context, add_case(context), "agent.replied")
    html = supervisor.get("/desk/reports/summary?provider=it-communications").text
    told = words(html)
    for figure in ("Complaints opened 1", "Target met 1 of 1 (100 %)", "Messages not understood 0"):
        assert figure in told
    assert html.count("<tr role") == 12
    assert "Letters about CISAS that went out are not counted" in told


def test_an_empty_summary_divides_by_nothing(supervisor: Browser) -> None:
    told = words(supervisor.get("/desk/reports/summary?provider=it-communications").text)
    assert "Complaints opened 0" in told
    assert "Target met 0 of 0" in told


def test_providers_stand_side_by_side_only_for_whoever_supervises_them(
    house: DeskHouse, context: Context, supervisor: Browser
) -> None:
    add_case(context, "netservers", id="theirs")
    house.person("two@example.org", "Two", netservers=Role.SUPERVISOR, it_communications=Role.SUPERVISOR)
    both = words(house.signed_in("two@example.org").get("/desk/reports/providers").text)
    assert "Netservers 1 0 (0 %)" in both
    assert "I.T Communications 0 0" in both
    assert "Netservers" not in words(supervisor.get("/desk/reports/providers").text)
    assert supervisor.get("/desk/reports/summary?provider=netservers").status_code == 404


def test_an_acknowledgement_that_nobody_gave_is_not_met(context: Context, supervisor: Browser) -> None:
    """Netservers aims to acknowledge; a letter that an agent logged has a customer who has not heard anything."""
    agent = add_agent(context, "Nat", "netservers", Role.SUPERVISOR)
    add_case(context, "netservers", id="untold", at=context.now() - timedelta(days=10))
    add_case(context, "netservers", id="told", at=context.now() - timedelta(days=10))
    with context.store.write() as tx:
        tx.promises.keep("chat-told", "target.acknowledge", context.now() - timedelta(days=10))
        tx.commit()
    report = read_report(context, agent, "netservers", 4)
    assert (sum(w.inside for w in report.weeks), sum(w.late for w in report.weeks)) == (1, 1)
    assert (
        report.past == 2
    )  # who was told has the next target of the page before them, and it has passed as well
    assert [(p.kind, p.kept, p.late) for p in report.promised] == [("target.acknowledge", 1, 1)]
