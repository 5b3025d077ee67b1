"""By when a provider says it will acknowledge, respond or resolve: its own aim, no rule and no promise of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from bot.decisions.calendar import (
    BankHolidays,
    add_weeks,
    add_working_days,
    is_working_day,
    london_date,
    working_day_on_or_after,
)
from bot.decisions.errors import Refused, UnknownStage
from bot.decisions.provider import Nation, Provider, Target, TargetKind
from bot.decisions.sourced import Standing

FIRST_STAGE: Final = "first"
"""The stage that every profile has: what happens after somebody complains."""


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """The target with its date. ``due_on`` is a London date.

    A target in calendar weeks can end on a day when nobody works: then ``not_working`` says why, ``holiday`` names
    the bank holiday, and ``may_be_on`` is the next working day. ``due_on`` stays what the page's words give.
    """

    provider: str
    stage: str
    kind: TargetKind
    due_on: date
    length: int
    unit: Literal["working_days", "weeks"]
    nation: Nation
    source: str
    standing: Standing
    not_working: Literal["bank_holiday", "weekend"] | None = None
    holiday: str | None = None
    may_be_on: date | None = None


def stages_from_the_start(provider: Provider) -> list[str]:
    """The stages whose clock starts when the complaint is made: the first, and those that no later rung owns."""
    later = {step.target for step in provider.ladder[1:] if step.target}
    return [stage for stage in provider.targets if stage == FIRST_STAGE or stage not in later]


def target(
    provider: Provider,
    stage: str,
    received_at: date | datetime,
    nation: Nation | None,
    holidays: BankHolidays,
) -> TargetAnswer:
    """When ``stage`` is due for something received at ``received_at``.

    ``nation`` None is the provider's own: its people's bank holidays decide, not the customer's.
    Raises ``UnknownStage``, listing the stages that the provider's page has.
    """
    aim = provider.targets.get(stage)
    if aim is None:
        known = ", ".join(provider.targets)
        raise UnknownStage(f"{provider.name}'s page has no target for '{stage}'. It has: {known}.")
    nation = nation or provider.nation
    due_on = _due_on(aim, received_at, nation, holidays)
    holiday = holidays.name(due_on, nation)
    working = is_working_day(due_on, nation, holidays)
    return TargetAnswer(
        provider=provider.slug,
        stage=stage,
        kind=aim.kind,
        due_on=due_on,
        length=aim.length,
        unit=aim.unit,
        nation=nation,
        source=aim.source,
        standing=aim.standing,
        not_working=None if working else "bank_holiday" if holiday else "weekend",
        holiday=holiday,
        may_be_on=None if working else working_day_on_or_after(due_on, nation, holidays),
    )


def _due_on(aim: Target, received_at: date | datetime, nation: Nation, holidays: BankHolidays) -> date:
    if aim.unit == "working_days":
        return add_working_days(received_at, aim.length, nation, holidays)
    try:
        return add_weeks(london_date(received_at), aim.length)
    except OverflowError:
        raise Refused("That date is too near the end of the calendar to count from.") from None
