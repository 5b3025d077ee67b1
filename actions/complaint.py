"""The complaint: begun, asked for, finished or stopped. What to ask is decided in the app, not here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import REQUESTED, FirstlineAction, Reply
from actions.turn import Turn
from bot.decisions.digression import means_to_stop
from bot.decisions.identity import FORM
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import IntakeStatus
from bot.readers.asides import asks_repeat, is_done, says_goodbye
from bot.readers.asks_to_be_rung import asks_when_rung
from bot.readers.asks_when import Wanted, asks_when
from bot.readers.declines import declines_complaint
from bot.readers.denies_problem import problems_denied
from bot.readers.first_words import First, first_words
from bot.readers.logs_it import wants_it_logged
from bot.readers.problems.no_service import is_dead
from bot.services.add_details import add_details
from bot.services.answer_follow_up import follows_up
from bot.services.ask_question import question_words
from bot.services.cancel_intake import after_cancelling, cancel_intake
from bot.services.caring.care_for import Cared, care_for, keep_needs_of
from bot.services.caring.no_complaint import no_complaint_words
from bot.services.caring.own_language import OWN_WORDS, log_own_words
from bot.services.case_wishes import among_questions, wishes_in_form
from bot.services.heard import Outcome
from bot.services.identity.take import stop_who
from bot.services.identity.turn_to_another import names_another
from bot.services.offers import answer_offer
from bot.services.pack_wish import pack_words
from bot.services.provider_answers import fault_route
from bot.services.resume import resume_words
from bot.services.same_complaint import answers_same
from bot.services.standing_promises import asks_what_was_promised, person_awaited
from bot.services.start_complaint import (
    has_told,
    is_complaining,
    keep_for_later,
    put_away,
    start_complaint,
    waits_only_for_a_person,
)
from bot.services.take_answer import question_now, said_on_return, take_answer
from bot.services.tell_adr import correct_adr, note_adr_facts, tell_adr
from bot.services.typed_code import take_typed_code
from bot.services.which_one import ask_which
from bot.wording import Said

_COMPLAINS = re.compile(r"(?<!no )(?<!not )(?<!n't want to )(?<!not want to )\bcomplain", re.IGNORECASE)
_KEPT_FOR_LATER: list[list[tuple[str, dict[str, Any]]]] = [
    [("utter_details_for_what", {})],
    [("utter_kept_no_complaint", {})],
]
LOOK_UP = "look_up"
"""What the button stands for that finds a complaint instead of asking when it was made."""
_A_STORY = 8
_WHEN = re.compile(r"\b(?:when|can) (?:can )?(?:i|we) go\b|\bombuds?man\b|\bcisas\b", re.IGNORECASE)
_ASKS_WHEN = re.compile(
    r"\b(?:can|may|could|when|am) (?:can )?(?:i|we)\b[^.!]{0,40}\b(?:ombuds?man|cisas|adr|independent)\b[^.!]*\?",
    re.IGNORECASE,
)


def slots(outcome: Outcome) -> list[EventType]:
    """Rasa's working copy of the answers."""
    known = {question.value for question in Question}
    return [SlotSet(key, value) for key, value in outcome.filled.items() if key in known]


