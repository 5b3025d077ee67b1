"""Reports for supervisors: how many complaints, how fast, and what was late; as a page to read or print, and as CSV."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query, Request
from fastapi.responses import Response

from bot.decisions.records import Role
from bot.decisions.report import Week
from bot.services.desk.read_report import Report, read_report
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name
from bot.web.download import disposition

router = desk_router()

Weeks = Annotated[int, Query(ge=1, le=104)]
CHOICES: Final = (4, 12, 26, 52)
_SHOWN: Final = 12
HEADINGS: Final = (
    "provider",
    "week from",
    "opened",
    "sorted at first contact",
    "inside target",
    "late",
    "still running",
    "days to first answer (median)",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Bar:
    """A column of the picture, in its own units: left edge, tops and heights of all and of those at first contact."""

    x: int
    top: float
    height: float
    first_top: float
    first_height: float
    week: Week


class Picture:
    """Complaints by week as columns; the numbers are in the table below it."""

    width, height, floor, column = 720, 180, 160, 0.7

    def __init__(self, weeks: tuple[Week, ...]) -> None:
        self.most = max([each.opened for each in weeks], default=0)
        self._weeks = weeks
        self.step = self.width / len(weeks)

    @property
    def bars(self) -> Iterator[Bar]:
        unit = (self.floor - 20) / self.most if self.most else 0.0
        for at, week in enumerate(self._weeks):
            all_of_it, first = week.opened * unit, week.first_contact * unit
            x = round(at * self.step + self.step * (1 - self.column) / 2)
            yield Bar(x, self.floor - all_of_it, all_of_it, self.floor - first, first, week)

    @property
    def thick(self) -> int:
        return max(2, round(self.step * self.column))


@router.get("/desk/reports")
async def show_report(request: Request, me: Me, provider: str = "", weeks: Weeks = _SHOWN) -> Response:
    mine = require_somewhere(me, Role.SUPERVISOR)
    report = await _report(request, me, provider or mine[0], weeks)
    context = desk_of(request).context
    facts = {
        "report": report,
        "picture": Picture(report.weeks),
        "name": provider_name(context, report.provider),
        "providers": {slug: provider_name(context, slug) for slug in mine},
        "chosen_weeks": weeks,
        "choices": CHOICES,
    }
    return page(request, "reports.html", facts)


@router.get("/desk/reports.csv")
async def report_as_csv(request: Request, me: Me, provider: str, weeks: Weeks = _SHOWN) -> Response:
    report = await _report(request, me, provider, weeks)
    name = f"complaints {report.provider} {report.today.isoformat()}.csv"
    return Response(
        as_csv(report),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition(name), "Cache-Control": "no-store"},
    )


async def _report(request: Request, me: Me, provider: str, weeks: int) -> Report:
    require(me, provider, Role.SUPERVISOR)
    return await asyncio.to_thread(read_report, desk_of(request).context, me.agent, provider, weeks)


def as_csv(report: Report) -> str:
    """A row a week. Starts with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(HEADINGS)
    for week in report.weeks:
        numbers = [week.opened, week.first_contact, week.inside, week.late, week.running]
        days = "" if week.median_days is None else week.median_days
        write.writerow([safe_cell(report.provider), week.monday.isoformat(), *numbers, days])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
