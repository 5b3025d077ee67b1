"""Reports for supervisors: how many complaints, how fast, and what was late; as a page to read or print, and as CSV."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import Response

from bot.decisions.records import Role
from bot.services.desk.read_report import Report, read_report
from bot.services.who_is_signed_in import SignedIn
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name
from bot.web.desk.report_pictures import Distribution, Picture
from bot.web.desk.span import span
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
    "messages not understood",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@router.get("/desk/reports")
async def show_report(request: Request, me: Me, provider: str = "", weeks: Weeks = _SHOWN) -> Response:
    mine = require_somewhere(me, Role.SUPERVISOR)
    report = await _report(request, me, provider or mine[0], weeks)
    return page(request, "reports.html", _facts(request, me, report, weeks))


@router.get("/desk/reports/summary")
async def show_summary(request: Request, me: Me, provider: str, weeks: Weeks = _SHOWN) -> Response:
    """One page for a board or for Ofcom, and how each figure is counted."""
    report = await _report(request, me, provider, weeks)
    return page(request, "report_summary.html", _facts(request, me, report, weeks))


@router.get("/desk/reports/providers")
async def show_providers(request: Request, me: Me, weeks: Weeks = _SHOWN) -> Response:
    """Side by side, for whoever supervises more than one."""
    mine = require_somewhere(me, Role.SUPERVISOR)
    reports = [await _report(request, me, provider, weeks) for provider in mine]
    facts = {**_facts(request, me, reports[0], weeks), "reports": reports}
    return page(request, "report_providers.html", facts)


def _facts(request: Request, me: SignedIn, report: Report, weeks: int) -> dict[str, Any]:
    context = desk_of(request).context
    profile = context.providers.get(report.provider)
    steps = {step.stage: step.who for step in profile.ladder if step.stage} if profile else {}
    return {
        "report": report,
        "picture": Picture(report.weeks),
        "answers": Distribution(report.spans, report.times),
        "took": [span(timedelta(minutes=each)) for each in report.waits or ()],
        "waits": Distribution(report.wait_spans, report.wait_times),
        "name": provider_name(context, report.provider),
        "providers": {slug: provider_name(context, slug) for slug in require_somewhere(me, Role.SUPERVISOR)},
        "chosen_weeks": weeks,
        "choices": CHOICES,
        "steps": steps,
        "scheme": context.schemes[profile.adr.scheme].name.value if profile else "",
        "near_weeks": context.rule("adr_clock_near"),
        "phrase_chats": context.rules.at("report_phrases", context.today()).value["chats"],
        "day": context.day,
    }


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
        missed = report.missed.by_week.get(week.monday, 0)
        write.writerow([safe_cell(report.provider), week.monday.isoformat(), *numbers, days, missed])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
