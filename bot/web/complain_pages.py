"""``/complain/<slug>``: a complaint on pages that need no JavaScript. Every change is a POST that leads to a page."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape
from starlette.datastructures import FormData

from bot.decisions.errors import FirstlineError
from bot.decisions.provider import Provider
from bot.decisions.questions import Question
from bot.decisions.records import Conversation
from bot.services.ask_for_person import ask_for_person
from bot.services.fill_form import FillForm, Place, Wrong
from bot.services.form_answer import FormError, Sent
from bot.services.leave_contact import leave_contact
from bot.web.addresses import client_address
from bot.web.demo_pages import ways as ways_of
from bot.web.deps import Web, web_of
from bot.web.form_session import Visit, csrf_token, is_ours, keep_visit, new_visit, read_visit
from bot.web.pages import templates

router = APIRouter(prefix="/complain", include_in_schema=False)
log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?]")


def with_links(text: str) -> Markup:
    """The words of a response with its web addresses as links; all else is escaped."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


templates.env.filters["with_links"] = with_links

_FIELDS = ("text", "day", "month", "year", "rough", "as_typed")
_LONGEST_KEY = 100


class _TooMany(Exception):
    """``seconds`` until the next one is welcome."""

    def __init__(self, seconds: float, key: str) -> None:
        super().__init__(key)
        self.seconds, self.key = seconds, key


@dataclass(frozen=True)
class _Here:
    """One request, as far as every route needs it: whose form it is, and who is filling it in."""

    request: Request
    web: Web
    form: FillForm
    provider: Provider
    visit: Visit
    conversation: Conversation | None
    data: FormData

    @property
    def home(self) -> str:
        return f"/complain/{self.provider.slug}"

    @property
    def key(self) -> str:
        return str(self.data.get("key") or "")[:_LONGEST_KEY] or secrets.token_urlsafe(12)

    def show(self, template: str, facts: Mapping[str, Any] | None = None, status: int = 200) -> Response:
        common = {
            "provider": self.provider,
            "home": self.home,
            "csrf": csrf_token(self.form.context, self.visit),
            "key": secrets.token_urlsafe(12),
            "begun": self.conversation is not None,
        }
        response = templates.TemplateResponse(
            self.request, f"complain/{template}.html", {**common, **(facts or {})}, status_code=status
        )
        return self._kept(response)

    def go(self, step: str = "", visit: Visit | None = None) -> Response:
        """303: the browser asks for the next page with GET, so that "reload" sends nothing twice."""
        response = RedirectResponse(f"{self.home}/{step}" if step else self.home, status_code=303)
        return self._kept(response, visit)

    def _kept(self, response: Response, visit: Visit | None = None) -> Response:
        keep_visit(response, self.form.context, visit or self.visit)
        return response

    def admit_message(self) -> None:
        if self.conversation is not None:
            wait = self.web.new_messages.admit(self.conversation.id)
            if wait is not None:
                raise _TooMany(wait, "utter_web_too_many")

    def admit_wish(self) -> None:
        if self.conversation is not None:
            wait = self.web.new_wishes.admit(self.conversation.id)
            if wait is not None:
                raise _TooMany(wait, "utter_web_too_many")

    def sent(self) -> Sent:
        fields = {name: str(self.data.get(name) or "") for name in _FIELDS}
        choices = tuple(str(choice) for choice in self.data.getlist("choice"))
        return Sent(choices=choices, **fields)


