"""Somebody wants a person: the request is a row with a dated promise, and the provider's team is told by mail."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.decisions.adjustments import no_voice
from bot.decisions.conversation import Happened, next_state
from bot.decisions.hours import status_at
from bot.decisions.provider import ChannelKind, Provider
from bot.decisions.questions import Question
from bot.decisions.records import Contact, ContactKind, Handoff, Sender
from bot.decisions.safety import Danger
from bot.readers.mere_wish import is_mere_wish
from bot.readers.no_phone import no_phone
from bot.services.answer_words import summary
from bot.services.ask_for_person import is_pressed
from bot.services.caring.notes import known_adjustments
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import person_wanted
from bot.services.desk.presence import somebody_is_there
from bot.services.desk.reply_promise import next_day, promise_day
from bot.services.desk.spoken_code import show_code
from bot.services.earlier_chat import earlier_chat
from bot.services.files_sent import files_sent
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.services.provider_answers import open_now
from bot.services.ways_to_reach import ways_to_reach
from bot.wording import Said

_ON_THE_FORM = {
    "utter_person_requested": "utter_form_person_requested",
    "utter_person_sees": "utter_form_person_sees",
    "utter_person_sees_now": "utter_form_person_sees_now",
    "utter_person_soon": "utter_form_person_soon",
    "utter_person_code": "utter_form_person_code",
    "utter_person_leave_contact": "utter_form_person_leave_contact",
    "utter_person_leave_email": "utter_form_person_leave_email",
}
"""What a page of the form says instead of words that only a chat can mean."""
_MANY_LINES = 30
_SOON = {
    "told": "utter_person_soon",
    "new": "utter_person_soon_new",
    "earlier": "utter_person_soon_earlier",
}
_REQUESTED_NOW = {
    "told": "utter_person_requested",
    "new": "utter_person_requested_new",
    "earlier": "utter_person_requested_earlier",
}
_REQUESTED = {True: Happened.REQUESTED, False: Happened.REQUESTED_WITH_NOBODY_THERE}


def request_person(
    context: Context,
    conversation_id: str,
    message_key: str,
    reason: str,
    priority: bool = False,
    on_form: bool = False,
    reach: tuple[str, str] | None = None,
) -> list[Said]:
    """Record the request, once, and say what was promised. Works without the engine.

    With somebody at the desk they are told so, and no day; else the day is our own policy (rule ``handoff_reply``),
    and a promise on record. Asking again while one waits keeps the place in the queue. ``on_form``: as the form
    without JavaScript says it. ``reach``: kind and value of a way to reach them that they gave with it.
    """

    def say(key: str, **facts: object) -> Said:
        return context.words.say(_ON_THE_FORM.get(key, key) if on_form else key, **facts)

    key = f"{conversation_id}:{message_key}"  # a message's id counts within its conversation only
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        provider = context.provider(conversation.provider)
        waiting = tx.handoffs.open_of(conversation_id)
        asked_before = waiting is not None and waiting.message_key != key
        there = somebody_is_there(context, tx, provider.slug)
        if waiting is None:
            waiting = _add(context, tx, provider, conversation_id, key, reason, priority, there)
        elif asked_before and (reason != waiting.reason or priority > waiting.priority):
            add_reason(context, tx, waiting, reason, priority)
        if not there:
            waiting = promise_day(context, tx, waiting)
        if reach is not None:
            keep_contact(context, tx, conversation_id, *reach, waiting)
        state = next_state(conversation.state, _REQUESTED[there])
        if state is not conversation.state:
            tx.conversations.set_state(conversation_id, state)
        reachable = [c for c in ways_to_reach(tx, conversation_id) if c.kind is not ContactKind.LETTER]
        intake = tx.intakes.latest(conversation_id)
        files = files_sent(tx, intake)
        told = summary(context, intake.answers, provider, files) if intake is not None else ""
        mourns = Danger.BEREAVEMENT in tx.care.of(conversation_id).dangers
        if (told or mourns) and intake is not None and intake.answers.get("_before"):
            # Told before it was clear that it is a complaint; the card has it as what happened.
            story = {Question.DESCRIPTION.value: intake.answers["_before"]}
            told = summary(context, {**story, **intake.answers}, provider, files)
        how_much = "told" if on_form or told else _known(tx, conversation_id)
        known = known_adjustments(tx, conversation_id)
        without_phone = no_voice(known) or (
            intake is not None and no_phone(intake.answers, str(intake.answers.get("_before") or ""))
        )
        has_desk = any(may(agent, provider.slug) for agent in tx.agents.all())
        tx.commit()
    # What stands on the card, so that it can be put right before anybody acts on it. With somebody there the assistant
    # is quiet and takes no corrections: the customer changes the card.
    seen = [say("utter_person_sees_now" if there else "utter_person_sees", summary=told)] if told else []
    kept = [say("utter_person_contact_kept", address=reach[1])] if reach is not None else []
    if there:
        # Who is in danger need not wait for anybody to look: they have the number too, and no code is asked of them.
        sooner = _sooner(context, provider) if priority and not without_phone else []
        return [*sooner, say(_SOON[how_much], provider=provider.name), *kept, *seen]
    said = [
        say(
            "utter_person_waiting" if asked_before else _REQUESTED_NOW[how_much],
            provider=provider.name,
            day=context.day(waiting.promised_by),
        ),
        *kept,
    ]
    said += seen
    if asked_before and priority and waiting.priority and not on_form:  # the phone and the code stand above
        return said if reachable else [*said, say(_leave_key(without_phone))]
    if not without_phone:  # who cannot phone is sent to no phone, and has no use for a code to read out
        said += _sooner(context, provider)
    if (
        has_desk
        and not without_phone
        and any(channel.value for channel in provider.channels if channel.kind is ChannelKind.PHONE)
    ):
        code = show_code(context, conversation_id).code  # without anybody at a desk it would open nothing
        spoken = "utter_person_code_vulnerable" if waiting.priority or priority else "utter_person_code"
        said.append(say(spoken, code=f"{code[:3]} {code[3:]}"))
    if not reachable:
        said.append(say(_leave_key(without_phone)))
    return said


def _leave_key(without_phone: bool) -> str:
    return "utter_person_leave_email" if without_phone else "utter_person_leave_contact"


_SAYS_LITTLE = 6
"""Words or fewer of one line: a greeting, or hardly more than what it is about."""


def _known(tx: Transaction, conversation_id: str) -> Literal["told", "new", "earlier"]:
    """What may be said of all that the person can read: nothing of a chat in which nothing was told, unless the same
    browser told it in one that ended before."""
    written = [
        line
        for line in tx.messages.newest(conversation_id, _MANY_LINES)
        if line.sender is Sender.CUSTOMER and not is_pressed(line) and not is_mere_wish(line.text)
    ]
    if len(written) > 1 or any(len(line.text.split()) > _SAYS_LITTLE for line in written):
        return "told"
    return "new" if earlier_chat(tx, conversation_id) is None else "earlier"


def _add(
    context: Context,
    tx: Transaction,
    provider: Provider,
    conversation_id: str,
    message_key: str,
    reason: str,
    priority: bool,
    there: bool,
) -> Handoff:
    """``there``: they are told that somebody is there, so no day is promised; the row has it for the queue."""
    handoff = Handoff(
        id=context.new_id(),
        conversation_id=conversation_id,
        provider=provider.slug,
        reason=reason,
        priority=priority,
        requested_at=context.now(),
        promised_by=next_day(context, provider.slug),
        message_key=message_key,
    )
    tx.handoffs.add(handoff)
    if not there:
        handoff = promise_day(context, tx, handoff)
    _put_on_case(context, tx, conversation_id, reason)
    _tell_team(context, tx, handoff, f"person-wanted-{handoff.id}")
    return handoff


def _put_on_case(context: Context, tx: Transaction, conversation_id: str, reason: str) -> None:
    """On the complaint of this chat, or on that of whoever showed in it who they are."""
    case = case_of(tx, conversation_id)
    if case is not None:
        data = {"by": "customer", "reason": reason}
        tx.cases.add_event(case.id, "handoff.requested", context.now(), data)


def add_reason(context: Context, tx: Transaction, waiting: Handoff, reason: str, priority: bool) -> None:
    """They wait already and now say why it matters: the team hears it, and distress goes to the front."""
    tx.handoffs.save(replace(waiting, priority=waiting.priority or priority))
    _put_on_case(context, tx, waiting.conversation_id, reason)
    _tell_team(context, tx, replace(waiting, reason=reason), f"person-wanted-{waiting.id}-{reason}")


def team_address(provider: Provider) -> str:
    """Where the provider's own people read. Until one is set up it ends in ``.invalid``: mail folder only."""
    return f"complaints-team@{provider.slug}.firstline.invalid"


