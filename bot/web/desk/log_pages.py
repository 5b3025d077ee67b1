"""Logging a complaint at the desk: one that came by telephone, letter or e-mail, or that stands in a chat."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Role
from bot.readers.answers import Message, is_first_time, read_answer
from bot.readers.dates import Day, read_date
from bot.readers.heard import Problem, Taken
from bot.readers.needs import NEEDS_WORDS, OTHER
from bot.readers.role import ACTING_FOR, HOLDER
from bot.services.answer_words import value_in_words
from bot.services.desk.log_complaint import CHANNELS, Arrived, log_complaint, wrong_in
from bot.services.desk.log_from_chat import CHAT, ChatTold, log_from_chat, told_in_chat
from bot.services.desk.permission import NotYours
from bot.services.desk.wrong_fields import WrongFields
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router, require
from bot.web.desk.card_pages import At, as_typed, show_card
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why

router = desk_router()

_OPTIONAL = (Question.SERVICE, Question.REFERENCE, Question.ACCOUNT, Question.OUTCOME)
"""Details that are asked for on the same page; anything else can be added as a note."""
_IN_ORDER = (
    "provider", "channel", "received_on", "posted_on", "first_told_on", "happened_on", "description", "name",
    "reply_by", "reply_address", "needs", "role",
)  # fmt: skip
"""The boxes that can be wrong as they follow each other on the page."""
_LONGEST_ID = 100


@dataclass(frozen=True)
class _Chat:
    """The chat that is logged from. ``filled``: what its boxes begin with, ``beside``: what the chat told of a day, in
    words, where no box can hold it."""

    id: str
    told: ChatTold
    filled: Mapping[str, str]
    beside: Mapping[str, str]


@router.get("/desk/log")
async def show_log(
    request: Request, me: Me, chat: Annotated[str, Query(max_length=_LONGEST_ID)] = ""
) -> Response:
    """``chat``: the id of the chat that the complaint stands in, empty for one that came another way."""
    if not chat:
        return page(request, "log.html", _facts(request, me, {}, []))
    try:
        source = await asyncio.to_thread(_chat, request, me, chat)
    except Refused as error:  # somebody has logged it meanwhile
        return await show_card(request, At(me, chat, ""), fault=("log", str(error)))
    return page(request, "log.html", _facts(request, me, dict(source.filled), [], source))


@router.post("/desk/log")
async def take_log(request: Request, me: Me) -> Response:
    form = await request.form()
    typed = {key: as_typed(str(value)) for key, value in form.items() if key != "csrf"}
    if typed.get("chat"):
        return await _take_from_chat(request, me, typed)
    context = desk_of(request).context
    faults: list[tuple[str, str]] = []
    if typed.get("provider"):
        require(me, typed["provider"])
    else:
        faults.append(("provider", "Choose the provider."))
    arrived, unread = _arrived(typed, context.today(), {})
    faults += _all_faults(unread, wrong_in(context, arrived))
    if not faults:
        try:
            case = await asyncio.to_thread(log_complaint, context, me.agent, arrived)
            return RedirectResponse(f"/desk/cases/{case.reference}?done=logged", status_code=303)
        except NotYours:
            raise Denied(Why.NOT_FOUND) from None
    faults.sort(key=lambda fault: _IN_ORDER.index(fault[0]))
    return page(request, "log.html", _facts(request, me, typed, faults), status=422)


async def _take_from_chat(request: Request, me: SignedIn, typed: dict[str, str]) -> Response:
    """The provider and the chat are those of the card that led here, whatever the form says else."""
    context, chat = desk_of(request).context, typed["chat"][:_LONGEST_ID]
    try:
        source = await asyncio.to_thread(_chat, request, me, chat)
        typed = {**typed, "provider": source.told.provider, "channel": CHAT}
        arrived, unread = _arrived(typed, context.today(), source.filled)
        faults = _all_faults(unread, wrong_in(context, arrived, (CHAT,)))
        if not faults:
            await asyncio.to_thread(log_from_chat, context, me.agent, chat, arrived)
    except WrongFields as error:
        faults = list(error.faults)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except Refused as error:
        return await show_card(request, At(me, chat, ""), fault=("log", str(error)))
    if faults:
        faults.sort(key=lambda fault: _IN_ORDER.index(fault[0]))
        return page(request, "log.html", _facts(request, me, typed, faults, source), status=422)
    web_of(request).bells.ring(chat)
    return RedirectResponse(f"/desk/conversations/{chat}?done=logged_chat", status_code=303)


def _chat(request: Request, me: SignedIn, conversation_id: str) -> _Chat:
    """Raises ``NotYours``; ``Refused`` where nothing can be logged from it."""
    context = desk_of(request).context
    told = told_in_chat(context, me.agent, conversation_id)
    filled = {"received_on": _plain(told.began_on)}
    beside = {}
    for question in (Question.FIRST_TOLD_ON, Question.HAPPENED_ON):
        value = told.answers.get(question)
        if isinstance(value, dict) and value["from"] == value["to"]:
            filled[question.value] = _plain(date.fromisoformat(value["from"]))
        elif value is not None:
            beside[question.value] = value_in_words(context, question, told.answers)
    if told.answers.get(Question.NEEDS):
        filled["needs"] = value_in_words(context, Question.NEEDS, told.answers)
    same = (Question.DESCRIPTION, Question.NAME, Question.REPLY_BY, Question.REPLY_ADDRESS, Question.ROLE,
            Question.ACTING_FOR, *_OPTIONAL)  # fmt: skip
    for question in same:
        if isinstance(told.answers.get(question), str):
            filled[question.value] = told.answers[question]
    return _Chat(conversation_id, told, filled, beside)


def _all_faults(unread: list[tuple[str, str]], wrong: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A box that could not be read is not said to be wrong in another way too."""
    found = {field for field, _ in unread}
    return [*unread, *((field, words) for field, words in wrong if field not in found)]


