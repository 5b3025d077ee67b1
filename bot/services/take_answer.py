"""One message, taken as an answer: read, kept on the intake, the case opened as soon as it can be.

The intake row is the truth. The same message twice gives the same outcome and does nothing more, so a turn
that failed after this can be run again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.digression import ALWAYS, is_their_question
from bot.decisions.playbook import find_playbook
from bot.decisions.questions import UNKNOWN, Purpose, Question, may_skip, next_question, ready_to_open
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.readers.answers import FIRST_TIME, SKIP, Message, find_contact, read_answer, read_yes_no
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.volunteered import correction, volunteered
from bot.services import chat_adr
from bot.services.confirm_contact import Confirmation, check_code, send_again
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.open_case import keep_details, open_case, resolve_at_first_contact
from bot.services.ports import Transaction

CLOSING = "closing_words"
"""Stands in ``Outcome.says`` where the closing words of the case belong."""

_WHY = re.compile(
    r"^\W*(?:but )?(?:why|what for|how come|what do you (?:need|want)|do i have to|do you need)\b",
    re.IGNORECASE,
)
_CHOICES = frozenset({Question.FAULT_OR_COMPLAINT, Question.SORT_OR_LOG, Question.SORTED, Question.CUSTOMER})
_COURTESY = frozenset({"greet", "thank", "goodbye"})
_MISSES_BEFORE_A_PERSON = 2


@dataclass(frozen=True)
class Heard:
    """A message as the engine understood it. ``choice`` and ``question`` come from a pressed button."""

    conversation_id: str
    message_id: str
    text: str
    at: datetime
    intent: str = ""
    confidence: float = 0.0
    choice: str | None = None
    question: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a message; JSON-safe. ``says`` are response keys with facts, in order.

    ``filled`` are the answers it gave. ``next`` is the question that stands now, ``None`` when nothing is left to ask.
    ``theirs`` is true when the message is a question of the customer's: nothing was taken.
    """

    filled: dict[str, Any] = field(default_factory=dict)
    says: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    next: str | None = None
    theirs: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "filled": self.filled,
            "says": [list(said) for said in self.says],
            "next": self.next,
            "theirs": self.theirs,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Outcome:
        return cls(
            kept["filled"], [(key, facts) for key, facts in kept["says"]], kept["next"], kept["theirs"]
        )


def question_now(context: Context, conversation_id: str, purpose: Purpose) -> Question | None:
    """The question that stands for ``purpose``, read from the store."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
        if intake is None or intake.status is not IntakeStatus.OPEN:
            return None
        return _next(context, tx, intake, purpose)


def take_answer(context: Context, heard: Heard, asked: str | None, purpose: Purpose) -> Outcome:
    """Take ``heard`` as an answer to ``asked``. One transaction."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is None or intake.status is not IntakeStatus.OPEN:
            return Outcome()
        if intake.handled_message == heard.message_id and intake.outcome is not None:
            return Outcome.from_json(intake.outcome)
        question = heard.question or asked
        taking = _Taking(context, tx, intake, heard, purpose)
        outcome = taking.run(Question(question) if question else None)
        if outcome.theirs:
            return outcome
        tx.intakes.save(replace(taking.intake, handled_message=heard.message_id, outcome=outcome.as_json()))
        tx.commit()
        return outcome


def _next(context: Context, tx: Transaction, intake: Intake, purpose: Purpose) -> Question | None:
    if purpose is Purpose.ADR:
        return chat_adr.adr_question(
            context, intake.provider, intake.answers, case_of(tx, intake.conversation_id)
        )
    return next_question(intake.answers)


def case_of(tx: Transaction, conversation_id: str) -> Case | None:
    """The newest case of this chat."""
    cases = tx.cases.of_conversation(conversation_id)
    return max(cases, key=lambda case: case.opened_at) if cases else None


