"""What a provider's public status page says, in Statuspage's ``summary.json``, and what of it is trouble now. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

_OVER: Final = frozenset({"resolved", "postmortem", "completed"})
_IMPACTS: Final = ("minor", "major", "critical")
"""Weights of an incident, the worst last. "none" and "maintenance" are news, no trouble."""
_AT_WORK: Final = frozenset({"in_progress", "verifying"})
_LONGEST_NAME: Final = 500
_MOST: Final = 200
"""Incidents, components or updates: a page that lists more is not one of these."""


class _Outside(BaseModel):
    """Somebody else's data: what we do not know is left aside, what we need must be there and be of its kind."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Page(_Outside):
    name: str = Field(min_length=1, max_length=_LONGEST_NAME)


class Component(_Outside):
    name: str = Field(max_length=_LONGEST_NAME)
    status: str = Field(max_length=50)


class Update(_Outside):
    body: str = Field(default="", max_length=20_000)
    created_at: AwareDatetime


class Incident(_Outside):
    """``impact`` and ``status`` in Statuspage's words; one that we do not know counts as no trouble."""

    name: str = Field(min_length=1, max_length=_LONGEST_NAME)
    status: str = Field(max_length=50)
    impact: str = Field(max_length=50)
    created_at: AwareDatetime
    started_at: AwareDatetime | None = None
    incident_updates: list[Update] = Field(default=[], max_length=_MOST)

    @property
    def since(self) -> datetime:
        return self.started_at or self.created_at


class Maintenance(_Outside):
    name: str = Field(min_length=1, max_length=_LONGEST_NAME)
    status: str = Field(max_length=50)
    scheduled_for: AwareDatetime
    scheduled_until: AwareDatetime


class Summary(_Outside):
    """``summary.json``: all four parts must be there, or it is another page."""

    page: Page
    components: list[Component] = Field(max_length=_MOST)
    incidents: list[Incident] = Field(max_length=_MOST)
    scheduled_maintenances: list[Maintenance] = Field(max_length=_MOST)


@dataclass(frozen=True)
class Fetched:
    """What a status page answered. ``summary`` is ``None`` where it has not changed since what ``etag`` and
    ``last_modified`` name; both are what the page calls this version."""

    summary: Summary | None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class StatusPage:
    """What is kept of a provider's page. ``fetched_at``: the instant as of which ``summary`` stood, by the last answer
    that could be read; ``checked_at``: the last try, whatever came of it; ``fault``: what went wrong then."""

    provider: str
    checked_at: datetime
    fetched_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    summary: dict[str, Any] | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Trouble:
    """``name`` and ``latest`` are the page's own words. ``major``: the page itself calls it major or critical."""

    kind: Literal["incident", "maintenance"]
    name: str
    since: datetime
    major: bool
    latest: str = ""


def trouble_now(summary: Summary, now: datetime) -> Trouble | None:
    """The worst that goes on at ``now``, then the newest; work that was planned only where nothing else goes on."""
    open_ones = [each for each in summary.incidents if each.status not in _OVER and each.impact in _IMPACTS]
    if open_ones:
        worst = max(open_ones, key=lambda each: (_IMPACTS.index(each.impact), each.since))
        updates = sorted(worst.incident_updates, key=lambda update: update.created_at)
        latest = updates[-1].body if updates else ""
        return Trouble("incident", worst.name, worst.since, worst.impact != "minor", latest)
    for work in summary.scheduled_maintenances:
        if work.status in _AT_WORK and work.scheduled_for <= now < work.scheduled_until:
            return Trouble("maintenance", work.name, work.scheduled_for, False)
    return None


def is_current(page: StatusPage, now: datetime, minutes: int) -> bool:
    """Whether what is kept may be told as it stands: no older than ``minutes``, and not of a time to come (a clock was
    put back)."""
    return page.fetched_at is not None and timedelta(0) <= now - page.fetched_at <= timedelta(minutes=minutes)
