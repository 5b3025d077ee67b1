"""Taking a chat, passing it on, giving it back, ending it. Each is one transaction and stands in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.decisions.conversation import Happened, OutOfTurn, next_state
from bot.decisions.errors import Refused
from bot.decisions.questions import Purpose
from bot.decisions.records import Agent, ConversationState, Handoff, Sender, Turn
from bot.services.ask_question import question_words
from bot.services.comfort import told_in_danger
from bot.services.context import Context
from bot.services.desk.passed_on import PASSED_ON, is_passed_on
from bot.services.desk.permission import NotYours, may, must
from bot.services.desk.reply_promise import UNASKED, keep_promise
from bot.services.desk.unanswered import unanswered_line
from bot.services.forget_chat import end_wish
from bot.services.offer_words import offer_words
from bot.services.offers import standing_offer
from bot.services.ports import Transaction
from bot.services.start_complaint import tells_complaint
from bot.services.take_answer import question_now
from bot.services.tell_adr import asked_about_adr
from bot.services.told_meanwhile import logged_words, read_meanwhile
from bot.services.transcript import lines
from bot.wording import Said


@dataclass(frozen=True)
class Claim:
    """``won``: it is theirs now (or was already). ``holder``: the name of who has it. ``ended``: nobody waits there any
    more, as the chat is over."""

    won: bool
    holder: str
    ended: bool = False


def claim(context: Context, agent: Agent, handoff_id: str) -> Claim:
    """Exactly one of all who try gets it; the others hear who did. A row that an ended chat left behind goes. Raises
    ``NotYours``."""
    with context.store.write() as tx:
        handoff = _handoff(tx, agent, handoff_id)
        conversation = tx.conversations.get(handoff.conversation_id)
        if conversation.state is ConversationState.CLOSED:
            end_wish(tx, context.now(), conversation.id)
            tx.commit()
            return Claim(False, "", ended=True)
        passed = handoff.closed_at is None and is_passed_on(tx, handoff)
        if handoff.claimed_by == agent.id:
            if passed:
                _here(context, tx, agent, handoff)
                _note(context, tx, agent, handoff, "handoff.claimed")
                tx.commit()
            return Claim(True, agent.name)
        if handoff.closed_at is not None or not _take(context, tx, agent, handoff, passed):
            return Claim(False, _name(tx, handoff.claimed_by))
        if not passed:
            tx.conversations.set_state(conversation.id, next_state(conversation.state, Happened.CLAIMED))
        waiting = tx.messages.pending(conversation.id)
        _finish_waiting_turns(tx, conversation.id)
        _here(context, tx, agent, handoff)
        _note(context, tx, agent, handoff, "handoff.claimed")
        tx.commit()
    for line in waiting:  # the engine will not read them any more: the card does
        read_meanwhile(context, conversation.id, line)
    return Claim(True, agent.name)


def _here(context: Context, tx: Transaction, agent: Agent, handoff: Handoff) -> None:
    provider = _provider(context, handoff)
    _say(
        context,
        tx,
        handoff.conversation_id,
        "utter_agent_here",
        agent.name,
        agent=agent.name,
        provider=provider,
    )


def _take(context: Context, tx: Transaction, agent: Agent, handoff: Handoff, passed: bool) -> bool:
    """True for exactly one of all who try. Until whoever it was passed to has taken it up, a colleague may take it too:
    they may not be there. The note of who passed it on stays."""
    if passed and handoff.claimed_by:
        note = handoff.supervisor_note or ""
        return tx.handoffs.pass_on(handoff.id, handoff.claimed_by, agent.id, note, context.now())
    return tx.handoffs.claim(handoff.id, agent.id, context.now())


def join(context: Context, agent: Agent, conversation_id: str) -> Handoff:
    """Take a chat that nobody asked a person for: an agent who sees it going wrong. Raises ``NotYours``."""
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        must(agent, conversation.provider)
        waiting = tx.handoffs.open_of(conversation_id)
        if waiting is None:
            next_state(conversation.state, Happened.CLAIMED)  # never into a chat that has ended
            waiting = Handoff(
                id=context.new_id(),
                conversation_id=conversation_id,
                provider=conversation.provider,
                reason=UNASKED,
                priority=False,
                requested_at=context.now(),
                promised_by=context.today(),
                message_key=f"{conversation_id}:joined-{context.new_id()}",
            )
            tx.handoffs.add(waiting)
            tx.commit()
    claim(context, agent, waiting.id)
    return waiting


def pass_on(context: Context, agent: Agent, handoff_id: str, to: str | None, note: str) -> None:
    """To a colleague of the same provider, or back into the queue (``to`` None), with a note for who has it next.

    Raises ``NotYours``; ``OutOfTurn`` if the agent does not have it.
    """
    with context.store.write() as tx:
        handoff = _handoff(tx, agent, handoff_id)
        colleague = tx.agents.get(to) if to else None
        if to and (colleague is None or not may(colleague, handoff.provider)):
            raise NotYours("There is no such colleague at this provider.")
        if not tx.handoffs.pass_on(handoff.id, agent.id, to, note.strip(), context.now()):
            raise OutOfTurn("You don't have this chat any more.")
        conversation = tx.conversations.get(handoff.conversation_id)
        if colleague is None:
            tx.conversations.set_state(conversation.id, next_state(conversation.state, Happened.PUT_BACK))
            _say(context, tx, conversation.id, "utter_agent_put_back", provider=_provider(context, handoff))
        else:
            provider = _provider(context, handoff)
            name = colleague.name
            # They have not come yet: the header of the chat names the provider until they do.
            _say(context, tx, conversation.id, "utter_agent_next", provider, agent=name, provider=provider)
        _note(context, tx, agent, handoff, PASSED_ON, to=to)
        tx.commit()


class WroteLast(Refused):
    """The customer's last words have no answer yet: ``words`` are they."""

    def __init__(self, words: str) -> None:
        super().__init__(
            "The customer wrote last. Answer first, or tick that their last message needs no answer from you."
        )
        self.words = words


