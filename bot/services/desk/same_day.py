"""Problems that several customers told today: seen at the top of the queue, and answered by one note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.decisions.errors import Refused
from bot.decisions.problem import Problem
from bot.decisions.records import Agent
from bot.decisions.same_day import SameDayNote, cluster_of
from bot.services.context import Context
from bot.services.desk.permission import NotYours, may, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.known_trouble import moment
from bot.services.ports import Transaction
from bot.services.same_day import THRESHOLD, deliver, told_today

SENT: Final = "same_day.note_sent"
ENDED: Final = "same_day.note_ended"
LONGEST: Final = 1000
"""Characters: it stands in the middle of many chats."""


@dataclass(frozen=True)
class Note:
    """``author``: who wrote it; ``reached``: how many chats have it so far; ``ended``: nobody else gets it."""

    id: str
    text: str
    author: str
    at: str
    reached: int
    ended: bool


@dataclass(frozen=True)
class Together:
    """One problem at one provider. ``count`` chats told it today, the first at ``since`` (London time). ``notes`` of
    today, oldest first; ``open``: the one that goes to all, if any."""

    provider: str
    name: str
    problem: Problem
    about: str
    count: int
    since: str
    notes: tuple[Note, ...]
    open: Note | None


def told_together(context: Context, agent: Agent) -> list[Together]:
    """At the providers of ``agent``: problems told today by as many as the rule asks for (one customer, and as many
    others as a customer would hear of), and those on which a note stands. Most chats first."""
    with context.store.read() as tx:
        found = [
            together
            for slug in sorted(context.providers)
            if may(agent, slug)
            for together in _of_provider(context, tx, slug)
        ]
    return sorted(found, key=lambda each: -each.count)


def write_note(context: Context, agent: Agent, provider: str, problem: str, text: str) -> SameDayNote:
    """Say ``text`` in every chat that told the problem today, and from now on to all who tell it until the day or the
    note ends. The same words a second time are the same note. Raises ``NotYours``; ``WrongFields`` without words or
    with too many; ``Refused`` while another note stands, or for a problem that nobody told today."""
    about = _problem(context, provider, problem)
    must(agent, provider)
    words = text.strip()
    if not words:
        raise WrongFields([("text", "Write what all of them should know.")])
    if len(words) > LONGEST:
        raise WrongFields([("text", f"A note has {LONGEST:,} characters at most.")])
    with context.store.write() as tx:
        standing = tx.same_day_notes.open_of(provider, about, context.today())
        if standing is not None and standing.text == words:
            return standing
        if standing is not None:
            raise Refused("Another note on this stands already. End it first.")
        cluster = cluster_of(told_today(context, tx, provider), about, context.today())
        if cluster is None:
            raise Refused("Nobody has told this today.")
        at = context.now()
        note = SameDayNote(context.new_id(), provider, about, context.today(), words, agent.id, at)
        tx.same_day_notes.add(note)
        reached = sum(deliver(context, tx, note, chat) for chat in cluster.chats)
        data = {"problem": about.value, "chats": reached}
        tx.audit.add(at, SENT, f"same_day_note:{note.id}", agent.id, provider, data)
        tx.commit()
    return note


def end_note(context: Context, agent: Agent, note_id: str) -> None:
    """Nobody else gets it; who has it keeps it. Ending one that has ended changes nothing. Raises ``NotYours``."""
    with context.store.write() as tx:
        note = tx.same_day_notes.get(note_id)
        if note is None:
            raise NotYours("There is nothing here that you may see.")
        must(agent, note.provider)
        if note.ended_at is not None:
            return
        tx.same_day_notes.end(note.id, agent.id, context.now())
        data = {"problem": note.problem.value}
        tx.audit.add(context.now(), ENDED, f"same_day_note:{note.id}", agent.id, note.provider, data)
        tx.commit()


def _problem(context: Context, provider: str, problem: str) -> Problem:
    """Raises ``NotYours`` for what is no problem, or none that several may tell for one cause."""
    known = {each.value for each in Problem}
    if provider not in context.providers or problem not in known:
        raise NotYours("There is nothing here that you may see.")
    if not context.playbooks[Problem(problem)].same_day:
        raise NotYours("There is nothing here that you may see.")
    return Problem(problem)


def _of_provider(context: Context, tx: Transaction, slug: str) -> list[Together]:
    told, today = told_today(context, tx, slug), context.today()
    notes = tx.same_day_notes.of_day(slug, today)
    found = []
    for problem, playbook in context.playbooks.items():
        cluster = cluster_of(told, problem, today)
        mine = tuple(_note(context, tx, each) for each in notes if each.problem is problem)
        stands = next((note for note in mine if not note.ended), None)
        many = cluster is not None and cluster.count > context.rule(THRESHOLD)
        if not playbook.same_day or cluster is None or not (many or stands):
            continue
        found.append(
            Together(
                provider=slug,
                name=context.provider(slug).name,
                problem=problem,
                about=context.words.text(f"utter_about_{problem}"),
                count=cluster.count,
                since=moment(context, cluster.since),
                notes=mine,
                open=stands,
            )
        )
    return found


def _note(context: Context, tx: Transaction, note: SameDayNote) -> Note:
    agent = tx.agents.get(note.by_agent)
    return Note(
        id=note.id,
        text=note.text,
        author=agent.name if agent is not None else note.by_agent,
        at=moment(context, note.at),
        reached=len(tx.same_day_notes.delivered_to(note.id)),
        ended=note.ended_at is not None,
    )
