"""What the widget needs before it can show anything: its sentences, its colours, the limit of a message."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from bot.decisions.file_size import size_in_words
from bot.decisions.provider import Provider
from bot.decisions.theme import Theme
from bot.services.file_words import file_limits
from bot.services.take_message import MAX_CHARACTERS
from bot.web.deps import Web, web_of
from bot.web.pages import templates
from bot.web.problems import Problem

router = APIRouter()


class Widget(BaseModel):
    """``limit``: characters in a message. ``labels``: the widget's own sentences by key."""

    provider: str
    name: str
    limit: int
    theme: Theme
    labels: dict[str, str]


@router.get("/api/widget/{slug}", tags=["chat"])
async def widget(request: Request, slug: str) -> Widget:
    """The widget of a provider."""
    web = web_of(request)
    provider = web.deps.providers.get(slug)
    if provider is None:
        raise Problem(404, "unknown_provider", web.deps.words.text("utter_web_unknown_provider"))
    labels = _labels(web, provider)
    return Widget(
        provider=slug, name=provider.name, limit=MAX_CHARACTERS, theme=provider.theme, labels=labels
    )


def _labels(web: Web, provider: Provider) -> dict[str, str]:
    pressed = web.deps.words.text("utter_web_person_pressed")
    filing = web.deps.filing
    written = templates.get_template("widget.json").render(
        provider=provider.name,
        limit=f"{MAX_CHARACTERS:,}",
        person_pressed=pressed,
        file_limit=size_in_words(file_limits(filing.context).size) if filing is not None else "",
    )
    labels: dict[str, Any] = json.loads(written)
    return {key: str(label) for key, label in labels.items()}
