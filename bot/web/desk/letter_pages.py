"""Letters at the desk: begun, looked at, edited, issued, and read again as they were issued."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.decisions.letter_record import LetterKind
from bot.decisions.letters import COMPLAINT, DECISIONS, FIELDS
from bot.readers.day_to_come import day_to_come
from bot.services.desk.permission import NotYours
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters import at_the_desk
from bot.services.letters.at_the_desk import Opened, open_letter, to_write
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.card_pages import as_typed
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why
from bot.web.letter_files import as_page, as_pdf, as_text

router = desk_router()
Typed = Annotated[str, Form()]
AT = "/desk/cases/{reference}/letters"


@router.get(AT + "/new")
async def choose(
    request: Request,
    me: Me,
    reference: str,
    kind: Annotated[str, Query(max_length=40)] = "",
    replaces: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Which letter; then its boxes, with what is on record in them."""
    return await _boxes(request, me, reference, _kind(kind), replaces)


@router.post(AT)
async def write(request: Request, me: Me, reference: str, kind: Typed = "", replaces: Typed = "") -> Response:
    """What is filled in makes a draft, which is shown as it will look."""
    chosen = _kind(kind)
    if chosen is None:
        return await _boxes(request, me, reference, None, replaces, wrong=[("kind", "Choose a letter.")])
    form = await request.form()
    typed = {field.name: as_typed(str(form.get(field.name, ""))) for field in (COMPLAINT, *FIELDS[chosen])}
    context = desk_of(request).context
    fields = _read(chosen, typed, context.today())
    try:
        letter = await asyncio.to_thread(
            at_the_desk.begin, context, me.agent, reference, chosen, fields, replaces or None
        )
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except WrongFields as error:
        return await _boxes(request, me, reference, chosen, replaces, typed, error.faults)
    except Refused as error:
        return await _boxes(request, me, reference, chosen, replaces, typed, [("", str(error))])
    return RedirectResponse(f"/desk/cases/{reference}/letters/{letter.id}", status_code=303)


@router.get(AT + "/{letter_id}")
async def show(request: Request, me: Me, reference: str, letter_id: str, done: str = "") -> Response:
    return await _show(request, me, reference, letter_id, done=done)


@router.post(AT + "/{letter_id}/edit")
async def edit(
    request: Request, me: Me, reference: str, letter_id: str, subject: Typed = "", body: Typed = ""
) -> Response:
    words = as_typed(body)
    return await _do(
        request,
        me,
        reference,
        letter_id,
        "edited",
        at_the_desk.change,
        subject,
        words,
        typed=(subject, words),
    )


@router.post(AT + "/{letter_id}/issue")
async def issue(request: Request, me: Me, reference: str, letter_id: str, sure: Typed = "") -> Response:
    """``sure``: they looked at it. An issued letter cannot be called back."""
    if sure != "yes":
        wrong = [("sure", "Tick that you have read the letter. It was not issued.")]
        return await _show(request, me, reference, letter_id, wrong=wrong)
    return await _do(request, me, reference, letter_id, "issued", at_the_desk.send)


@router.post(AT + "/{letter_id}/drop")
async def drop(request: Request, me: Me, reference: str, letter_id: str) -> Response:
    context = desk_of(request).context
    try:
        await asyncio.to_thread(at_the_desk.throw_away, context, me.agent, reference, letter_id)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except Refused as error:
        return await _show(request, me, reference, letter_id, wrong=[("", str(error))])
    return RedirectResponse(f"/desk/cases/{reference}?done=letter_dropped#letters", status_code=303)


@router.get(AT + "/{letter_id}/page")
async def whole_page(request: Request, me: Me, reference: str, letter_id: str) -> Response:
    """The very page that is or will be issued, by itself."""
    opened = await _open(request, me, reference, letter_id)
    return as_page(opened.looked.page if opened.looked else "")


@router.get(AT + "/{letter_id}/letter.pdf")
async def pdf(request: Request, me: Me, reference: str, letter_id: str) -> Response:
    """``?large``: in large print."""
    opened = await _open(request, me, reference, letter_id)
    name = opened.letter.number or f"draft-{reference}"
    return await as_pdf(request, opened.looked.page if opened.looked else "", name)


@router.get(AT + "/{letter_id}/letter.txt")
async def text(request: Request, me: Me, reference: str, letter_id: str) -> Response:
    opened = await _open(request, me, reference, letter_id)
    if opened.letter.text is None or opened.letter.number is None:
        raise Denied(Why.NOT_FOUND)
    return as_text(opened.letter.text, opened.letter.number)


async def _open(request: Request, me: SignedIn, reference: str, letter_id: str) -> Opened:
    try:
        return await asyncio.to_thread(open_letter, desk_of(request).context, me.agent, reference, letter_id)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None


async def _do(
    request: Request,
    me: SignedIn,
    reference: str,
    letter_id: str,
    done: str,
    act: Any,
    *arguments: str,
    typed: tuple[str, str] | None = None,
) -> Response:
    try:
        await asyncio.to_thread(act, desk_of(request).context, me.agent, reference, letter_id, *arguments)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except WrongFields as error:
        return await _show(request, me, reference, letter_id, wrong=error.faults, typed=typed)
    except Refused as error:
        return await _show(request, me, reference, letter_id, wrong=[("", str(error))], typed=typed)
    opened = await _open(request, me, reference, letter_id)
    web_of(request).bells.ring(opened.case.conversation_id)
    return RedirectResponse(f"/desk/cases/{reference}/letters/{letter_id}?done={done}", status_code=303)


async def _show(
    request: Request,
    me: SignedIn,
    reference: str,
    letter_id: str,
    done: str = "",
    wrong: Any = (),
    typed: tuple[str, str] | None = None,
) -> Response:
    opened = await _open(request, me, reference, letter_id)
    facts = {
        "opened": opened,
        "reference": reference,
        "here_letter": f"/desk/cases/{reference}/letters/{letter_id}",
        "done": done,
        "wrong": wrong,
        "subject": typed[0] if typed else opened.letter.subject,
        "body": typed[1] if typed else opened.letter.body,
        "pdf": web_of(request).deps.draw_page is not None,
    }
    return page(request, "letter.html", facts, status=422 if wrong else 200)


async def _boxes(
    request: Request,
    me: SignedIn,
    reference: str,
    kind: LetterKind | None,
    replaces: str,
    typed: Mapping[str, str] | None = None,
    wrong: Any = (),
) -> Response:
    context = desk_of(request).context
    try:
        beginning = await asyncio.to_thread(to_write, context, me.agent, reference, kind)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    filled = {
        name: context.day(value) if isinstance(value, date) else value
        for name, value in beginning.filled.items()
    }
    facts = {
        "beginning": beginning,
        "reference": reference,
        "kind": kind.value if kind else "",
        "fields": (COMPLAINT, *FIELDS[kind]) if kind else (),
        "decisions": DECISIONS,
        "typed": filled if typed is None else typed,
        "replaces": replaces,
        "wrong": wrong,
    }
    return page(request, "letter_new.html", facts, status=422 if wrong else 200)


def _kind(written: str) -> LetterKind | None:
    try:
        return LetterKind(written)
    except ValueError:
        return None


def _read(kind: LetterKind, typed: Mapping[str, str], today: date) -> dict[str, Any]:
    """A day that could not be read stays as it was typed, and is refused as none."""
    fields: dict[str, Any] = dict(typed)
    for field in FIELDS[kind]:
        if field.kind == "day" and typed.get(field.name, "").strip():
            fields[field.name] = day_to_come(typed[field.name], today) or typed[field.name]
    return fields
