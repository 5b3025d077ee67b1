"""One message, taken as an answer: read, kept on the intake, the case opened as soon as it can be.

The intake row is the truth. The same message twice gives the same outcome and does nothing more, so a turn
that failed after this can be run again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.digression import ALWAYS, is_their_question
from bot.decisions.playbook import find_playbook
from bot.decisions.questions import UNKNOWN, Purpose, Question, may_skip, next_question, ready_to_open
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.readers.answers import SKIP, Message, find_contact, is_first_time, read_answer, read_yes_no
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.volunteered import correction, volunteered
from bot.services import chat_adr
from bot.services.add_words import add_words
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.heard import CLOSING, Heard, Outcome, handled_before
from bot.services.latest_case import case_of
from bot.services.open_case import keep_details, open_case, resolve_at_first_contact
from bot.services.ports import Transaction
from bot.services.take_code import Says, new_code, take_code

_WHY = re.compile(
    r"^\W*(?:but )?(?:why|what for|how come|what do you (?:need|want)|do i have to|do you need)\b",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    r"\b(?:person|human|agent|advis[oe]r|(?:speak|talk)(?:ing)? (?:to|with))\b", re.IGNORECASE
)
_ONE_WAY = frozenset({Question.FAULT_OR_COMPLAINT, Question.SORT_OR_LOG, Question.SORTED})
"""Answered once; their buttons mean nothing later."""
_DATED = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON})
_TELLS = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:first )?(?:told|complained|reported|rang|called|phoned|e-?mailed|wrote|contacted)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?<=[.!;])\s+|,\s*(?:and|but|so)?\s+|\s+(?:and|but) (?=how|what|when|where|who|can|could|do|is|are|will)",
    re.IGNORECASE,
)
_NUMBER_ALONE = 5
"""Words: "it's 07700 900321 if you need it" is a way to reply, whatever was asked."""
_COURTESY = frozenset({"greet", "thank", "goodbye"})
_SURE = 0.5
_MISSES_BEFORE_A_PERSON = 2
_ADDRESS_ALONE = 4
"""Words: "it's sam@example.com thanks" tells no story."""


def question_now(context: Context, conversation_id: str, purpose: Purpose) -> Question | None:
    """The question that stands for ``purpose``, read from the store."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
        if intake is None or intake.status is not IntakeStatus.OPEN:
            return None
        return _next(context, tx, intake, purpose)


def take_answer(context: Context, heard: Heard, asked: str | None, purpose: Purpose) -> Outcome:
    """Take ``heard`` as an answer to ``asked``. One transaction.

    With nothing open to answer, the words go to the case of this chat, so that none are lost.
    """
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        if intake is None or intake.status is not IntakeStatus.OPEN:
            case = case_of(tx, heard.conversation_id)
            if intake is None or case is None or not heard.text:
                return Outcome(says=[("utter_button_of_before", {})])
            outcome = add_words(context, tx, intake, case, heard)
        else:
            taking = _Taking(context, tx, intake, heard, purpose)
            outcome = taking.run(Question(asked) if asked else None)
            if outcome.theirs and not outcome.filled:
                return outcome
            tx.intakes.save(
                replace(taking.intake, handled_message=heard.message_id, outcome=outcome.as_json())
            )
        tx.commit()
        return outcome


def said_on_return(context: Context, heard: Heard) -> Outcome:
    """What was taken beside a question of theirs, to be read back once that is answered; else nothing."""
    with context.store.read() as tx:
        done = handled_before(tx.intakes.latest(heard.conversation_id), heard)
    return done if done is not None and done.theirs else Outcome()


