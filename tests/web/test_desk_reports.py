"""The report page and its CSV, as a supervisor gets them and as others do not."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import CaseStatus, Role
from bot.services.context import Context
from bot.web.desk.report_pages import HEADINGS, safe_cell
from tests.support.case_rows import add_case, add_event
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
    add_event(context, add_case(context, id="answered", at=long_ago), "agent.replied")
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