def _page(handler: Callable[..., Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A route that answers with pages whatever happens: people look at these addresses, never programs."""

    async def guarded(request: Request) -> Response:
        path = dict(request.path_params)
        slug = str(path.pop("slug"))
        try:
            here = await _enter(request, slug)
            return here if isinstance(here, Response) else await handler(here, **path)
        except _TooMany as error:
            words = web_of(request).deps.words.text(error.key)
            headers = {"Retry-After": str(max(1, math.ceil(error.seconds)))}
            return _trouble(request, slug, words, 429, headers)
        except FirstlineError as error:
            log.error("A page of the form cannot be shown: %s", error)
            return _trouble(request, slug, "", 503, {"Retry-After": "5"})

    guarded.__name__, guarded.__doc__ = handler.__name__, handler.__doc__
    return guarded


def _trouble(request: Request, slug: str, words: str, status: int, headers: dict[str, str]) -> Response:
    provider = web_of(request).deps.providers.get(slug)
    facts = {"words": words, "home": f"/complain/{slug}", "ways": ways_of(provider) if provider else []}
    return _plain(request, "trouble", facts, status, headers)


def _plain(
    request: Request, name: str, facts: Mapping[str, Any], status: int, headers: dict[str, str] | None = None
) -> HTMLResponse:
    return templates.TemplateResponse(
        request, f"complain/{name}.html", dict(facts), status_code=status, headers=headers
    )


async def _enter(request: Request, slug: str) -> _Here | Response:
    web = web_of(request)
    form, provider = web.deps.fill_form, web.deps.providers.get(slug)
    if form is None or provider is None:
        return templates.TemplateResponse(request, "not_found.html", {}, status_code=404)
    visit = read_visit(request, form.context)
    data = await request.form() if request.method == "POST" else FormData()
    if request.method == "POST" and not is_ours(form.context, visit, str(data.get("csrf") or "")):
        facts = {"provider": provider, "home": f"/complain/{slug}", "ways": ways_of(provider)}
        return _plain(request, "refused", facts, 403)
    visit = visit or new_visit()
    conversation = None
    if slug in visit.chats:
        conversation = await asyncio.to_thread(form.find, slug, *visit.chats[slug])
    return _Here(request, web, form, provider, visit, conversation, data)


async def _begin(here: _Here) -> tuple[Conversation, Visit]:
    """A conversation for somebody who has none yet."""
    if here.conversation is not None:
        return here.conversation, here.visit
    wait = here.web.new_conversations.admit(client_address(here.request, here.web.deps.proxies))
    if wait is not None:
        raise _TooMany(wait, "utter_web_too_many_chats")
    conversation, token = await asyncio.to_thread(here.form.begin, here.provider)
    return conversation, here.visit.with_chat(here.provider.slug, conversation.id, token)


def step_of(question: Question) -> str:
    """A question as it stands in the address."""
    return question.value.replace("_", "-")


def _question(step: str) -> Question | None:
    try:
        return Question(step.replace("-", "_"))
    except ValueError:
        return None


async def _where(here: _Here) -> str:
    """The step that somebody stands at; empty for the first page."""
    if here.conversation is None:
        return ""
    where = await asyncio.to_thread(here.form.where, here.conversation)
    if isinstance(where, Question):
        return step_of(where)
    return "" if where is Place.BEGIN else where.value


# -- pages to look at


@router.get("/{slug}", response_class=HTMLResponse)
@_page
async def first_page(here: _Here) -> Response:
    step = await _where(here)
    if step:
        return here.go(step)
    opening = await asyncio.to_thread(here.form.opening, here.provider)
    return here.show("start", {"opening": opening, "ways": ways_of(here.provider)})


@router.get("/{slug}/again", response_class=HTMLResponse)
@_page
async def again_page(here: _Here) -> Response:
    if here.conversation is None:
        return here.go()
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    days = here.form.context.rule("intake_expiry")
    return here.show("again", {"reference": reference, "days": days, "back": await _where(here)})


@router.get("/{slug}/person", response_class=HTMLResponse)
@_page
async def person_page(here: _Here) -> Response:
    return await _person_page(here)


async def _person_page(here: _Here, error: FormError | None = None, text: str = "") -> Response:
    if here.conversation is None:
        return here.go()
    said = await asyncio.to_thread(here.form.notices, here.conversation)
    if not said:
        return here.go(await _where(here))
    reachable = await asyncio.to_thread(here.form.reachable, here.conversation)
    facts = {
        "said": said,
        "reachable": reachable,
        "back": await _where(here),
        "error": error,
        "sent": Sent(text=text),
    }
    return here.show("person", facts, 422 if error else 200)


@router.get("/{slug}/first", response_class=HTMLResponse)
@_page
async def urgent_page(here: _Here) -> Response:
    """Words that come before everything else, for somebody who may be in danger."""
    if here.conversation is None:
        return here.go()
    said = await asyncio.to_thread(here.form.notices, here.conversation)
    step = await _where(here)
    return here.show("urgent", {"said": said, "back": step}) if said else here.go(step)


@router.get("/{slug}/done", response_class=HTMLResponse)
@_page
async def done_page(here: _Here) -> Response:
    return await _done_page(here)


async def _done_page(here: _Here, error: FormError | None = None, text: str = "") -> Response:
    if here.conversation is None or await _where(here) != Place.DONE:
        return here.go(await _where(here))
    closing = await asyncio.to_thread(here.form.closing, here.conversation)
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    added = await asyncio.to_thread(here.form.added, here.conversation)
    facts = {
        "closing": closing,
        "reference": reference,
        "added": added,
        "error": error,
        "sent": Sent(text=text),
    }
    return here.show("done", facts, 422 if error else 200)


@router.get("/{slug}/closed", response_class=HTMLResponse)
@_page
async def closed_page(here: _Here) -> Response:
    if here.conversation is None or await _where(here) != Place.CLOSED:
        return here.go(await _where(here))
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    words = here.web.deps.words.text("utter_web_closed")
    return here.show("closed", {"words": words, "reference": reference})


@router.get("/{slug}/{step}", response_class=HTMLResponse)
@_page
async def question_page(here: _Here, step: str) -> Response:
    question = _question(step)
    if question is None:
        return templates.TemplateResponse(here.request, "not_found.html", {}, status_code=404)
    if here.conversation is None:
        return here.go()
    page = await asyncio.to_thread(here.form.page, here.conversation, question)
    if page is None:
        return here.go(await _where(here))
    return here.show("question", {"page": page, "step_of": step_of, "sent": None, "error": None})


# -- what is sent


@router.post("/{slug}")
@_page
async def begin(here: _Here) -> Response:
    conversation, visit = await _begin(here)
    where = await asyncio.to_thread(here.form.where, conversation)
    step = step_of(Question.DESCRIPTION) if where is Place.BEGIN else ""
    return here.go(step, visit)


@router.post("/{slug}/again")
@_page
async def begin_again(here: _Here) -> Response:
    """What is not logged is put away; what is logged stays."""
    if here.conversation is not None:
        await asyncio.to_thread(here.form.stop, here.conversation)
    return here.go("", here.visit.without_chat(here.provider.slug))


@router.post("/{slug}/person")
@_page
async def ask_person(here: _Here) -> Response:
    """A person, from every page and in one step; what was written on the page is kept."""
    conversation, visit = await _begin(here)
    here.admit_wish()
    question = _question(str(here.data.get("step") or ""))
    if question is not None:
        await asyncio.to_thread(here.form.keep_written, conversation, question, here.sent(), here.key)
    deps = here.web.deps
    try:
        await asyncio.to_thread(
            ask_for_person,
            deps.store,
            deps.now,
            deps.words,
            deps.request_person,
            conversation.id,
            f"form-person-{here.key}",
        )
    except Exception:
        log.exception("A person could not be asked for from the form")
        words = deps.words.text("utter_web_person_failed", **deps.facts(here.provider.slug))
        response = _trouble(here.request, here.provider.slug, words, 503, {"Retry-After": "5"})
        keep_visit(response, here.form.context, visit)
        return response
    here.web.bells.ring(conversation.id)
    return here.go("person", visit)


@router.post("/{slug}/reach")
@_page
async def reach(here: _Here) -> Response:
    """A way to reach somebody who waits for a person."""
    if here.conversation is None:
        return here.go()
    sent = here.sent()
    error = await asyncio.to_thread(
        leave_contact, here.form, here.conversation, sent, here.key, here.admit_message
    )
    return await _person_page(here, error, sent.text) if error else here.go("person")


@router.post("/{slug}/add")
@_page
async def add(here: _Here) -> Response:
    """More words for a complaint that is told to the end."""
    if here.conversation is None or await _where(here) != Place.DONE:
        return here.go(await _where(here))
    text = here.sent().text
    error = await asyncio.to_thread(here.form.add, here.conversation, text, here.key, here.admit_message)
    return await _done_page(here, error, text) if error else here.go("done")


@router.post("/{slug}/{step}")
@_page
async def answer(here: _Here, step: str) -> Response:
    question = _question(step)
    if question is None:
        return templates.TemplateResponse(here.request, "not_found.html", {}, status_code=404)
    if here.conversation is None:
        return here.go()
    sent = here.sent()
    taken = await asyncio.to_thread(
        here.form.take, here.conversation, question, sent, here.key, here.admit_message
    )
    here.web.bells.ring(here.conversation.id)
    if isinstance(taken, Wrong):
        facts = {"page": taken.page, "step_of": step_of, "sent": sent, "error": taken.error}
        return here.show("question", facts, 422)
    if taken is not None and taken.urgent:
        return here.go("first")
    return here.go(await _where(here))
