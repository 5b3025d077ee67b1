"""One message, taken as an answer: read, kept on the intake, the case opened as soon as it can be.

The intake row is the truth. The same message twice gives the same outcome and does nothing more, so a turn
that failed after this can be run again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.decisions.digression import takes_back
from bot.decisions.playbook import find_playbook
from bot.decisions.questions import (
    CHANGING,
    DETAILS,
    OPTIONAL,
    THATS_ALL,
    UNKNOWN,
    Purpose,
    Question,
    next_question,
    ready_to_open,
)
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.readers.answers import find_contact
from bot.readers.asides import wants_another
from bot.readers.contact import complete_address, read_phone
from bot.readers.details_told import corrected, details_told
from bot.readers.heard import Problem, Taken
from bot.readers.last_look import SHOW
from bot.readers.message import read_yes_no
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply import misses_code
from bot.readers.told_already import says_told_already
from bot.readers.trouble import tells_trouble
from bot.readers.volunteered import volunteered
from bot.services import chat_adr
from bot.services.add_words import add_words
from bot.services.answer_words import NOT_ASKED, summary
from bot.services.context import Context
from bot.services.files_sent import files_sent
from bot.services.hand_off import keep_contact
from bot.services.hear_answer import MANY_WORDS, Hearing
from bot.services.heard import CLOSING, LOGGED_EARLY, Heard, Outcome, handled_before
from bot.services.latest_case import case_of, intake_of
from bot.services.open_case import keep_details, open_case, resolve_at_first_contact
from bot.services.ours_or_theirs import OWN_WORDS
from bot.services.ports import Transaction
from bot.services.read_back import Kept, dates_that_cross, read_back
from bot.services.shape_answer import (
    first_told_now,
    not_after_this_chat,
    with_the_story_so_far,
    without_own_addresses,
)
from bot.services.take_code import Says, new_code, take_code
from bot.services.told_before import story_told_before

_MISSES_BEFORE_A_PERSON = 2
_ONE_OF_TWO = (Question.SORT_OR_LOG, Question.FAULT_OR_COMPLAINT)
_TELLS_MORE = 6
"""Words: "log it. down since this morning, the light is red" says more than which of the two."""


def question_now(context: Context, conversation_id: str, purpose: Purpose) -> Question | None:
    """The question that stands for ``purpose``, read from the store."""
    with context.store.read() as tx:
        intake = _intake_for(tx, conversation_id, purpose)
        if intake is None or (intake.status is not IntakeStatus.OPEN and purpose is Purpose.COMPLAINT):
            return None
        return _next(context, tx, intake, purpose)


def take_answer(context: Context, heard: Heard, asked: str | None, purpose: Purpose) -> Outcome:
    """Take ``heard`` as an answer to ``asked``. One transaction.

    With nothing open to answer, the words go to the case of this chat, so that none are lost.
    """
    with context.store.write() as tx:
        intake = _intake_for(tx, heard.conversation_id, purpose)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        if intake is None or (intake.status is not IntakeStatus.OPEN and purpose is Purpose.COMPLAINT):
            case = case_of(tx, heard.conversation_id)
            if intake is None or case is None or not heard.text:
                return Outcome(says=[("utter_button_of_before", {})])
            outcome = add_words(context, tx, intake, case, heard)
        else:
            outcome = answer_within(context, tx, intake, heard, Question(asked) if asked else None, purpose)
        tx.commit()
        return outcome


def answer_within(
    context: Context, tx: Transaction, intake: Intake, heard: Heard, asked: Question | None, purpose: Purpose
) -> Outcome:
    """As ``take_answer`` with the intake at hand, within the caller's unit of work; the caller commits."""
    taking = _Taking(context, tx, intake, heard, purpose)
    outcome = taking.run(asked)
    if not outcome.theirs or taking.intake != intake:
        kept = replace(taking.intake, handled_message=heard.message_id, outcome=outcome.as_json())
        tx.intakes.save(kept)
    return outcome


