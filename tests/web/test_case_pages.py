"""The pages of a case over HTTP: who gets in, what a browser without scripts sees, and the calendar file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import unescape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar, Component

from bot.adapters.letters import TemplateLetters
from bot.decisions.errors import Unavailable
from bot.decisions.records import Case, CaseStatus, ContactKind
from bot.services.case_link import case_link, letter_link
from bot.services.case_timeline import EVENTS
from bot.services.case_working import CaseWorking, open_case_page
from bot.services.context import Context
from bot.services.desk.work_case import promise
from bot.services.escalation_letter import open_letter
from bot.web import pages
from bot.web.picture import STEPS, picture
from tests.support.case_rows import NAME, STORY, add_case, add_event
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.web.house import FakeEngine, House, deps_for, running
from tests.web.test_pages import Tree

STATIC = Path(pages.__file__).parent / "static"
PROVIDERS = ("all-communications", "contactnow", "it-communications", "netservers", "x-communications")


@dataclass
class Desk:
    """The running pages over a store and a clock that tests hold."""

    house: House
    context: Context
    clock: Clock
    count: int = 0

    def case(self, *arguments: object, **values: object) -> Case:
        self.count += 1
        return add_case(self.context, *arguments, id=f"case{self.count}", **values)  # type: ignore[arg-type]

    def get(self, link: str) -> httpx.Response:
        return self.house.client.get(link.removeprefix(self.context.public_url))

    def page(self, case: Case) -> str:
        answer = self.get(case_link(self.context, case))
        assert answer.status_code == 200
        return answer.text

    def calendar(self, case: Case) -> list[Component]:
        answer = self.get(f"{case_link(self.context, case)}/dates.ics")
        assert answer.status_code == 200
        return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    clock = Clock()
    context = make_context(tmp_path_factory.mktemp("case"), clock)
    deps = deps_for(
        context.store,
        FakeEngine(),
        now=clock,
        case_page=lambda token: open_case_page(context, token),
        case_letter=lambda token: open_letter(context, TemplateLetters(), token),
    )
    with running(deps) as house:
        yield Desk(house, context, clock)


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    before = shared.clock.instant
    yield shared
    shared.clock.instant = before


# --- who gets in ---


def test_a_link_shows_the_page_and_is_kept_out_of_caches_search_engines_and_referrers(desk: Desk) -> None:
    case = desk.case()
    answer = desk.get(case_link(desk.context, case))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert case.reference in answer.text


@pytest.mark.parametrize("tail", ["", "/dates.ics", "/letter"])
@pytest.mark.parametrize(
    "token", ["nonsense", "a.b.c", "%3Cscript%3E", "%00", "%FF", "..%2F..", "x" * 3000, "\u00e9"]
)
def test_a_link_that_is_no_good_gets_a_page_in_plain_words(desk: Desk, token: str, tail: str) -> None:
    answer = desk.house.client.get(f"/case/{token}{tail}")
    assert answer.status_code == 404
    if answer.headers["content-type"].startswith("text/html"):  # an odd path may be none of ours at all
        assert "This link does not work" in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text


def test_tampered_expired_and_foreign_links_are_all_told_the_same(desk: Desk) -> None:
    case = desk.case("netservers")
    good = case_link(desk.context, case)
    foreign = case_link(replace(desk.context, secret="another"), case)
    never_kept = case_link(desk.context, replace(case, id="never kept"))
    letter = letter_link(desk.context, case).removesuffix("/letter")
    answers = [desk.get(link) for link in (good[:-4] + "AAAA", foreign, never_kept, letter)]
    desk.clock.forward(days=desk.context.rule("case_link_lifetime"), seconds=1)
    answers.append(desk.get(good))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_an_app_without_cases_leads_nowhere(house: House) -> None:
    assert house.client.get("/case/anything").status_code == 404
    assert house.client.get("/case/anything/letter").status_code == 404


def test_when_the_store_is_away_there_is_a_page_that_says_so_and_no_link_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def away(_: str) -> CaseWorking | None:
        raise Unavailable("The store cannot be reached.")

    deps = deps_for(desk.context.store, FakeEngine(), case_page=away)
    with running(deps) as house, caplog.at_level(logging.DEBUG):
        for tail in ("", "/dates.ics"):
            answer = house.client.get(f"/case/precious-token{tail}")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "cannot be shown just now" in answer.text
    assert "precious-token" not in "".join(each.getMessage() for each in caplog.records if "bot" in each.name)


def test_a_page_that_breaks_does_not_log_its_link(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: str) -> CaseWorking | None:
        raise RuntimeError("broken")

    with running(deps_for(desk.context.store, FakeEngine(), case_page=broken)) as house:
        assert house.client.get("/case/precious-token").status_code == 500
    [line] = [each.getMessage() for each in caplog.records if "error id" in each.getMessage()]
    assert line.startswith("GET /case/{token} broke")


# --- what the page shows ---


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_page_shows_each_date_with_its_sum_source_and_standing(desk: Desk, provider: str) -> None:
    case = desk.case(provider, "2026-11-01", answers={"final_letter_on": "2026-11-20"})
    text = " ".join(Tree(desk.page(case)).text.split())
    working = open_case_page(desk.context, case_link(desk.context, case).rpartition("/")[2])
    assert working is not None
    for each in working.dates:
        for part in (each.day, each.what, each.sum, *each.notes):
            assert part is None or part in text
        for ground in each.grounds:
            assert f"{ground.says} {ground.standing_words}" in text
            assert all(source.title in text for source in ground.sources)


def test_sources_that_have_an_address_are_links(desk: Desk) -> None:
    case = desk.case("netservers", "2026-11-01")
    links = {link["href"] for link in Tree(desk.page(case)).all("a")}
    rule = desk.context.rules["adr_wait"].at(date(2026, 11, 1))
    assert {reference.href for reference in rule.reference if reference.href} <= links
    assert desk.context.rules.at("ofcom_adr_page", date(2026, 11, 23)).value in links


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_personal_is_on_the_page_or_in_the_calendar(desk: Desk, provider: str) -> None:
    case = desk.case(
        provider, "2026-11-01", kind=ContactKind.LETTER, address="10 High Street, Leeds, LS1 4AB"
    )
    for code in EVENTS:
        add_event(
            desk.context, case, code, text=f"{STORY} {NAME} sam@example.com", who="Bob", by="agent Bob",
            stage="manager", reason="vulnerable",
        )  # fmt: skip
    calendar = desk.get(f"{case_link(desk.context, case)}/dates.ics").text.replace("\r\n ", "")
    for shown in (desk.page(case), calendar):
        for word in (
            "nine days",
            "Sam",
            "Carter",
            "High Street",
            "LS1",
            "@example",
            "Bob",
            "vulnerable",
            case.id,
        ):
            assert word not in shown.replace(case_link(desk.context, case).rpartition("/")[2], "")
    assert "What you wrote, your name and how to reach you are not on it." in " ".join(
        desk.page(case).split()
    )


def test_every_event_code_is_rendered(desk: Desk) -> None:
    case = desk.case("netservers")
    for code in EVENTS:
        add_event(desk.context, case, code, stage="manager")
    text = unescape(desk.page(case))
    for code in EVENTS:
        kind = code.replace(".", "_")
        key = (
            "utter_case_page_event_went_up_to"
            if kind == "case_escalated"
            else f"utter_case_page_event_{kind}"
        )
        said = desk.context.words.text(
            key,
            provider="Netservers",
            scheme="the Communications Ombudsman",
            who="the Customer Services Manager",
        )
        assert said in text, code


def test_a_case_that_is_sorted_says_that_its_days_no_longer_count(desk: Desk) -> None:
    assert "nobody has to act" not in desk.page(desk.case())
    assert "nobody has to act" in desk.page(desk.case(status=CaseStatus.RESOLVED))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_page_has_one_heading_its_landmarks_and_a_table_that_can_be_read_aloud(
    desk: Desk, provider: str
) -> None:
    tree = Tree(desk.page(desk.case(provider, "2026-11-01")))
    assert tree.all("html")[0]["lang"] == "en-GB"
    assert len(tree.all("h1")) == len(tree.all("main")) == len(tree.role("banner")) == 1
    assert tree.all("a")[0]["href"] == "#main"
    assert len(tree.all("table")) == len(tree.all("caption")) == 1
    assert [head["scope"] for head in tree.all("th")].count("col") == 3
    rows = [head for head in tree.all("th") if head["scope"] == "row"]
    assert len(rows) == len(tree.role("row")) - 1
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes["aria-labelledby"] for attributes in tree.all("section")}
    assert named <= set(ids)


def test_neither_page_needs_a_script_or_has_a_style_of_its_own(desk: Desk) -> None:
    case = desk.case("netservers")
    for link in (case_link(desk.context, case), letter_link(desk.context, case), "/case/nonsense"):
        tree = Tree(desk.get(link).text)
        assert tree.all("script") == tree.all("style") == []
        assert not [
            name for _, attributes in tree.tags for name in attributes if name == "style" or name[:2] == "on"
        ]


def test_the_style_prints_and_fits_a_phone() -> None:
    style = (STATIC / "case.css").read_text(encoding="utf-8")
    for needed in ("@media print", "@media (max-width: 44rem)", "forced-colors", "min-height: 44px"):
        assert needed in style
    for size in range(1, STEPS + 1):
        assert f".gap-{size} {{" in style


# --- the picture ---


def working_of(desk: Desk, case: Case) -> CaseWorking:
    working = open_case_page(desk.context, case_link(desk.context, case).rpartition("/")[2])
    assert working is not None
    return working


def test_the_picture_has_its_points_in_order_and_today_among_them(desk: Desk) -> None:
    points = picture(working_of(desk, desk.case(told="2026-11-01")))
    assert [(point.kind, point.on.isoformat(), point.away) for point in points] == [
        ("told", "2026-11-01", -22), ("received", "2026-11-23", 0), ("today", "2026-11-23", 0),
        ("date", "2026-11-30", 7), ("date", "2026-12-13", 20),
    ]  # fmt: skip
    assert [point.gap for point in points] == [0, STEPS, 0, 3, 5]


def test_a_rough_time_stands_in_the_picture_as_it_was_told(desk: Desk) -> None:
    case = desk.case(told=("2026-09-01", "2026-09-10"))
    told = picture(working_of(desk, case))[0]
    assert (told.kind, told.since, told.on) == ("told", date(2026, 9, 1), date(2026, 9, 10))
    text = " ".join(Tree(desk.page(case)).text.split())
    assert (
        "Tue 1 Sep to Thu 10 Sep You first told I.T Communications between 1 and 10 September Thu 22 Oct"
        in text
    )


def test_told_on_the_day_of_this_complaint_both_are_in_the_picture(desk: Desk) -> None:
    points = picture(working_of(desk, desk.case(told="2026-11-23")))
    assert [point.kind for point in points][:3] == ["told", "received", "today"]


def test_never_told_when_nothing_is_said_of_it(desk: Desk) -> None:
    assert "told" not in [point.kind for point in picture(working_of(desk, desk.case()))]


def test_a_day_of_the_scheme_that_has_passed_is_told_as_past(desk: Desk) -> None:
    case = desk.case(told="2026-10-10")
    text = " ".join(Tree(desk.page(case)).text.split())
    assert "You have been able to go to CISAS since this day (2 days ago)" in text
    assert "from this day" not in text


def test_a_short_time_beside_a_long_one_still_has_a_gap(desk: Desk) -> None:
    case = desk.case(told="2026-11-22", answers={"final_letter_on": "2026-11-20"})
    points = picture(working_of(desk, case))
    for earlier, later in pairwise(points):
        assert (later.gap > 0) == (later.on > earlier.on)


def test_the_picture_says_in_words_what_it_shows(desk: Desk) -> None:
    tree = Tree(desk.page(desk.case(told="2026-11-01")))
    text = " ".join(tree.text.split())
    for words in ("You first told I.T Communications (22 days ago)", "Today", "aims to reply (in 7 days)"):
        assert words in text
    [today] = [each for each in tree.all("li") if each.get("aria-current") == "date"]
    assert "today" in (today["class"] or "")


# --- the calendar file ---


def test_the_calendar_file_is_read_back_as_all_day_events(desk: Desk) -> None:
    case = desk.case(told="2026-11-01", answers={"final_letter_on": "2026-11-20"})
    answer = desk.get(f"{case_link(desk.context, case)}/dates.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    name = f'filename="complaint-{case.reference.lower()}.ics"'
    assert answer.headers["content-disposition"] == f"attachment; {name}"
    events = desk.calendar(case)
    ref = case.reference
    assert [(str(event["summary"]), event.decoded("dtstart")) for event in events] == [
        (f"You have been able to go to CISAS since this day ({ref})", date(2026, 11, 20)),
        (f"I.T Communications aims to reply ({ref})", date(2026, 11, 30)),
        (f"Last safe day for CISAS ({ref})", date(2027, 11, 19)),
    ]
    for event in events:
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert type(start) is date
        assert (end - start).days == 1
        assert event.decoded("dtstamp") == desk.context.now()
        assert str(event["status"]) == "CONFIRMED"


def test_the_day_that_a_person_promised_is_in_the_calendar_and_its_words_are_on_the_page(desk: Desk) -> None:
    agent, case = add_agent(desk.context), desk.case()
    made = promise(
        desk.context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27)
    )
    event = desk.calendar(case)[-1]
    assert str(event["summary"]) == f"An engineer comes between 8 and 12 ({case.reference})"
    assert event.decoded("dtstart") == date(2026, 11, 27)
    assert str(event["uid"]) == f"promise-{made.id}.{case.reference.lower()}@firstline"
    assert "promised you this for Friday 27 November" in str(event["description"])
    text = " ".join(Tree(desk.page(case)).text.split())
    assert "promised you this for Friday 27 November: An engineer comes between 8 and 12 Still open." in text
    assert "8 and 12<br>" in desk.page(case)
    [point] = [each for each in picture(working_of(desk, case)) if each.kind == "promise"]
    assert (point.title, point.on, point.away, point.done) == (
        "An engineer comes between 8 and 12", date(2026, 11, 27), 4, False,
    )  # fmt: skip
    assert "promised you: An engineer comes between 8 and 12 (in 4 days)" in text


def test_a_description_says_what_how_and_how_sure(desk: Desk) -> None:
    [reply, _] = desk.calendar(desk.case(told="2026-11-01"))
    described = str(reply["description"])
    assert "A reply may not settle it." in described
    assert "Monday 23 November + 5 working days = Monday 30 November" in described
    assert "From the source itself." in described


def test_a_date_that_moved_replaces_its_older_self(desk: Desk) -> None:
    case = desk.case()
    before = {str(event["uid"]): event for event in desk.calendar(case)}
    with desk.context.store.write() as tx:
        tx.cases.save(replace(case, details={"first_told_on": {"from": "2026-11-01", "to": "2026-11-01"}}))
        tx.cases.add_event(case.id, "case.details", desk.context.now(), {})
        intake = tx.intakes.get(case.intake_id)
        assert intake is not None
        tx.intakes.save(
            replace(intake, answers={"first_told_on": {"from": "2026-11-01", "to": "2026-11-01"}})
        )
        tx.commit()
    after = {str(event["uid"]): event for event in desk.calendar(case)}
    assert set(before) == set(after)
    opens = f"adr-opens.{case.reference.lower()}@firstline"
    assert before[opens].decoded("dtstart") == date(2027, 1, 4)
    assert after[opens].decoded("dtstart") == date(2026, 12, 13)
    assert int(after[opens]["sequence"]) > int(before[opens]["sequence"])


def test_no_two_dates_share_a_uid(desk: Desk) -> None:
    for provider in PROVIDERS:
        case = desk.case(provider, "2026-11-01", answers={"final_letter_on": "2026-11-20"})
        add_event(desk.context, case, "case.escalated", stage="manager", due_on="2026-12-07")
        uids = [str(event["uid"]) for event in desk.calendar(case)]
        assert len(uids) == len(set(uids)) >= 3


def test_once_it_is_sorted_the_events_come_as_cancelled(desk: Desk) -> None:
    events = desk.calendar(desk.case(status=CaseStatus.RESOLVED))
    assert {str(event["status"]) for event in events} == {"CANCELLED"}


# --- the letter ---


def test_the_letter_is_shown_whole_and_escaped_with_how_to_print_it(desk: Desk) -> None:
    case = desk.case("netservers", kind=ContactKind.LETTER, address="10 High Street, Leeds, LS1 4AB")
    answer = desk.get(letter_link(desk.context, case))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "<b>nobody</b>" not in answer.text
    tree = Tree(answer.text)
    assert len(tree.all("h1")) == len(tree.all("main")) == 1
    text = " ".join(tree.text.split())
    for wanted in (
        "Print this page", STORY, NAME, "10 High Street Leeds LS1 4AB", "Attn: Complaints Manager",
        "Please refer my complaint to the Customer Services Manager.", "It works for 14 days", "______",
    ):  # fmt: skip
        assert wanted in text


def test_the_link_to_the_dates_opens_no_letter_and_there_is_none_for_other_providers(desk: Desk) -> None:
    case = desk.case("netservers")
    assert desk.get(f"{case_link(desk.context, case)}/letter").status_code == 404
    assert desk.get(letter_link(desk.context, desk.case("contactnow"))).status_code == 404


def test_the_page_of_dates_gives_no_way_to_the_letter(desk: Desk) -> None:
    case = desk.case("netservers")
    assert not re.search(r'href="[^"]*letter', desk.page(case))


def test_the_letter_link_ends_sooner(desk: Desk) -> None:
    case = desk.case("netservers")
    letter, dates = letter_link(desk.context, case), case_link(desk.context, case)
    desk.clock.forward(days=desk.context.rule("letter_link_lifetime"), seconds=1)
    assert (desk.get(letter).status_code, desk.get(dates).status_code) == (404, 200)


# --- links in the chat ---


def test_links_in_the_chat_are_built_not_written_and_give_nothing_away() -> None:
    script = (STATIC / "widget.js").read_text(encoding="utf-8")
    assert 'link.rel = "noreferrer noopener"' in script
    assert '["http:", "https:"].includes(new URL(address).protocol)' in script
    assert 'sender !== "customer" ? withLinks' in script


def test_days_are_counted_in_london(desk: Desk) -> None:
    case = desk.case("contactnow", at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    assert "Wednesday 10 June + 2 weeks = Wednesday 24 June" in desk.page(case)


def test_what_was_agreed_is_told_where_they_read_what_to_expect(desk: Desk) -> None:
    case = desk.case()
    with desk.context.store.write() as tx:
        tx.conversations.set_agreed(case.conversation_id, "A credit of £20")
        tx.commit()
    assert "agreed with you: A credit of £20" in desk.page(case).split("What you were told to expect")[1]
