"""The customer puts the card right that a person works from: one detail at a time, through the intake.

The chat belongs to a person then, so nothing is asked or said in the bot's name. What was taken is told as a notice in
the chat, with what it was before, and the trail of the card says who changed what and when.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from bot.decisions.form import all_steps
from bot.decisions.provider import Provider
from bot.decisions.questions import CHANGING, DETAILS, UNKNOWN, Purpose, Question
from bot.decisions.records import Conversation, ConversationState, Intake, IntakeStatus, Sender
from bot.decisions.redaction import was_redacted
from bot.readers.answers import find_contact
from bot.readers.heard import Taken
from bot.services.answer_words import SUMMED_UP, copies_in_words, label, value_in_words
from bot.services.context import Context
from bot.services.corrected import CORRECTED
from bot.services.files_sent import files_sent
from bot.services.form_answer import FormError, Sent, missed_words, read_sent
from bot.services.form_page import FormPage, form_page
from bot.services.hand_off import keep_contact
from bot.services.heard import handled_before
from bot.services.latest_case import own_intake_of
from bot.services.ports import Transaction
from bot.services.take_answer import answer_within
from bot.services.transcript import lines
from bot.wording import Said

_WITH_A_PERSON = (ConversationState.WAITING, ConversationState.HUMAN)
_TOLD = (IntakeStatus.OPEN, IntakeStatus.COMPLETE, IntakeStatus.RESOLVED)

_WHY_NEEDED = {
    Question.DESCRIPTION: "utter_card_needed_description",
    Question.REPLY_ADDRESS: "utter_card_needed_reply_address",
}
_NEEDED = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME, Question.REPLY_ADDRESS)
"""For who asked for a person before they were asked: it need not wait until the assistant is back."""


@dataclass(frozen=True)
class Row:
    """One detail. ``value`` is empty where nothing was told."""

    question: Question
    label: str
    value: str


@dataclass(frozen=True)
class Corrected:
    """``changed`` is false when it says what the card said already."""

    changed: bool


@dataclass(frozen=True)
class CorrectCard:
    """``longest``: characters of one text. Only while a person has the chat or is on the way; before that, and after,
    the assistant takes corrections in the chat itself."""

    context: Context
    longest: int

    def rows(self, conversation: Conversation) -> list[Row]:
        """What can be put right or added now; nothing while the assistant has the chat."""
        with self.context.store.read() as tx:
            intake = self._intake(tx, conversation.id)
            if intake is None:
                return []
            files = files_sent(tx, intake)
        provider = self.context.provider(intake.provider)
        return [
            self._row(provider, intake, question, files) for question in _open_to_change(provider, intake)
        ]

    def files(self, conversation: Conversation) -> list[str]:
        """Names of the files that the person sees with it; none while the assistant has the chat."""
        with self.context.store.read() as tx:
            return files_sent(tx, self._intake(tx, conversation.id))

    def page(self, conversation: Conversation, question: Question) -> FormPage | None:
        """How ``question`` is asked on a page; ``None`` where it cannot be put right."""
        with self.context.store.read() as tx:
            intake = self._intake(tx, conversation.id)
        if intake is None:
            return None
        provider = self.context.provider(intake.provider)
        if question not in _open_to_change(provider, intake):
            return None
        return form_page(self.context, provider, intake, conversation.id, question, None)

    def correct(
        self,
        conversation: Conversation,
        question: Question,
        sent: Sent,
        key: str,
        admit: Callable[[], None] = lambda: None,
    ) -> Corrected | FormError | None:
        """Take what was sent for ``question``: ``None`` where it cannot be put right (any more). The same ``key`` and
        the same answer again change nothing. The choice ``unknown`` takes the answer out, where it is not needed.
        ``admit`` may refuse by raising."""
        page = self.page(conversation, question)
        if page is None:
            return None
        if UNKNOWN in sent.choices and page.skip is None:
            return FormError("text", words=self.context.words.text(_WHY_NEEDED[question]))
        with self.context.store.write() as tx:
            intake = self._intake(tx, conversation.id)
            if intake is None:
                return None
            provider, was = self.context.provider(intake.provider), intake
            if question is Question.REPLY_ADDRESS:
                intake = _reply_by(intake, sent.text)
            offered = [*page.options, *page.other, *([page.skip] if page.skip else [])]
            read = read_sent(
                self.context, conversation.id, provider.name, question, intake.answers, sent, offered,
                self.context.now(), self.longest,
            )  # fmt: skip
            if isinstance(read, FormError):
                return read
            heard = replace(read.heard, message_id=_id(conversation, question, sent, key))
            if handled_before(intake, heard) is not None:
                return Corrected(changed=False)
            admit()
            files = files_sent(tx, intake)
            before = self._row(provider, intake, question, files).value
            outcome = answer_within(self.context, tx, intake, heard, question, Purpose.COMPLAINT)
            if question not in outcome.filled:
                return FormError("text", words=missed_words(self.context, question))
            kept = tx.intakes.get(intake.id) or intake
            now = self._row(provider, kept, question, files)
            if now.value == before:
                return Corrected(changed=False)
            self._tell(tx, conversation, now, before, was, kept)
            tx.commit()
        return Corrected(changed=True)

    def _intake(self, tx: Transaction, conversation_id: str) -> Intake | None:
        if tx.conversations.get(conversation_id).state not in _WITH_A_PERSON:
            return None
        intake = own_intake_of(tx, conversation_id)
        if intake is None or intake.status not in _TOLD or not intake.answers.get("complaining"):
            return None
        # A change that the assistant was about to ask for is made here, or not at all.
        return replace(intake, answers={k: v for k, v in intake.answers.items() if k != CHANGING})

    def _row(self, provider: Provider, intake: Intake, question: Question, files: Sequence[str]) -> Row:
        """``files`` were sent: they may hold the copies that were not spoken of."""
        value = intake.answers.get(question)
        told = value is not None and value != UNKNOWN
        words = value_in_words(self.context, question, intake.answers) if told else ""
        if question is Question.COPIES:
            words = copies_in_words(self.context, intake.answers, files)
        return Row(question, label(self.context, question, provider), words)

    def _tell(
        self, tx: Transaction, conversation: Conversation, now: Row, before: str, was: Intake, kept: Intake
    ) -> None:
        """A notice for both in the chat, and what it was before for whoever works from the card."""
        words, at = self.context.words, self.context.now()
        key = (
            "utter_card_added"
            if not before
            else "utter_card_corrected"
            if now.value
            else "utter_card_taken_out"
        )
        said = [words.say(key, what=now.label, before=before, value=now.value)]
        if now.question is Question.REPLY_ADDRESS:
            said += self._of_the_new_address(tx, was, kept)
        if was_redacted(now.value):
            said.append(words.say("utter_web_secret_removed"))
        for line in lines(conversation.id, Sender.SYSTEM, said, at):
            tx.messages.add(line)
        data = {"by": "customer", "what": now.label}
        subject = f"conversation:{conversation.id}"
        tx.audit.add(at, CORRECTED, subject, None, conversation.provider, data)
        handoff = tx.handoffs.open_of(conversation.id)
        if now.question is Question.REPLY_ADDRESS and handoff is not None:
            kind, address = kept.answers[Question.REPLY_BY], kept.answers[Question.REPLY_ADDRESS]
            keep_contact(self.context, tx, conversation.id, kind, address, handoff)

    def _of_the_new_address(self, tx: Transaction, was: Intake, kept: Intake) -> list[Said]:
        """What follows from another way to reply: that a complaint can be logged now, or that what a code confirmed was
        the other address."""
        said = []
        before, case = was.answers.get(Question.REPLY_ADDRESS), tx.cases.by_intake(kept.id)
        if before is None and case is not None:
            provider = self.context.provider(kept.provider)
            facts = {"reference": case.reference, "provider": provider.name, "who": provider.ladder[0].who}
            said.append(self.context.words.say("utter_close_reference", **facts))
        if _confirmed(tx, was) and not _confirmed(tx, kept):
            said.append(self.context.words.say("utter_card_unconfirmed"))
        return said


def _confirmed(tx: Transaction, intake: Intake) -> bool:
    """Whether a code came back from where the reply goes."""
    kind, address = intake.answers.get(Question.REPLY_BY), intake.answers.get(Question.REPLY_ADDRESS)
    contact = tx.contacts.find(intake.conversation_id, kind, address) if kind and address else None
    return contact is not None and contact.confirmed_at is not None


def _open_to_change(provider: Provider, intake: Intake) -> list[Question]:
    """What was told, and what was left out or not asked yet, in the order of the last look."""
    steps = all_steps(intake.answers, provider)
    unasked = DETAILS if intake.answers.get(Question.SORTED) == "yes" else (*DETAILS, *_NEEDED)
    return [each for each in SUMMED_UP if each in steps and (each in intake.answers or each in unasked)]


def _reply_by(intake: Intake, text: str) -> Intake:
    """An e-mail address in the place of a phone number is another way to reply, and no slip."""
    contact = find_contact(text)
    if not isinstance(contact, Taken):
        return intake
    answers = {**intake.answers, Question.REPLY_BY.value: contact.values[Question.REPLY_BY]}
    return replace(intake, answers=answers)


def _id(conversation: Conversation, question: Question, sent: Sent, key: str) -> str:
    written = json.dumps([question, asdict(sent), key], sort_keys=True).encode("utf-8", "replace")
    return f"card-{hashlib.sha256(written).hexdigest()[:24]}:{conversation.id}"