class StartComplaint(FirstlineAction):
    """Takes the first complaining words and turns the form on. If it may be a plain fault, they are asked which."""

    begins = True

    def name(self) -> str:
        return "action_start_complaint"

    def keeps(self, turn: Turn) -> bool:
        """Who makes a formal complaint begins it, and hears no lecture on what one is."""
        return turn.form is None and wants_it_logged(turn.heard.text)

    def act(self, turn: Turn) -> Reply:
        if is_done(turn.heard.text) and not is_complaining(self.context, turn.conversation_id):
            return Reply([self.say("utter_deny")])
        if self._only_a_person(turn):
            keep_for_later(self.context, turn.heard)
            return Reply([self.say("utter_kept_no_complaint")])
        if turn.form is None and _WHEN.search(turn.heard.text) and correct_adr(self.context, turn.heard):
            return Reply(tell_adr(self.context, turn.conversation_id))
        unsure = turn.heard.choice is None and (
            turn.heard.intent in ("report_fault", "give_details")
            or (
                turn.heard.intent == "make_complaint"
                and turn.heard.confidence < 0.5
                and turn.name_of_second_guess == "report_fault"
            )
        )
        first = first_words(turn.heard.text) if turn.heard.choice is None and turn.form is None else None
        unsure = first is First.TROUBLE if first is not None else unsure
        if _COMPLAINS.search(turn.heard.text) or problems_denied(turn.heard.text):
            unsure = False  # who says what it is not wants no help with that
        if turn.heard.choice == OWN_WORDS:
            outcome = log_own_words(self.context, turn.heard)
        else:
            outcome = start_complaint(self.context, turn.heard, unsure)
        events = slots(outcome)
        following = question_now(self.context, turn.conversation_id, Purpose.COMPLAINT)
        if following is not None:
            events += [ActiveLoop(Purpose.COMPLAINT.value), SlotSet(REQUESTED, following.value)]
        return Reply([*self.speak(turn, outcome), *self._when(turn)], events)

    def _only_a_person(self, turn: Turn) -> bool:
        """They asked for a person, and for no complaint: what they tell now is for the person, as they were told."""
        heard = turn.heard
        if turn.form is not None or heard.choice is not None or _COMPLAINS.search(heard.text):
            return False
        if wants_it_logged(heard.text) or first_words(heard.text) is First.COMPLAINT:
            return False
        return waits_only_for_a_person(self.context, turn.conversation_id)

    def _when(self, turn: Turn) -> list[Said]:
        """For "…, and can I go to CISAS yet?" at the end of a story: both are served."""
        wanted = asks_when(turn.heard.text, self.context.today())
        if wanted is not Wanted.SCHEME and not _ASKS_WHEN.search(turn.heard.text):
            return []
        note_adr_facts(self.context, turn.heard)
        return [Said(said.text) for said in tell_adr(self.context, turn.conversation_id)]


def carry_on(action: FirstlineAction, turn: Turn) -> Reply:
    """The question that stands, once more."""
    following = question_now(action.context, turn.conversation_id, Purpose.COMPLAINT)
    if following is None:
        return Reply([action.say("utter_affirm_in_form")])
    events = [ActiveLoop(Purpose.COMPLAINT.value), SlotSet(REQUESTED, following.value)]
    return Reply([action.say("utter_carry_on")], events)


