"""Letters that somebody at the provider prints and posts: the list, a letter as its page, and that it was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.errors import Refused
from bot.decisions.letter_marks import Sheet, blocks
from bot.decisions.post import PostedLetter
from bot.decisions.records import Agent
from bot.services.acknowledged import they_were_told
from bot.services.case_mail import OPENED
from bot.services.context import Context
from bot.services.desk.permission import NotYours, may, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.head import head_about
from bot.services.ports import Transaction

POSTED: Final = "letter.posted"
"""Of the case, and in the audit trail. Its data: ``posted_on`` (ISO day), ``post`` and ``letter``, the subject."""
NOT_POSTED: Final = "letter.not_posted"
_DONE_SHOWN: Final = 20


@dataclass(frozen=True)
class Waiting:
    """One on the list. ``reference``: of its case; ``since``: in words; ``days``: whole days that it has waited."""

    post: PostedLetter
    reference: str | None
    since: str
    days: int


@dataclass(frozen=True)
class Done:
    """``how``: the day on which it was posted, in words; ``None``: it was taken off the list. ``by``: the agent."""

    post: PostedLetter
    reference: str | None
    how: str | None
    by: str


@dataclass(frozen=True)
class PostList:
    """What one provider has to post, oldest first, and what was done last, newest first."""

    provider: str
    name: str
    waiting: list[Waiting]
    done: list[Done]


def post_lists(context: Context, agent: Agent) -> list[PostList]:
    """Of every provider that the agent answers for."""
    with context.store.read() as tx:
        return [_list(context, tx, slug) for slug in context.providers if may(agent, slug)]


def posts_waiting(context: Context, agent: Agent) -> int:
    """How many letters wait at the agent's providers."""
    with context.store.read() as tx:
        return tx.posts.count([slug for slug in agent.roles if may(agent, slug)])


def page_of_post(context: Context, agent: Agent, post_id: str) -> tuple[PostedLetter, str]:
    """The letter, and its page as HTML: as it was issued, or as it is set today. Raises ``NotYours``."""
    with context.store.read() as tx:
        post = _of(tx, agent, post_id)
        case = tx.cases.get(post.case_id) if post.case_id else None
        issued = tx.letters.get(post.letter_id) if post.letter_id else None
        if issued is not None and issued.page:
            return post, issued.page
        if case is None or post.letter_id:
            raise NotYours("There is nothing here that you may see.")
        head = head_about(context, tx, case)
    return post, context.letters.page(Sheet(head, post.letter.subject, blocks(post.letter.body)))


def was_posted(context: Context, agent: Agent, post_id: str, on: date | None) -> PostedLetter:
    """Put down that it was posted on that London day, once. The letter that says that the provider has the complaint
    settles that they were to be told. Raises ``NotYours``; ``WrongFields`` for no day, one to come, or one before it
    was written; ``Refused`` where somebody has seen to it already."""
    with context.store.write() as tx:
        post = _of(tx, agent, post_id)
        if on is None:
            raise WrongFields(
                [(post.id, "Give the day on which it was posted, such as today or 3 December.")]
            )
        if on > context.today():
            raise WrongFields(
                [(post.id, f"{context.day(on)} is still to come. Give the day on which it was posted.")]
            )
        if on < london_date(post.queued_at):
            written = context.day(london_date(post.queued_at))
            raise WrongFields(
                [(post.id, f"It was written on {written}. It can't have been posted before that.")]
            )
        if not tx.posts.posted(post.id, on, agent.id):
            raise Refused("Somebody has seen to this letter already.")
        _note(context, tx, agent, post, POSTED, {"posted_on": on.isoformat()})
        if post.template == OPENED:
            they_were_told(context, tx, post.conversation_id)
        tx.commit()
    return post


def is_not_posted(context: Context, agent: Agent, post_id: str, why: str) -> PostedLetter:
    """Take it off the list, with a reason. Raises ``NotYours``, ``WrongFields`` without one, ``Refused`` as above."""
    with context.store.write() as tx:
        post = _of(tx, agent, post_id)
        if not why.strip():
            raise WrongFields([(f"why-{post.id}", "Write why it is not posted, such as: rang them instead.")])
        if not tx.posts.drop(post.id, context.now(), agent.id):
            raise Refused("Somebody has seen to this letter already.")
        _note(context, tx, agent, post, NOT_POSTED, {"why": why.strip()})
        tx.commit()
    return post


def _list(context: Context, tx: Transaction, slug: str) -> PostList:
    today = context.today()

    def reference(post: PostedLetter) -> str | None:
        case = tx.cases.get(post.case_id) if post.case_id else None
        return case.reference if case else None

    waiting = []
    for post in tx.posts.waiting(slug):
        since = london_date(post.queued_at)
        waiting.append(
            Waiting(post, reference(post), context.day(since), (today - since) // timedelta(days=1))
        )
    done = []
    for post in tx.posts.done(slug, _DONE_SHOWN):
        by = tx.agents.get(post.done_by) if post.done_by else None
        how = context.day(post.posted_on) if post.posted_on else None
        done.append(Done(post, reference(post), how, by.name if by else ""))
    return PostList(slug, context.provider(slug).name, waiting, done)


def _of(tx: Transaction, agent: Agent, post_id: str) -> PostedLetter:
    post = tx.posts.get(post_id)
    if post is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, post.provider)
    return post


def _note(
    context: Context, tx: Transaction, agent: Agent, post: PostedLetter, code: str, data: dict[str, str]
) -> None:
    facts = {**data, "post": post.id, "letter": post.letter.subject}
    if post.case_id:
        tx.cases.add_event(post.case_id, code, context.now(), {"by": "agent", "agent": agent.name, **facts})
    subject = f"case:{post.case_id}" if post.case_id else f"conversation:{post.conversation_id}"
    tx.audit.add(context.now(), code, subject, agent.id, post.provider, facts)
