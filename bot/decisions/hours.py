"""Is it open now, and if not, when next? Only as the provider's page states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from bot.decisions.calendar import LONDON, BankHolidays, in_london
from bot.decisions.provider import Day, Hours, Nation

_WEEKDAYS: Final[tuple[Day, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """``closes_at`` when open, ``opens_at`` when closed: aware London datetimes. ``opens_at`` is None if no opening
    was found within a year.

    ``certain`` is False when the answer rests on a bank holiday about which the page says nothing; ``holiday`` is then
    its name. ``holiday`` also names the bank holiday for which it is closed today.
    """

    open: bool
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    certain: bool = True
    holiday: str | None = None


def status_at(hours: Hours, instant: datetime, holidays: BankHolidays, nation: Nation) -> OpenStatus:
    """Open or closed at ``instant``. Opens on the minute, and at the closing minute it is closed.

    Bank holidays as the page has them: ``closed``; ``open`` as on other days; ``not_stated``: as on other days, but
    not certain.
    """
    now = in_london(instant)
    today = now.date()
    holiday_today = holidays.name(today, nation)
    usual = hours.days.get(_WEEKDAYS[today.weekday()])
    closed_for_holiday = holiday_today is not None and hours.bank_holidays == "closed"
    if usual and not closed_for_holiday and usual[0] <= now.time() < usual[1]:
        doubt = holiday_today if hours.bank_holidays == "not_stated" else None
        return OpenStatus(open=True, closes_at=_at(now, usual[1]), certain=doubt is None, holiday=doubt)

    reason = holiday_today if usual and closed_for_holiday else None
    for ahead in range(_DAYS_AHEAD):
        then = now + timedelta(days=ahead)
        usual = hours.days.get(_WEEKDAYS[then.weekday()])
        if usual is None or (ahead == 0 and now.time() >= usual[0]):
            continue
        holiday = holidays.name(then.date(), nation)
        if holiday and hours.bank_holidays == "closed":
            continue
        doubt = holiday if hours.bank_holidays == "not_stated" else None
        return OpenStatus(
            open=False, opens_at=_at(then, usual[0]), certain=doubt is None, holiday=doubt or reason
        )
    return OpenStatus(open=False, holiday=reason)


def _at(day: datetime, at: time) -> datetime:
    return datetime.combine(day.date(), at, LONDON)
