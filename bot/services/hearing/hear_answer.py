"""What a message means while a question stands: an answer to it, to another one, or a question of theirs.

Nothing is kept here; ``take_answer`` does that.
"""

from __future__ import annotations

from typing import Any

from bot.decisions.digression import takes_back
from bot.decisions.questions import DETAILS, UNKNOWN, Purpose, Question
from bot.readers.contact import find_contact
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.outcome import bare_wish, whole_wish, wish_beside_complaining
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply import read_reply_by
from bot.readers.reply_wish import REPLY_WISH
from bot.readers.volunteered import volunteered
from bot.services.hearing.answer_to_ours import answer_to_ours
from bot.services.hearing.besides import (
    answer_to_another,
    details,
    first_day_restated,
    more_of_the_story,
    named_detail,
    number_alone,
    told_for_adr,
)
from bot.services.hearing.corrections import answer_to_suggestion, correction_in, swap_in
from bot.services.hearing.name_or_reply import name_with_number
from bot.services.hearing.ours_or_theirs import TheirWords
from bot.services.hearing.reach_note import reach_note, reply_wish

_ONE_WAY = frozenset({Question.FAULT_OR_COMPLAINT, Question.SORT_OR_LOG, Question.SORTED})
"""Answered once; their buttons mean nothing later."""

_NO_WISHES_ASKED = frozenset(
    {
        Question.HAPPENED_ON,
        Question.FIRST_TOLD_ON,
        Question.NAME,
        Question.STILL_HAPPENING,
        Question.HANDLED_BY,
        Question.SERVICE,
        Question.REFERENCE,
        Question.ACCOUNT,
        Question.EXAMPLES,
        Question.ROLE,
        Question.ACTING_FOR,
        Question.CUSTOMER,
    }
)
"""Where "I want it back" answers nothing, whatever words of the answer are in it ("every day")."""


def hear_answer(said: TheirWords, question: Question | None) -> Reading:
    """What it says: a yes to "did you mean …?", a correction, an answer to ``question``, or something it
    volunteers; ``None`` when it is none of these."""
    if said.heard.on_form:
        return _on_form(said, question)
    if said.heard.choice is None and takes_back(said.message.text):
        return None  # "cancel it, no, carry on": nothing is told
    found = (
        answer_to_suggestion(said)
        or swap_in(said)
        or correction_in(said, question)
        or _only_a_wish(said, question)
        or _wish_and_no_story(said, question)
        or name_with_number(said, question)
        or _bare_wish(said, question)
        or answer_to_ours(said, question)
    )
    if found is None and (note := reach_note(said, question)):
        found = Taken({**_way_beside(said, question), REACH_NOTE: note})
    if found is None and (wish := reply_wish(said)) and question is not Question.DESCRIPTION:
        found = Taken({**_way_beside(said, question), REPLY_WISH: wish})
    if found is None and not said.outright(question):
        found = (
            number_alone(said, question)
            or volunteered(said.message, said.answers)
            or first_day_restated(said, question)
            or details(said, question)
            or named_detail(said, question)
            or answer_to_another(said, question)
            or more_of_the_story(said, question)
        )
    if said.purpose is Purpose.ADR and said.heard.choice is None and not isinstance(found, Problem):
        besides = {
            key: value
            for key, value in told_for_adr(said).items()
            if found is None or key not in found.values
        }
        if besides:
            return Taken({**besides, **(found.values if found else {})})
    return found


def _only_a_wish(said: TheirWords, question: Question | None) -> Taken | None:
    """ "Do not write to the house" and no more: no name, and no answer in their own words."""
    wish = reply_wish(said) if question not in (None, Question.DESCRIPTION) else None
    alone = wish is not None and wish[-1] == " ".join(said.message.text.split()).strip(" .!")
    return Taken({REPLY_WISH: wish}) if alone else None


def _wish_and_no_story(said: TheirWords, question: Question | None) -> Taken | None:
    """What they want beside "a formal complaint", where the story is asked: that is no story yet."""
    asked = question is Question.DESCRIPTION and said.heard.choice is None
    wish = wish_beside_complaining(said.message.text) if asked else {}
    return Taken(dict(wish)) if wish else None


def _bare_wish(said: TheirWords, question: Question | None) -> Taken | None:
    """ "Mend my line", whatever is asked and whatever the model hears: no name, and no question about money. A further
    one is put behind the first."""
    typed = said.heard.choice is None and said.purpose is Purpose.COMPLAINT
    if not typed or question in (None, Question.DESCRIPTION, Question.CHECK, Question.CHANGE):
        return None
    wish: dict[Question | str, Any] = dict(bare_wish(said.message.text))
    if not wish and question in _NO_WISHES_ASKED:
        wish = dict(whole_wish(said.message.text))
    before = said.answers.get(Question.OUTCOME)
    if wish and question is not Question.OUTCOME and before not in (None, UNKNOWN):
        if wish["outcome"] in before:
            return Taken({})
        kinds = said.answers.get("outcome_kinds") or []
        wish |= {
            "outcome": f"{before}; {wish['outcome']}",
            "outcome_kinds": [*kinds, *(each for each in wish["outcome_kinds"] if each not in kinds)],
        }
    return Taken(wish) if wish else None


def _way_beside(said: TheirWords, question: Question | None) -> dict[Question | str, Any]:
    """How to reply, where that is asked or an address is in the words."""
    if question is Question.REPLY_BY:
        way = read_reply_by(said.message, said.answers)
    else:
        way = find_contact(said.message.text) if Question.REPLY_ADDRESS not in said.answers else None
    return dict(way.values) if isinstance(way, Taken) else {}


def _on_form(said: TheirWords, question: Question | None) -> Reading:
    """What stands in a field is an answer to its own question, or none."""
    found = answer_to_ours(said, question)
    if isinstance(found, Problem) and found.suggestion is not None and said.heard.as_typed:
        return Taken(dict(found.suggestion["instead"]))
    return found


def question_meant(said: TheirWords, asked: Question | None) -> Question | None:
    """The question that is answered. An old button changes its answer, but only to a real one."""
    if not said.heard.question or said.heard.question == asked:
        return asked
    if said.heard.question not in set(Question):
        return None  # of who they are, which is not asked for now
    pressed = Question(said.heard.question)
    if said.heard.choice == "thats_all" and asked in DETAILS:
        return Question(asked) if asked else None
    changes = pressed in said.answers and said.heard.choice != UNKNOWN and pressed not in _ONE_WAY
    return pressed if changes else None
