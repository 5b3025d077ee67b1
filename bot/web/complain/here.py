"""What every page of the form stands on: whose form it is, who fills it in, and answers that are always pages."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape
from starlette.datastructures import FormData

from bot.decisions.errors import FirstlineError
from bot.decisions.provider import Provider
from bot.decisions.questions import Question
from bot.decisions.records import Conversation, ConversationState, Message, StoredFile
from bot.services.file_words import file_of_line
from bot.services.fill_form import FillForm, Place
from bot.services.form_answer import Sent
from bot.services.from_a_person import from_a_person
from bot.services.person_coming import PersonComing, person_coming
from bot.services.read_file import files_of_conversation
from bot.web.addresses import client_address
from bot.web.demo_pages import ways as ways_of
from bot.web.deps import Web, web_of
from bot.web.form_session import Visit, csrf_token, is_ours, keep_visit, new_visit, read_visit
from bot.web.pages import templates

log = logging.getLogger(__name__)

_DOT = "•"
_A_SENTENCE = re.compile(r"\s+[A-Z]")
_PAGE_OF_THE_COMPLAINT = "the page of your complaint"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?]")


def with_links(text: str, public_url: str = "") -> Markup:
    """The words of a response with its web addresses as links; all else is escaped. The signed address of a case below
    ``public_url``, hundreds of characters long, is a link with a name."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        ours = bool(public_url) and found[0].startswith(f"{public_url}/case/")
        # An address stands without a full stop, so that nobody copies it along; a name has one before a sentence.
        stop = "." if _A_SENTENCE.match(text, found.end()) else ""
        name = f"{_PAGE_OF_THE_COMPLAINT}{stop}" if ours else found[0]
        parts += [escape(text[end : found.start()]), Markup('<a href="{}">{}</a>').format(found[0], name)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def in_blocks(text: str) -> list[tuple[bool, list[str]]]:
    """The lines of a response, those that follow each other with a dot before them as one list (true, without the
    dot); empty lines are left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    grouped = groupby(lines, key=lambda line: line.startswith(_DOT))
    return [(dotted, [line.removeprefix(_DOT).strip() for line in group]) for dotted, group in grouped]


templates.env.filters["with_links"] = with_links
templates.env.filters["in_blocks"] = in_blocks

_FIELDS = ("text", "day", "month", "year", "rough", "as_typed")
_LONGEST_KEY = 100


class TooMany(Exception):
    """``seconds`` until the next one is welcome."""

    def __init__(self, seconds: float, key: str) -> None:
        super().__init__(key)
        self.seconds, self.key = seconds, key


@dataclass(frozen=True)
class Here:
    """One request, as far as every route needs it: whose form it is, and who is filling it in."""

    request: Request
    web: Web
    form: FillForm
    provider: Provider
    visit: Visit
    conversation: Conversation | None
    data: FormData
    from_person: tuple[Message, ...] = ()
    """What people at the provider wrote: the form has no chat in which it would stand."""
    coming: PersonComing | None = None
    """The person who was asked for and has not come yet."""

    @property
    def home(self) -> str:
        return f"/complain/{self.provider.slug}"

    @property
    def takes_files(self) -> bool:
        """Whether files can be added now."""
        chat = self.conversation
        return (
            self.web.deps.filing is not None
            and chat is not None
            and chat.state is not ConversationState.CLOSED
        )

    @property
    def with_person(self) -> bool:
        """Whether a person has the conversation, or is on the way, who sees the card."""
        chat, states = self.conversation, (ConversationState.WAITING, ConversationState.HUMAN)
        return self.web.deps.correct_card is not None and chat is not None and chat.state in states

    @property
    def key(self) -> str:
        return str(self.data.get("key") or "")[:_LONGEST_KEY] or secrets.token_urlsafe(12)

    def show(self, template: str, facts: Mapping[str, Any] | None = None, status: int = 200) -> Response:
        common = {
            "provider": self.provider,
            "home": self.home,
            "public_url": self.form.context.public_url,
            "csrf": csrf_token(self.form.context, self.visit),
            "key": secrets.token_urlsafe(12),
            "begun": self.conversation is not None,
            "takes_files": self.takes_files,
            "with_person": self.with_person,
            "from_person": self.from_person,
            "coming": self.coming,
            "file_of_line": file_of_line,
            "person_here": self.conversation is not None
            and self.conversation.state is ConversationState.HUMAN,
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

    def check_ours(self, token: str) -> None:
        """Raises ``NotOurs`` unless ``token`` came with a page that this browser was given."""
        if not is_ours(self.form.context, self.visit, token):
            raise NotOurs

    async def files(self) -> list[StoredFile]:
        """What was sent in this conversation, oldest first."""
        if self.conversation is None:
            return []
        return await asyncio.to_thread(files_of_conversation, self.form.context.store, self.conversation.id)

    def admit_message(self) -> None:
        if self.conversation is not None:
            wait = self.web.new_messages.admit(self.conversation.id)
            if wait is not None:
                raise TooMany(wait, "utter_web_too_many")

    def admit_wish(self) -> None:
        if self.conversation is not None:
            wait = self.web.new_wishes.admit(self.conversation.id)
            if wait is not None:
                raise TooMany(wait, "utter_web_too_many")

    def sent(self) -> Sent:
        fields = {name: str(self.data.get(name) or "") for name in _FIELDS}
        choices = tuple(str(choice) for choice in self.data.getlist("choice"))
        return Sent(choices=choices, **fields)


Handler = Callable[..., Awaitable[Response]]


class NotOurs(Exception):
    """A form that was not made for this browser."""


def page(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A route that answers with pages whatever happens: people look at these addresses, never programs."""
    return _guarded(handler, reads=True)


def page_with_files(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """As ``page``, for what brings files: the handler reads what was sent, and calls ``check_ours`` itself."""
    return _guarded(handler, reads=False)


def _guarded(handler: Handler, reads: bool) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        path = dict(request.path_params)
        slug = str(path.pop("slug"))
        try:
            here = await _enter(request, slug, reads)
            return here if isinstance(here, Response) else await handler(here, **path)
        except NotOurs:
            provider = web_of(request).deps.providers[slug]
            facts = {"provider": provider, "home": f"/complain/{slug}", "ways": ways_of(provider)}
            return _plain(request, "refused", facts, 403)
        except TooMany as error:
            words = web_of(request).deps.words.text(error.key)
            headers = {"Retry-After": str(max(1, math.ceil(error.seconds)))}
            return trouble(request, slug, words, 429, headers)
        except FirstlineError as error:
            log.error("A page of the form cannot be shown: %s", error)
            return trouble(request, slug, "", 503, {"Retry-After": "5"})

    guarded.__name__, guarded.__doc__ = handler.__name__, handler.__doc__
    return guarded


def not_found(request: Request) -> Response:
    return templates.TemplateResponse(request, "not_found.html", {}, status_code=404)


def trouble(request: Request, slug: str, words: str, status: int, headers: dict[str, str]) -> Response:
    provider = web_of(request).deps.providers.get(slug)
    facts = {"words": words, "home": f"/complain/{slug}", "ways": ways_of(provider) if provider else []}
    return _plain(request, "trouble", facts, status, headers)


def _plain(
    request: Request, name: str, facts: Mapping[str, Any], status: int, headers: dict[str, str] | None = None
) -> HTMLResponse:
    return templates.TemplateResponse(
        request, f"complain/{name}.html", dict(facts), status_code=status, headers=headers
    )


async def _enter(request: Request, slug: str, reads: bool) -> Here | Response:
    web = web_of(request)
    form, provider = web.deps.fill_form, web.deps.providers.get(slug)
    if form is None or provider is None:
        return not_found(request)
    visit = read_visit(request, form.context)
    data = await request.form() if reads and request.method == "POST" else FormData()
    here = Here(request, web, form, provider, visit or new_visit(), None, data)
    if reads and request.method == "POST":
        if visit is None:
            raise NotOurs
        here.check_ours(str(data.get("csrf") or ""))
    if slug in here.visit.chats:
        conversation = await asyncio.to_thread(form.find, slug, *here.visit.chats[slug])
        if conversation is None:
            return here
        wrote = await asyncio.to_thread(from_a_person, form.context, conversation.id)
        coming = await asyncio.to_thread(person_coming, form.context, conversation.id)
        return replace(here, conversation=conversation, from_person=tuple(wrote), coming=coming)
    return here


async def begin(here: Here) -> tuple[Conversation, Visit]:
    """A conversation for somebody who has none yet."""
    if here.conversation is not None:
        return here.conversation, here.visit
    wait = here.web.new_conversations.admit(client_address(here.request, here.web.deps.proxies))
    if wait is not None:
        raise TooMany(wait, "utter_web_too_many_chats")
    conversation, token = await asyncio.to_thread(here.form.begin, here.provider)
    return conversation, here.visit.with_chat(here.provider.slug, conversation.id, token)


def step_of(question: Question) -> str:
    """A question as it stands in the address."""
    return question.value.replace("_", "-")


def question_of(step: str) -> Question | None:
    try:
        return Question(step.replace("-", "_"))
    except ValueError:
        return None


async def where_at(here: Here) -> str:
    """The step that somebody stands at; empty for the first page."""
    if here.conversation is None:
        return ""
    where = await asyncio.to_thread(here.form.where, here.conversation)
    if isinstance(where, Question):
        return step_of(where)
    return "" if where is Place.BEGIN else where.value
