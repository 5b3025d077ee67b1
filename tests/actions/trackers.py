"""Rasa's trackers by hand: the events as Rasa 3.6 sends them to an action server."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import FirstlineAction
from bot.services.context import Context

Event = dict[str, Any]


def user(
    text: str,
    intent: str = "give_details",
    confidence: float = 0.9,
    *,
    metadata: dict[str, Any] | None = None,
    entities: dict[str, str] | None = None,
    ranking: Iterable[tuple[str, float]] | None = None,
    topic: str | None = None,
    near: Iterable[tuple[str, float]] = (),
) -> Event:
    """The customer's line. ``topic``: the question of fact that the engine hears, ``near``: the next likely ones.

    ``metadata`` is what the web app sends along; without it, it is a line of ``rasa shell``."""
    others = [{"name": name, "intent": intent, "confidence": sure} for name, sure in near]
    guesses = ranking or [(intent, confidence)]
    parse = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": [{"name": name, "confidence": sure} for name, sure in guesses],
        "entities": [{"entity": name, "value": value} for name, value in (entities or {}).items()],
        "metadata": metadata or {},
        "topic": (
            {"name": topic, "intent": intent, "confidence": confidence, "others": others} if topic else None
        ),
    }
    return {"event": "user", "text": text, "parse_data": parse, "metadata": metadata or {}}


def pressed(intent: str, **entities: str) -> Event:
    """A button: its payload is the text, its entities say which question it answers, and how."""
    inside = ", ".join(f'"{name}": "{value}"' for name, value in entities.items())
    return user(f"/{intent}" + (f"{{{inside}}}" if inside else ""), intent, 1.0, entities=entities)


def action(name: str) -> Event:
    return {"event": "action", "name": name, "policy": None, "confidence": 1.0}


def said(text: str) -> Event:
    """A bubble of the bot's."""
    return {"event": "bot", "text": text}


def slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


def loop(name: str | None) -> Event:
    return {"event": "active_loop", "name": name}


def tracker(conversation_id: str, *events: Event) -> Tracker:
    """The tracker after ``events``: the last line is the latest message, the last loop and slots stand."""
    lines = [event for event in events if event["event"] == "user"]
    loops = [event["name"] for event in events if event["event"] == "active_loop"]
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return Tracker(
        sender_id=conversation_id,
        slots={"requested_slot": None, **slots},
        latest_message=lines[-1]["parse_data"] if lines else {},
        events=list(events),
        paused=False,
        followup_action=None,
        active_loop={"name": loops[-1]} if loops and loops[-1] else {},
        latest_action_name=None,
    )


@dataclass
class Ran:
    """What an action said and what it asks of Rasa."""

    said: list[dict[str, Any]]
    events: list[Event]

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.said]

    @property
    def words(self) -> str:
        """All of it, a bubble a line."""
        return "\n".join(self.texts)

    @property
    def buttons(self) -> list[str]:
        return [button["title"] for message in self.said for button in message["buttons"]]

    @property
    def slots(self) -> dict[str, Any]:
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    @property
    def loops(self) -> list[str | None]:
        return [event["name"] for event in self.events if event["event"] == "active_loop"]


def run(act: FirstlineAction, on: Tracker) -> Ran:
    dispatcher = CollectingDispatcher()
    events = asyncio.run(act.run(dispatcher, on, {}))
    return Ran(dispatcher.messages, [dict(event) for event in events])


@dataclass
class Talk:
    """A conversation as Rasa would lead it, event by event; the test says which action comes next."""

    context: Context
    id: str
    actions: dict[str, FirstlineAction]
    events: list[Event] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def hears(
        self,
        text: str,
        intent: str = "give_details",
        confidence: float = 0.9,
        *,
        question: dict[str, Any] | None = None,
        first_question: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """A line through the web app: numbered, with the instant at which it was sent.

        ``question``: what it asks beside what it tells, as the engine reads it by itself.
        ``first_question``: the first, if it asks two.
        """
        sent: dict[str, Any] = {
            "message_id": f"{next(self._numbers)}:{self.id}",
            "sent_at": self.context.now().isoformat(),
            "provider": "it-communications",
            **({"question": question} if question else {}),
            **({"first_question": first_question} if first_question else {}),
        }
        self.events += [action("action_listen"), user(text, intent, confidence, metadata=sent, **more)]

    def presses(self, intent: str, **entities: str) -> None:
        self.hears(pressed(intent, **entities)["text"], intent, 1.0, entities=entities)

    def runs(self, name: str) -> Ran:
        """Run the action and write down what came of it, as Rasa does."""
        ran = run(self.actions[name], self.tracker)
        # A form's validation is part of the form: its own name stands in no event.
        self.events += [] if name.startswith("validate_") else [action(name)]
        self.events += [said(text) for text in ran.texts]
        self.events += ran.events
        if name.startswith("validate_") and ran.slots.get("requested_slot", "") is None:
            self.events += [loop(None)]  # with nothing left to ask a form ends
        return ran

    @property
    def tracker(self) -> Tracker:
        return tracker(self.id, *self.events)

    @property
    def asked(self) -> str | None:
        found: str | None = self.tracker.get_slot("requested_slot")
        return found

    def answers(self) -> dict[str, Any]:
        """Those of the intake: the truth."""
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(self.id)
        return dict(intake.answers) if intake else {}