def _next(context: Context, tx: Transaction, intake: Intake, purpose: Purpose) -> Question | None:
    if purpose is Purpose.ADR:
        return chat_adr.adr_question(
            context, intake.provider, intake.answers, case_of(tx, intake.conversation_id)
        )
    return next_question(intake.answers)


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
        self.says: Says = []
        self.filled: dict[str, Any] = {}
        self.message = Message(
            heard.text, london_date(heard.at), heard.choice, heard.intent, heard.confidence
        )

    def run(self, asked: Question | None) -> Outcome:
        before = next_question(self.intake.answers) if self.purpose is Purpose.COMPLAINT else None
        question = self._meant(asked)
        if question is None and self.heard.question:
            self.says.append(("utter_button_of_before", {}))
            return self._outcome(before)
        if question is Question.CODE and self._other_phone():
            return self._outcome(before)
        reading = self._suggested() or self._correction(question) or self._read(question)
        if reading is None and question is not Question.CODE and not self._outright(question):
            reading = self._number_alone() or volunteered(self.message, self.intake.answers)
        if reading is None and self._outright(question):
            return self._answer_beside_their_question(question)
        if reading is None and self._theirs(question):
            return Outcome(theirs=True)
        if reading is None:
            self._missed(question)
        elif isinstance(reading, Problem):
            self._problem(reading)
        else:
            self._take(reading.values)
        return self._outcome(before)

    # -- reading

    def _meant(self, asked: Question | None) -> Question | None:
        """The question that is answered. An old button changes its answer, but only to a real one."""
        if not self.heard.question or self.heard.question == asked:
            return asked
        pressed = Question(self.heard.question)
        changes = pressed in self.intake.answers and self.heard.choice != UNKNOWN and pressed not in _ONE_WAY
        return pressed if changes else None

    def _read(self, question: Question | None) -> Reading:
        if question is None or self._outright(question):
            return None
        if question is Question.DESCRIPTION:
            return self._read_description()
        if question is Question.NAME and self._theirs(question) and not SKIP.search(self.message.text):
            return None
        reading = read_answer(question, self.message, self.intake.answers)
        if (
            question is Question.HAPPENED_ON
            and isinstance(reading, Taken)
            and _TELLS.search(self.message.text)
        ):
            told = reading.values.get(Question.HAPPENED_ON)
            if isinstance(told, dict):  # "I rang on 19 November" says when they told them, not when it began
                return Taken({Question.FIRST_TOLD_ON: told})
        if reading is None and SKIP.search(self.message.text):
            return self._skip(question)
        asked_for_adr = self.purpose is Purpose.ADR and question is Question.FIRST_TOLD_ON
        if asked_for_adr and is_first_time(self.message.text, self.message.today):
            return Taken({"not_complained": True})  # there is no complaint: not "it starts today"
        return reading

    def _answer_beside_their_question(self, question: Question | None) -> Outcome:
        """ "2 November, and how long does this take?" answers ours and asks theirs: both are served.

        What was taken is read back when the form comes back from answering (``Outcome.says`` of a question of theirs).
        """
        outcome = Outcome(theirs=True)
        if question not in _DATED or "?" not in self.message.text:
            return outcome
        for part in _PARTS.split(self.message.text):
            if part and "?" not in part:
                message = replace(self.message, text=part, intent="give_details")
                reading = read_answer(question, message, self.intake.answers)
                if isinstance(reading, Taken):
                    self.message = message
                    self._take(reading.values)
                    return Outcome(self.filled, self.says, self._following(), theirs=True)
        return outcome

    def _following(self) -> str | None:
        following = _next(self.context, self.tx, self.intake, self.purpose)
        return following.value if following else None

    def _number_alone(self) -> Reading:
        short = len(self.message.text.split()) <= _NUMBER_ALONE
        contact = find_contact(self.message.text) if short else None
        return contact if isinstance(contact, Taken) else None

    def _read_description(self) -> Reading:
        """The story. An address alone is no story, but it is kept."""
        if SKIP.search(self.message.text):
            return self._skip(Question.DESCRIPTION)
        if self._theirs(Question.DESCRIPTION):
            return None
        contact = find_contact(self.message.text)
        if isinstance(contact, Taken) and len(self.message.text.split()) <= _ADDRESS_ALONE:
            return contact
        return read_answer(Question.DESCRIPTION, self.message, self.intake.answers)

    def _skip(self, question: Question) -> Reading:
        """Left out where that is fair; else they hear why it is needed, and nothing is put away."""
        if may_skip(question, self.intake.answers):
            return Taken({question: "none" if question is Question.REPLY_BY else UNKNOWN})
        needs_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        return Problem("utter_problem_need_reply" if needs_reply else "utter_problem_need_answer")

    def _correction(self, question: Question | None) -> Reading:
        """Only where the model hears one too or they begin with a no, and not while a story or a letter is asked."""
        if question in (None, Question.DESCRIPTION, Question.FINAL_LETTER_ON, Question.TOLD_BEFORE):
            return None
        begins_with_no = self.message.text.lower().startswith("no")
        if self.heard.intent not in ("correct_details", "deny") and not begins_with_no:
            return None
        return correction(self.message, self.intake.answers)

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

    def _outright(self, question: Question | None) -> bool:
        """A question of theirs, or a plain wish for a person, for help or to stop, outweighs a date or a yes in it."""
        if question is None or self.heard.choice is not None or not self._theirs(question):
            return False
        if self.heard.intent == "request_agent" and not _A_PERSON.search(self.message.text):
            asked_how = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
            if asked_how or find_contact(self.message.text):
                return False  # "ring me on …" is an answer, "a person" is not
        if find_contact(self.message.text) and question in (Question.REPLY_BY, Question.REPLY_ADDRESS):
            return False
        wish = self.heard.intent in ALWAYS and self.heard.confidence >= _SURE
        return (wish and not SKIP.search(self.message.text)) or "?" in self.message.text

    def _theirs(self, question: Question | None) -> bool:
        if self.heard.choice is not None:
            return False
        if self.heard.intent in _COURTESY and self.heard.confidence >= _SURE:
            return True
        return is_their_question(self.message.text, self.heard.intent, self.heard.confidence, question)

    # -- keeping

    def _other_phone(self) -> bool:
        """A number typed where the code is asked for is one more way to reach them, never a wrong code."""
        contact = find_contact(self.message.text)
        if not isinstance(contact, Taken) or contact.values[Question.REPLY_BY] != "phone":
            return False
        address = contact.values[Question.REPLY_ADDRESS]
        handoff = self.tx.handoffs.open_of(self.intake.conversation_id)
        keep_contact(self.context, self.tx, self.intake.conversation_id, "phone", address, handoff)
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
        if "code_typed" in values:
            return self._answer_code(*take_code(self.context, self.tx, self.intake, values["code_typed"]))
        if "code_again" in values:
            return self._answer_code(*new_code(self.context, self.tx, self.intake))
        if self.intake.answers.get(Question.SORTED) == "yes" and values.get(Question.REPLY_BY) in (
            "phone",
            "letter",
        ):
            self.says.append(("utter_problem_note_by_email", {}))
            return None
        values = self._with_all_that_it_tells(values)
        known = {key: self.intake.answers[key] for key in values if key in self.intake.answers}
        for key, value in values.items():
            self._set(str(key), value)
            self.filled[str(key)] = value
        other_kind = values.get(Question.REPLY_BY) != known.get(
            Question.REPLY_BY, values.get(Question.REPLY_BY)
        )
        if other_kind and Question.REPLY_ADDRESS not in values:
            self._set(Question.REPLY_ADDRESS, None)
        if known.get(Question.REPLY_ADDRESS, values.get(Question.REPLY_ADDRESS)) != values.get(
            Question.REPLY_ADDRESS
        ):
            self._set(Question.CODE, None)  # what was confirmed was the other address
        self._read_back(values, known)
        return self._consequences(values)

    def _with_all_that_it_tells(self, values: dict[str, Any]) -> dict[str, Any]:
        """With what was told as a fault before it became a complaint, and with what the words tell besides."""
        before = self.intake.answers.get("_before")
        if before and Question.DESCRIPTION in values:
            if values[Question.DESCRIPTION] != before:
                values = {**values, Question.DESCRIPTION: f"{before}\n{values[Question.DESCRIPTION]}"}
            self._set("_before", None)
        extra = volunteered(self.message, {**self.intake.answers, **values})
        if isinstance(extra, Problem):
            self._problem(extra)
        elif isinstance(extra, Taken):
            values = {**extra.values, **values}
        return self._not_after_this_chat(values)

    def _not_after_this_chat(self, values: dict[str, Any]) -> dict[str, Any]:
        """They told the provider at the latest with the first words of this complaint."""
        told = values.get(Question.FIRST_TOLD_ON)
        began = london_date(self.intake.began_at)
        if not self.intake.answers.get("complaining") or not isinstance(told, dict):
            return values
        if date.fromisoformat(told["from"]) <= began:
            return values
        return {**values, Question.FIRST_TOLD_ON: {"from": began.isoformat(), "to": began.isoformat()}}

    def _answer_code(self, answer: str | None, says: Says) -> None:
        self.says += says
        if answer is not None:
            self._set(Question.CODE, answer)
            self.filled[Question.CODE] = answer

    def _read_back(self, values: dict[str, Any], known: dict[str, Any]) -> None:
        for question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON):
            if isinstance(values.get(question), dict):
                said = "changed" if isinstance(known.get(question), dict) else "noted"
                self.says.append((f"utter_{said}_{question}", {"day": values[question]}))
        if values.get(Question.FIRST_TOLD_ON) == UNKNOWN and self.purpose is Purpose.COMPLAINT:
            self.says.append(("utter_noted_first_told_unknown", {}))
        if Question.REPLY_ADDRESS in values:
            said = "changed" if Question.REPLY_ADDRESS in known else "noted"
            self.says.append((f"utter_{said}_reply", {"address": values[Question.REPLY_ADDRESS]}))

    def _consequences(self, values: dict[str, Any]) -> None:
        if Question.DESCRIPTION in values:
            self.says.insert(0, ("utter_sorry", {}))
            self._set("playbook", find_playbook(values[Question.DESCRIPTION]))
        if values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
            self._set("complaining", True)
        if values.get(Question.SORT_OR_LOG) == "sort":
            self.says.append((f"utter_playbook_{self.intake.answers['playbook']}", {}))
        if values.get(Question.SORTED) in ("yes", "no"):
            self.says.append(("utter_sorted" if values[Question.SORTED] == "yes" else "utter_not_sorted", {}))
        self._case()

    def _case(self) -> None:
        """Open the case as soon as there is enough, keep later details on it, resolve it when they say it is sorted."""
        answers = self.intake.answers
        if not ready_to_open(answers) or not answers.get("complaining"):
            return
        existing = self.tx.cases.by_intake(self.intake.id)
        if answers.get(Question.SORTED) == "yes":
            case = resolve_at_first_contact(self.context, self.tx, self.intake)
            self.says.append(("utter_summary_sent", {"reference": case.reference}))
        elif existing is not None:
            keep_details(self.context, self.tx, existing, self.intake)
        else:
            case = open_case(self.context, self.tx, self.intake)
            if next_question(answers) not in (None, Question.CODE):
                self.says.append(("utter_case_logged_early", {"reference": case.reference}))

    # -- ending

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