def _arrived(
    typed: Mapping[str, str], today: date, filled: Mapping[str, str]
) -> tuple[Arrived, list[tuple[str, str]]]:
    """What was typed, and the boxes that cannot be read, each with why. A day that cannot be read is taken as today, so
    that the rest is checked too. What stands as it was ``filled`` in is known already, and not read again."""
    faults: list[tuple[str, str]] = []
    days = {key: _day(typed.get(key, ""), today) for key in ("received_on", "posted_on")}
    for key, needed in (("received_on", True), ("posted_on", False)):
        if days[key] is None and (needed or typed.get(key, "").strip()):
            faults.append((key, "Give a day, such as 3 November 2026 or 3/11/2026."))
    first_told_on = _rough(typed.get("first_told_on", ""), today)
    if isinstance(first_told_on, Problem):
        faults.append(("first_told_on", _NOT_A_TIME))
    fresh = {key: value for key, value in typed.items() if value.strip() and value != filled.get(key)}
    details, unread = _details(fresh, today)
    arrived = Arrived(
        provider=typed.get("provider", ""),
        channel=typed.get("channel", ""),
        received_on=days["received_on"] or today,
        posted_on=days["posted_on"],
        first_told_on=None if isinstance(first_told_on, Problem) else first_told_on,
        description=typed.get("description", ""),
        name=typed.get("name", ""),
        reply_by=typed.get("reply_by", ""),
        reply_address=typed.get("reply_address", ""),
        details=details,
    )
    return arrived, faults + unread


def _details(typed: Mapping[str, str], today: date) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The further answers as the readers of the chat keep them; words that a reader does not know are kept as typed."""
    details: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for question in _OPTIONAL:
        if question.value in typed:
            details |= _read(question, typed[question.value], today) or {
                question.value: typed[question.value].strip()
            }
    if Question.NEEDS.value in typed:
        words = typed[Question.NEEDS.value].strip()
        read = _read(Question.NEEDS, words, today)
        details |= {Question.NEEDS.value: [OTHER], NEEDS_WORDS: words} if read is None else read
    if Question.HAPPENED_ON.value in typed:
        began = _rough(typed[Question.HAPPENED_ON.value], today, Question.HAPPENED_ON)
        if isinstance(began, Day):
            details[Question.HAPPENED_ON.value] = {
                "from": began.start.isoformat(),
                "to": began.end.isoformat(),
            }
        elif isinstance(began, Problem):
            faults.append((Question.HAPPENED_ON.value, _NOT_A_TIME))
    whose = typed.get(Question.ROLE.value, "")
    if Question.ACTING_FOR.value in typed and whose != HOLDER:
        details |= {Question.ROLE.value: ACTING_FOR, ACTING_FOR: typed[Question.ACTING_FOR.value].strip()}
    elif Question.ACTING_FOR.value in typed:
        faults.append((Question.ROLE.value, "Say whose account it is: theirs, or that of the person named."))
    elif whose in (HOLDER, ACTING_FOR):
        details[Question.ROLE.value] = whose
    return details, faults


def _read(question: Question, words: str, today: date) -> dict[str, Any] | None:
    read = read_answer(question, Message(words, today), {})
    if not isinstance(read, Taken):
        return None
    return {str(key): value for key, value in read.values.items() if value != UNKNOWN}


def _facts(
    request: Request,
    me: SignedIn,
    typed: dict[str, str],
    faults: list[tuple[str, str]],
    chat: _Chat | None = None,
) -> dict[str, Any]:
    names = {slug: web_of(request).deps.providers[slug].name for slug in me.providers(Role.AGENT)}
    if chat is not None:
        names = {chat.told.provider: names[chat.told.provider]}
    return {"typed": typed, "errors": faults, "providers": names, "channels": CHANNELS, "chat": chat}


_A_YEAR = re.compile(r"\b\d{4}\b")
_FURTHEST = timedelta(days=731)
"""How far ahead a date with its year is read as written."""


def _day(typed: str, today: date) -> date | None:
    """A day as a date box or a person writes it: 2026-11-03, 3/11/2026; "3 November" is the last one."""
    words = typed.strip()
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        read = read_date(words, today + _FURTHEST if _A_YEAR.search(words) else today)
        return read.end if isinstance(read, Day) and read.exact else None


_NOT_A_TIME = "Give a day or a rough time, such as 3 November 2026 or end of September."


def _rough(
    typed: str, today: date, question: Question = Question.FIRST_TOLD_ON
) -> Day | Problem | str | None:
    """When they first complained or when it began, read as the chat reads it: a rough time is a range, and ``UNKNOWN``
    is "ages ago" or "not sure". ``None`` for nothing, and for "not before"; a ``Problem`` for what is no time."""
    if not typed.strip() or (question is Question.FIRST_TOLD_ON and is_first_time(typed, today)):
        return None
    exact = _day(typed, today)  # a day to come is found by the service, beside the day on which this one came
    if exact is not None:
        return Day(exact, exact)
    read = read_answer(question, Message(typed, today), {})
    told = read.values.get(question) if isinstance(read, Taken) else None
    if isinstance(told, dict):
        return Day(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    return UNKNOWN if told == UNKNOWN else Problem(f"utter_missed_{question}")


def _plain(day: date) -> str:
    """As one writes it into a box: 3 November 2026."""
    return f"{day.day} {day:%B} {day.year}"
