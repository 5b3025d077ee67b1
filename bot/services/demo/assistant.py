"""The assistant of a made-up chat: what was meant is known from the story, all else is as it is with the engine.

Lines are taken by ``take_message`` and answered through ``TurnRunner``, so the transcript is kept as a real one is.
Which service answers is decided by rules in ``data/stories`` there, and by ``Meant`` here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.decisions.provider import Provider
from bot.decisions.questions import Purpose
from bot.decisions.topic import Topic
from bot.readers.danger_heard import TOLD_IN_PASSING, danger_heard
from bot.services import provider_answers
from bot.services.add_details import add_details
from bot.services.answers.answer import answer_topic
from bot.services.ask_for_letter import ask_for_letter
from bot.services.ask_question import question_words
from bot.services.cancel_intake import cancel_intake
from bot.services.case_words import status_words
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.escalate import escalate
from bot.services.hand_off import request_person
from bot.services.heard import Heard, Outcome
from bot.services.offers import answer_offer
from bot.services.outcome_words import outcome_words
from bot.services.resume import resume_words
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import question_now, take_answer
from bot.wording import Said

_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<facts>\{.*\})?", re.DOTALL)
_A_MOMENT = 2


class Meant(StrEnum):
    """What a line means, as the engine would find out."""

    COMPLAINS = "complains"
    ANSWERS = "answers"
    GREETS = "greet"
    THANKS = "thank"
    OPENING_HOURS = "opening_hours"
    CONTACT = "contact"
    TARGETS = "targets"
    COST = "cost"
    SCHEME = "scheme"
    HOW = "how"
    WANTS_PERSON = "wants_person"
    HIGHER = "higher"
    LETTER = "letter"
    STATUS = "status"
    ADDS = "adds"
    STOPS = "stops"
    OFFER = "offer"


_PRESSED = {
    "ask_case_status": Meant.OFFER,
    "request_escalation": Meant.HIGHER,
    "make_complaint": Meant.COMPLAINS,
}
"""Intents of buttons that mean something else than an answer."""


class Assistant:
    """Fulfils ``Engine`` without one. ``meant`` is set for each line before its turn; ``pass_time`` moves the clock by
    seconds, for nobody answers in none."""

    def __init__(self, context: Context, pass_time: Callable[[float], None]) -> None:
        self.context = context
        self.meant = Meant.ANSWERS
        self._pass_time = pass_time

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None,
        payload: str | None,
        metadata: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """As ``ports.Engine``; raises what a service raises."""
        heard = Heard(
            conversation_id,
            message_id,
            text or "",
            datetime.fromisoformat(metadata["sent_at"]),
            "give_details",
            1.0,
        )
        meant = self.meant
        if payload is not None:
            heard, meant = _pressed(heard, payload)
        self._pass_time(_A_MOMENT)
        return [
            {
                "text": said.text,
                "buttons": [{"title": each.title, "payload": each.payload} for each in said.buttons],
            }
            for said in self._answer(heard, meant)
        ]

    def _answer(self, heard: Heard, meant: Meant) -> list[Said]:
        danger = danger_heard(heard.text, None)
        if danger is not None and danger not in TOLD_IN_PASSING:
            return comforting_words(self.context, heard, danger)
        if meant is not Meant.ANSWERS and (said := answer_offer(self.context, heard, in_form=False)):
            return said
        with self.context.store.read() as tx:
            provider = self.context.provider(tx.conversations.get(heard.conversation_id).provider)
        asked = question_now(self.context, heard.conversation_id, Purpose.COMPLAINT)
        if meant is Meant.COMPLAINS:
            return self._told(provider, heard, start_complaint(self.context, heard, unsure=False), None)
        if meant is Meant.ANSWERS and asked is not None:
            back = resume_words(self.context, heard)
            outcome = take_answer(self.context, heard, asked, Purpose.COMPLAINT)
            return [*back, *self._told(provider, heard, outcome, asked.value)]
        said = self._other(provider, heard, meant)
        if asked is not None and meant not in (Meant.WANTS_PERSON, Meant.STOPS):
            said += question_words(self.context, heard.conversation_id, asked, Purpose.COMPLAINT, again=True)
        return said

    def _told(self, provider: Provider, heard: Heard, outcome: Outcome, before: str | None) -> list[Said]:
        said = outcome_words(self.context, provider, heard.conversation_id, outcome)
        asks = question_now(self.context, heard.conversation_id, Purpose.COMPLAINT)
        if asks is not None:
            again = asks.value == before
            said += question_words(self.context, heard.conversation_id, asks, Purpose.COMPLAINT, again)
        elif before is not None:
            said.append(self._say(provider, "utter_anything_else"))
        return said

    def _other(self, provider: Provider, heard: Heard, meant: Meant) -> list[Said]:
        context, id = self.context, heard.conversation_id
        answers: Mapping[Meant, Callable[[], list[Said]]] = {
            Meant.GREETS: lambda: [self._say(provider, "utter_greet")],
            Meant.THANKS: lambda: [self._say(provider, "utter_thank")],
            Meant.OPENING_HOURS: lambda: provider_answers.opening_hours(context, provider),
            Meant.CONTACT: lambda: provider_answers.contact_details(context, provider),
            Meant.TARGETS: lambda: provider_answers.response_target(context, provider),
            Meant.COST: lambda: answer_topic(context, provider, Topic.ADR_COST, heard.text),
            Meant.SCHEME: lambda: answer_topic(context, provider, Topic.WHICH_SCHEME, heard.text),
            Meant.HOW: lambda: provider_answers.how_to_complain(context, provider),
            Meant.WANTS_PERSON: lambda: request_person(context, id, heard.message_id, "asked"),
            Meant.HIGHER: lambda: escalate(context, id, heard.message_id, heard.text),
            Meant.LETTER: lambda: ask_for_letter(context, id, heard.message_id, "adr_letter"),
            Meant.STATUS: lambda: status_words(context, id),
            Meant.STOPS: lambda: outcome_words(context, provider, id, cancel_intake(context, heard)),
        }
        if meant in answers:
            return answers[meant]()
        return outcome_words(context, provider, id, add_details(context, heard))

    def _say(self, provider: Provider, key: str) -> Said:
        scheme = self.context.schemes[provider.adr.scheme].name.value
        return self.context.words.say(key, provider=provider.name, scheme=scheme)


def _pressed(heard: Heard, payload: str) -> tuple[Heard, Meant]:
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        return heard, Meant.ANSWERS
    facts = json.loads(found["facts"] or "{}")
    pressed = Heard(
        heard.conversation_id,
        heard.message_id,
        "",
        heard.at,
        found["intent"],
        1.0,
        choice=facts.get("choice"),
        question=facts.get("question"),
    )
    return pressed, _PRESSED.get(found["intent"], Meant.ANSWERS)
