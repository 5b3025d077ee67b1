"""Can the bot speak for every provider? Each answer that a profile gives is put into words, at several hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NoReturn

from bot.commands import desk
from bot.commands.responses import words
from bot.decisions.errors import FirstlineError, Unsound
from bot.decisions.provider import Provider
from bot.decisions.records import Case, CaseStatus, Contact, ContactKind
from bot.decisions.soundness import Problem
from bot.decisions.target import target
from bot.services import provider_answers
from bot.services.answers.answer import ANSWERS, answer_topic
from bot.services.chat_adr import adr_answer_words, adr_question
from bot.services.closing_words import closing_words
from bot.services.context import Context
from bot.services.mail_words import mail_words
from bot.services.opening import opening_words
from bot.services.other_ways import other_ways
from bot.wording import Said

INSTANTS: Final = (
    datetime(2026, 11, 23, 11, tzinfo=UTC),  # a Monday morning
    datetime(2026, 11, 22, 23, tzinfo=UTC),  # a Sunday night
    datetime(2026, 12, 11, 11, tzinfo=UTC),  # two weeks on is Christmas
    datetime(2026, 12, 25, 11, tzinfo=UTC),  # a bank holiday
)

_ANSWERS: Final[tuple[Callable[[Context, Provider], list[Said]], ...]] = (
    opening_words,
    provider_answers.who_am_i,
    provider_answers.how_to_complain,
    provider_answers.contact_details,
    provider_answers.opening_hours,
    provider_answers.response_target,
    provider_answers.ladder,
    provider_answers.accessibility,
    provider_answers.compensation,
    provider_answers.fault_route,
)

_TOLD: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"not_complained": True},
    {"first_told_on": "unknown", "told_before": "unknown"},
    {"first_told_on": {"from": "2026-11-20", "to": "2026-11-20"}},
    {"first_told_on": {"from": "2026-01-05", "to": "2026-01-09"}, "customer": "residential"},
    {"customer": "business", "employees": 200},
    {"customer": "charity", "employees": 9, "volunteers": 40, "contractors": "unknown"},
    {"final_letter_on": "2026-10-30"},
)
"""What somebody may have told before they ask about ADR."""


def providers_can_be_spoken_for(context: Context | None = None) -> list[Problem]:
    """Nothing that a profile says is left without words. ``context``: other than the shipped data."""
    if context is None:
        try:
            context = _shipped()
        except Unsound:
            return []  # broken profiles, rules or responses are named by the checks of their files
    problems: dict[tuple[str, str], Problem] = {}
    for provider in context.providers.values():
        for instant in INSTANTS:
            for name, said in _everything(replace(context, now=_at(instant)), provider):
                try:
                    said()
                except FirstlineError as error:
                    problems[provider.slug, name] = _problem(provider, name, str(error))
                except (KeyError, ValueError, TypeError, AttributeError, AssertionError) as error:
                    what = f"{type(error).__name__}: {error}."
                    problems[provider.slug, name] = _problem(provider, name, what)
    return list(problems.values())


def _everything(context: Context, provider: Provider) -> Iterator[tuple[str, Callable[[], object]]]:
    for answer in _ANSWERS:
        yield answer.__name__, lambda answer=answer: answer(context, provider)  # type: ignore[misc]
    for topic in ANSWERS:
        yield f"topic {topic}", lambda topic=topic: answer_topic(context, provider, topic)  # type: ignore[misc]
    yield "other_ways", lambda: other_ways(provider, context.words)
    for told in _TOLD:
        yield "adr", lambda told=told: adr_answer_words(context, provider.slug, told)  # type: ignore[misc]
        yield "adr", lambda told=told: adr_question(context, provider.slug, told, None)  # type: ignore[misc]
    for kind in ContactKind:
        for first in (None, context.today() - timedelta(days=7), date(2026, 1, 5)):
            case, contact = _case(context, provider, first), _contact(context, kind)
            yield (
                "closing_words",
                lambda case=case, contact=contact: closing_words(context, case, contact),  # type: ignore[misc]
            )
            if kind is ContactKind.EMAIL:
                yield "closing_words", lambda case=case: mail_words(context, case)  # type: ignore[misc]


def _case(context: Context, provider: Provider, told: date | None) -> Case:
    aim = target(provider, "first", context.now(), None, context.holidays)
    return Case(
        id="check",
        reference="CHECK",
        intake_id="check",
        conversation_id="check",
        provider=provider.slug,
        status=CaseStatus.OPEN,
        description="check",
        contact_id="check",
        opened_at=context.now(),
        received_at=context.now(),
        stage="first",
        target_kind=aim.kind.value,
        due_on=aim.due_on,
        nation=aim.nation,
        details={"first_told_on": {"from": told.isoformat(), "to": told.isoformat()}} if told else {},
        first_complained_on=told,
    )


def _contact(context: Context, kind: ContactKind) -> Contact:
    return Contact("check", "check", kind, "somebody@example.com", context.now())


def _problem(provider: Provider, name: str, what: str) -> Problem:
    file = f"bot/providers/{provider.slug}.yml"
    return Problem(file, name, f"It cannot be put into words: {what}", "Mend the response, or the profile.")


def _at(instant: datetime) -> Callable[[], datetime]:
    return lambda: instant


def _shipped() -> Context:
    """The shipped data, without what an answer of a profile has no need of. Raises ``Unsound``."""
    return Context(
        store=_NoStore(),
        now=desk.now,
        words=words(),
        providers=desk.profiles(),
        rules=desk.rulebook(),
        schemes=desk.schemes(),
        holidays=desk.bank_holidays(),
        languages=desk.languages(),
        secret="check",  # noqa: S106 (signs links that nobody opens)
        random=bytes,
        playbooks=desk.playbooks(),
        letters=desk.printed_letters(),
    )


class _NoStore:
    """What is looked at here is told from the profile alone: a check opens no database."""

    def read(self) -> NoReturn:
        raise AssertionError("An answer of a profile has read the store.")

    write = read
