"""The answer to "is there an outage?": the status page as last read, who else told the same, and a person's note."""

from __future__ import annotations

from bot.decisions.problem import Problem
from bot.decisions.records import Intake
from bot.services.context import Context
from bot.services.heard import Outcome, Says
from bot.services.known_trouble import moment, outage_answer
from bot.services.outcome_words import outcome_words
from bot.services.ports import Transaction
from bot.services.same_day import cluster_now, note_facts, problem_in
from bot.wording import Said


def outage_says(context: Context, tx: Transaction, conversation_id: str, intake: Intake | None) -> Says:
    """Nothing is changed. Where no complaint tells another problem, those whose service is gone are the others."""
    provider = context.provider(tx.conversations.get(conversation_id).provider)
    problem = problem_in(intake.answers) if intake is not None else None
    if problem is None or not context.playbooks[problem].status_page:
        problem = Problem.NO_SERVICE
    says = outage_answer(context, tx, provider)
    cluster = cluster_now(context, tx, provider.slug, problem, conversation_id)
    if cluster is not None:
        facts = {
            "count": cluster.count,
            "since": moment(context, cluster.since),
            "about": context.words.text(f"utter_about_{problem}"),
        }
        says.append(("utter_same_day_asked", facts))
    note = tx.same_day_notes.open_of(provider.slug, problem, context.today())
    if note is not None:
        says.append(("utter_same_day_note", note_facts(tx, note)))
    return says


def answer_outage(context: Context, conversation_id: str) -> list[Said]:
    """In words, for a question outside a form."""
    with context.store.read() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        says = outage_says(context, tx, conversation_id, tx.intakes.latest(conversation_id))
    return outcome_words(context, provider, conversation_id, Outcome(says=says))
