"""What an action needs of Rasa's tracker, as plain values."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from bot.decisions.questions import Purpose
from bot.decisions.safety import Danger
from bot.decisions.topic import Topic
from bot.readers.danger_heard import TOLD_IN_PASSING, danger_heard
from bot.readers.topics import is_sure, near_topics, of_the_whole, read_topic
from bot.services.heard import Heard
from bot.services.ports import Now

_ASKING_AGAIN = "action_listen"
_ONLY_ASKS = re.compile(r"^(?:action_ask_|action_extract_|validate_)|_form$")
"""Actions that answer nothing."""


class Turn:
    """One call of an action. ``heard`` is the customer's message of this turn."""

    def __init__(self, tracker: Tracker, now: Now) -> None:
        self._tracker = tracker
        message: dict[str, Any] = tracker.latest_message or {}
        intent = message.get("intent") or {}
        entities = {entity["entity"]: entity["value"] for entity in message.get("entities") or []}
        metadata = message.get("metadata") or {}
        pressed = (message.get("text") or "").startswith("/")
        self.conversation_id: str = tracker.sender_id
        self.said: str = "" if pressed else (message.get("text") or "")
        """The whole message, also where only the question in it is answered."""
        self.form: str | None = (tracker.active_loop or {}).get("name")
        self.in_form = self.form is not None
        """Whether a question of ours stood when the message came; ``asking`` leaves it as it was."""
        self.asked: str | None = tracker.get_slot("requested_slot")
        self.ranking: list[tuple[str, float]] = [
            (each["name"], float(each["confidence"])) for each in message.get("intent_ranking") or []
        ]
        # A button asks a question of fact by its name.
        topic = (
            _topic_of(entities.get("topic"))
            if pressed
            else read_topic(message.get("topic"), intent.get("name") or "", message.get("text") or "")
        )
        heard = Heard(
            conversation_id=tracker.sender_id,
            # Without our web app (rasa shell) the number of lines so far serves as the message's id.
            message_id=str(metadata.get("message_id") or f"shell-{_user_lines(tracker)}"),
            text="" if pressed else (message.get("text") or ""),
            at=datetime.fromisoformat(metadata["sent_at"]) if metadata.get("sent_at") else now(),
            intent=intent.get("name") or "",
            confidence=float(intent.get("confidence") or 0.0),
            choice=entities.get("choice"),
            question=entities.get("question"),
            topic=topic,
            topic_sure=(pressed and topic is not None) or is_sure(message.get("topic")),
            near=() if pressed else near_topics(message.get("topic"), topic, message.get("text") or ""),
        )
        self.danger: Danger | None = danger_heard(heard.text, message.get("danger"))
        """What the safety net hears, whatever the message is about otherwise."""
        self.in_danger = self.danger is not None and self.danger not in TOLD_IN_PASSING
        self.heard = replace(heard, intent="upset_vulnerable", confidence=1.0) if self.in_danger else heard

    @property
    def question(self) -> Heard | None:
        """The part of the message that asks something beside what it tells, as the engine read it by itself."""
        return self._read_by_itself("question")

    @property
    def first_question(self) -> Heard | None:
        """The first question, when the message asks more than one; ``question`` is then the last."""
        return self._read_by_itself("first_question")

    def _read_by_itself(self, key: str) -> Heard | None:
        read = (self._tracker.latest_message or {}).get("metadata", {}).get(key)
        if not isinstance(read, dict) or not read.get("text"):
            return None  # an engine that does not read it
        intent = read.get("intent") or {}
        name, text = str(intent.get("name") or ""), str(read["text"])
        return replace(
            self.heard,
            text=text,
            intent=name,
            confidence=float(intent.get("confidence") or 0.0),
            topic=of_the_whole(read_topic(read.get("topic"), name, text), text, self.said),
            topic_sure=is_sure(read.get("topic")),
            near=(),
        )

    def asking(self, question: Heard) -> Turn:
        """This turn as if only ``question`` had been said, in the middle of a complaint: it takes nothing over."""
        turn = copy(self)
        turn.heard, turn.form = question, Purpose.COMPLAINT.value
        return turn

    @property
    def is_answer(self) -> bool:
        """True while the message has not been dealt with: no action but the form itself has run since it came.

        Rasa calls a form's validation again when it comes back from a digression; the message is then not an answer.
        """
        own = {self.form, f"validate_{self.form}", "action_extract_slots", _ASKING_AGAIN, None}
        for event in reversed(self._tracker.events):
            if event.get("event") == "user":
                return True
            if event.get("event") == "action" and event.get("name") not in own:
                return False
        return False

    def stood_before(self, question: str) -> bool:
        """Whether ``question`` was already being asked when the customer's message came."""
        events = iter(reversed(self._tracker.events))
        for event in events:
            if event.get("event") == "user":
                break
        for event in events:
            if event.get("event") == "slot" and event.get("name") == "requested_slot":
                return bool(event.get("value") == question)
        return False

    @property
    def answered_last(self) -> str | None:
        """The name of the action that answered the message before this one; forms and what only asks left aside."""
        lines = 0
        for event in reversed(self._tracker.events):
            lines += event.get("event") == "user"
            if lines > 1:
                return None
            name = str(event.get("name") or "") if event.get("event") == "action" else ""
            if lines == 1 and name not in ("", _ASKING_AGAIN) and not _ONLY_ASKS.search(name):
                return name
        return None

    def said_before(self, text: str) -> bool:
        """Whether the bot said just this after the message before this one."""
        lines = 0
        for event in reversed(self._tracker.events):
            lines += event.get("event") == "user"
            if lines == 1 and event.get("event") == "bot" and event.get("text") == text:
                return True
            if lines > 1:
                return False
        return False

    @property
    def name_of_second_guess(self) -> str | None:
        """The next likely intent after the first, fallback aside."""
        names = [name for name, _ in self.ranking if name != "nlu_fallback"]
        return names[1] if len(names) > 1 else None


def _topic_of(name: object) -> Topic | None:
    return Topic(name) if isinstance(name, str) and name in set(Topic) else None


def _user_lines(tracker: Tracker) -> int:
    return sum(1 for event in tracker.events if event.get("event") == "user")
