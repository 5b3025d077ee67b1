"""What they may have meant instead, as buttons: said where the model heard two questions nearly alike."""

from __future__ import annotations

import json

from bot.services.context import Context
from bot.services.heard import Heard
from bot.wording import Button, Said


def near_questions(context: Context, heard: Heard) -> list[Said]:
    """ "If that was not your question…" with a button for each; nothing where there was no doubt."""
    buttons = near_buttons(context, heard)
    return [Said(context.words.text("utter_topic_near"), buttons)] if buttons else []


def near_buttons(context: Context, heard: Heard) -> list[Button]:
    """A button for each question that is near, likeliest first."""
    return [
        Button(
            context.words.text(f"utter_topic_{each.topic}"),
            f"/{each.intent}{json.dumps({'topic': each.topic.value})}",
        )
        for each in heard.near
        if not (each.alike and heard.topic is not None)
    ]