def _intake_for(tx: Transaction, conversation_id: str, purpose: Purpose) -> Intake | None:
    """What is told about ADR belongs to the complaint of the chat, also when that is told to the end."""
    return intake_of(tx, conversation_id) if purpose is Purpose.ADR else tx.intakes.latest(conversation_id)


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
    return next_question(intake.answers, context.provider(intake.provider))


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
        self.asked: Question | None = None
        self.says: Says = []
        self.filled: dict[str, Any] = {}
        self.profile = context.provider(intake.provider)
        self.hearing = Hearing(intake.answers, heard, purpose)
        self.message = self.hearing.message

    def run(self, asked: Question | None) -> Outcome:
        self.asked = asked
        before = None
        if self.purpose is Purpose.COMPLAINT:
            before = next_question(self.intake.answers, self.profile)
        self._set(SHOW, None)
        if asked is Question.CHECK:
            self._set("_seen_check", True)
        if self._aside(asked):
            return self._outcome(before)
        question = self.hearing.meant(asked)
        if question is None and self.heard.question:
            self.says.append(("utter_button_of_before", {}))
            return self._outcome(before)
        if question is Question.CODE and self._other_phone():
            return self._outcome(before)
        reading = self.hearing.reading(question)
        if reading is None and self._with_why(question):
            return self._outcome(before)
        if reading is None and self.hearing.outright(question):
            return self._serve_both(question, before)
        if reading is None and self.hearing.theirs(question):
            return Outcome(theirs=True)
        self._set("_suggestion", None)
        if reading is None:
            self._missed(question)
        elif isinstance(reading, Problem):
            self._problem(reading)
        else:
            self._take(reading.values)
        return self._outcome(before)

    def _with_why(self, question: Question | None) -> bool:
        """An answer, and why we wanted it: taken, and told."""
        if question is None or not self.hearing.asks_why_beside():
            return False
        beside = self.hearing.beside(question)
        if beside is None:
            return False
        key = f"utter_why_{question}"
        self.message, reading = beside
        self._take(reading.values)
        self.says.append((key if key in self.context.words else "utter_why", {}))
        return True

    def _serve_both(self, question: Question | None, before: Question | None) -> Outcome:
        """A question of theirs. An answer beside it is taken too, and read back when the form comes back from answering
        (``Outcome.says`` of a question of theirs)."""
        beside = self.hearing.beside(question)
        if beside is None:
            return Outcome(theirs=True)
        self.message, reading = beside
        self._take(reading.values)
        following = _next(self.context, self.tx, self.intake, self.purpose)
        if self.purpose is Purpose.COMPLAINT:
            self._finish(before, following)
        return Outcome(self.filled, self.says, following.value if following else None, theirs=True)

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
        self._set("_asked_back", True if problem.key == "utter_problem_letter_date" else None)
        self.says.append((problem.key, dict(problem.facts)))
        misses = int(self.intake.answers.get("_misses") or 0) + 1
        self._set("_misses", misses)
        if misses < _MISSES_BEFORE_A_PERSON or problem.suggestion is not None:
            return
        if self.asked is Question.NAME:
            self._leave(Question.NAME)
        self.says.append(("utter_offer_person", {}))

    def _aside(self, question: Question | None) -> bool:
        """Why we ask, a moment to think, or the question once more: said, and the question stands as it was."""
        if question is None or self.heard.on_form:
            return False
        if self.hearing.asks_summary():
            files = files_sent(self.tx, self.intake)
            told = summary(self.context, self.intake.answers, self.profile, files)
            self.says.append(("utter_summary", {"summary": told}) if told else ("utter_repeat", {}))
            return True
        if self.hearing.asks_for_time():
            self.says.append(("utter_no_hurry", {}))
            return True
        if self.hearing.asks_repeat():
            self.says.append(("utter_repeat", {}))
            return True
        if self._wants_another(question):
            return True
        if question is Question.DESCRIPTION and says_told_already(self.message.text):
            self._look_up_the_story()
            return True
        typed = self.heard.choice is None and question is not Question.CODE and question not in OWN_WORDS
        if typed and misses_code(self.message.text):
            self.says.append(("utter_code_later", {}))
            return True
        if self.hearing.asks_why():
            key = f"utter_why_{question}"
            self.says.append((key if key in self.context.words else "utter_why", {}))
            return True
        return False

    def _look_up_the_story(self) -> None:
        """ "I already told you" is no story, but there may be one further up."""
        before = self.intake.answers.get("_before")
        story = before or story_told_before(self.tx, self.intake.conversation_id)
        if story is None:
            self.says.append(("utter_told_not_found", {}))
            return
        self.heard = replace(self.heard, text=story)
        self.hearing = Hearing(self.intake.answers, self.heard, self.purpose)
        self.message = self.hearing.message
        self._take({Question.DESCRIPTION: story})
        self.says.insert(0, ("utter_told_found", {"told": story}))

    def _wants_another(self, question: Question) -> bool:
        """Another complaint, in the middle of this one: which of the two first? It is no part of this one's story."""
        in_a_complaint = self.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in self.intake.answers
        if self.heard.choice is not None or not in_a_complaint or not wants_another(self.message.text):
            return False
        case = self.tx.cases.by_intake(self.intake.id)
        if case is None:
            self.says.append(("utter_another_first", {}))
        else:
            self.says.append(("utter_another_or_this", {"reference": case.reference}))
        return True

    def _missed(self, question: Question | None) -> None:
        if self.hearing.goes_on() or takes_back(self.message.text):
            return None
        if question is Question.FAULT_OR_COMPLAINT and read_yes_no(self.message) is False:
            self.says.append(("utter_neither", {"days": str(self.context.rule("intake_expiry"))}))
            self.intake = replace(self.intake, status=IntakeStatus.CANCELLED)
            return None
        self._keep_words()
        misses = int(self.intake.answers.get("_misses") or 0) + 1
        self._set("_misses", misses)
        if misses >= _MISSES_BEFORE_A_PERSON and question is not None and self._may_be_left(question):
            self._leave(question)
            self.says.append(("utter_offer_person", {}))
            return None
        if misses >= _MISSES_BEFORE_A_PERSON and question is Question.FAULT_OR_COMPLAINT:
            self.says.append(("utter_log_it_then", {}))
            return self._take({Question.FAULT_OR_COMPLAINT: "complaint", Question.SORT_OR_LOG: "log"})
        self.says.append((f"utter_missed_{question}" if question else "utter_not_understood", {}))
        if misses >= _MISSES_BEFORE_A_PERSON:
            self.says.append(("utter_offer_person", {}))

    def _keep_words(self) -> None:
        """Nothing that they told is lost for not being understood: it stands below what happened, for a person."""
        complains = self.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in self.intake.answers
        if not complains or not self.hearing.has_words_to_keep():
            return
        grown = with_the_story_so_far({Question.DESCRIPTION: self.message.text.strip()}, self.intake.answers)
        self._set(Question.DESCRIPTION, grown[Question.DESCRIPTION])
        self.filled[Question.DESCRIPTION] = grown[Question.DESCRIPTION]
        self.says.append(("utter_words_kept", {}))
        self._case()

    def _leave(self, question: Question) -> None:
        """Not understood twice: left out for now, so that nobody is held at it."""
        self._set("_misses", None)
        self._set(question, UNKNOWN)
        self._set(CHANGING, None)
        self.filled[question] = UNKNOWN
        self.says.append(("utter_leave_it", {}))

    def _may_be_left(self, question: Question) -> bool:
        """Nobody is held at a question that can be left out; one about ADR leaves the answer less sure, and says so."""
        if self.purpose is Purpose.ADR:
            return True
        return question in OPTIONAL and question is not Question.CODE

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
        self._set("_asked_back", None)
        if values.get(CHANGING):
            return self._change(Question(values[CHANGING]))
        told = self._with_all_that_it_tells(self._whole_address(self._with_times(values)))
        values = without_own_addresses(told, self.profile)
        self._set(CHANGING, None)
        before = self.intake.answers
        known = {key: before[key] for key in values if key in before}
        for key, value in values.items():
            if key != CHANGING:
                self._set(str(key), value)
                self.filled[str(key)] = value
        for question in (Question.FIRST_TOLD_ON, Question.HAPPENED_ON):
            if isinstance(values.get(question), dict):
                self._set("_last_date", question.value)
        other_kind = values.get(Question.REPLY_BY) != known.get(
            Question.REPLY_BY, values.get(Question.REPLY_BY)
        )
        if other_kind and Question.REPLY_ADDRESS not in values:
            self._set(Question.REPLY_ADDRESS, None)
        if known.get(Question.REPLY_ADDRESS, values.get(Question.REPLY_ADDRESS)) != values.get(
            Question.REPLY_ADDRESS
        ):
            self._set(Question.CODE, None)  # what was confirmed was the other address
        # What was read while a person had the chat was never read back: it is no change.
        changed = {key: value for key, value in known.items() if value != values[key]}
        heard = Kept(values, changed, self.hearing.meant(self.asked), pressed=self.heard.choice is not None)
        self.says += read_back(self.context, self.profile, self.purpose, self.intake.answers, heard)
        crossing, kept = dates_that_cross(before, values)
        self.says += crossing
        for key, value in kept.items():
            self._set(key, value)
        return self._consequences(values)

    def _change(self, question: Question) -> None:
        """Something is to be put right: it is asked anew, and the old value stands until there is a new one."""
        self._set(Question.CHECK, None)
        self._set(CHANGING, question.value)
        if question is not Question.CHANGE:
            self.says.append(("utter_change_which", {}))

    def _with_times(self, values: dict[str, Any]) -> dict[str, Any]:
        """With the time at which to reach them. On a form the field holds all of it: without a time there is none."""
        note = self.hearing.reach_note(self.hearing.meant(self.asked))
        if self.heard.on_form and self.asked is Question.REPLY_ADDRESS:
            self._set(REACH_NOTE, None)
        before = self.intake.answers.get(REACH_NOTE)
        if note and before and note not in before and Question.REPLY_ADDRESS not in self.intake.answers:
            note = f"{before}, {note}"  # told in parts, while they are asked; later it is another time
        return {**values, REACH_NOTE: note} if note else values

    def _whole_address(self, values: dict[str, Any]) -> dict[str, Any]:
        """A postcode that comes after its address belongs to it; a number beside an e-mail address is kept too."""
        before = self.intake.answers.get(Question.REPLY_ADDRESS)
        if self.intake.answers.get(Question.REPLY_BY) == "letter" == values.get(Question.REPLY_BY):
            now = values.get(Question.REPLY_ADDRESS)
            return {**values, Question.REPLY_ADDRESS: complete_address(before, now)} if now else values
        phone = read_phone(self.message.text) if values.get(Question.REPLY_BY) == "email" else None
        if phone:
            keep_contact(self.context, self.tx, self.intake.conversation_id, "phone", phone, None)
            self.says.append(("utter_noted_also", {"address": phone}))
        return values

    def _with_all_that_it_tells(self, values: dict[str, Any]) -> dict[str, Any]:
        """With what was told as a fault before it became a complaint, and with what the words tell besides."""
        before = self.intake.answers.get("_before")
        if before and Question.DESCRIPTION in values:
            told = values[Question.DESCRIPTION]
            values = {**values, Question.DESCRIPTION: before if told in before else f"{before}\n{told}"}
            self._set("_before", None)
        extra = volunteered(self.message, {**self.intake.answers, **values})
        if isinstance(extra, Problem) and not self.heard.on_form:  # a form asks for it on a page of its own
            self._problem(extra)
        elif isinstance(extra, Taken):
            values = {**extra.values, **values}
        values = {**values, **self._put_right_besides(values)}
        values = with_the_story_so_far(self._with_a_long_message(values), self.intake.answers)
        if self.purpose is Purpose.COMPLAINT and self.heard.choice is None:
            told = details_told(self.message.text, {**self.intake.answers, **values})
            values = {**told, **values}
        return not_after_this_chat(values, self.intake)

    def _put_right_besides(self, values: dict[str, Any]) -> dict[str, Any]:
        """For "broadband. change my name to Kevin Marsden": each sentence that puts something right is heard."""
        if self.heard.choice is not None or self.heard.on_form or self.purpose is not Purpose.COMPLAINT:
            return {}
        sentences = re.split(r"(?<=[.!;])\s+|,? (?:and|but) (?=change\b)", self.message.text)
        found: dict[str, Any] = {}
        for sentence in sentences[1:]:
            new = corrected(replace(self.message, text=sentence), self.intake.answers)
            if new is not None and not new.values.get(CHANGING):
                found |= {str(key): value for key, value in new.values.items() if str(key) not in values}
        return found

    def _with_a_long_message(self, values: dict[str, Any]) -> dict[str, Any]:
        """Of many words no detail is picked and the rest dropped: they belong to what happened."""
        taken_whole = any(values.get(each) == self.message.text.strip() for each in OWN_WORDS)
        own = taken_whole or Question.DESCRIPTION in values or self.heard.choice is not None
        if own or self.purpose is not Purpose.COMPLAINT or Question.DESCRIPTION not in self.intake.answers:
            return values
        text = self.message.text.strip()
        more = self.asked in _ONE_OF_TWO and len(text.split()) >= _TELLS_MORE and tells_trouble(text)
        long = len(text.split()) >= MANY_WORDS
        return {**values, Question.DESCRIPTION: text} if long or more else values

    def _answer_code(self, answer: str | None, says: Says) -> None:
        self.says += says
        if answer is not None:
            self._set(Question.CODE, answer)
            self.filled[Question.CODE] = answer

    def _consequences(self, values: dict[str, Any]) -> None:
        if values.get(THATS_ALL) and self.asked in DETAILS:
            self.says.insert(0, ("utter_thats_all", {}))
        if first_told_now(values, self.intake):
            self._set(Question.HANDLED_BY, "nobody")
            self._set(NOT_ASKED, [Question.HANDLED_BY.value])  # it follows: nobody need read it back
        if Question.DESCRIPTION in values and self.tx.cases.by_intake(self.intake.id) is None:
            self.says.insert(0, ("utter_sorry", {}))
            urgent = self.intake.answers.get("_urgent")  # nobody in distress is sent to restart a router
            self._set("playbook", None if urgent else find_playbook(values[Question.DESCRIPTION]))
        if values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
            self._set("complaining", True)
        playbook = self.intake.answers.get("playbook")
        if values.get(Question.SORT_OR_LOG) == "sort" and playbook:
            self.says.append((f"utter_playbook_{playbook}", {}))
        if values.get(Question.SORTED) in ("yes", "no"):
            self.says.append(("utter_sorted" if values[Question.SORTED] == "yes" else "utter_not_sorted", {}))
        self._case()
        case = self.tx.cases.by_intake(self.intake.id)
        if values.get(Question.CHECK) == "yes" and case is not None:
            self.tx.cases.add_event(case.id, "case.checked", self.context.now(), {"by": "customer"})

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
            if next_question(answers, self.profile) not in (None, Question.CODE):
                self.says.append((LOGGED_EARLY, {"reference": case.reference}))

    # -- ending

    def _outcome(self, before: Question | None) -> Outcome:
        if self.intake.status is IntakeStatus.CANCELLED:
            return Outcome(self.filled, self.says, None)
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
