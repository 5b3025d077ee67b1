"""The card: all about one chat or case on one page, and everything that an agent does with the chat.

Every change is a form that leads back to the card. What is refused leads to the card too, with what was typed.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Depends, Form, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from bot.decisions.conversation import OutOfTurn
from bot.decisions.errors import Refused
from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import size_in_words
from bot.decisions.records import ConversationState
from bot.services.context import Context
from bot.services.customer_text import as_kept
from bot.services.desk.card import Card, open_card, open_case_card
from bot.services.desk.how_many_wait import how_many_wait
from bot.services.desk.permission import NotYours
from bot.services.desk.presence import is_here
from bot.services.desk.reply import add_note, reply
from bot.services.desk.take_over import claim, close_chat, hand_back, join, pass_on
from bot.services.file_words import KINDS, file_limits
from bot.services.take_message import MAX_CHARACTERS
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router, watching_router
from bot.web.desk.card_view import clocks, lines, promise_shown, rules_used, scheme_dates, version
from bot.web.desk.pages import page, part
from bot.web.desk.queue_pages import LookingOn
from bot.web.desk.scheme_view import scheme_facts

router = desk_router()
watching = watching_router()

WORK = "work"
"""The forms of the case itself, as one."""
_BOXES = {"outcome": "offer", "accepted": "accepted-yes"}
"""Where the box of a case's form has another name on the page than in what it sends."""
QUEUE = "queue"
"""In the form of passing on: to nobody in particular."""
_LARGEST = 2**31 - 1
Changed = TypeVar("Changed")
Typed = Annotated[str, Form()]


@dataclass(frozen=True)
class At:
    """Whose card is open, and how it was reached: by its chat, or by the reference of a case."""

    me: SignedIn
    conversation_id: str
    reference: str

    @property
    def address(self) -> str:
        if self.reference:
            return f"/desk/cases/{quote(self.reference, safe='')}"
        return f"/desk/conversations/{self.conversation_id}"


async def the_chat(request: Request, me: Me, conversation_id: str, reference: Typed = "") -> At:
    """Where a form of the card came from. Raises ``NotYours`` before anything of the form is looked at."""
    card = await asyncio.to_thread(load_card, desk_of(request).context, me, conversation_id, reference)
    return At(me, card.conversation.id, reference)


Here = Annotated[At, Depends(the_chat)]


@router.get("/desk/conversations/{conversation_id}")
async def show_chat(request: Request, me: Me, conversation_id: str, done: str = "") -> Response:
    return await show_card(request, At(me, conversation_id, ""), done=done)


@router.get("/desk/cases/{reference}")
async def show_case(request: Request, me: Me, reference: str, done: str = "", on: str = "") -> Response:
    return await show_card(request, At(me, "", reference), done=done, on=_day_of(on))


@watching.get("/desk/conversations/{conversation_id}/news")
async def news(
    request: Request, me: LookingOn, conversation_id: str, after: Annotated[int, Query(ge=0, le=_LARGEST)] = 0
) -> Response:
    """The lines after ``after``; ``version`` changes with everything else on the card."""
    context = desk_of(request).context

    def look() -> Card:
        is_here(context, me.session.id)
        return open_card(context, me.agent, conversation_id)

    card = await asyncio.to_thread(look)
    fresh = lines(context, (line for line in card.lines if line.id > after))
    return JSONResponse(
        {
            "last": fresh[-1].id if fresh else after,
            "lines": part(request, "lines.html", {"lines": fresh, "public_url": context.public_url})
            if fresh
            else "",
            "theirs": any(line.kind == "customer" for line in fresh),
            "version": version(card),
            "state": card.conversation.state.value,
        }
    )


@router.post("/desk/conversations/{conversation_id}/claim")
async def take_claim(request: Request, here: Here) -> Response:
    """Of all who press, one has it; the others read on the card who that is."""
    context, agent = desk_of(request).context, here.me.agent

    def take() -> str:
        card = open_card(context, agent, here.conversation_id)
        handoff = card.handoff
        if handoff is None:
            return "ended" if card.conversation.state is ConversationState.CLOSED else "over"
        taken = claim(context, agent, handoff.id)
        return "claimed" if taken.won else "ended" if taken.ended else "lost"

    return await _do(request, here, "claim", take)


@router.post("/desk/conversations/{conversation_id}/join")
async def take_join(request: Request, here: Here) -> Response:
    context, agent = desk_of(request).context, here.me.agent

    def take() -> str:
        join(context, agent, here.conversation_id)
        return "claimed" if open_card(context, agent, here.conversation_id).mine else "lost"

    return await _do(request, here, "join", take)


@router.post("/desk/conversations/{conversation_id}/reply")
async def take_reply(request: Request, here: Here, text: Typed = "", seen: Typed = "") -> Response:
    context, agent = desk_of(request).context, here.me.agent
    words = as_typed(text)
    act = _done("sent", reply, context, agent, here.conversation_id, words, seen_of(seen))
    return await _do(request, here, "reply", act, reply=words)


@router.post("/desk/conversations/{conversation_id}/note")
async def take_note(request: Request, here: Here, text: Typed = "") -> Response:
    context, agent = desk_of(request).context, here.me.agent
    words = as_typed(text)
    return await _do(
        request,
        here,
        "note",
        _done("note", add_note, context, agent, here.conversation_id, words),
        note=words,
    )


