"""What of a status page is trouble now, and how long it may be told as it stood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from bot.decisions.status_page import StatusPage, Summary, is_current, trouble_now

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def summary(**parts: Any) -> Summary:
    empty: dict[str, Any] = {
        "page": {"name": "X"},
        "components": [],
        "incidents": [],
        "scheduled_maintenances": [],
    }
    return Summary.model_validate({**empty, **parts})


def incident(name: str = "Calls fail", **values: Any) -> dict[str, Any]:
    return {
        "name": name,
        "status": "investigating",
        "impact": "major",
        "created_at": "2026-11-23T08:40:00Z",
        "id": "something that we have no use for",
        **values,
    }


def work(status: str = "in_progress", start: str = "08:00", end: str = "12:00") -> dict[str, Any]:
    day = "2026-11-23T"
    return {
        "name": "New routers",
        "status": status,
        "scheduled_for": f"{day}{start}:00Z",
        "scheduled_until": f"{day}{end}:00Z",
    }


@pytest.mark.parametrize(
    ("incidents", "name", "major"),
    [
        ([], None, None),
        ([incident()], "Calls fail", True),
        ([incident(impact="critical")], "Calls fail", True),
        ([incident(impact="minor")], "Calls fail", False),
        ([incident(impact="none")], None, None),
        ([incident(impact="maintenance")], None, None),
        ([incident(impact="a new word")], None, None),
        ([incident(status="resolved")], None, None),
        ([incident(status="postmortem")], None, None),
        ([incident(status="monitoring")], "Calls fail", True),
        ([incident("small", impact="minor"), incident("big")], "big", True),
        ([incident("old"), incident("new", created_at="2026-11-23T08:50:00Z")], "new", True),
    ],
)
def test_the_worst_that_goes_on_is_told_then_the_newest(
    incidents: list[dict[str, Any]], name: str | None, major: bool | None
) -> None:
    found = trouble_now(summary(incidents=incidents), NOW)
    assert (found and found.name, found and found.major) == (name, major)


def test_it_began_when_the_page_says_that_it_started_not_when_it_was_written() -> None:
    found = trouble_now(summary(incidents=[incident(started_at="2026-11-23T08:10:00+00:00")]), NOW)
    assert found is not None
    assert found.since == datetime(2026, 11, 23, 8, 10, tzinfo=UTC)


def test_the_latest_note_is_the_last_in_time_whatever_its_place() -> None:
    notes = [
        {"body": "Found.", "created_at": "2026-11-23T09:00:00Z"},
        {"body": "Looking.", "created_at": "2026-11-23T08:41:00Z"},
    ]
    found = trouble_now(summary(incidents=[incident(incident_updates=notes)]), NOW)
    assert found is not None
    assert found.latest == "Found."


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        (work(), True),
        (work("verifying"), True),
        (work("scheduled"), False),
        (work("completed"), False),
        (work(start="10:00"), False),
        (work(end="09:05"), False),
    ],
)
def test_planned_work_is_told_only_while_it_goes_on(planned: dict[str, Any], told: bool) -> None:
    found = trouble_now(summary(scheduled_maintenances=[planned]), NOW)
    assert (found is not None) is told
    assert found is None or not found.major


def test_an_incident_goes_before_planned_work() -> None:
    found = trouble_now(summary(incidents=[incident(impact="minor")], scheduled_maintenances=[work()]), NOW)
    assert found is not None
    assert found.kind == "incident"


@pytest.mark.parametrize(
    "parts",
    [
        {"page": {}},
        {"incidents": None},
        {"incidents": [incident(created_at="yesterday")]},
        {"incidents": [incident(created_at="2026-11-23T08:40:00")]},
        {"incidents": [incident(name="")]},
        {"incidents": [incident()] * 201},
    ],
)
def test_another_shape_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        summary(**parts)


@pytest.mark.parametrize(("age", "current"), [(0, True), (15, True), (16, False)])
def test_what_is_older_than_the_rule_is_not_current(age: int, current: bool) -> None:
    page = StatusPage("contactnow", NOW, NOW - timedelta(minutes=age), summary={})
    assert is_current(page, NOW, 15) is current


def test_what_was_never_read_is_not_current() -> None:
    assert not is_current(StatusPage("contactnow", NOW), NOW, 15)