def hand_back(
    context: Context, agent: Agent, conversation_id: str, agreed: str, *, unanswered: bool = True
) -> None:
    """To the assistant: the customer hears it, and the assistant knows what was agreed. ``unanswered``: also when the
    customer wrote last, as the assistant does not go back to that. Raises as ``pass_on``; ``WroteLast``."""
    with context.store.write() as tx:
        handoff = _held(tx, agent, conversation_id)
        waits = None if unanswered else unanswered_line(tx, conversation_id, pressed=False)
        if waits is not None:
            raise WroteLast(waits.text)
        _end(context, tx, handoff, Happened.HANDED_BACK)
        tx.conversations.set_agreed(conversation_id, agreed.strip() or None)
        key = "utter_handed_back_agreed" if agreed.strip() else "utter_handed_back"
        facts = {"agreed": agreed.strip()} if agreed.strip() else {}
        _say(context, tx, conversation_id, key, agent=agent.name, **facts)
        for said in logged_words(context, tx, conversation_id):
            _add(context, tx, conversation_id, said)
        if (offered := standing_offer(tx, conversation_id)) is not None:
            _add(context, tx, conversation_id, offer_words(context, tx, offered))
        _note(context, tx, agent, handoff, "handoff.handed_back")
        tx.commit()


def close_chat(
    context: Context, agent: Agent, conversation_id: str, outcome: str, *, unanswered: bool = True
) -> None:
    """End the chat with what came of it, which the customer reads. ``unanswered``: also when the customer wrote last.
    Raises ``NotYours``; ``OutOfTurn``; ``WroteLast``; ``Refused`` without an outcome."""
    if not outcome.strip():
        raise Refused("Say what came of it: the customer reads it.")
    with context.store.write() as tx:
        handoff = _held(tx, agent, conversation_id)
        waits = None if unanswered else unanswered_line(tx, conversation_id, pressed=False)
        if waits is not None:
            raise WroteLast(waits.text)
        _end(context, tx, handoff, Happened.CLOSED)
        _say(context, tx, conversation_id, "utter_chat_closed", agent=agent.name, outcome=outcome.strip())
        _note(context, tx, agent, handoff, "conversation.closed")
        cases = tx.cases.of_conversation(conversation_id)
        if cases:
            data = {"by": "agent", "agent": agent.name}
            tx.cases.add_event(cases[-1].id, "conversation.closed", context.now(), data)
        tx.commit()