@router.post("/desk/conversations/{conversation_id}/pass-on")
async def take_pass_on(request: Request, here: Here, to: Typed = QUEUE, text: Typed = "") -> Response:
    context, agent = desk_of(request).context, here.me.agent
    words = as_typed(text)

    def act() -> str:
        handoff = open_card(context, agent, here.conversation_id).handoff
        if handoff is None:
            raise OutOfTurn("You don't have this chat any more.")
        if not words.strip():
            raise Refused("Write a note for whoever has it next.")
        try:
            pass_on(context, agent, handoff.id, None if to == QUEUE else to, words)
        except NotYours as error:  # the colleague has left meanwhile
            raise Refused(str(error)) from error
        return "passed"

    return await _do(request, here, "pass-on", act, to=to, **{"pass-on": words})


@router.post("/desk/conversations/{conversation_id}/hand-back")
async def take_hand_back(request: Request, here: Here, text: Typed = "", anyway: Typed = "") -> Response:
    """``anyway``: the agent has seen that the customer wrote last, and says that it needs no answer."""
    context, agent = desk_of(request).context, here.me.agent
    words = as_typed(text)
    act = _done(
        "returned",
        partial(hand_back, unanswered=anyway == "yes"),
        context,
        agent,
        here.conversation_id,
        words,
    )
    return await _do(request, here, "hand-back", act, **{"hand-back": words})


@router.post("/desk/conversations/{conversation_id}/close")
async def take_close(request: Request, here: Here, text: Typed = "", anyway: Typed = "") -> Response:
    """``anyway``: as in ``take_hand_back``."""
    context, agent = desk_of(request).context, here.me.agent
    words = as_typed(text)
    close = partial(close_chat, unanswered=anyway == "yes")
    act = _done("closed", close, context, agent, here.conversation_id, words)
    return await _do(request, here, "close", act, close=words)


async def _do(request: Request, here: At, form: str, act: Callable[[], str], **typed: str) -> Response:
    """Do it, wake the customer's page, and go back to the card; refused, show the card with what was typed."""
    try:
        done = await asyncio.to_thread(act)
    except NotYours:
        raise
    except Refused as error:
        return await show_card(request, here, fault=(form, _why(form, error)), typed=typed)
    web_of(request).bells.ring(here.conversation_id)
    at = "#sent" if done == "sent" else ""  # to the box for the next line, and not to the head of the page
    return RedirectResponse(f"{here.address}?done={done}{at}", status_code=303)


def _done(code: str, change: Callable[..., object], *arguments: object) -> Callable[[], str]:
    def act() -> str:
        change(*arguments)
        return code

    return act


def _why(form: str, error: Refused) -> str:
    """The sentence of the service; that of the table of states is not for a person."""
    if form == "join" and isinstance(error, OutOfTurn):
        return "This chat has ended, so nobody can join it."
    return str(error)


async def show_card(
    request: Request,
    at: At,
    done: str = "",
    fault: tuple[str, str] | None = None,
    typed: dict[str, str] | None = None,
    faults: Sequence[str] = (),
    work: dict[str, str] | None = None,
    wrong: Sequence[tuple[str, str]] = (),
    on: date | None = None,
) -> Response:
    """``fault``: the form that was not taken, and why; ``faults``: why, where there is more than one reason. ``work``:
    what was typed into the forms of the case, and ``wrong`` its boxes that are wrong, each with why. ``on``: the day of
    a promise that was just kept on record, to be read back."""
    context, limits = desk_of(request).context, web_of(request).limits

    def look() -> tuple[Card, int]:
        card = load_card(context, at.me, at.conversation_id, at.reference)
        return card, how_many_wait(context, at.me.agent)

    card, waiting = await asyncio.to_thread(look)
    facts: dict[str, Any] = {
        "card": card,
        "reference": at.reference,
        "lines": lines(context, card.lines),
        "last": card.lines[-1].id if card.lines else 0,
        "clocks": clocks(card),
        "rules": rules_used(context, card),
        "scheme_dates": scheme_dates(card),
        "card_version": version(card),
        "promise": promise_shown(context, card.promise) if card.promise else None,
        "answered": [(each, promise_shown(context, each.promise)) for each in card.answered],
        "scheme": scheme_facts(context, card.answer),
        "public_url": context.public_url,
        "limits": limits,
        "longest": MAX_CHARACTERS,
        "accept": ",".join(f".{ending}" for ending in ENDINGS) if web_of(request).deps.filing else "",
        "kinds": KINDS,
        "file_limit": size_in_words(file_limits(context).size),
        "waiting": waiting,
        "done": done,
        "fault": fault,
        "faults": faults or ([fault[1]] if fault else []),
        "page_key": secrets.token_urlsafe(12),
        "typed": typed or {},
        "work": work or {},
        "wrong": [(_BOXES.get(field, field), words) for field, words in wrong],
        "on": context.day(on) if on else "",
        "queue": QUEUE,
    }
    return page(request, "card.html", facts, status=422 if fault else 200)


def _day_of(written: str) -> date | None:
    """The day in an address of ours; ``None`` for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def load_card(context: Context, me: SignedIn, conversation_id: str, reference: str) -> Card:
    if not reference:
        return open_card(context, me.agent, conversation_id)
    card = open_case_card(context, me.agent, reference)
    if conversation_id and card.conversation.id != conversation_id:
        raise NotYours("There is nothing here that you may see.")
    return card


def seen_of(written: str) -> int | None:
    """The id of the last line that the page showed."""
    return int(written) if written.isascii() and written.isdigit() and int(written) <= _LARGEST else None


def as_typed(text: str) -> str:
    """As typed: browsers send every end of a line as two characters."""
    return as_kept(text.replace("\r\n", "\n"))
