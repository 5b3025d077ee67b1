"""The complaint on pages without JavaScript. The intake row is the truth and ``take_answer`` keeps the rules, as in the
chat; what was asked and answered goes into the transcript, so that an agent sees the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.decisions.errors import UnknownConversation
from bot.decisions.form import may_open
from bot.decisions.provider import Provider
from bot.decisions.questions import Purpose, Question, next_question
from bot.decisions.records import (
    ContactKind,
    Conversation,
    ConversationState,
    Intake,
    IntakeStatus,
    Message,
)
from bot.decisions.redaction import was_redacted
from bot.decisions.safety import Danger
from bot.readers.danger_heard import danger_heard
from bot.services.cancel_intake import cancel_intake
from bot.services.caring.care_for import keep_needs_of, language_words
from bot.services.caring.note_care import note_care
from bot.services.comfort import comforting_words, kind_words
from bot.services.context import Context
from bot.services.customer_text import as_kept
from bot.services.form_answer import FormError, Sent, missed_words, read_sent
from bot.services.form_lines import keep_line, keep_reply, last_notices
from bot.services.form_page import FormPage, form_page, offered
from bot.services.hand_off import request_person
from bot.services.heard import CLOSING, Heard, Outcome
from bot.services.latest_case import case_of
from bot.services.open_conversation import open_conversation, recognise
from bot.services.outcome_words import outcome_words
from bot.services.start_complaint import is_complaining, start_complaint
from bot.services.take_answer import take_answer
from bot.wording import Button, Said

_PASSED_OVER = frozenset({Danger.ILLNESS})
"""Told in passing in many complaints; the form asks for needs on a page of its own, and nothing is lost."""


class Place(StrEnum):
    """Where somebody stands who is at no question."""

    BEGIN = "begin"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True)
class Wrong:
    """Not taken: the page comes again with what was sent and what is wrong."""

    page: FormPage
    error: FormError


@dataclass(frozen=True)
class Accepted:
    """Taken. ``urgent``: there are words that come before everything else."""

    urgent: bool = False


@dataclass(frozen=True)
class FillForm:
    """``longest``: characters of one text. All instants are the context's; nothing here needs the engine."""

    context: Context
    longest: int

    def begin(self, provider: Provider) -> tuple[Conversation, str]:
        """A conversation for a new form, and its token; the first lines are those that the first page shows."""
        opening = [Said(text) for text in self.opening(provider)]
        asked = self.context.words.say("utter_ask_description")
        return open_conversation(
            self.context.store, self.context.now, provider.slug, [*opening, Said(asked.text)]
        )

    def opening(self, provider: Provider) -> list[str]:
        """What somebody must know before they write: the provider's own notices, and that it is kept."""
        notices = [notice.text for notice in provider.notices if notice.at_opening]
        return [*notices, self.context.words.text("utter_form_opening", provider=provider.name)]

    def find(self, slug: str, conversation_id: str, token: str) -> Conversation | None:
        """The conversation of whoever holds the token, if it belongs to this provider and is not too old to go on with
        (rule ``intake_expiry``)."""
        try:
            conversation = recognise(self.context.store, conversation_id, token)
        except UnknownConversation:
            return None
        oldest = self.context.now() - timedelta(days=self.context.rule("intake_expiry"))
        fresh = conversation.created_at > oldest and conversation.deleted_at is None
        return conversation if conversation.provider == slug and fresh else None

    def where(self, conversation: Conversation) -> Question | Place:
        """The question that stands, or where they are instead."""
        if conversation.state is ConversationState.CLOSED:
            return Place.CLOSED
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(conversation.id)
        if intake is None or not intake.answers.get("complaining"):
            return Place.BEGIN
        if intake.status is not IntakeStatus.OPEN:
            ended = (IntakeStatus.COMPLETE, IntakeStatus.RESOLVED)
            return Place.DONE if intake.status in ended else Place.BEGIN
        return next_question(intake.answers, self._provider(conversation)) or Place.DONE

    def page(self, conversation: Conversation, question: Question) -> FormPage | None:
        """The page of ``question``; ``None`` where it cannot be opened now."""
        at = self._at(conversation, question)
        return form_page(self.context, *at, question, self._standing(conversation)) if at else None

    def take(
        self,
        conversation: Conversation,
        question: Question,
        sent: Sent,
        key: str,
        admit: Callable[[], None] = lambda: None,
    ) -> Accepted | Wrong | None:
        """Take what was sent from the page of ``question``; ``None`` where that page cannot be opened now.

        ``key`` names the page as it was shown: the same answer from it twice is taken once. ``admit`` is called for
        answers that can be taken, and may refuse by raising.
        """
        at = self._at(conversation, question)
        if at is None:
            return None
        provider, intake, _ = at
        standing = self._standing(conversation)
        page = form_page(self.context, provider, intake, conversation.id, question, standing)
        answered = (
            bool(intake)
            and question is Question.DESCRIPTION
            and question in (intake.answers if intake else {})
        )
        if answered and not sent.written:
            return Accepted()  # nothing added to what happened
        read = read_sent(
            self.context, conversation.id, provider.name, question, intake.answers if intake else {}, sent,
            self._choices(conversation, question, page), self.context.now(), self.longest,
        )  # fmt: skip
        if isinstance(read, FormError):
            return Wrong(page, read)
        line, fresh = keep_line(
            self.context, conversation.id, read.line, f"{key}:{_body(question, sent)}", admit
        )
        heard = replace(read.heard, message_id=f"{line.id}:{conversation.id}", at=line.sent_at)
        urgent = [
            *self._first_words(conversation, provider, question, heard),
            *self._care(conversation, heard, question),
        ]
        if question is Question.DESCRIPTION and not is_complaining(self.context, conversation.id):
            outcome = start_complaint(self.context, heard, unsure=False)
        else:
            outcome = take_answer(self.context, heard, question, Purpose.COMPLAINT)
        if keep_needs_of(self.context, heard, question.value) and outcome.next == Question.NEEDS:
            outcome = replace(outcome, next=self._next(conversation))
        self._reply(conversation, provider, line, urgent, outcome)
        stood_still = (
            fresh and not sent.choices and outcome.next == question and question not in outcome.filled
        )
        if stood_still and Question.REPLY_ADDRESS not in outcome.filled:
            said = outcome_words(self.context, provider, conversation.id, outcome, on_form=True)
            words = " ".join(one.text for one in said) or missed_words(self.context, question)
            return Wrong(page, FormError("text", words=words))
        return Accepted(urgent=bool(urgent))

    def keep_written(self, conversation: Conversation, question: Question, sent: Sent, key: str) -> None:
        """Somebody asks for a person in the middle of a page: what they had written in it is not lost."""
        if not sent.written.strip():
            return
        taken = self.take(conversation, question, replace(sent, choices=()), key)
        if isinstance(taken, Wrong) and taken.error.code != "too_long":
            keep_line(self.context, conversation.id, sent.written, f"{key}:{_body(question, sent)}")

    def request_person(self, conversation_id: str, key: str) -> list[Said]:
        """As ``hand_off.request_person``, in words that are true of the form."""
        return request_person(self.context, conversation_id, key, "asked", on_form=True)

    def notices(self, conversation: Conversation) -> list[str]:
        """What was last said of a person who was asked for."""
        return last_notices(self.context, conversation.id)

    def closing(self, conversation: Conversation) -> list[str]:
        """The last words, for a page on which nobody can ask the assistant."""
        provider = self._provider(conversation)
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(conversation.id)
            case = case_of(tx, conversation.id)
        sorted_already = intake is not None and intake.answers.get(Question.SORTED) == "yes"
        if sorted_already:
            says: list[tuple[str, dict[str, object]]] = [("utter_sorted", {})]
            if case is not None:
                says.append(("utter_summary_sent", {"reference": case.reference}))
        else:
            says = [(CLOSING, {})]
        said = outcome_words(self.context, provider, conversation.id, Outcome(says=says), on_form=True)
        return [each.text for each in said]

    def reference(self, conversation: Conversation) -> str | None:
        with self.context.store.read() as tx:
            case = case_of(tx, conversation.id)
        return case.reference if case else None

    def add(
        self, conversation: Conversation, text: str, key: str, admit: Callable[[], None] = lambda: None
    ) -> FormError | None:
        """More words for a complaint that is told to the end."""
        text = as_kept(text)
        if not text.strip():
            return FormError("text", code="blank_story")
        if len(text) > self.longest:
            facts = {"length": f"{len(text):,}", "longest": f"{self.longest:,}"}
            return FormError("text", code="too_long", facts=facts)
        heard = Heard(conversation.id, "", text, self.context.now(), on_form=True)
        sent = Sent(text=text)
        line, _ = keep_line(
            self.context, conversation.id, text, f"{key}:{_body(Question.DESCRIPTION, sent)}", admit
        )
        heard = replace(heard, message_id=f"{line.id}:{conversation.id}", at=line.sent_at)
        provider = self._provider(conversation)
        urgent = self._first_words(conversation, provider, Question.DESCRIPTION, heard)
        outcome = take_answer(self.context, heard, None, Purpose.COMPLAINT)
        self._reply(conversation, provider, line, urgent, outcome)
        return None

    def write_to_person(
        self, conversation: Conversation, text: str, key: str, admit: Callable[[], None] = lambda: None
    ) -> Accepted | FormError:
        """A line for the person who has the chat, or is on the way: kept once, and nothing is said in the bot's name.
        Only to somebody in danger there is an answer at once."""
        text = as_kept(text)
        if not text.strip():
            return FormError("reply", code="blank_story")
        if len(text) > self.longest:
            facts = {"length": f"{len(text):,}", "longest": f"{self.longest:,}"}
            return FormError("reply", code="too_long", facts=facts)
        line, _ = keep_line(self.context, conversation.id, text.strip(), f"{key}:reply:{text}", admit)
        id = f"{line.id}:{conversation.id}"
        heard = Heard(conversation.id, id, text, line.sent_at, on_form=True)
        urgent = self._first_words(conversation, self._provider(conversation), Question.DESCRIPTION, heard)
        keep_reply(self.context, conversation, line, urgent, [])
        return Accepted(urgent=bool(urgent))

    def added(self, conversation: Conversation) -> list[str]:
        """What was said of the last thing that was added after the end: to somebody with a person, only that it is
        there."""
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(conversation.id)
        outcome = Outcome.from_json(intake.outcome) if intake and intake.outcome else Outcome()
        added = [said for said in outcome.says if said[0] == "utter_added_to_case"]
        if added and conversation.state is not ConversationState.BOT:
            return [self.context.words.text("utter_form_sent_to_person")]
        provider = self._provider(conversation)
        said = outcome_words(self.context, provider, conversation.id, Outcome(says=added), on_form=True)
        return [each.text for each in said]

    def reachable(self, conversation: Conversation) -> bool:
        """Whether somebody who waits for a person has left an e-mail address or a number."""
        with self.context.store.read() as tx:
            contacts = tx.contacts.of(conversation.id)
        return any(contact.kind is not ContactKind.LETTER for contact in contacts)

    def stop(self, conversation: Conversation) -> None:
        """Begin again: what is not logged is put away, a complaint that is logged stays."""
        with self.context.store.read() as tx:
            newest = tx.messages.newest(conversation.id, 1)
        number = newest[-1].id if newest else 0
        heard = Heard(conversation.id, f"{number}:{conversation.id}:stop", "", self.context.now())
        cancel_intake(self.context, heard)

    # -- what it stands on

    def _next(self, conversation: Conversation) -> str | None:
        where = self.where(conversation)
        return where.value if isinstance(where, Question) else None

    def _provider(self, conversation: Conversation) -> Provider:
        return self.context.provider(conversation.provider)

    def _standing(self, conversation: Conversation) -> Question | None:
        where = self.where(conversation)
        if where is Place.BEGIN:
            return Question.DESCRIPTION
        return where if isinstance(where, Question) else None

    def _at(
        self, conversation: Conversation, question: Question
    ) -> tuple[Provider, Intake | None, str] | None:
        provider = self._provider(conversation)
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(conversation.id)
        answers = intake.answers if intake else {}
        standing = self._standing(conversation)
        allowed = may_open(question, answers, provider, standing)
        return (provider, intake, conversation.id) if allowed else None

    def _choices(self, conversation: Conversation, question: Question, page: FormPage) -> list[Button]:
        """What may be chosen on this page: all that the chat offers, and to skip it where the page offers that."""
        _, buttons = offered(self.context, conversation.id, question)
        shown = [
            button
            for button in buttons
            if button.payload not in ("change", "show") and (page.thats_all or button.payload != "thats_all")
        ]
        skip = [page.skip] if page.skip and page.skip.payload not in {each.payload for each in shown} else []
        return [*shown, *skip]

    def _first_words(
        self, conversation: Conversation, provider: Provider, question: Question, heard: Heard
    ) -> list[Said]:
        """What they must read before they go on: for somebody in danger, and that a secret was taken out."""
        urgent = self._urgent(conversation, provider, question, heard)
        removed = [self.context.words.say("utter_web_secret_removed")] if was_redacted(heard.text) else []
        return [*urgent, *removed]

    def _urgent(
        self, conversation: Conversation, provider: Provider, question: Question, heard: Heard
    ) -> list[Said]:
        """The safety net: words for somebody in danger, who is not kept from going on."""
        danger = danger_heard(heard.text, None)
        if danger is None or danger in _PASSED_OVER or question is Question.NEEDS:
            return []
        with self.context.store.read() as tx:
            has_case = case_of(tx, conversation.id) is not None
            intake = tx.intakes.latest(conversation.id)
        begun = intake is not None and Question.DESCRIPTION in intake.answers
        if has_case or begun:
            said = kind_words(self.context, provider, heard, danger)
        else:
            said = comforting_words(self.context, heard, danger)
        return [*said, self.context.words.say("utter_form_urgent")]

    def _care(self, conversation: Conversation, heard: Heard, question: Question) -> list[Said]:
        """What it tells of how they must be treated is noted; who writes in a language that we do not speak hears so,
        once, and goes on with the form."""
        with self.context.store.write() as tx:
            before = tx.care.of(conversation.id).language
            care = note_care(self.context, tx, heard, question.value)
            tx.commit()
        if care.language is None or care.language == before:
            return []
        scheme = self._provider(conversation).adr.scheme
        said = language_words(self.context, conversation.provider, scheme, care.language)
        return [*said, *self.request_person(conversation.id, heard.message_id)]

    def _reply(
        self,
        conversation: Conversation,
        provider: Provider,
        line: Message,
        urgent: list[Said],
        outcome: Outcome,
    ) -> None:
        """What came of it and what is asked next, into the transcript."""
        said = outcome_words(self.context, provider, conversation.id, outcome, on_form=True)
        text = (
            offered(self.context, conversation.id, Question(outcome.next))[0]
            if outcome.next is not None
            else ""
        )
        keep_reply(self.context, conversation, line, urgent, said, [Said(text)] if text else [])


def _body(question: Question, sent: Sent) -> str:
    return hashlib.sha256(json.dumps([question, asdict(sent)], sort_keys=True).encode()).hexdigest()
