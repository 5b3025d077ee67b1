"""Everything that an agent needs to go on where the customer is, so that nothing is asked twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.decisions.adr import AdrAnswer
from bot.decisions.calendar import london_date
from bot.decisions.errors import Refused
from bot.decisions.ladder import next_step
from bot.decisions.playbook import GIVEN, TRIED, in_order, known_tries
from bot.decisions.provider import Provider
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import (
    Agent,
    Case,
    Contact,
    Conversation,
    ConversationState,
    Handoff,
    Message,
    StoredFile,
)
from bot.services.acknowledged import waits_to_be_told
from bot.services.answer_words import SUMMED_UP, copies_in_words, is_told, label, value_in_words
from bot.services.caring.know_first import know_first
from bot.services.case_link import case_link
from bot.services.case_working import CaseWorking, case_working
from bot.services.chat_adr import adr_answer_words, answer_for, rough_words
from bot.services.context import Context
from bot.services.desk.authority import Authority, authority_of
from bot.services.desk.card_history import Answered, Logged, Said, answered, logged, name_of, trail, when
from bot.services.desk.late_promise import OpenPromise, open_promises
from bot.services.desk.passed_on import is_passed_on
from bot.services.desk.permission import NotYours, may, must
from bot.services.desk.person_wanted import chat_name
from bot.services.desk.refused_offers import RefusedRow, refused_row
from bot.services.desk.reply_promise import ReplyPromise, reply_promise
from bot.services.desk.unanswered import unanswered_line
from bot.services.desk.voice import to_an_agent
from bot.services.desk.who_it_is import identity_words
from bot.services.earlier_chat import earlier_chat, ended_at
from bot.services.escalate import reached
from bot.services.files_sent import files_sent
from bot.services.form_lines import fills_the_form
from bot.services.identity.shown import cases_shown
from bot.services.playbooks import tried_in_words
from bot.services.ports import Transaction
from bot.services.replaced_contact import replaced_ids
from bot.services.told_meanwhile import MEANWHILE

LINES = 500
"""Of the transcript: no chat is longer in practice, and an agent reads the end of it."""
SCHEME = "adr-"
"""Dates of the working page whose keys begin so are about the ADR scheme."""


@dataclass(frozen=True)
class Told:
    """One thing that the customer told, with the name that their last look gives it. ``meanwhile``: it was read from
    what they typed while no assistant answered, and they have not been asked whether it is right."""

    label: str
    value: str
    meanwhile: bool = False


@dataclass(frozen=True)
class Clock:
    """A date that runs. ``days`` until then, below 0 when it has passed; ``done``: what was to happen has happened;
    ``answered``: an offer waits for the customer's word."""

    title: str
    on: date
    day: str
    days: int
    done: bool
    answered: bool = False


@dataclass(frozen=True)
class Reach:
    """A way to reach them, and whether a code sent there came back. ``replaced``: they gave another in its place."""

    kind: str
    value: str
    confirmed_on: str | None
    replaced: bool = False


@dataclass(frozen=True)
class Earlier:
    """Another case that this contact has at this provider, or that whoever showed who they are may hear of."""

    reference: str
    status: str
    received_on: str


@dataclass(frozen=True)
class Before:
    """An earlier chat of the same browser. ``ended`` is an instant in London time; ``reference``: of its complaint."""

    conversation_id: str
    name: str
    ended: str
    reference: str | None


@dataclass(frozen=True)
class Rung:
    """A step of the provider's own procedure: ``stage`` it was taken to (empty at the first), ``who`` has it there, and
    ``next`` who comes after them; ``None`` where only the scheme is left."""

    stage: str
    who: str
    next: str | None


