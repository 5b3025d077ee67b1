"""Several customers with the same problem on one day: how many, and what a person wrote to all of them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

from bot.decisions.calendar import LONDON
from bot.decisions.playbook import PROBLEM
from bot.decisions.problem import Problem
from bot.decisions.questions import Question
from bot.decisions.records import Case, ConversationState, Intake, IntakeStatus, Sender
from bot.decisions.report import NOTED
from bot.decisions.same_day import Cluster, SameDayNote, ToldToday, cluster_of
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.known_trouble import moment
from bot.services.ports import Transaction
from bot.services.transcript import lines

THRESHOLD: Final = "same_day_cluster"


def told_today(context: Context, tx: Transaction, provider: str) -> list[ToldToday]:
    """What was told to the assistant of ``provider`` since midnight in London, as far as it is a problem that we know.
    What was taken back is not among it; a plain fault is."""
    midnight = datetime.combine(context.today(), time(0), LONDON)
    found = []
    for intake in tx.intakes.begun_since(provider, midnight):
        problem = problem_in(intake.answers)
        if problem is not None and _stands(intake):
            found.append(ToldToday(intake.conversation_id, problem, intake.began_at))
    return found


def cluster_now(
    context: Context, tx: Transaction, provider: str, problem: Problem, but_chat: str | None = None
) -> Cluster | None:
    """The others of today, if they are as many as the rule asks for and the playbook says that one cause is likely."""
    if not context.playbooks[problem].same_day:
        return None
    cluster = cluster_of(told_today(context, tx, provider), problem, context.today(), but_chat)
    return cluster if cluster is not None and cluster.count >= context.rule(THRESHOLD) else None


def others_told(context: Context, tx: Transaction, intake: Intake, problem: Problem) -> Says:
    """That others told the same today: how many, since when, and that it proves nothing."""
    cluster = cluster_now(context, tx, intake.provider, problem, intake.conversation_id)
    if cluster is None:
        return []
    return [("utter_same_day_others", {"count": cluster.count, "since": moment(context, cluster.since)})]


def note_for(context: Context, tx: Transaction, intake: Intake, problem: Problem) -> Says:
    """What a person wrote today to all with this problem, to somebody who has not had it; it counts as delivered. The
    caller commits, and says it."""
    note = tx.same_day_notes.open_of(intake.provider, problem, context.today())
    if note is None or intake.conversation_id in tx.same_day_notes.delivered_to(note.id):
        return []
    tx.same_day_notes.delivered(note.id, intake.conversation_id, context.now())
    case = tx.cases.by_intake(intake.id)
    if case is not None:
        add_event(context, tx, case, note)
    return [("utter_same_day_note", note_facts(tx, note))]


def deliver(context: Context, tx: Transaction, note: SameDayNote, conversation_id: str) -> bool:
    """Say it in a chat that told the problem before, once, and put it on its cases. An ended chat gets none: nobody
    reads it there. Whether it was said comes back; the caller commits."""
    conversation = tx.conversations.get(conversation_id)
    ended = conversation.state is ConversationState.CLOSED or conversation.deleted_at is not None
    if ended or conversation_id in tx.same_day_notes.delivered_to(note.id):
        return False
    provider = context.provider(note.provider).name
    said = context.words.say("utter_same_day_note", provider=provider, **note_facts(tx, note))
    for line in lines(conversation_id, Sender.SYSTEM, [said], context.now()):
        tx.messages.add(line)
    tx.same_day_notes.delivered(note.id, conversation_id, context.now())
    for case in tx.cases.of_conversation(conversation_id):
        if problem_in(case.details) is note.problem:
            add_event(context, tx, case, note)
    return True


def put_notes_on_case(context: Context, tx: Transaction, case: Case) -> None:
    """What this chat was told by such a note before its case was opened. The caller commits."""
    for note in tx.same_day_notes.had_by(case.conversation_id):
        if note.problem is problem_in(case.details):
            add_event(context, tx, case, note)


def add_event(context: Context, tx: Transaction, case: Case, note: SameDayNote) -> None:
    data = {"by": "agent", "agent": _author(tx, note), "note": note.id, "text": note.text}
    tx.cases.add_event(case.id, NOTED, context.now(), data)


def note_facts(tx: Transaction, note: SameDayNote) -> dict[str, Any]:
    return {"agent": _author(tx, note), "note": note.text}


def problem_in(answers: dict[str, Any]) -> Problem | None:
    """The problem that is kept among answers or details."""
    kept = answers.get(PROBLEM)
    return Problem(kept) if kept in {each.value for each in Problem} else None


def _author(tx: Transaction, note: SameDayNote) -> str:
    agent = tx.agents.get(note.by_agent)
    return agent.name if agent is not None else note.by_agent


def _stands(intake: Intake) -> bool:
    fault = intake.answers.get(Question.FAULT_OR_COMPLAINT) == "fault"
    return intake.status is not IntakeStatus.CANCELLED or fault