def carry_on(context: Context, conversation_id: str) -> ConversationState:
    """The customer would rather carry on with the assistant; the place in the queue is kept.

    The question that stood comes again with its buttons, so that nobody has to look for it.
    """
    asks = _standing_words(context, conversation_id)
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        state = next_state(conversation.state, Happened.CARRIED_ON)
        if state is not conversation.state:
            tx.conversations.set_state(conversation_id, state)
            logged = logged_words(context, tx, conversation_id)
            _say(context, tx, conversation_id, "utter_carried_on_asking" if asks else "utter_carried_on")
            for said in logged:
                _add(context, tx, conversation_id, said)
            for line in lines(conversation_id, Sender.BOT, asks, context.now()):
                tx.messages.add(line)
            tx.commit()
        return state


def _standing_words(context: Context, conversation_id: str) -> list[Said]:
    """The question of the complaint that is being told; else whether to log what they told in danger; else the question
    about the scheme, if that was being asked."""
    if told_in_danger(context, conversation_id):
        return [context.words.say("utter_upset_complaint_too")]
    purpose = Purpose.COMPLAINT if tells_complaint(context, conversation_id) else Purpose.ADR
    if purpose is Purpose.ADR and not asked_about_adr(context, conversation_id):
        return []
    standing = question_now(context, conversation_id, purpose)
    if standing is None:
        return []
    return question_words(context, conversation_id, standing, purpose, again=False)


def _held(tx: Transaction, agent: Agent, conversation_id: str) -> Handoff:
    """The open handoff of the chat, which must be the agent's."""
    conversation = tx.conversations.get(conversation_id)
    must(agent, conversation.provider)
    handoff = tx.handoffs.open_of(conversation_id)
    if handoff is None or handoff.claimed_by != agent.id:
        raise OutOfTurn("You don't have this chat any more.")
    return handoff


def _end(context: Context, tx: Transaction, handoff: Handoff, happened: Happened) -> None:
    conversation = tx.conversations.get(handoff.conversation_id)
    tx.conversations.set_state(conversation.id, next_state(conversation.state, happened))
    tx.handoffs.save(replace(handoff, closed_at=context.now()))
    keep_promise(context, tx, handoff.conversation_id)


def _handoff(tx: Transaction, agent: Agent, handoff_id: str) -> Handoff:
    handoff = tx.handoffs.get(handoff_id)
    if handoff is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, handoff.provider)
    return handoff


def _finish_waiting_turns(tx: Transaction, conversation_id: str) -> None:
    """What still waits for the bot is the agent's to answer now: the bot never speaks into it."""
    for message in tx.messages.pending(conversation_id):
        tx.messages.set_turn(conversation_id, message.id, Turn.DONE)


def _say(
    context: Context, tx: Transaction, conversation_id: str, key: str, by: str | None = None, **facts: object
) -> None:
    """``by``: the name of who has the chat from this notice on; the provider's, where nobody has come yet."""
    _add(context, tx, conversation_id, context.words.say(key, **facts), by)


def _add(context: Context, tx: Transaction, conversation_id: str, said: Said, by: str | None = None) -> None:
    for line in lines(conversation_id, Sender.SYSTEM, [said], context.now()):
        tx.messages.add(replace(line, spoken_by=by))


def _note(
    context: Context, tx: Transaction, agent: Agent, handoff: Handoff, action: str, **data: object
) -> None:
    subject = f"conversation:{handoff.conversation_id}"
    tx.audit.add(context.now(), action, subject, agent.id, handoff.provider, dict(data))


def _name(tx: Transaction, agent_id: str | None) -> str:
    agent = tx.agents.get(agent_id) if agent_id else None
    return agent.name if agent else ""


def _provider(context: Context, handoff: Handoff) -> str:
    return context.provider(handoff.provider).name
