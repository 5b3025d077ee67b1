"""What is put right: "it's Pickles, not Pickels", a no at the last look, a yes to "did you mean …?"."""

from __future__ import annotations

import re
from typing import Any

from bot.decisions.questions import UNKNOWN, Purpose, Question
from bot.readers.answers import read_yes_no
from bot.readers.contact import find_contact
from bot.readers.corrected_dates import date_put_right
from bot.readers.details_told import corrected, details_told
from bot.readers.heard import Reading, Taken
from bot.readers.money import other_sum
from bot.readers.needs import find_needs, needs_beside
from bot.readers.outcome import find_outcome
from bot.readers.own_dates import read_own_dates
from bot.readers.swaps import swapped
from bot.readers.volunteered import correction, restated, volunteered
from bot.readers.when import day_as_answer
from bot.services.hearing.ours_or_theirs import MANY_WORDS, SAYS_MORE, TheirWords
from bot.services.hearing.two_dates import DATED, ITS_OTHER

_PUTS_RIGHT = re.compile(
    r"\b(?:name is|change|should be|not \w+|but|wrong|instead|apart from|except|other than)\b", re.IGNORECASE
)


def changed_at_the_last_look(said: TheirWords) -> Reading:
    """For "no, it's for my office": what is wrong and what is right in one."""
    words = len(said.message.text.split())
    says_no = (
        read_yes_no(said.message) is False
        or said.heard.intent == "correct_details"
        or _PUTS_RIGHT.search(said.message.text) is not None
    )
    if added := added_at_the_last_look(said):
        return Taken(added)
    if said.heard.choice is not None or not says_no or not SAYS_MORE <= words < MANY_WORDS:
        return None
    besides = volunteered(said.message, {})
    told = details_told(said.message.text, {Question.CUSTOMER: said.answers.get(Question.CUSTOMER)})
    told |= restated(said.message, said.answers)
    if isinstance(besides, Taken) and Question.NAME in besides.values:
        told[Question.NAME.value] = besides.values[Question.NAME]
    pounds = other_sum(said.message.text, said.answers.get(Question.AMOUNT))
    if pounds is not None:
        told.pop(Question.OUTCOME.value, None)
        told[Question.AMOUNT.value] = pounds
    new = {key: value for key, value in told.items() if said.answers.get(key) != value}
    return Taken(new) if new else None


_ADDS = re.compile(
    r"^\W*(?:(?:no|yes|please|also|and|but|can you|could you|just|oh)\W+)*"
    r"(?:add|put down|put in|note|include|mention|write down)\b"
    r"|^\W*(?:(?:no|yes|also|and|but|oh)\W+)*i (?:also )?(?:need|want|would like|'d like)\b",
    re.IGNORECASE,
)


def added_at_the_last_look(said: TheirWords) -> dict[Question | str, Any]:
    """For "add that I need plain text e-mails and I want the 7.50 back": what they need, and what they want."""
    text = said.message.text.replace("’", "'")
    if said.heard.choice is not None or _ADDS.search(text) is None or len(text.split()) >= MANY_WORDS:
        return {}
    needs, wish = find_needs(text), find_outcome(text)
    added: dict[Question | str, Any] = dict(wish)
    before = said.answers.get(Question.OUTCOME)
    if wish and before not in (None, UNKNOWN) and wish["outcome"] not in before:
        kinds = list(said.answers.get("outcome_kinds") or [])
        added["outcome"] = f"{before}; {wish['outcome']}"
        added["outcome_kinds"] = [*kinds, *(each for each in wish["outcome_kinds"] if each not in kinds)]
    return added | needs_beside(said.answers, needs)


def correction_in(said: TheirWords, question: Question | None) -> Reading:
    """Only where the model hears one too or they begin with a no, and not while a story or a letter is asked."""
    if question in (None, Question.DESCRIPTION, Question.FINAL_LETTER_ON, Question.TOLD_BEFORE):
        return None
    put_right = date_put_right(said.message.text, said.message.today, said.answers)
    if put_right is not None and said.heard.choice is None:
        own = read_own_dates(said.message.text, said.message.today).first
        told = day_as_answer(own) if own is not None and own.exact else None
        both = put_right[0] is Question.HAPPENED_ON and told is not None
        return Taken(
            {
                put_right[0]: day_as_answer(put_right[1]),
                **({Question.FIRST_TOLD_ON: told} if both else {}),
            }
        )
    if (
        question in DATED
        and question not in said.answers
        and not ITS_OTHER[question].search(said.message.text)
    ):
        return None  # "I said, mid October" is the answer
    put = correction(said.message, said.answers) if said.message.text.lower().startswith("sorry") else None
    if isinstance(put, Taken) and set(put.values) <= set(DATED):
        return put  # "sorry, it went wrong on the 2nd", whatever the model makes of it
    begins_with_no = said.message.text.lower().startswith("no")
    if said.heard.intent not in ("correct_details", "deny") and not begins_with_no:
        return corrected(said.message, said.answers) if question is not Question.CHANGE else None
    return corrected(said.message, said.answers) or correction(said.message, said.answers)


def answer_to_suggestion(said: TheirWords) -> Reading:
    """A yes or no to "did you mean …?"."""
    suggestion = said.answers.get("_suggestion")
    if suggestion is None:
        return None
    if find_contact(said.message.text) is not None:
        return None
    answer = read_yes_no(said.message)
    if answer is None:
        return None
    return Taken(suggestion["values"] if answer else suggestion["instead"])


def swap_in(said: TheirWords) -> Reading:
    """For "it's Pickles, not Pickels", whatever is asked."""
    if said.heard.choice is not None or said.purpose is not Purpose.COMPLAINT:
        return None
    values = swapped(said.message.text, said.answers)
    return Taken(dict(values)) if values else None