class ValidateForm(FirstlineAction):
    """Rasa's hook for a form: takes the message as an answer, or leaves it to the rules if it is their question."""

    purpose: Purpose
    answers = False

    def name(self) -> str:
        return f"validate_{self.purpose.value}"

    def act(self, turn: Turn) -> Reply:
        if not turn.is_answer:
            following = question_now(self.context, turn.conversation_id, self.purpose)
            noted = self.speak(turn, said_on_return(self.context, turn.heard))
            return Reply(noted, events=[SlotSet(REQUESTED, following.value if following else None)])
        if turn.heard.choice in ("new", OWN_WORDS) and turn.heard.intent == "make_complaint":
            return Reply()  # another complaint, or this in their language: the rule that begins one takes it
        if turn.heard.choice == LOOK_UP:
            return Reply()  # the rule of its intent asks who they are
        among = among_questions(turn.form, turn.asked)
        typed = take_typed_code(self.context, turn.heard, among) if turn.asked != Question.CODE else None
        if typed is not None:
            stands = [SlotSet(turn.asked, None), SlotSet(REQUESTED, turn.asked)] if turn.asked else []
            return Reply(self.speak(turn, typed), stands)
        if self._leaves(turn) or answers_same(self.context, turn.heard):
            return Reply()
        if wishes_in_form(self.context, turn.heard, among):
            return (
                Reply()
            )  # about the complaint that is logged: the rule of its intent takes it, and ends the form
        if not among and follows_up(self.context, turn.heard):
            return Reply()  # about it too; the code is asked for again after it
        if turn.heard.choice is None and not turn.in_danger and says_goodbye(turn.heard.text):
            return self._goodbye(turn)
        if not among and turn.heard.choice is None and asks_what_was_promised(turn.heard.text):
            return Reply()
        if turn.heard.choice is None and asks_when_rung(turn.heard.text):
            awaited = person_awaited(self.context, turn.conversation_id, turn.heard.text)
            if awaited:
                stood = turn.asked
                return Reply(awaited, [SlotSet(stood, None), SlotSet(REQUESTED, stood)] if stood else [])
        back = resume_words(self.context, turn.heard)
        asked = self._asked(turn)
        cared = care_for(self.context, turn.heard, asked, form=True) if not turn.in_danger else Cared()
        if turn.heard.choice is None and declines_complaint(turn.heard.text):
            return Reply(no_complaint_words(self.context, turn.conversation_id), self.put_away(turn))
        if cared.stops:
            return Reply(list(cared.said), self.put_away(turn))
        if cared.whole:
            stands = [SlotSet(asked, None), SlotSet(REQUESTED, asked)] if asked else []
            return Reply([*back, *cared.said], stands)
        said = answer_offer(self.context, turn.heard, in_form=True) or pack_words(self.context, turn.heard)
        if said:
            stands = [SlotSet(asked, None), SlotSet(REQUESTED, asked)] if asked else []
            return Reply([*back, *(Said(each.text) for each in said)], stands)
        outcome = take_answer(self.context, turn.heard, asked, self.purpose)
        if outcome.theirs:
            return Reply()
        events = slots(outcome)
        if not events and asked:
            # Heard but not taken: the form must not reject, or a rule answers too.
            events = [SlotSet(asked, None)]
        stands_now = outcome.next
        if keep_needs_of(self.context, turn.heard, asked) and stands_now == Question.NEEDS:
            left = question_now(self.context, turn.conversation_id, self.purpose)
            stands_now = left.value if left else None
        reply = Reply(
            [*back, *cared.said, *self.speak(turn, outcome)], [*events, SlotSet(REQUESTED, stands_now)]
        )
        self.add_beside(turn, reply)
        return reply

    def _goodbye(self, turn: Turn) -> Reply:
        """They leave: what they told is kept, and nothing more is asked."""
        logged = has_told(self.context, turn.conversation_id) or self.purpose is Purpose.ADR
        said = self.say("utter_goodbye" if logged else "utter_goodbye_in_form")
        return Reply([said], self.ended(turn))

    @staticmethod
    def ended(turn: Turn) -> list[EventType]:
        """The form ends. Without a slot of its own Rasa would reject the message, and a rule answer it too."""
        taken = [SlotSet(turn.asked, None)] if turn.asked else []
        return [*taken, ActiveLoop(None), SlotSet(REQUESTED, None)]

    def _leaves(self, turn: Turn) -> bool:
        """Whether it is about something else, that the rules take."""
        return False

    def _asked(self, turn: Turn) -> str | None:
        """What was asked: by the store, which knows what was read while the engine heard nothing."""
        stands = question_now(self.context, turn.conversation_id, self.purpose)
        return stands.value if stands is not None else turn.asked


class ValidateComplaintForm(ValidateForm):
    purpose = Purpose.COMPLAINT

    def _leaves(self, turn: Turn) -> bool:
        """They name a complaint that they made before: the rules ask who they are."""
        return names_another(self.context, turn.heard)


class FinishComplaint(FirstlineAction):
    """After the last question. A plain fault is sent its own way."""

    answers = False

    def name(self) -> str:
        return "action_finish_complaint"

    def act(self, turn: Turn) -> Reply:
        if says_goodbye(turn.heard.text):
            return Reply()  # it has been returned
        with self.context.store.read() as tx:
            intake = tx.intakes.latest(turn.conversation_id)
        if intake is not None and intake.answers.get(Question.FAULT_OR_COMPLAINT) == "fault":
            return Reply(fault_route(self.context, self.provider(turn)))
        if intake is not None and intake.status is IntakeStatus.CANCELLED:
            return Reply()  # neither help nor a complaint: they have heard so
        provider = self.provider(turn)
        scheme = self.context.schemes[provider.adr.scheme].name.value
        return Reply([self.say("utter_anything_else", provider=provider.name, scheme=scheme)])


