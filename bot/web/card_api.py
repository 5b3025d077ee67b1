"""The card that an agent sees, for its customer: what stands on it, and one detail of it put right."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.decisions.form import Field as Kind
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Conversation
from bot.services.correct_card import CorrectCard, Row
from bot.services.form_answer import FormError, Sent
from bot.services.form_page import FormPage
from bot.web.chat_api import Recognised, Text, key_of
from bot.web.deps import web_of
from bot.web.pages import templates
from bot.web.problems import Problem, too_many

router = APIRouter(tags=["chat"])

_CHOICES = 40
"""More than any question has."""


class ChoiceOut(BaseModel):
    id: str
    title: str
    chosen: bool


class DetailOut(BaseModel):
    """One detail. ``value`` in words, empty where nothing was told. ``title`` asks for it. ``kind``: ``line``,
    ``story``, ``date`` (written as text), ``one_of`` or ``some_of`` the ``choices``; ``text``: what was written."""

    question: Question
    label: str
    value: str
    title: str
    kind: Kind
    text: str
    choices: list[ChoiceOut]


class CardOut(BaseModel):
    """Empty while the assistant has the chat, which takes corrections itself, and where nothing was told. ``files``:
    names of what the customer sent."""

    details: list[DetailOut]
    files: list[str]


class Correction(BaseModel):
    """What it should be: ``text``, or the ids of ``choices``, or both; or nothing, with ``remove``."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    text: Text = ""
    choices: list[Text] = Field(default_factory=list, max_length=_CHOICES)
    remove: bool = False


class CorrectedOut(BaseModel):
    """``changed`` is false for what stood there already."""

    changed: bool


async def the_card(request: Request) -> CorrectCard:
    web = web_of(request)
    if web.deps.correct_card is None:
        raise Problem(404, "not_found", web.deps.words.text("utter_web_not_found"))
    return web.deps.correct_card


CardHere = Annotated[CorrectCard, Depends(the_card)]


@router.get("/api/conversations/{conversation_id}/card")
async def read_card(conversation: Recognised, card: CardHere) -> CardOut:
    """What the person who has the chat sees of the complaint, and how each detail of it is put right."""
    details = await asyncio.to_thread(_details, card, conversation)
    return CardOut(details=details, files=await asyncio.to_thread(card.files, conversation))


@router.post("/api/conversations/{conversation_id}/card")
async def correct_card(
    request: Request,
    conversation: Recognised,
    card: CardHere,
    body: Correction,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> CorrectedOut:
    """Put one detail right while a person has the chat or is on the way. What cannot be taken is refused in words."""
    web = web_of(request)
    key = key_of(web, idempotency_key)

    def admit() -> None:
        wait = web.new_messages.admit(conversation.id)
        if wait is not None:
            raise too_many(web.deps.words.text("utter_web_too_many"), wait)

    dated = body.question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON)
    sent = Sent(
        choices=tuple(body.choices), text="" if dated else body.text, rough=body.text if dated else ""
    )
    if body.remove:
        sent = Sent(choices=(UNKNOWN,))
    taken = await asyncio.to_thread(card.correct, conversation, body.question, sent, key, admit)
    if taken is None:
        raise Problem(409, "not_now", web.deps.words.text("utter_card_not_now"))
    if isinstance(taken, FormError):
        raise Problem(422, "not_taken", error_words(taken))
    web.bells.ring(conversation.id)
    return CorrectedOut(changed=taken.changed)


def error_words(error: FormError) -> str:
    """What is wrong, as the form without JavaScript says it."""
    parts = templates.get_template("complain/parts.html").make_module()
    return " ".join(str(parts.error_words(error)).split())  # type: ignore[attr-defined]


def _details(card: CorrectCard, conversation: Conversation) -> list[DetailOut]:
    found = []
    for row in card.rows(conversation):
        page = card.page(conversation, row.question)
        if page is not None:
            found.append(_detail(row, page))
    return found


def _detail(row: Row, page: FormPage) -> DetailOut:
    any_way = row.question is Question.REPLY_ADDRESS  # another kind of address is as good
    return DetailOut(
        question=row.question,
        label=row.label,
        value=row.value,
        title=row.label if any_way else page.title or page.hint,
        kind=page.kind,
        text=row.value if page.kind is Kind.DATE else page.text,
        choices=[
            ChoiceOut(id=each.payload, title=each.title, chosen=each.payload in page.chosen)
            for each in page.options
        ],
    )