@dataclass(frozen=True)
class Card:
    """``name``: what people call the chat. ``holder``: the name of the agent who has it, if any. ``promise``: what the
    customer was told when they asked for a person, while that is open; ``answered``: the requests that are over.
    ``logged``: how it came, where there never was a chat. ``link``: the page that the customer has. ``told`` is in the
    order of the last look, without the story, which is ``description``. ``answer``: can they go to the scheme yet?
    ``adr`` is the same in the words that the customer reads; ``told_rough`` a rough first day in words;
    ``adr_rules`` are the keys of the rules behind it,
    ``adr_missing`` the facts that could change it. ``working`` has each date with its grounds. ``clocks`` are sorted
    by day. ``on_form``: they fill in the form, and have no chat before them. ``before``: the chat that they had in the
    same browser until an agent ended it. ``refused``: an offer refused in the chat, with no act since.
    ``unanswered``: what the customer wrote last, where nobody has answered it. ``rung``: where a case
    stands in the procedure. ``untold``: nobody has put down yet that they know that the provider has the complaint.
    ``open_promises``: what can still be put down as kept, or as coming later.
    ``passed``: it was passed to ``holder``, who has not taken it up yet. ``authority``: of who acts for the account
    holder, ``None`` for everybody else."""

    conversation: Conversation
    name: str
    provider: Provider
    handoff: Handoff | None
    promise: ReplyPromise | None
    answered: tuple[Answered, ...]
    logged: Logged | None
    reason: str | None
    holder: str | None
    mine: bool
    case: Case | None
    status: str | None
    link: str | None
    description: str | None
    told: tuple[Told, ...]
    tried: str | None
    needs: str | None
    reach: tuple[Reach, ...]
    identity: str
    scheme: str
    answer: AdrAnswer
    adr: tuple[str, ...]
    told_rough: str | None
    adr_rules: tuple[str, ...]
    adr_missing: tuple[str, ...]
    working: CaseWorking | None
    clocks: tuple[Clock, ...]
    earlier: tuple[Earlier, ...]
    notes: tuple[Said, ...]
    trail: tuple[Said, ...]
    files: tuple[StoredFile, ...]
    lines: tuple[Message, ...]
    colleagues: tuple[Agent, ...]
    on_form: bool = False
    before: Before | None = None
    refused: RefusedRow | None = None
    unanswered: str | None = None
    rung: Rung | None = None
    untold: bool = False
    passed: bool = False
    know_first: tuple[str, ...] = ()
    open_promises: tuple[OpenPromise, ...] = ()
    authority: Authority | None = None

    @property
    def live(self) -> bool:
        """Whether the chat can still be written into by a person."""
        return self.logged is None and self.conversation.state is not ConversationState.CLOSED


def open_card(context: Context, agent: Agent, conversation_id: str) -> Card:
    """The card of a chat. Raises ``NotYours`` for one that is not there too."""
    with context.store.read() as tx:
        conversation = tx.conversations.find(conversation_id)
        if conversation is None:
            raise NotYours("There is nothing here that you may see.")
        must(agent, conversation.provider)
        return _card(context, tx, agent, conversation)


def open_case_card(context: Context, agent: Agent, reference: str) -> Card:
    """The card of the chat, telephone call or letter that a case came from. Raises ``NotYours``."""
    with context.store.read() as tx:
        case = tx.cases.by_reference(reference)
        if case is None:
            raise NotYours("There is nothing here that you may see.")
        must(agent, case.provider)
        return _card(context, tx, agent, tx.conversations.get(case.conversation_id), case)


def _card(
    context: Context, tx: Transaction, agent: Agent, conversation: Conversation, case: Case | None = None
) -> Card:
    for_customer, context = context, to_an_agent(context)
    provider = context.provider(conversation.provider)
    case = case or next(iter(tx.cases.of_conversation(conversation.id)[-1:]), None)
    intake = tx.intakes.get(case.intake_id) if case else tx.intakes.latest(conversation.id)
    answers = {**(case.details if case else {}), **(intake.answers if intake else {})}
    handoff = tx.handoffs.open_of(conversation.id)
    working = case_working(context, tx, case) if case else None
    answer = answer_for(context, provider.slug, answers)
    contacts = tx.contacts.of(conversation.id)
    vulnerable = any(each.priority for each in tx.handoffs.of_conversation(conversation.id))
    events = tx.cases.events(case.id) if case else []
    return Card(
        conversation=conversation,
        name=chat_name(conversation.id),
        provider=provider,
        handoff=handoff,
        promise=reply_promise(context, tx, handoff) if handoff else None,
        answered=tuple(answered(context, tx, conversation)),
        logged=logged(context, events),
        reason=context.words.text(f"utter_reason_{handoff.reason}") if handoff else None,
        holder=name_of(tx, handoff.claimed_by) if handoff and handoff.claimed_by else None,
        mine=handoff is not None and handoff.claimed_by == agent.id,
        case=case,
        status=context.words.text(f"utter_status_{case.status}") if case else None,
        link=_link(context, case) if case else None,
        description=case.description if case else answers.get(Question.DESCRIPTION) or answers.get("_before"),
        told=tuple(_told(context, provider, answers, files_sent(tx, intake))),
        tried=_tried(context, answers),
        needs=_needs(context, answers),
        reach=tuple(_reach(context, case, contacts, replaced_ids(events))),
        identity=identity_words(context, tx, conversation.id, contacts, vulnerable),
        scheme=context.schemes[provider.adr.scheme].name.value,
        answer=answer,
        adr=tuple(said.text for said in adr_answer_words(for_customer, provider.slug, answers)),
        told_rough=rough_words(context, answers),
        adr_rules=tuple(answer.rules),
        adr_missing=tuple(answer.missing),
        working=working,
        clocks=tuple(_clocks(context, working)),
        earlier=tuple(_earlier(context, tx, conversation, contacts, case)),
        notes=tuple(
            Said(name_of(tx, note.by_agent), when(context, note.at), note.text)
            for note in tx.notes.of_conversation(conversation.id)
        ),
        trail=tuple(trail(context, tx, conversation.id, case, events)),
        files=tuple(tx.files.of_conversation(conversation.id)),
        lines=tuple(tx.messages.newest(conversation.id, LINES)),
        on_form=fills_the_form(tx, conversation.id),
        know_first=tuple(know_first(context, tx, conversation.id, answers)),
        authority=authority_of(context, tx, conversation.id, answers),
        before=_before(context, tx, conversation),
        refused=refused_row(context, tx, case) if case else None,
        rung=_rung(tx, provider, case) if case else None,
        passed=handoff is not None and is_passed_on(tx, handoff),
        untold=case is not None and waits_to_be_told(tx, case),
        open_promises=tuple(open_promises(context, tx, case)) if case else (),
        unanswered=waits.text if (waits := unanswered_line(tx, conversation.id, pressed=False)) else None,
        colleagues=tuple(
            each for each in tx.agents.all() if each.id != agent.id and may(each, provider.slug)
        ),
    )