class _Taking:
    """The steps of one message; keeps the intake as it becomes."""

    def __init__(
        self, context: Context, tx: Transaction, intake: Intake, heard: Heard, purpose: Purpose
    ) -> None:
        self.context = context
        self.tx = tx
        self.intake = intake
        self.heard = heard
        self.purpose = purpose
        self.says: list[tuple[str, dict[str, Any]]] = []
        self.filled: dict[str, Any] = {}
        self.message = Message(
            heard.text, london_date(heard.at), heard.choice, heard.intent, heard.confidence
        )

    def run(self, question: Question | None) -> Outcome:
        before = next_question(self.intake.answers) if self.purpose is Purpose.COMPLAINT else None
        if question is Question.CODE and self._other_contact():
            return self._outcome(before)
        reading = self._suggested() or self._correction(question) or self._read(question)
        if reading is None:
            extra = None if question is Question.CODE else volunteered(self.message, self.intake.answers)
            if extra is None:
                if self._theirs(question):
                    return Outcome(theirs=True)
                self._missed(question)
                return self._outcome(before)
            reading = extra
        if isinstance(reading, Problem):
            self._problem(reading)
        else:
            self._take(reading.values)
        return self._outcome(before)

    def _read(self, question: Question | None) -> Reading:
        if question is None:
            return None
        if SKIP.search(self.message.text) and question is not Question.CODE:
            return self._skip(question)
        early = question in (Question.DESCRIPTION, Question.NAME)
        if not self.message.choice and (early or self._asks_outright(question)) and self._theirs(question):
            return None
        if (
            self.purpose is Purpose.ADR
            and question is Question.FIRST_TOLD_ON
            and FIRST_TIME.search(self.message.text)
        ):
            return Taken({"not_complained": True})
        return read_answer(question, self.message, self.intake.answers)

    def _skip(self, question: Question) -> Reading:
        """Left out where that is fair; else they hear why it is needed, and nothing is put away."""
        if may_skip(question, self.intake.answers):
            return Taken({question: "none" if question is Question.REPLY_BY else UNKNOWN})
        needs_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        return Problem("utter_problem_need_reply" if needs_reply else "utter_problem_need_answer")

    def _correction(self, question: Question | None) -> Reading:
        """Only where the model hears one too or they begin with a no, and not while the story itself is asked for."""
        if question in (None, Question.DESCRIPTION):
            return None
        if self.heard.intent not in ("correct_details", "deny") and not self.message.text.lower().startswith(
            "no"
        ):
            return None
        return correction(self.message, self.intake.answers)

    def _asks_outright(self, question: Question) -> bool:
        """A question mark, or a plain wish for a person or to stop, outweighs a date or a yes in the same words."""
        if question in _CHOICES:
            return (self.heard.intent in ALWAYS and self.heard.confidence >= 0.5) or "?" in self.message.text
        if question in (Question.REPLY_BY, Question.REPLY_ADDRESS) and find_contact(self.message.text):
            return False
        return "?" in self.message.text

    def _theirs(self, question: Question | None) -> bool:
        if self.heard.choice is not None:
            return False
        if self.heard.intent in _COURTESY and self.heard.confidence >= 0.5:
            return True
        return is_their_question(self.message.text, self.heard.intent, self.heard.confidence, question)

    def _suggested(self) -> Reading:
        """A yes or no to "did you mean …?"."""
        suggestion = self.intake.answers.get("_suggestion")
        if suggestion is None:
            return None
        self._set("_suggestion", None)
        if find_contact(self.message.text) is not None:
            return None
        answer = read_yes_no(self.message)
        if answer is None:
            return None
        return Taken(suggestion["values"] if answer else suggestion["instead"])

    def _other_contact(self) -> bool:
        """A number or address typed where the code is asked for is one more way to reach them, never a wrong code."""
        contact = find_contact(self.message.text)
        if not isinstance(contact, Taken) or contact.values[
            Question.REPLY_ADDRESS
        ] == self.intake.answers.get(Question.REPLY_ADDRESS):
            return False
        kind, address = contact.values[Question.REPLY_BY], contact.values[Question.REPLY_ADDRESS]
        handoff = self.tx.handoffs.open_of(self.intake.conversation_id)
        keep_contact(self.context, self.tx, self.intake.conversation_id, kind, address, handoff)
        self.says.append(("utter_noted_also", {"address": address}))
        return True

    def _problem(self, problem: Problem) -> None:
        self._set("_suggestion", problem.suggestion)
        self.says.append((problem.key, dict(problem.facts)))

    def _missed(self, question: Question | None) -> None:
        if question is not None and _WHY.search(self.message.text):
            key = f"utter_why_{question}"
            self.says.append((key if key in self.context.words else "utter_why", {}))
            return
        misses = int(self.intake.answers.get("_misses") or 0) + 1
        self._set("_misses", misses)
        self.says.append((f"utter_missed_{question}" if question else "utter_not_understood", {}))
        if misses >= _MISSES_BEFORE_A_PERSON:
            self.says.append(("utter_offer_person", {}))

    def _set(self, key: str, value: Any) -> None:
        answers = dict(self.intake.answers)
        if value is None:
            answers.pop(key, None)
        else:
            answers[key] = value
        self.intake = replace(self.intake, answers=answers)

    def _take(self, values: dict[str, Any]) -> None:
        """Keep the values, read back what could be misheard, and do what follows from them."""
        self._set("_misses", None)
        typed = values.get("code_typed")
        if typed is not None:
            return self._check_code(typed)
        if values.get("code_again"):
            return self._send_code_again()
        before = self.intake.answers.get("_fault")
        if before and Question.DESCRIPTION in values:  # told as a fault first: nobody says it twice
            if values[Question.DESCRIPTION] != before:
                values = {**values, Question.DESCRIPTION: f"{before}\n{values[Question.DESCRIPTION]}"}
            self._set("_fault", None)
        known = {key: self.intake.answers[key] for key in values if key in self.intake.answers}
        extra = volunteered(self.message, {**self.intake.answers, **values})
        if isinstance(extra, Taken):
            values = {**extra.values, **values}
        elif isinstance(extra, Problem):
            self._problem(extra)
        for key, value in values.items():
            self._set(str(key), value)
            self.filled[str(key)] = value
        if (
            values.get(Question.REPLY_BY) not in (None, known.get(Question.REPLY_BY))
            and Question.REPLY_ADDRESS not in values
        ):
            self._set(Question.REPLY_ADDRESS, None)
        self._read_back(values, changed=bool(known) and known != {key: values[key] for key in known})
        self._consequences(values)

    def _read_back(self, values: dict[str, Any], changed: bool) -> None:
        said = "changed" if changed else "noted"
        for question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON):
            if isinstance(values.get(question), dict):
                self.says.append(
                    (
                        f"utter_{said}_{question}",
                        {"day": {"from": values[question]["from"], "to": values[question]["to"]}},
                    )
                )
            elif (
                values.get(question) == UNKNOWN
                and question is Question.FIRST_TOLD_ON
                and self.purpose is Purpose.COMPLAINT
            ):
                self.says.append(("utter_noted_first_told_unknown", {}))
        if Question.REPLY_ADDRESS in values:
            self.says.append((f"utter_{said}_reply", {"address": values[Question.REPLY_ADDRESS]}))

    def _consequences(self, values: dict[str, Any]) -> None:
        if Question.DESCRIPTION in values:
            self._set("playbook", find_playbook(values[Question.DESCRIPTION]))
        if values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
            self._set("complaining", True)
        if values.get(Question.SORT_OR_LOG) == "sort":
            self.says.append((f"utter_playbook_{self.intake.answers['playbook']}", {}))
        if values.get(Question.SORTED) == "yes":
            self.says.append(("utter_sorted", {}))
        if values.get(Question.SORTED) == "no":
            self.says.append(("utter_not_sorted", {}))
        self._case()

    def _case(self) -> None:
        """Open the case as soon as there is enough, keep later details on it."""
        answers = self.intake.answers
        if not ready_to_open(answers) or not answers.get("complaining"):
            return
        existing = self.tx.cases.by_intake(self.intake.id)
        if existing is not None:
            keep_details(self.context, self.tx, existing, self.intake)
            return
        if answers.get(Question.SORTED) == "yes":
            case = resolve_at_first_contact(self.context, self.tx, self.intake)
            self.says.append(("utter_summary_sent", {"reference": case.reference}))
            return
        case = open_case(self.context, self.tx, self.intake)
        if next_question(answers) not in (None, Question.CODE):
            self.says.append(("utter_case_logged_early", {"reference": case.reference}))

    def _check_code(self, typed: str) -> None:
        result, left = check_code(self.context, self.tx, self.intake.conversation_id, typed)
        if result is Confirmation.WRONG:
            self.says.append(("utter_code_wrong", {"left": left}))
            return None
        if result is Confirmation.EXPIRED:
            self.says.append(("utter_code_expired", {}))
            return self._send_code_again()
        if result is Confirmation.CONFIRMED:
            case = self.tx.cases.by_intake(self.intake.id)
            if case is not None:
                self.tx.cases.add_event(case.id, "contact.confirmed", self.context.now(), {"by": "code"})
        self.says.append((f"utter_code_{result}", {}))
        self._set(Question.CODE, result.value)
        self.filled[Question.CODE] = result.value

    def _send_code_again(self) -> None:
        case = self.tx.cases.by_intake(self.intake.id)
        provider = self.context.provider(self.intake.provider)
        if case is not None and send_again(
            self.context, self.tx, self.intake.conversation_id, provider, case.reference
        ):
            self.says.append(
                ("utter_code_again", {"address": self.intake.answers.get(Question.REPLY_ADDRESS, "")})
            )
        else:
            self.says.append(("utter_code_no_more", {}))
            self._set(Question.CODE, "skipped")
            self.filled[Question.CODE] = "skipped"

    def _outcome(self, before: Question | None) -> Outcome:
        following = _next(self.context, self.tx, self.intake, self.purpose)
        if self.purpose is Purpose.COMPLAINT:
            self._finish(before, following)
        return Outcome(self.filled, self.says, following.value if following else None)

    def _finish(self, before: Question | None, following: Question | None) -> None:
        case = self.tx.cases.by_intake(self.intake.id)
        told = before not in (None, Question.CODE) and following in (None, Question.CODE)
        if told and case is not None and self.intake.answers.get(Question.SORTED) != "yes":
            self.says.append((CLOSING, {}))
        if following is None:
            self.intake = replace(self.intake, status=_final_status(self.intake, case))


def _final_status(intake: Intake, case: Case | None) -> IntakeStatus:
    if intake.answers.get(Question.FAULT_OR_COMPLAINT) == "fault":
        return IntakeStatus.CANCELLED
    if intake.answers.get(Question.SORTED) == "yes":
        return IntakeStatus.RESOLVED
    return IntakeStatus.COMPLETE if case is not None else IntakeStatus.OPEN