def keep_contact(
    context: Context, tx: Transaction, conversation_id: str, kind: str, value: str, handoff: Handoff | None
) -> None:
    """One more way to reach the customer; if they wait for a person, the team is told. The caller commits."""
    contact = tx.contacts.find(conversation_id, kind, value)
    if contact is None:
        contact = Contact(context.new_id(), conversation_id, ContactKind(kind), value, context.now())
        tx.contacts.add(contact)
    if handoff is not None:
        _tell_team(context, tx, handoff, f"person-contact-{handoff.id}-{contact.id}")


def _tell_team(context: Context, tx: Transaction, handoff: Handoff, key: str) -> None:
    to = team_address(context.provider(handoff.provider))
    payload = person_wanted(context, tx, handoff, to)
    tx.outbox.add("mail", key, payload, context.now(), handoff.conversation_id)


def _sooner(context: Context, provider: Provider) -> list[Said]:
    """A person by phone, where the page gives a number, with the hours if it gives those."""
    phone = provider.channel(ChannelKind.PHONE)
    if phone is None or phone.value is None:
        return []
    hours = phone.hours
    if hours is None:
        return [context.words.say("utter_person_phone", phone=phone.value)]
    status = status_at(hours, context.now(), context.holidays, provider.nation)
    return [
        context.words.say("utter_person_phone_hours", phone=phone.value, status=open_now(context, status))
    ]