def _rung(tx: Transaction, provider: Provider, case: Case) -> Rung:
    stage = reached(tx, case)
    here = next((step for step in provider.ladder if step.stage == stage), provider.ladder[0])
    above = next_step(provider, stage)
    return Rung(stage or "", here.who, None if above.ends else above.who)


def _told(context: Context, provider: Provider, answers: dict[str, object], files: list[str]) -> list[Told]:
    typed = answers.get(MEANWHILE) if answers.get(Question.CHECK) != "yes" else None
    unread = set(typed) if isinstance(typed, list) else set()
    return [
        Told(
            label(context, question, provider),
            copies_in_words(context, answers, files)
            if question is Question.COPIES
            else value_in_words(context, question, answers),
            question in unread,
        )
        for question in SUMMED_UP
        if question is not Question.DESCRIPTION and is_told(question, answers)
    ]


def _tried(context: Context, answers: dict[str, object]) -> str | None:
    """What they say that they tried, so that nobody asks for it again; and what they were only given."""
    tried, given = _codes(answers.get(TRIED)), _codes(answers.get(GIVEN))
    said = []
    if tried:
        said.append(context.words.text("utter_desk_tried", steps=tried_in_words(context, tried)))
    if left := [code for code in given if code not in tried]:
        said.append(context.words.text("utter_desk_steps_given", steps=tried_in_words(context, left)))
    return " ".join(said) or None


def _codes(kept: object) -> list[str]:
    return in_order(known_tries(kept)) if isinstance(kept, list) else []


def _needs(context: Context, answers: dict[str, object]) -> str | None:
    if answers.get(Question.NEEDS) in (None, UNKNOWN, []):
        return None
    return value_in_words(context, Question.NEEDS, answers)


def _reach(context: Context, case: Case | None, contacts: list[Contact], replaced: set[str]) -> list[Reach]:
    """Where the reply goes first, and last what another took the place of; else as they were given."""
    in_use = case.contact_id if case else None

    def one(contact: Contact) -> Reach:
        confirmed = contact.confirmed_at
        day = context.day(london_date(confirmed)) if confirmed is not None else None
        gone = contact.id in replaced and contact.id != in_use
        return Reach(contact.kind.value, contact.value, day, gone)

    ordered = sorted(contacts, key=lambda contact: contact.id != in_use)
    return sorted((one(contact) for contact in ordered), key=lambda way: way.replaced)


def _clocks(context: Context, working: CaseWorking | None) -> list[Clock]:
    if working is None or working.ended:
        return []
    today = context.today()
    return [
        Clock(each.title, each.on, each.day, (each.on - today).days, each.done, each.answered)
        for each in working.dates
    ]


def _earlier(
    context: Context, tx: Transaction, conversation: Conversation, contacts: list[Contact], case: Case | None
) -> list[Earlier]:
    found = {shown.id: shown for shown in cases_shown(tx, conversation.id)}
    for contact in contacts:
        for other in tx.cases.of_contact(conversation.provider, contact.kind.value, contact.value):
            found[other.id] = other
    return [
        Earlier(
            other.reference,
            context.words.text(f"utter_status_{other.status}"),
            context.day(london_date(other.received_at)),
        )
        for other in found.values()
        if case is None or other.id != case.id
    ]


def _before(context: Context, tx: Transaction, conversation: Conversation) -> Before | None:
    earlier = earlier_chat(tx, conversation.id)
    if earlier is None:
        return None
    cases = tx.cases.of_conversation(earlier.id)
    reference = cases[-1].reference if cases else None
    return Before(earlier.id, chat_name(earlier.id), when(context, ended_at(tx, earlier)), reference)


def _link(context: Context, case: Case) -> str | None:
    """Nobody can make one where the secret of the stack is not known; the card is there all the same."""
    try:
        return case_link(context, case)
    except Refused:
        return None
