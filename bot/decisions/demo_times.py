"""When things happen in a made-up year: complaints over days and hours, and the desk's own time. Pure, with a chance
that is handed in. All days and hours are Europe/London; instants are aware UTC."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from bot.decisions.calendar import LONDON, BankHolidays, add_months, is_working_day, london_date
from bot.decisions.demo_bank import BadMonth, DeskHours, Year
from bot.decisions.provider import Nation

ONE_DAY = timedelta(days=1)


def pick(chance: random.Random, weights: Mapping[str, int]) -> str:
    """One of the names, each as likely as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def first_day(now: datetime, months: int) -> date:
    """The London date so many months before ``now``."""
    return add_months(london_date(now), -months)


def moments(
    year: Year,
    chance: random.Random,
    now: datetime,
    months: int,
    count: int,
    holidays: BankHolidays,
    nation: Nation,
) -> list[datetime]:
    """``count`` instants between then and ``now``, oldest first, as busy as weekday, hour and season make them."""
    first, last = first_day(now, months), london_date(now)
    days = [first + ONE_DAY * each for each in range((last - first).days + 1)]
    weights = [_busy(year, day, (day - first).days / max(1, len(days) - 1), holidays, nation) for day in days]
    earliest = at_hour(first, 0)
    found: list[datetime] = []
    while len(found) < count:
        day = chance.choices(days, weights)[0]
        hour = chance.choices(range(24), year.hours)[0]
        at = at_hour(day, hour) + timedelta(seconds=chance.randrange(3600))
        if earliest <= at < now:
            found.append(at)
    return sorted(found)


def _busy(year: Year, day: date, grown: float, holidays: BankHolidays, nation: Nation) -> float:
    free = holidays.name(day, nation) is not None
    weight = year.bank_holiday if free else year.weekdays[day.weekday()]
    return weight * (1 + (year.growth - 1) * grown)


def at_hour(day: date, hour: int) -> datetime:
    """The instant at which a London clock shows ``hour`` on that day."""
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


def storm_day(year: Year, now: datetime, holidays: BankHolidays, nation: Nation) -> date:
    """The working day of the storm."""
    day = london_date(now) - ONE_DAY * year.storm.days_ago
    while not is_working_day(day, nation, holidays):
        day += ONE_DAY
    return day


def desk_time(
    at: datetime,
    working_days: int,
    desk: DeskHours,
    chance: random.Random,
    holidays: BankHolidays,
    nation: Nation,
) -> datetime:
    """An instant later than ``at`` at which the desk works, so many working days on; 0 is today if there is time left,
    else the next working day."""
    day, left = london_date(at), working_days
    closes = at_hour(day, desk.to_hour)
    if left == 0 and is_working_day(day, nation, holidays) and at + timedelta(minutes=10) < closes:
        begins = max(at + timedelta(minutes=5), at_hour(day, desk.from_hour))
        return begins + (closes - begins) * chance.random()
    left = max(1, left)
    while left:
        day += ONE_DAY
        left -= is_working_day(day, nation, holidays)
    opens = at_hour(day, desk.from_hour)
    part: float = chance.random() ** 1.3
    return opens + (at_hour(day, desk.to_hour) - opens) * part


def at_the_desk(at: datetime, desk: DeskHours, holidays: BankHolidays, nation: Nation) -> bool:
    """Whether the desk works at ``at``."""
    day = london_date(at)
    within = at_hour(day, desk.from_hour) <= at < at_hour(day, desk.to_hour)
    return within and is_working_day(day, nation, holidays)


def last_at_the_desk(at: datetime, desk: DeskHours, holidays: BankHolidays, nation: Nation) -> datetime:
    """``at`` itself if the desk works then, an hour after opening or later; else the close of the day before that."""
    day = london_date(at)
    if is_working_day(day, nation, holidays) and at >= at_hour(day, desk.from_hour + 1):
        return min(at, at_hour(day, desk.to_hour))
    day -= ONE_DAY
    while not is_working_day(day, nation, holidays):
        day -= ONE_DAY
    return at_hour(day, desk.to_hour)


def awake(at: datetime, chance: random.Random) -> datetime:
    """``at``, or a later instant in the morning if it is night in London."""
    hour = at.astimezone(LONDON).hour
    if 8 <= hour < 22:
        return at
    day = london_date(at) + (ONE_DAY if hour >= 22 else timedelta(0))
    return at_hour(day, 8) + timedelta(minutes=chance.randrange(150))


def slowness(bad_months: tuple[BadMonth, ...], provider: str, began: datetime, now: datetime) -> float:
    """How many times longer the first answer takes to what came at ``began``."""
    ago = (london_date(now) - london_date(began)).days
    for each in bad_months:
        if each.provider == provider and each.to_days_ago <= ago <= each.from_days_ago:
            return each.slower
    return 1.0
