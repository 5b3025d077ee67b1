"""The chat API: conversations, messages, the long poll, the way to a person."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.decisions.errors import Refused, Unsound
from bot.decisions.records import Conversation, ConversationState, Message, Sender, Turn
from bot.services.ask_for_person import ask_for_person
from bot.services.customer_text import mend
from bot.services.earlier_chat import follow
from bot.services.file_words import file_of_line
from bot.services.open_conversation import open_conversation, recognise
from bot.services.take_message import CARRY_ON, take_message
from bot.web.addresses import client_address
from bot.web.deps import Web, web_of
from bot.web.problems import Problem, too_many

TURNS_LOOKED_BACK = 100
"""A poll tells what became of the customer's messages among the last so many lines before ``after`` as
well."""

LARGEST_ID = 2**31 - 1
"""No id of a message is larger."""
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

Text = Annotated[str, BeforeValidator(lambda value: mend(value) if isinstance(value, str) else value)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EarlierConversation(_Body):
    """One that has ended, and the token that was given for it."""

    id: Text
    token: Text


class NewConversation(_Body):
    """``provider``: a slug, as in the address of its page. ``earlier``: the conversation that this one goes on from,
    so that nothing has to be told again; it must have ended."""

    provider: Text = Field(examples=["netservers"])
    earlier: EarlierConversation | None = None


class OpenedConversation(BaseModel):
    """``token`` is shown once. Send it as ``Authorization: Bearer …``; never put it into an address."""

    conversation_id: str
    token: str


class NewMessage(_Body):
    """Either ``text`` (2,000 characters at most) or the id of a ``button`` of this conversation."""

    text: Text | None = None
    button: Text | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("send either text or button")
        return self


class Taken(BaseModel):
    """The message is kept. ``turn`` is how it stood when it was taken: what becomes of it is in the poll's
    ``turns``."""

    id: int
    turn: Literal["pending", "done"] = "pending"


class Standing(BaseModel):
    """Who speaks next."""

    state: ConversationState


class ButtonOut(BaseModel):
    id: str
    title: str


class MessageOut(BaseModel):
    """One line. ``sent_at`` is UTC. ``turn`` is set for the customer's lines only; ``spoken_by`` (a person's name)
    for an agent's, and for the notice that says who has the chat from then on; ``file`` (the id of a file of this
    conversation that came with the line) for an agent's only."""

    id: int
    sender: Sender
    text: str
    buttons: list[ButtonOut]
    sent_at: str
    in_reply_to: int | None
    turn: Turn | None
    spoken_by: str | None = None
    file: str | None = None


class News(BaseModel):
    """What came after ``after``. ``turns``: what became of the customer's messages, by id; ``last_id`` is the
    next ``after``. ``typing``: the assistant is at work on an answer now."""

    messages: list[MessageOut]
    state: ConversationState
    typing: bool
    turns: dict[int, Turn]
    last_id: int


class Health(BaseModel):
    ok: bool


router = APIRouter()


async def the_conversation(
    request: Request, conversation_id: str, authorization: Annotated[str, Header()] = ""
) -> Conversation:
    """Whoever calls holds the token. An unknown id and a wrong token get the same answer."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    return await asyncio.to_thread(recognise, web_of(request).deps.store, conversation_id, token)


Recognised = Annotated[Conversation, Depends(the_conversation)]


@router.post("/api/conversations", status_code=201, tags=["chat"])
async def create(request: Request, body: NewConversation) -> OpenedConversation:
    """Open a conversation with a provider's assistant."""
    web = web_of(request)
    deps, words = web.deps, web.deps.words
    address = client_address(request, deps.proxies)
    wait = web.new_conversations.admit(address)
    if wait is not None:
        raise too_many(words.text("utter_web_too_many_chats"), wait)
    provider = deps.providers.get(body.provider)
    if provider is None:
        raise Problem(404, "unknown_provider", words.text("utter_web_unknown_provider"))
    if not _may_embed(request, provider.origins):
        raise Problem(403, "origin_not_allowed", words.text("utter_web_origin"))
    opening = deps.opening(provider)
    conversation, token = await asyncio.to_thread(
        open_conversation, deps.store, deps.now, provider.slug, opening, deps.address_key(address)
    )
    if body.earlier is not None:
        follows = await asyncio.to_thread(
            follow, deps.store, deps.now, conversation, body.earlier.id, body.earlier.token
        )
        if follows:
            await asyncio.to_thread(deps.tell_open_case, conversation.id)
    return OpenedConversation(conversation_id=conversation.id, token=token)


