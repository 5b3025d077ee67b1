"""Somebody who fills in the form, page by page, over HTTP: reads what a page shows and sends what a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx

from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.fill_form import FillForm
from bot.services.hand_off import request_person
from bot.services.opening import opening_words
from bot.web.deps import WebDeps
from bot.web.form_session import visit_in
from bot.web.limits import Limits
from bot.wording import Said
from tests.web.house import QUICK, FakeEngine, House, running


@contextmanager
def form_house(context: Context, limits: Limits = QUICK, **changes: Any) -> Iterator[House]:
    """The web app over ``context``, with real services and an engine that is away: the form needs none."""

    def person(conversation_id: str, key: str) -> list[Said]:
        return request_person(context, conversation_id, key, "asked")

    values: dict[str, Any] = {
        "store": context.store,
        "engine": FakeEngine(down=True),
        "now": context.now,
        "words": context.words,
        "providers": context.providers,
        "opening": lambda provider: opening_words(context, provider),
        "request_person": person,
        "fill_form": FillForm(context, limits.form_characters),
        "correct_card": CorrectCard(context, limits.form_characters),
        "limits": limits,
        **changes,
    }
    with running(WebDeps(**values)) as house:
        yield house


class _Reader(HTMLParser):
    """Title, headings, text, links, and the forms with their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.h1 = ""
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.forms: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in ("input", "br", "meta", "link"):
            self._open.append((tag, given))
        if tag == "form":
            self.forms.append({"action": given["action"], "fields": [], "buttons": []})
        elif tag in ("input", "textarea"):
            self.forms[-1]["fields"].append({"tag": tag, "typed": "", **given})
        elif tag == "button":
            self.forms[-1]["buttons"].append({"title": "", **given})
        elif tag == "a":
            self._link = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag:
            self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        within = [tag for tag, _ in self._open]
        if "title" in within:
            self.title += data
            return
        text = " ".join(data.split())
        if not text:
            return
        self.words.append(text)
        if "h1" in within:
            self.h1 += data
        if "a" in within:
            self.links[f"{self.links.get(self._link, '')} {text}".strip()] = self._link
        if "button" in within:
            button = self.forms[-1]["buttons"][-1]
            button["title"] = f"{button['title']} {text}".strip()
        if "textarea" in within:
            self.forms[-1]["fields"][-1]["typed"] += data
        if any((given.get("class") or "") == "error" for _, given in self._open):
            self.errors.append(text)


@dataclass
class Filler:
    """One browser without JavaScript. ``page`` is what it shows; ``titles`` all that it has shown."""

    url: str
    slug: str = "netservers"
    page: _Reader = field(default_factory=_Reader)
    answer: httpx.Response | None = None
    titles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.url, follow_redirects=True, trust_env=False, timeout=40)

    @property
    def home(self) -> str:
        return f"/complain/{self.slug}"

    @property
    def step(self) -> str:
        assert self.answer is not None
        return self.answer.url.path.removeprefix(self.home).strip("/")

    @property
    def text(self) -> str:
        return " ".join(self.page.words)

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    def conversation_id(self, context: Context) -> str:
        """As the signed cookie names it."""
        visit = visit_in(self.client.cookies["complain"], context)
        assert visit is not None
        return visit.chats[self.slug][0]

    def answers_kept(self, context: Context) -> dict[str, Any]:
        with context.store.read() as tx:
            intake = tx.intakes.latest(self.conversation_id(context))
        return dict(intake.answers) if intake else {}

    def get(self, step: str = "") -> Filler:
        return self._show(self.client.get(f"{self.home}/{step}" if step else self.home))

    def begin(self) -> Filler:
        return self.get().press("Start now")

    def press(self, title: str, **typed: str | list[str]) -> Filler:
        """Press the button whose words begin with ``title``, with the fields of its form as ``typed``."""
        form, button = self._button(title)
        return self._show(
            self.client.post(button.get("formaction") or form["action"], data=self.data(title, **typed))
        )

    def sends(self, *files: tuple[str, bytes]) -> Filler:
        """Choose ``files`` (name and content) and press "Add the files"; a browser sends an empty one for none."""
        form, _ = self._button("Add the files")
        chosen = [("file", file) for file in files or (("", b""),)]
        answer = self.client.post(form["action"], data=self.data("Add the files"), files=chosen)
        return self._show(answer)

    def data(self, title: str, **typed: str | list[str]) -> dict[str, Any]:
        """What a browser would send."""
        form, button = self._button(title)
        sent: dict[str, Any] = {}
        for each in form["fields"]:
            name = each.get("name")
            if each.get("type") == "file":
                continue
            if each.get("type") in ("radio", "checkbox"):
                if "checked" in each:
                    sent.setdefault(name, []).append(each["value"])
            elif each["tag"] == "textarea":
                sent[name] = each["typed"].removeprefix("\n")
            else:
                sent[name] = each.get("value") or ""
        known = {each.get("name") for each in form["fields"]}
        assert set(typed) <= known, f"{set(typed) - known} is no field of {self.step}"
        sent.update(typed)
        if button.get("name"):
            sent[button["name"]] = [button["value"]]
        return sent

    def answers(self, **typed: str | list[str]) -> Filler:
        return self.press("Continue", **typed)

    def chooses(self, label: str) -> Filler:
        return self.answers(choice=[self.choice(label)])

    def choice(self, label: str) -> str:
        """The value of the box or circle with that label."""
        at = re.search(rf'<label for="(choice-\d+)">{re.escape(label)}</label>', self.html)
        assert at is not None, f"{label} is not on {self.step}: {self.text}"
        [value] = [
            each["value"] for form in self.page.forms for each in form["fields"] if each.get("id") == at[1]
        ]
        return str(value)

    @property
    def html(self) -> str:
        assert self.answer is not None
        return self.answer.text.replace("&#39;", "'")

    def buttons(self) -> list[str]:
        return [button["title"] for form in self.page.forms for button in form["buttons"]]

    def _button(self, title: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for form in self.page.forms:
            for button in form["buttons"]:
                if button["title"].startswith(title):
                    return form, button
        raise AssertionError(f"There is no button {title} on {self.step}: {self.buttons()}")

    def _show(self, answer: httpx.Response) -> Filler:
        assert "text/html" in answer.headers["content-type"], answer.text
        self.answer = answer
        self.page = _Reader()
        self.page.feed(answer.text)
        self.titles.append(self.page.title.strip())
        return self
