"""A person instead of the form, from every page of it; and words that come before everything else."""

from __future__ import annotations

import asyncio
import logging

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.decisions.records import ConversationState
from bot.services.ask_for_person import ask_for_person
from bot.services.customer_text import as_kept
from bot.services.form_answer import FormError, Sent
from bot.services.leave_contact import leave_contact
from bot.web.complain.here import Here, begin, page, question_of, trouble, where_at
from bot.web.form_session import keep_visit

router = APIRouter(prefix="/complain", include_in_schema=False)
log = logging.getLogger(__name__)


@router.get("/{slug}/person", response_class=HTMLResponse)
@page
async def person_page(here: Here) -> Response:
    return await _person_page(here, sent="sent" in here.request.query_params)


async def _person_page(
    here: Here, error: FormError | None = None, text: str = "", sent: bool = False
) -> Response:
    """``sent``: what they wrote to the person has just been kept. ``error``: of the box that it names."""
    if here.conversation is None:
        return here.go()
    if here.conversation.state is ConversationState.CLOSED:
        return here.go(await where_at(here))
    said = await asyncio.to_thread(here.form.notices, here.conversation)
    if not said:
        return here.go(await where_at(here))
    reachable = await asyncio.to_thread(here.form.reachable, here.conversation)
    facts = {
        "said": said,
        "reachable": reachable,
        "reference": await asyncio.to_thread(here.form.reference, here.conversation),
        "back": await where_at(here),
        "error": error,
        "sent": Sent(text=text),
        "told_now": "kept" in here.request.query_params,
        "confirmed": here.web.deps.words.text("utter_form_sent_to_person") if sent else "",
    }
    return here.show("person", facts, 422 if error else 200)


@router.get("/{slug}/first", response_class=HTMLResponse)
@page
async def urgent_page(here: Here) -> Response:
    """Words that come before everything else, for somebody who may be in danger."""
    if here.conversation is None:
        return here.go()
    said = await asyncio.to_thread(here.form.notices, here.conversation)
    step = await where_at(here)
    reachable = await asyncio.to_thread(here.form.reachable, here.conversation)
    facts = {"said": said, "back": step, "reachable": reachable, "sent": Sent(), "error": None}
    return here.show("urgent", facts) if said else here.go(step)


@router.post("/{slug}/person")
@page
async def ask_person(here: Here) -> Response:
    """A person, from every page and in one step; what was written on the page is kept."""
    conversation, visit = await begin(here)
    here.admit_wish()
    question = question_of(str(here.data.get("step") or ""))
    if question is not None:
        await asyncio.to_thread(here.form.keep_written, conversation, question, here.sent(), here.key)
    deps = here.web.deps
    try:
        await asyncio.to_thread(
            ask_for_person,
            deps.store,
            deps.now,
            deps.words,
            here.form.request_person,
            conversation.id,
            f"form-person-{here.key}",
        )
    except Exception:
        log.exception("A person could not be asked for from the form")
        words = deps.words.text("utter_web_person_failed", **deps.facts(here.provider.slug))
        response = trouble(here.request, here.provider.slug, words, 503, {"Retry-After": "5"})
        keep_visit(response, here.form.context, visit)
        return response
    here.web.bells.ring(conversation.id)
    return here.go("person", visit)


@router.post("/{slug}/say")
@page
async def write(here: Here) -> Response:
    """A line for the person who has the chat, or is on the way."""
    if here.conversation is None or not here.with_person:
        return here.go(await where_at(here))
    text = as_kept(str(here.data.get("reply") or "").replace("\r\n", "\n"))
    taken = await asyncio.to_thread(
        here.form.write_to_person, here.conversation, text, here.key, here.admit_message
    )
    if isinstance(taken, FormError):
        return await _person_page(here, taken, text)
    here.web.bells.ring(here.conversation.id)
    return here.go("first" if taken.urgent else "person?sent=yes")


@router.post("/{slug}/reach")
@page
async def reach(here: Here) -> Response:
    """A way to reach somebody who waits for a person."""
    if here.conversation is None:
        return here.go()
    sent = here.sent()
    error = await asyncio.to_thread(
        leave_contact, here.form, here.conversation, sent, here.key, here.admit_message
    )
    return await _person_page(here, error, sent.text) if error else here.go("person?kept=yes")