@router.post("/api/conversations/{conversation_id}/messages", status_code=202, tags=["chat"])
async def send(
    request: Request,
    conversation: Recognised,
    body: NewMessage,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Taken:
    """Send a message. The same ``Idempotency-Key`` again is the same message."""
    web = web_of(request)
    key = key_of(web, idempotency_key)

    def admit() -> None:
        wait = web.new_messages.admit(conversation.id)
        if wait is not None:
            raise too_many(web.deps.words.text("utter_web_too_many"), wait)

    message = await asyncio.to_thread(
        take_message, web.deps.store, web.deps.now, web.deps.words, conversation.id, key,
        text=body.text, button=body.button, admit=admit,
    )  # fmt: skip
    if message.payload == CARRY_ON:
        await asyncio.to_thread(web.deps.carry_on, conversation.id)
        web.bells.ring(conversation.id)
    elif message.turn is Turn.DONE:
        if await asyncio.to_thread(web.deps.code_meanwhile, conversation.id, message):
            web.bells.ring(conversation.id)
        else:
            await asyncio.to_thread(web.deps.told_meanwhile, conversation.id, message)
    web.turns.wake(conversation.id)
    return Taken(id=message.id)


@router.post("/api/conversations/{conversation_id}/assistant", status_code=202, tags=["chat"])
async def assistant(request: Request, conversation: Recognised) -> Standing:
    """Carry on with the assistant while waiting for a person; the place in the queue is kept."""
    web = web_of(request)
    state = await asyncio.to_thread(web.deps.carry_on, conversation.id)
    web.bells.ring(conversation.id)
    return Standing(state=state)


@router.get("/api/conversations/{conversation_id}/messages", tags=["chat"])
async def read(
    request: Request,
    conversation: Recognised,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    wait: Annotated[float, Query(ge=0, allow_inf_nan=False)] = 0,
) -> News:
    """The lines after ``after``; if there are none, wait up to ``wait`` seconds (30 at most) for news."""
    web = web_of(request)
    until = time.monotonic() + min(wait, web.limits.poll_seconds)
    first: News | None = None
    while True:
        with web.bells.listen(conversation.id) as bell:
            news = await asyncio.to_thread(_news, web, conversation.id, after)
            first = first or news
            left = until - time.monotonic()
            if news.messages or _changed(first, news) or left <= 0 or web.bells.closing:
                return news
            try:
                await asyncio.wait_for(bell.wait(), min(left, web.limits.look_seconds))
            except TimeoutError:
                if await request.is_disconnected():
                    return news


@router.post("/api/conversations/{conversation_id}/person", status_code=202, tags=["chat"])
async def person(
    request: Request, conversation: Recognised, idempotency_key: Annotated[str | None, Header()] = None
) -> Taken:
    """Ask for a person. Works while the assistant does not."""
    web = web_of(request)
    deps = web.deps
    key = key_of(web, idempotency_key or f"person-{uuid.uuid4()}")

    def admit() -> None:
        wait = web.new_wishes.admit(conversation.id)
        if wait is not None:
            raise too_many(deps.words.text("utter_web_too_many"), wait)

    try:
        asked = await asyncio.to_thread(
            ask_for_person, deps.store, deps.now, deps.words, deps.request_person, conversation.id, key, admit
        )
    except (Problem, Refused, Unsound):
        raise
    except Exception as error:
        sentence = deps.words.text("utter_web_person_failed", **deps.facts(conversation.provider))
        raise Problem(503, "person_not_reached", sentence, {"Retry-After": "5"}) from error
    finally:
        web.bells.ring(conversation.id)
    return Taken(id=asked.id, turn="done")


@router.get("/health", tags=["health"])
async def health(request: Request) -> Health:
    """The process is up and the database can be read."""
    try:
        await asyncio.to_thread(_look, web_of(request))
    except Exception as error:
        sentence = web_of(request).deps.words.text("utter_web_trouble")
        raise Problem(503, "database", sentence, {"Retry-After": "5"}) from error
    return Health(ok=True)


def _look(web: Web) -> None:
    with web.deps.store.read() as transaction:
        transaction.conversations.find("health")


def _news(web: Web, conversation_id: str, after: int) -> News:
    with web.deps.store.read() as transaction:
        state = transaction.conversations.get(conversation_id).state
        earlier = max(0, after - TURNS_LOOKED_BACK)
        lines = transaction.messages.after(conversation_id, earlier, limit=TURNS_LOOKED_BACK + 200)
        pending = transaction.messages.pending(conversation_id)
    fresh = [line for line in lines if line.id > after]
    turns = {line.id: line.turn for line in [*lines, *pending] if line.turn is not None}
    return News(
        messages=[shown(line) for line in fresh],
        state=state,
        typing=bool(pending) and web.turns.is_thinking(conversation_id),
        turns=turns,
        last_id=fresh[-1].id if fresh else after,
    )


def _changed(first: News, news: News) -> bool:
    return (first.state, first.typing, first.turns) != (news.state, news.typing, news.turns)


def shown(line: Message) -> MessageOut:
    """A line without what is the server's: payloads, keys, hashes."""
    return MessageOut(
        id=line.id,
        sender=line.sender,
        text=line.text,
        buttons=[ButtonOut(id=button["id"], title=button["title"]) for button in line.buttons],
        sent_at=line.sent_at.isoformat(),
        in_reply_to=line.in_reply_to,
        turn=line.turn,
        spoken_by=line.spoken_by,
        file=file_of_line(line),
    )


def key_of(web: Web, key: str | None) -> str:
    """The idempotency key of a request. Raises ``Problem`` for none, and for one that is too long or odd."""
    if key is None or not _KEY.fullmatch(key):
        raise Problem(400, "key_missing", web.deps.words.text("utter_web_key_missing"))
    return key


def _may_embed(request: Request, origins: list[str]) -> bool:
    """Our own pages may open conversations; other sites only with the provider that names them."""
    origin = request.headers.get("origin")
    if origin is None or origin in origins:
        return True
    return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def error_schema() -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI document: every refusal has this shape."""
    properties = {"code": {"type": "string"}, "message": {"type": "string"}}
    error = {"type": "object", "required": ["code", "message"], "properties": properties}
    schema = {"type": "object", "required": ["error"], "properties": {"error": error}}
    return {
        "4XX": {
            "description": "Refused, in plain words",
            "content": {"application/json": {"schema": schema}},
        },
        "5XX": {"description": "Something on our side", "content": {"application/json": {"schema": schema}}},
    }