class Cancel(FirstlineAction):
    def name(self) -> str:
        return "action_cancel"

    def act(self, turn: Turn) -> Reply:
        if turn.heard.choice in ("delete", "keep"):
            return Reply(self.speak(turn, after_cancelling(self.context, turn.heard)))
        if not means_to_stop(turn.heard.text):
            return self._go_on(turn)
        put_away = stop_who if turn.form == FORM else cancel_intake
        said = self.speak(turn, put_away(self.context, turn.heard))
        return Reply(said, [ActiveLoop(None), SlotSet(REQUESTED, None)])

    def _go_on(self, turn: Turn) -> Reply:
        """For "just log it", which sounds like stopping to the model."""
        if turn.form or not re.search(r"\blog\b", turn.heard.text, re.IGNORECASE):
            return Reply([self.say("utter_not_understood", provider=self.provider(turn).name)])
        return StartComplaint(self.context).act(turn)


class AddDetails(FirstlineAction):
    """A detail or a correction that comes when nothing is asked. ``otherwise``: what else it may be."""

    otherwise: Callable[[FirstlineAction, Turn], Reply | None] | None = None

    def name(self) -> str:
        return "action_add_details"

    def act(self, turn: Turn) -> Reply:
        if is_complaining(self.context, turn.conversation_id):
            return self._resume(turn)
        if self._is_complaint(turn):
            return StartComplaint(self.context).act(turn)
        if self.otherwise and (reply := self.otherwise(self, turn)):
            return reply
        if put_away(self.context, turn.conversation_id) and not has_told(self.context, turn.conversation_id):
            return Reply(self.speak(turn, start_complaint(self.context, replace(turn.heard, text=""), False)))
        if asks := ask_which(self.context, turn.heard, "add"):
            return Reply(asks)
        outcome = add_details(self.context, turn.heard)
        if outcome.says in _KEPT_FOR_LATER:
            keep_for_later(self.context, turn.heard)
        return Reply(self.speak(turn, outcome))

    def _resume(self, turn: Turn) -> Reply:
        """A complaint was left in the middle (somebody was in distress, say): it goes on where it was."""
        following = question_now(self.context, turn.conversation_id, Purpose.COMPLAINT)
        outcome = take_answer(self.context, turn.heard, following, Purpose.COMPLAINT)
        events = slots(outcome)
        following = question_now(self.context, turn.conversation_id, Purpose.COMPLAINT)
        if following is not None:
            events += [ActiveLoop(Purpose.COMPLAINT.value), SlotSet(REQUESTED, following.value)]
        return Reply(self.speak(turn, outcome), events)

    def _is_complaint(self, turn: Turn) -> bool:
        """A first message full of details tells a story; the model hears details only."""
        text = turn.heard.text
        if has_told(self.context, turn.conversation_id):
            return False
        complains = len(text.split()) >= _A_STORY and re.search(r"\bcomplain", text, re.IGNORECASE)
        return bool(complains) or is_dead(text)


class AskQuestion(FirstlineAction):
    """Asks the question that stands. One class a question below: Rasa finds them by the slot's name."""

    question: Question
    answers = False

    def name(self) -> str:
        return f"action_ask_{self.question.value}"

    def act(self, turn: Turn) -> Reply:
        purpose = Purpose.ADR if turn.form == Purpose.ADR.value else Purpose.COMPLAINT
        again = turn.stood_before(self.question) and not asks_repeat(turn.heard.text)
        return Reply(question_words(self.context, turn.conversation_id, self.question, purpose, again))


def _asks(question: Question) -> type[AskQuestion]:
    return type(f"Ask{question.name.title().replace('_', '')}", (AskQuestion,), {"question": question})


ASK_ACTIONS = [_asks(question) for question in Question]
ACTIONS = [StartComplaint, ValidateComplaintForm, FinishComplaint, Cancel, AddDetails, *ASK_ACTIONS]
