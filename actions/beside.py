"""The question in a message that also tells something: "it's been off since Monday. How long do you take?"

The story is taken and the question is answered, in one turn. What is asked was read by the engine by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from actions.adr import BESIDE_THEIR_CASE, AskAdr, ValidateAdrForm
from actions.base import FirstlineAction
from actions.information import (
    Accessibility,
    CaseStatus,
    Compensation,
    ContactDetails,
    HowToComplain,
    OpeningHours,
    ResponseTarget,
    WhoAmI,
)
from actions.people import RequestDeadlockLetter, RequestPerson
from actions.turn import Turn
from bot.decisions.topic import Topic
from bot.readers.asks_when import Wanted, asks_when
from bot.readers.plain_questions import plain_question, tells_too
from bot.services.answer_plainly import answer_plainly
from bot.services.ask_for_letter import letter_time
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.known_cases import cases_known
from bot.services.tell_adr import note_adr_facts, tell_adr
from bot.wording import Said

_LIKELY = 0.5
_ASKS_WHEN = frozenset({"ask_response_target", "ask_adr"})
_ASKS_HOW_LONG = frozenset({"ask_response_target", "ask_case_status"})
_ANSWERS: dict[str, Callable[[Context], FirstlineAction]] = {
    "ask_how_to_complain": HowToComplain,
    "ask_response_target": ResponseTarget,
    "ask_contact_details": ContactDetails,
    "ask_opening_hours": OpeningHours,
    "ask_accessibility": Accessibility,
    "ask_compensation": Compensation,
    "ask_who_are_you": WhoAmI,
    "request_agent": RequestPerson,
}


def answer_beside(action: FirstlineAction, turn: Turn) -> list[Said]:
    """Without buttons: the question that stands comes next, with its own."""
    questions = [question for question in (turn.first_question, turn.question) if question is not None]
    said: list[Said] = []
    for question in questions:
        spoken = {each.text for each in said}
        answer = _answer(action, turn, question, len(questions) > 1)
        said += [Said(each.text) for each in answer if each.text not in spoken]
    return said


def _answer(action: FirstlineAction, turn: Turn, question: Heard, one_of_two: bool) -> list[Said]:
    context = action.context
    if plain_question(question.text) is not None:
        own = turn.heard.text == question.text  # it has just been answered, or is answered by itself
        return [] if own or not tells_too(turn.said) else answer_plainly(context, question)
    wanted = None if turn.in_form or one_of_two else asks_when(turn.said, context.today())
    if wanted is Wanted.TARGET:
        return ResponseTarget(context).act(turn.asking(question)).said
    told_with_the_story = wanted is Wanted.SCHEME and action.begins
    if told_with_the_story or (question.intent == turn.heard.intent and action.answers and not one_of_two):
        return []  # it has just been answered
    of_their_case = question.intent in _ASKS_WHEN and question.topic not in BESIDE_THEIR_CASE
    if of_their_case and isinstance(action, (AskAdr, ValidateAdrForm)):
        return []  # "when is it?" is answered by their own day
    if question.topic is not None and question.topic is not Topic.EARLY_REFERRAL:
        provider = action.provider(turn)
        said = action.topic_words(turn, question.topic, question.text)
        silent = action.say("utter_fact_silent", provider=provider.name)
        return [] if silent in said and not question.topic_sure else said
    if question.confidence < _LIKELY:
        return []
    if question.intent == "ask_adr":
        note_adr_facts(context, turn.heard)
        return [*AskAdr(context).not_that_scheme(turn), *tell_adr(context, turn.conversation_id)]
    if isinstance(action, RequestDeadlockLetter) and question.intent in _ASKS_HOW_LONG:
        return letter_time(context, action.provider(turn))  # "how long will that take" is about the letter
    if question.intent == "ask_case_status":
        with context.store.read() as tx:
            if not cases_known(tx, turn.conversation_id):
                return []
        return CaseStatus(context).act(turn.asking(question)).said
    answers = _ANSWERS.get(question.intent)
    return answers(context).act(turn.asking(question)).said if answers else []
