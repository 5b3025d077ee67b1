"""The dates of a case as its page shows them: how each was worked out, what it rests on, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from bot.decisions.calendar import ONE_DAY, london_date
from bot.decisions.provider import Nation, Provider, Target, TargetKind
from bot.decisions.records import Case, CaseEvent
from bot.decisions.sourced import Sourced, Standing
from bot.decisions.target import TargetAnswer, stages_from_the_start, target
from bot.services.answer_target import target_note
from bot.services.context import Context
from bot.wording import list_in_words

ESCALATED: Final = "case.escalated"
"""The event that starts the target of a higher rung. Its data: ``stage``, and perhaps ``due_on`` and ``kind``."""

When = Literal["past", "today", "ahead"]


@dataclass(frozen=True)
class SourceLink:
    """A document. ``href`` is absent where only a stored copy was seen."""

    title: str
    href: str | None = None


@dataclass(frozen=True)
class Ground:
    """One thing that a date rests on, as a sentence; who says so; and how sure that is, in plain words."""

    says: str
    standing: Standing
    standing_words: str
    sources: tuple[SourceLink, ...] = ()


@dataclass(frozen=True)
class CaseDate:
    """One date. ``key`` names it for ever within its case (``respond-first``, ``adr-opens``).

    ``title`` is a few words, ``what`` a sentence, ``sum`` the arithmetic ("… + 6 weeks = …"), ``notes`` whole
    sentences. ``done``: what was to happen by then has happened. ``answered``: an offer waits for the customer's word,
    so nobody at the provider has to act on it.
    """

    key: str
    on: date
    day: str
    when: When
    title: str
    what: str
    sum: str | None
    notes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    done: bool = False
    answered: bool = False


def target_dates(context: Context, case: Case, events: Iterable[CaseEvent]) -> list[CaseDate]:
    """Every target of the provider that has started: those of the complaint itself, then those of higher rungs."""
    provider = context.provider(case.provider)
    dates = {
        stage: _target(context, provider, stage, case.received_at, None)
        for stage in stages_from_the_start(provider)
    }
    for event in events:
        found = _of_higher_rung(context, provider, event) if event.code == ESCALATED else None
        if found is not None:
            dates.setdefault(*found)  # the first day that was given stands
    return list(dates.values())


def ground(context: Context, says: str, standing: Standing, sources: tuple[SourceLink, ...] = ()) -> Ground:
    return Ground(says, standing, context.words.text(f"utter_case_page_standing_{standing}"), sources)


def page_ground(context: Context, provider: Provider, says: str, fact: Sourced) -> Ground:
    """A ground that is a fact of the provider's profile."""
    source = provider.sources[fact.source]
    return ground(context, says, fact.standing, (SourceLink(source.title, source.href),))


def when(context: Context, day: date) -> When:
    today = context.today()
    return "today" if day == today else "past" if day < today else "ahead"


def length_in_words(context: Context, length: int, unit: str) -> str:
    """Such as "6 weeks", "1 working day"."""
    return context.words.text(f"utter_length_{unit}{'_one' if length == 1 else ''}", count=length)


def sum_in_words(context: Context, start: date, length: str, end: date) -> str:
    """Such as "Sunday 11 October + 6 weeks = Sunday 22 November"."""
    return context.words.text(
        "utter_case_page_sum", start=context.day(start), length=length, end=context.day(end)
    )


def _of_higher_rung(context: Context, provider: Provider, event: CaseEvent) -> tuple[str, CaseDate] | None:
    """The target of the rung that a complaint went up to; ``None`` where no day is known for it."""
    step = next((step for step in provider.ladder if step.stage == event.data.get("stage")), None)
    given = _day(event.data.get("due_on"))
    stage = step.target if step else None
    if stage is not None and step is not None:
        dated = _target(context, provider, stage, event.at, given)
        if (
            step.send and event.data.get("by") != "agent"
        ):  # a letter of theirs that may not have been posted yet
            by_post = context.words.text("utter_case_page_day_if_it_arrives", who=step.who)
            dated = replace(dated, notes=(by_post, *dated.notes))
        return stage, dated
    if step is None or given is None:
        return None
    kind = event.data.get("kind")
    aim = TargetKind(kind) if kind in set(TargetKind) else TargetKind.RESPOND
    says = context.words.text("utter_case_page_because_given", provider=provider.name)
    because = ground(context, says, Standing.OWN)
    notes = (context.words.text("utter_case_page_day_given"),)
    return step.stage, _date(context, provider, aim, step.stage, given, None, notes, (because,))


def _target(
    context: Context, provider: Provider, stage: str, start: datetime, given: date | None
) -> CaseDate:
    """``given``: the day that the customer was told, if it is on record."""
    aim = provider.targets[stage]
    dated = target(provider, stage, start, None, context.holidays)
    because = context.words.text(
        f"utter_case_page_because_{aim.kind}",
        provider=provider.name,
        length=length_in_words(context, aim.length, aim.unit),
    )
    grounds = [page_ground(context, provider, because, aim), _counting(context, aim, start, dated)]
    if given is not None and given != dated.due_on:
        notes = (context.words.text("utter_case_page_day_given"), *_said_of(aim))
        return _date(context, provider, aim.kind, stage, given, None, notes, tuple(grounds[:1]))
    length = length_in_words(context, aim.length, aim.unit)
    shown = sum_in_words(context, london_date(start), length, dated.due_on)
    note = target_note(dated, context.words, context.today())
    notes = (*((note,) if note else ()), *_said_of(aim))
    return _date(context, provider, aim.kind, stage, dated.due_on, shown, notes, tuple(grounds))


def _date(
    context: Context,
    provider: Provider,
    kind: TargetKind,
    stage: str,
    on: date,
    shown: str | None,
    notes: tuple[str, ...],
    grounds: tuple[Ground, ...],
) -> CaseDate:
    words = context.words
    return CaseDate(
        key=f"{kind}-{stage}",
        on=on,
        day=context.day(on),
        when=when(context, on),
        title=words.text(f"utter_case_page_title_{kind}", provider=provider.name),
        what=words.text(f"utter_case_page_what_{kind}", provider=provider.name),
        sum=shown,
        notes=notes,
        grounds=grounds,
    )


def _said_of(aim: Target) -> tuple[str, ...]:
    """What the page adds to its target."""
    return tuple(said for said in (aim.may_be_longer, aim.if_late) if said)


def _counting(context: Context, aim: Target, start: datetime, dated: TargetAnswer) -> Ground:
    """How the days were counted: our own reading, because no page says what it means by a day."""
    words = context.words
    if aim.unit == "weeks":
        return ground(context, words.text("utter_case_page_counting_weeks"), Standing.OWN)
    nation = words.text(f"utter_adr_nation_{dated.nation}")
    says = words.text("utter_case_page_counting_working_days", nation=nation)
    left_out = _holidays(context, london_date(start), dated.due_on, dated.nation)
    if left_out:
        says += " " + words.text("utter_case_page_holidays_left_out", days=list_in_words(left_out))
    return ground(context, says, Standing.OWN)


def _holidays(context: Context, start: date, end: date, nation: Nation) -> list[str]:
    """The bank holidays that were passed over on the way, less those at a weekend."""
    days = (start + timedelta(days=count) for count in range(1, (end - start) // ONE_DAY + 1))
    named = ((day, context.holidays.name(day, nation)) for day in days if day.weekday() < 5)
    return [
        context.words.text("utter_case_page_holiday", day=context.day(day), holiday=name)
        for day, name in named
        if name
    ]


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
