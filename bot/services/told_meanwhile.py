"""What a customer types while they wait for a person, or while a person has the chat: the engine is not asked and
nothing is said, but it is read, so that the card has it and nobody asks for it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.care import Care
from bot.decisions.playbook import PROBLEM, TRIED, in_order, known_tries
from bot.decisions.questions import DETAILS, UNKNOWN, Question, next_question, ready_to_open
from bot.decisions.records import (
    Case,
    Conversation,
    ConversationState,
    Handoff,
    Intake,
    IntakeStatus,
    Sender,
)
from bot.decisions.records import Message as Line
from bot.decisions.safety import Danger
from bot.readers.answers import Message, find_contact, read_answer
from bot.readers.danger_heard import TOLD_IN_PASSING, danger_heard
from bot.readers.details_told import details_told
from bot.readers.heard import Taken
from bot.readers.problems.which import problem_of
from bot.readers.story_told import asked_by_person, tells_story
from bot.readers.theirs import is_courtesy, is_for_us, is_question
from bot.readers.told_already import says_told_already
from bot.readers.tried import read_tried
from bot.readers.volunteered import volunteered
from bot.services.acknowledged import they_were_told
from bot.services.add_words import add_words
from bot.services.caring.note_care import note_care
from bot.services.comfort import helplines
from bot.services.context import Context
from bot.services.hand_off import add_reason, keep_contact
from bot.services.heard import Heard, Outcome
from bot.services.latest_case import case_of, intake_of
from bot.services.move_case import Word
from bot.services.open_case import keep_details, open_case
from bot.services.ports import Transaction
from bot.services.reopened_by_words import reopen_closed
from bot.services.same_day import deliver, problem_in
from bot.services.shape_answer import (
    first_told_now,
    not_after_this_chat,
    with_the_story_so_far,
    without_own_addresses,
)
from bot.services.start_complaint import open_intake
from bot.services.transcript import lines
from bot.wording import Said

MEANWHILE: Final = "_meanwhile"
"""Key of the answers: which of them were read from what was typed to nobody or to a person, and never read back."""
LOGGED: Final = "_logged_meanwhile"
"""Key of the answers: a case was opened then, and they have not heard so yet."""
_WITH_A_PERSON: Final = (ConversationState.WAITING, ConversationState.HUMAN)
_NEEDED: Final = frozenset(
    {Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME, Question.REPLY_BY, Question.REPLY_ADDRESS}
)
_ANYTHING: Final = frozenset({Question.HANDLED_BY, Question.EXAMPLES, Question.OUTCOME, Question.ACTING_FOR})
"""Any words answer these, so what is typed to nobody must not."""
_ALONE: Final = 5
"""Words: "it's 07700 900321 if needed" is a way to reply."""
_LEAST_STORY: Final = 4
"""Words of an answer to "what happened?"."""
_REPLY: Final = (Question.REPLY_BY.value, Question.REPLY_ADDRESS.value)


def read_meanwhile(context: Context, conversation_id: str, line: Line) -> None:
    """Read ``line`` into the complaint of this chat, or into what may become one. Once per line; nothing with the
    assistant, for there the engine reads it.

    Only what is not known yet is taken: what stands on the card is changed there. What happened grows. A complaint that
    was begun is logged as soon as it can be, as everywhere; ``logged_words`` tells them later.
    """
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        if conversation.state not in _WITH_A_PERSON or line.payload is not None or not line.text.strip():
            return
        heard = Heard(
            conversation_id, f"{line.id}:{conversation_id}", line.text, line.sent_at, "give_details", 1.0
        )
        urgent = _answer_first(context, tx, conversation, line)
        urgent |= note_care(context, tx, heard) != Care(conversation_id)
        back = reopen_closed(context, tx, conversation_id, Word(line.text, "chat", heard.message_id))
        for each in lines(conversation_id, Sender.SYSTEM, back, context.now(), in_reply_to=line.id):
            tx.messages.add(each)
        if _Reading(context, tx, conversation, heard, line).run() or urgent or back:
            tx.commit()


def _answer_first(context: Context, tx: Transaction, conversation: Conversation, line: Line) -> bool:
    """Danger in the words moves the chat to the front of the queue, by the plain rules alone: no engine is asked.

    While nobody is there yet, a notice says whom to ring: the person may be an hour away. Once a person has the chat,
    it is theirs to say.
    """
    waiting = tx.handoffs.open_of(conversation.id)
    danger = danger_heard(line.text, None)
    if waiting is None or danger is None or danger in TOLD_IN_PASSING - {Danger.CUT_OFF}:
        return False
    # At the front already: what is worse than anything told so far is answered all the same.
    if waiting.priority and danger in tx.care.of(conversation.id).dangers:
        return False
    moved = [] if waiting.priority else [context.words.say("utter_moved_to_front")]
    if not waiting.priority:
        add_reason(context, tx, waiting, "vulnerable", True)
    if conversation.state is ConversationState.WAITING:
        said = [*helplines(context, danger, line.text), *moved]
        for each in lines(conversation.id, Sender.SYSTEM, said, context.now(), in_reply_to=line.id):
            tx.messages.add(each)
    return True


def logged_words(context: Context, tx: Transaction, conversation_id: str) -> list[Said]:
    """That a complaint was logged while the assistant was silent, once. The caller commits."""
    intake = tx.intakes.latest(conversation_id)
    case = tx.cases.by_intake(intake.id) if intake is not None else None
    if intake is None or case is None or not intake.answers.get(LOGGED):
        return []
    tx.intakes.save(replace(intake, answers={k: v for k, v in intake.answers.items() if k != LOGGED}))
    they_were_told(context, tx, conversation_id)
    return [context.words.say("utter_logged_meanwhile", reference=case.reference)]


@dataclass
class _Reading:
    """One line, read against what is known."""

    context: Context
    tx: Transaction
    conversation: Conversation
    heard: Heard
    line: Line

    def run(self) -> bool:
        """Whether anything was kept."""
        self.text = self.heard.text.strip()
        self.case: Case | None = case_of(self.tx, self.conversation.id)
        self.intake = intake_of(self.tx, self.conversation.id)
        if self.intake is not None and self.intake.handled_message == self.heard.message_id:
            return False
        self.answers: dict[str, Any] = dict(self.intake.answers) if self.intake else {}
        self.message = Message(self.text, london_date(self.heard.at), None, "give_details", 1.0)
        asked = self._asked()
        values = self._values(asked)
        story = self._tells(asked)
        if not values and not story:
            return False
        self._keep_contact(values)
        return self._keep(values, story)

    def _asked(self) -> Question | None:
        """What the line may answer: the person's own question; before a person spoke, ours that stands."""
        for each in reversed(self.tx.messages.newest(self.conversation.id, 20)):
            if each.id < self.line.id and each.sender is Sender.AGENT:
                return asked_by_person(each.text)
        if self.conversation.state is not ConversationState.WAITING or not self._complaining():
            return None
        return next_question(self.answers, self.context.provider(self.conversation.provider))

    def _complaining(self) -> bool:
        return (
            self.intake is not None
            and self.intake.status is IntakeStatus.OPEN
            and bool(self.answers.get("complaining"))
        )

    def _values(self, asked: Question | None) -> dict[str, Any]:
        """What it tells of what is not known yet, by answer key."""
        found: dict[str, Any] = {}
        beside = volunteered(self.message, self.answers)
        if isinstance(beside, Taken):
            found |= {str(key): value for key, value in beside.values.items()}
        contact = find_contact(self.text) if len(self.text.split()) <= _ALONE else None
        if isinstance(contact, Taken):
            found = {str(key): value for key, value in contact.values.items()} | found
        if not is_question(self.text):
            found = details_told(self.text, {**self.answers, **found}) | found
            found = self._answer(asked) | found
        profile = self.context.provider(self.conversation.provider)
        found = without_own_addresses(found, profile)
        if Question.REPLY_ADDRESS.value not in found:
            found.pop(Question.REPLY_BY.value, None)
        # Without an address the way that they chose is not settled: "by phone", and then an e-mail address.
        settled = self.answers.get(Question.REPLY_ADDRESS) not in (None, UNKNOWN)
        open_ones = () if settled else _REPLY
        known = {key: value for key, value in self.answers.items() if key not in open_ones}
        return {key: value for key, value in found.items() if known.get(key) in (None, UNKNOWN)}

    def _answer(self, asked: Question | None) -> dict[str, Any]:
        """The line as an answer to ``asked``, where words in a conversation cannot be meant."""
        fits = asked in _NEEDED or (asked in DETAILS and asked not in _ANYTHING)
        if asked is None or not fits or is_courtesy(self.text) or is_for_us(self.text):
            return {}
        if says_told_already(self.text):
            return {}
        read = read_answer(asked, replace(self.message, intent="", confidence=0.0), self.answers)
        values = {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}
        return {key: value for key, value in values.items() if value not in (UNKNOWN, "none", None)}

    def _tells(self, asked: Question | None) -> bool:
        if self.text in str(self.answers.get(Question.DESCRIPTION) or self.answers.get("_before") or ""):
            return False
        if tells_story(self.text):
            return True
        if asked is not Question.DESCRIPTION or is_question(self.text) or is_for_us(self.text):
            return False
        if says_told_already(self.text) or len(self.text.split()) < _LEAST_STORY:
            return False
        return isinstance(read_answer(Question.DESCRIPTION, self.message, self.answers), Taken)

    def _keep_contact(self, values: dict[str, Any]) -> None:
        """A way to reach them helps whoever answers, also where they gave another one before."""
        contact = values if Question.REPLY_ADDRESS.value in values else None
        if contact is None:
            beside = volunteered(self.message, self.answers)
            told = {str(k): v for k, v in beside.values.items()} if isinstance(beside, Taken) else {}
            contact = without_own_addresses(told, self.context.provider(self.conversation.provider))
        if Question.REPLY_ADDRESS.value not in contact:
            return
        waiting: Handoff | None = self.tx.handoffs.open_of(self.conversation.id)
        kind, address = contact[Question.REPLY_BY.value], contact[Question.REPLY_ADDRESS.value]
        keep_contact(self.context, self.tx, self.conversation.id, kind, address, waiting)

    def _keep(self, values: dict[str, Any], story: bool) -> bool:
        logged = self.case if self.intake is not None and self.case is not None else None
        if logged is not None and self.intake is not None and not self._complaining():
            return self._to_the_case(self.intake, logged, values, story)
        before = self.intake if self.intake is not None and self.intake.status is IntakeStatus.OPEN else None
        intake = before or open_intake(self.context, self.tx, self.heard)
        answers = dict(intake.answers)
        if story and (answers.get("complaining") or Question.DESCRIPTION in answers):
            told = {Question.DESCRIPTION.value: self.text}
            if before_it := answers.pop("_before", None):
                told = {Question.DESCRIPTION.value: f"{before_it}\n{self.text}"}
            if PROBLEM not in answers:  # counted and on the card; a person says what can be tried
                answers[PROBLEM] = problem_of(told[Question.DESCRIPTION.value])
            if tried := read_tried(self.text) | known_tries(answers.get(TRIED, ())):
                answers[TRIED] = in_order(tried)
            values = {**values, **{str(k): v for k, v in with_the_story_so_far(told, answers).items()}}
        elif story:
            if "_before" not in answers:
                intake = replace(intake, began_at=self.heard.at)
            answers["_before"] = f"{answers['_before']}\n{self.text}" if answers.get("_before") else self.text
        values = not_after_this_chat(values, intake)
        if answers.get("complaining") and first_told_now(values, intake):
            answers[Question.HANDLED_BY.value] = "nobody"
        answers = {key: value for key, value in {**answers, **values}.items() if value is not None}
        answers[MEANWHILE] = sorted({*answers.get(MEANWHILE, ()), *(k for k in values if k[0] != "_")})
        kept = self._handled(replace(intake, answers=answers))
        self._give_note(kept)
        if not answers.get("complaining") or not ready_to_open(answers):
            return True
        existing = self.tx.cases.by_intake(kept.id)
        if existing is not None:
            keep_details(self.context, self.tx, existing, kept)
        else:
            open_case(self.context, self.tx, kept, shown=False)
            self.tx.intakes.save(replace(kept, answers={**kept.answers, LOGGED: True}))
        return True

    def _give_note(self, kept: Intake) -> None:
        """What a person wrote today to all with this problem, while nobody has the chat; then it is theirs to say."""
        problem = problem_in(kept.answers)
        if problem is None or self.conversation.state is not ConversationState.WAITING:
            return
        note = self.tx.same_day_notes.open_of(kept.provider, problem, self.context.today())
        if note is not None:
            deliver(self.context, self.tx, note, self.conversation.id)

    def _to_the_case(self, intake: Intake, case: Case, values: dict[str, Any], story: bool) -> bool:
        """More of a complaint that is logged: the words as they came, and details that it lacks."""
        kept = self._handled(replace(intake, answers={**intake.answers, **values}))
        if story:
            add_words(self.context, self.tx, kept, case, self.heard)
        if values and intake.status in (IntakeStatus.OPEN, IntakeStatus.COMPLETE):
            keep_details(self.context, self.tx, case, kept)
        return True

    def _handled(self, intake: Intake) -> Intake:
        kept = replace(intake, handled_message=self.heard.message_id, outcome=Outcome().as_json())
        self.tx.intakes.save(kept)
        return kept
