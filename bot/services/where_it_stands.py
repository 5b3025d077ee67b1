"""What happens now, for whoever asks only that: the complaints of the chat, what was agreed, who is waited for."""

from __future__ import annotations

from bot.decisions import reference
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.known_cases import STILL_OPEN, cases_known
from bot.wording import Said


def where_it_stands(context: Context, conversation_id: str) -> list[Said]:
    """Status, promises and the next step of every complaint known here; without one what a person agreed, by when one
    comes, and how to log what was told. Nothing where no person was ever asked for and nothing is logged."""
    if said := status_words(context, conversation_id):
        return said
    words = context.words
    with context.store.read() as tx:
        conversation = tx.conversations.get(conversation_id)
        asked = tx.handoffs.of_conversation(conversation_id)
        waiting = tx.handoffs.open_of(conversation_id)
        intake = tx.intakes.latest(conversation_id)
    if not asked or (intake is not None and intake.answers.get("complaining")):
        return []
    provider = context.provider(conversation.provider).name
    if conversation.agreed:
        said.append(words.say("utter_agreed_before", provider=provider, agreed=conversation.agreed))
    if waiting is not None and waiting.claimed_by is None:
        said.append(
            words.say("utter_person_waiting", provider=provider, day=context.day(waiting.promised_by))
        )
    return [*said, words.say("utter_nothing_logged", provider=provider)]


def status_of_named(context: Context, conversation_id: str, text: str) -> list[Said]:
    """For a reference typed by itself: where that complaint stands, if this chat may be told of it. Nothing for any
    other, nor for words that are no reference."""
    named = reference.normalise(text)
    if named is None:
        return []
    known = is_known(context, conversation_id, named)
    return status_words(context, conversation_id, only=named) if known else []


def knows_any(context: Context, conversation_id: str) -> bool:
    """Whether there is a complaint that this chat may be told of."""
    with context.store.read() as tx:
        return bool(cases_known(tx, conversation_id))


def knows_any_open(context: Context, conversation_id: str) -> bool:
    """The same, of one that somebody still has to do something about."""
    with context.store.read() as tx:
        return any(each.status in STILL_OPEN for each in cases_known(tx, conversation_id))


def knows_own_open(context: Context, conversation_id: str) -> bool:
    """The same, of the one that was made last in this very chat."""
    with context.store.read() as tx:
        own = tx.cases.of_conversation(conversation_id)[-1:]
        return any(each.status in STILL_OPEN for each in own)


def is_known(context: Context, conversation_id: str, named: str) -> bool:
    """Whether this chat may be told of the complaint with this reference (as ``reference.normalise`` writes it)."""
    with context.store.read() as tx:
        return any(each.reference == named for each in cases_known(tx, conversation_id))
