"""What is on record of a case, as its letters tell it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.decisions.adr_outcome import LONGSTOP, LONGSTOP_MARGIN, WAIT
from bot.decisions.calendar import add_months, add_weeks, london_date
from bot.decisions.letter_marks import day_of
from bot.decisions.letters import Known
from bot.decisions.playbook import GIVEN, PLAYBOOK, TRIED
from bot.decisions.provider import TargetKind
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case, CaseEvent, CaseStatus
from bot.services.agent_promise import EVENT as PROMISED
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.chat_adr import NOT_BY_DATE, answer_for, told_on
from bot.services.context import Context
from bot.services.letters.scheme import scheme_facts
from bot.services.mail_words import mail_contact_point
from bot.services.playbooks import tried_in_words
from bot.services.ports import Transaction
from bot.services.refused_offer import OFFERED, REFUSED
from bot.services.who_has_it import owner_of

ISSUED: Final = "letter.issued"
"""Event of a case; its data: ``letter`` (id), ``kind``, ``number``, ``goes``, ``what`` (the number)."""
_NEXT: Final = (f"target.{TargetKind.RESPOND}", f"target.{TargetKind.RESOLVE}", AGENT_PROMISE)
_DONE: Final = {
    "case.opened": None,
    "agent.replied": None,
    "agent.noted_all": None,
    "case.escalated": None,
    PROMISED: "what",
    "promise.moved": None,
    "promise.kept": None,
    OFFERED: "outcome",
    REFUSED: None,
    "case.reopened": None,
    ISSUED: "number",
}
"""What a letter tells of the history, with the fact of the event that it quotes."""


def known_of(context: Context, tx: Transaction, case: Case, by: Agent | None = None) -> Known:
    """As of today. ``by``: who writes, and so has the case. Raises ``UnknownProvider``."""
    provider, today = context.provider(case.provider), context.today()
    contact = tx.contacts.get(case.contact_id)
    events = tx.cases.events(case.id)
    owner = by or owner_of(tx, case)
    kind = contact.kind.value if contact else "letter"
    return Known(
        provider=provider.name,
        reference=case.reference,
        today=today,
        name=name_of(case),
        description=case.description,
        received_on=london_date(case.received_at),
        told_on=_told(case),
        owner=owner.name if owner else None,
        reply_how=context.letters.phrase(f"how_{kind}"),
        contact_point=mail_contact_point(context, case),
        adr=adr_words(context, case),
        scheme=scheme_facts(context, provider, today),
        apply_by=apply_by(context, today),
        next_by=_next_by(tx, case, today),
        offer=_offer(events),
        done=tuple(_done(context, events)),
        why=_why(context, case, events),
        sorted_by=_sorted_by(context, tx, case),
    )


def name_of(case: Case) -> str | None:
    """As a letter begins: without the firm or the place behind a comma."""
    name = case.details.get(Question.NAME)
    if not isinstance(name, str) or name == UNKNOWN:
        return None
    return name.split(",")[0].strip() or None


def apply_by(context: Context, letter_on: date) -> date:
    """The last safe day to go to the scheme after a letter of that day."""
    months = int(context.rules.at(LONGSTOP, letter_on).value)
    margin = timedelta(days=int(context.rules.at(LONGSTOP_MARGIN, letter_on).value))
    return add_months(letter_on, months) - margin


def wait_ends_on(context: Context, case: Case) -> date:
    """When the waiting time is over, counted from ``first_on``."""
    first = first_on(case)
    return add_weeks(first, int(context.rules.at(WAIT, first).value))


def first_on(case: Case) -> date:
    """The latest day on which they can have told the provider first; the day on which we received it where they did
    not say."""
    told = told_on(case.details)
    return date.fromisoformat(told["to"]) if told else london_date(case.received_at)


def adr_words(context: Context, case: Case) -> str:
    """From when they can go to the scheme, counted as the chat counts it, in the words of a letter."""
    told, received = told_on(case.details), london_date(case.received_at)
    counted = first_on(case).isoformat()
    facts = {**case.details, Question.FIRST_TOLD_ON: {"from": counted, "to": counted}}
    answer = answer_for(context, case.provider, facts)
    values = {"scheme": context.schemes[answer.scheme].name.value, "received": day_of(received)}
    if answer.status in NOT_BY_DATE or answer.opens_on is None:
        return context.letters.phrase("adr_depends", **values)
    if answer.opens_on <= context.today():
        return context.letters.phrase("adr_open", **values)
    key = "adr_at_latest" if told is None else "adr" if told["from"] == told["to"] else "adr_rough"
    return context.letters.phrase(key, day=day_of(answer.opens_on), **values)


def _told(case: Case) -> date | None:
    told = told_on(case.details)
    return date.fromisoformat(told["to"]) if told is not None and told["from"] == told["to"] else None


def _next_by(tx: Transaction, case: Case, today: date) -> date | None:
    days = [
        each.due_on
        for each in tx.promises.of_case(case.id)
        if each.kind in _NEXT and each.kept_at is None and each.moved_to is None and each.due_on >= today
    ]
    return min(days, default=None)


def _offer(events: list[CaseEvent]) -> str | None:
    offers = [str(event.data.get("outcome", "")) for event in events if event.code == OFFERED]
    return offers[-1] or None if offers else None


def _done(context: Context, events: list[CaseEvent]) -> list[str]:
    said: list[str] = []
    for event in events:
        if event.code not in _DONE:
            continue
        fact = _DONE[event.code]
        quoted = " ".join(str(event.data.get(fact, "")).split()) if fact else ""
        if fact and not quoted:
            continue
        what = context.letters.phrase(f"done_{event.code.replace('.', '_')}", what=quoted)
        line = context.letters.phrase("done", day=day_of(london_date(event.at)), what=what)
        if line not in said[-1:]:
            said.append(line)
    return said


def _why(context: Context, case: Case, events: list[CaseEvent]) -> str | None:
    if case.status is CaseStatus.RESOLVED:
        return None
    if case.status is CaseStatus.OUTCOME_OFFERED:
        offered = [event for event in events if event.code == OFFERED]
        if offered:
            return context.letters.phrase("why_offered", day=day_of(london_date(offered[-1].at)))
    refused = [event for event in events if event.code == REFUSED]
    if refused:
        return context.letters.phrase("why_refused", day=day_of(london_date(refused[-1].at)))
    return context.letters.phrase("why_open")


def _sorted_by(context: Context, tx: Transaction, case: Case) -> str | None:
    intake = tx.intakes.get(case.intake_id)
    answers = intake.answers if intake else {}
    steps = tried_in_words(context, [*answers.get(TRIED, ()), *answers.get(GIVEN, ())])
    return context.words.text("utter_sorted_by", steps=steps) if answers.get(PLAYBOOK) and steps else None
