"""Answer "can I go to the ombudsman yet?" in a chat, from what the customer has told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.decisions.adr import AdrAnswer
from bot.decisions.adr_outcome import SMALL_BUSINESS_MAX, WAIT, AdrStatus
from bot.decisions.calendar import london_date
from bot.decisions.questions import NONE_YET, Question
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.readers.adr_told import (
    NOT_COMPLAINED,
    has_letter,
    letter_date,
    read_adr_facts,
    read_bars,
    read_heads,
)
from bot.readers.answers import read_answer
from bot.readers.asks_when import Wanted, asks_when
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.requests import asks_if_it_is_right, asks_if_must_wait, asks_if_too_late
from bot.readers.volunteered import correction
from bot.readers.when import LETTER_ABOUT
from bot.services.chat_adr import (
    ASKED_AS,
    LETTER_SAID,
    adr_answer_words,
    adr_question,
    answer_for,
    latest_day,
    rough_letter,
    when_adr_opens,
)
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.latest_case import case_of, case_spoken_of, intake_of
from bot.services.open_case import keep_details
from bot.services.ports import Transaction
from bot.services.start_complaint import open_intake
from bot.wording import Button, Said

ASKED_OF_PAGE = "_asked_of_page"
"""Key of the answers: the provider's page or its weeks were named in the question."""
_OF_PAGE = re.compile(
    r"\b(?:page|web ?site|site|blurb|says?|terms|8 ?weeks?|eight weeks?|two months)\b", re.IGNORECASE
)
_A_DATE = 5
"""Words: "actually it was 13 October"."""


def begin_adr(context: Context, heard: Heard, in_complaint: bool = False) -> tuple[Question | None, Outcome]:
    """The first question that is needed before an answer (``None`` when enough is known), and what was noted.

    "It's been 7 weeks, am I allowed?" says when they first complained. Facts told in the question are kept, on the
    case too if there is one, and read back so that the customer can put them right.
    """
    with context.store.write() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
        latest = _intake_about(tx, heard.conversation_id, case)
        done = handled_before(latest, heard)
        intake = latest if case is not None and latest is not None else open_intake(context, tx, heard)
        if done is None or (done.theirs and in_complaint):
            told = read_adr_facts(heard.text, london_date(heard.at))
            dated = letter_date(heard.text, london_date(heard.at))
            if dated and intake.answers.get(Question.FINAL_LETTER_ON):
                told[Question.FINAL_LETTER_ON.value] = dated
            # What was taken beside the question is read back when the form comes back with it; the rest is said here.
            beside = done or Outcome()
            done = Outcome(filled=told, says=_read_back(told))
            kept = replace(beside, filled={**beside.filled, **told}, theirs=True) if in_complaint else done
            before = dict(intake.answers)
            before[ASKED_AS] = _asked_as(heard.text)
            before[ASKED_OF_PAGE] = _OF_PAGE.search(heard.text) is not None
            if heard.choice == "letter" or (has_letter(heard.text) and not _has_date(before, told)):
                before.pop(Question.FINAL_LETTER_ON, None)
                before[LETTER_SAID] = True
            intake = replace(
                intake,
                answers={**before, **told},
                handled_message=heard.message_id,
                outcome=kept.as_json(),
            )
            tx.intakes.save(intake)
            if case is not None and told and tx.cases.by_intake(intake.id) is not None:
                keep_details(context, tx, case, intake)
            tx.commit()
    return adr_question(context, intake.provider, intake.answers, case), done


def _asked_as(text: str) -> str | None:
    if asks_if_too_late(text):
        return "late"
    if asks_if_must_wait(text):
        return "wait"
    return "plain" if asks_if_it_is_right(text) else None


def asked_about_adr(context: Context, conversation_id: str) -> bool:
    """Whether they have asked "can I go to the scheme yet?" in this chat, and are not telling a complaint."""
    with context.store.read() as tx:
        intake = intake_of(tx, conversation_id)
    return intake is not None and ASKED_OF_PAGE in intake.answers


def adr_on(context: Context, conversation_id: str, first: date) -> list[Said]:
    """The answer as if they had first told the provider on ``first`` (a London date); nothing is kept of it."""
    with context.store.read() as tx:
        provider = tx.conversations.get(conversation_id).provider
        intake = intake_of(tx, conversation_id)
    supposed = {"from": first.isoformat(), "to": first.isoformat()}
    answers = {**(intake.answers if intake else {}), Question.FIRST_TOLD_ON: supposed}
    said = adr_answer_words(context, provider, answers)
    told = context.words.text("utter_adr_supposed", day=context.day(first))
    return [Said(f"{told} {said[0].text}", said[0].buttons), *said[1:]]


def note_adr_facts(context: Context, heard: Heard) -> None:
    """Keep what a story says that opens or bars the scheme, so that the question at its end is answered with it.

    Where the question is about a day that they name, their days are kept too: they need not be told again.
    """
    today = london_date(heard.at)
    told = read_bars(heard.text, today)
    if asks_when(heard.text, today) is Wanted.SCHEME:
        told = {**read_adr_facts(heard.text, today), **told}
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is not None:
            answers = {**told, **intake.answers, ASKED_AS: _asked_as(heard.text)}
            tx.intakes.save(replace(intake, answers=answers))
            tx.commit()


def correct_adr(context: Context, heard: Heard) -> bool:
    """After an ADR answer, outside a complaint: a new date or number of people is taken; true if there was one."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is None or case_of(tx, heard.conversation_id) is not None or heard.choice is not None:
            return False
        if intake.status is not IntakeStatus.OPEN or intake.answers.get("complaining"):
            return False
        if handled_before(intake, heard) is not None:
            return True
        told = _corrected(intake.answers, heard)
        if not told:
            return False
        outcome = Outcome(filled=told)
        answers = {**intake.answers, **told}
        tx.intakes.save(
            replace(intake, answers=answers, handled_message=heard.message_id, outcome=outcome.as_json())
        )
        tx.commit()
    return True


def _corrected(answers: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Only what an ADR answer rests on already, or a date of the first complaint."""
    known = (Question.FIRST_TOLD_ON, Question.FINAL_LETTER_ON, Question.EMPLOYEES)
    if not any(answers.get(question) for question in known):
        return {}
    today = london_date(heard.at)
    told = read_adr_facts(heard.text, today)
    dated = letter_date(heard.text, today)
    if dated and answers.get(Question.FINAL_LETTER_ON):
        told[Question.FINAL_LETTER_ON.value] = dated
    if isinstance(answers.get(Question.EMPLOYEES), int):
        told |= read_heads(heard.text)
    message = Message(heard.text, today, None, heard.intent, heard.confidence)
    new = correction(message, answers)
    if isinstance(new, Taken):
        told |= {str(key): value for key, value in new.values.items() if str(key) in answers}
    short = len(heard.text.split()) <= _A_DATE
    if Question.FIRST_TOLD_ON not in told and short and isinstance(answers.get(Question.FIRST_TOLD_ON), dict):
        day = read_answer(Question.HAPPENED_ON, message, {})
        if isinstance(day, Taken) and isinstance(day.values.get(Question.HAPPENED_ON), dict):
            told[Question.FIRST_TOLD_ON.value] = day.values[Question.HAPPENED_ON]
    if isinstance(answers.get(Question.EMPLOYEES), int) and short:
        count = read_answer(Question.EMPLOYEES, message, {})
        if isinstance(count, Taken) and isinstance(count.values.get(Question.EMPLOYEES), int):
            told[Question.EMPLOYEES.value] = count.values[Question.EMPLOYEES]
    return {key: value for key, value in told.items() if answers.get(key) != value}


def _has_date(*known: Mapping[str, Any]) -> bool:
    """Whether the day of the final letter is known, or that there is none."""
    return any(Question.FINAL_LETTER_ON in each for each in known)


def before_asking(context: Context, conversation_id: str) -> list[Said]:
    """What can be said before the next question about ADR is answered: the rule, or what the facts so far come to."""
    with context.store.read() as tx:
        provider = tx.conversations.get(conversation_id).provider
        intake = intake_of(tx, conversation_id)
    answers = intake.answers if intake else {}
    if answers.get(LETTER_SAID) and Question.FINAL_LETTER_ON not in answers:
        return []  # its date decides: nothing is said before
    answer = answer_for(context, provider, answers)
    if answer.status is AdrStatus.NEED_DATE:
        profile = context.provider(provider)
        scheme = context.schemes[profile.adr.scheme].name.value
        weeks = context.rule(WAIT)
        size = _if_small_enough(context, answers, scheme)
        return [*size, context.words.say("utter_adr_rule", scheme=scheme, provider=profile.name, weeks=weeks)]
    first, *more = adr_answer_words(context, provider, answers)
    limit = more[:1] if answer.apply_by is not None else []
    told = " ".join(said.text for said in [first, *limit])
    # Who has to wait hears at once what the page says otherwise, and how it can be sooner; who asks of the page, too.
    besides = more[:-1] if answer.status is AdrStatus.NOT_YET else []
    if answer.status is AdrStatus.OPEN and answers.get(ASKED_OF_PAGE):
        besides = more[len(limit) : -2]
    if answer.apply_by == context.today():
        besides = [context.words.say("utter_adr_apply_today"), *besides]
    return [
        *_if_rough(context, provider, answers),
        context.words.say("utter_adr_provisional", answer=told),
        *besides,
    ]


def _if_small_enough(context: Context, answers: Mapping[str, Any], scheme: str) -> list[Said]:
    """A firm that told its size hears at once that it is no bar; a bigger one hears the answer instead."""
    heads, most = answers.get(Question.EMPLOYEES), context.rule(SMALL_BUSINESS_MAX)
    others = [answers.get(each) for each in (Question.VOLUNTEERS, Question.CONTRACTORS)]
    counted = [count for count in [heads, *others] if isinstance(count, int)]
    if not isinstance(heads, int) or sum(counted) > most:
        return []
    return [context.words.say("utter_small_enough", scheme=scheme, people=sum(counted), people_max=most)]


def _if_rough(context: Context, provider: str, answers: Mapping[str, Any]) -> list[Said]:
    """A rough letter counts from the first day on which it may have come, and they hear so: they named no day."""
    answer = answer_for(context, provider, answers)
    letter = answer.facts.deadlock_letter_on
    if rough_letter(answers) and letter is not None:
        return [context.words.say("utter_adr_letter_rough", day=context.day(letter))]
    return []


def _read_back(told: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    says: list[tuple[str, dict[str, Any]]] = []
    if Question.FIRST_TOLD_ON in told:
        says.append(("utter_noted_first_told_on", {"day": told[Question.FIRST_TOLD_ON]}))
    letter = told.get(Question.FINAL_LETTER_ON)
    if letter and letter != NONE_YET:
        says.append(("utter_noted_letter", {"day": told.get(LETTER_ABOUT) or {"from": letter, "to": letter}}))
    return says


def tell_adr(context: Context, conversation_id: str, text: str = "") -> list[Said]:
    """The answer as far as the facts go. Somebody without a date hears from which day on it would be open. ``text`` may
    name which of several complaints it is about."""
    with context.store.read() as tx:
        provider = tx.conversations.get(conversation_id).provider
        case = case_spoken_of(tx, conversation_id, text)
        intake = _intake_about(tx, conversation_id, case)
    answers = intake.answers if intake else {}
    answer = answer_for(context, provider, answers)
    if answer.status is AdrStatus.COMPLAIN_FIRST:
        return _with_a_way_on(context, adr_answer_words(context, provider, answers))
    undated = answer.status is AdrStatus.NEED_DATE
    if undated and case is not None and answers.get(Question.TOLD_BEFORE) != "yes":
        day = london_date(case.received_at).isoformat()
        answers = {**answers, Question.FIRST_TOLD_ON: {"from": day, "to": day}}
        answer = answer_for(context, provider, answers)
    elif undated:
        return _undated(context, provider, answers, case)
    said = adr_answer_words(context, provider, answers)
    if answer.apply_by == context.today():
        said.insert(0, context.words.say("utter_adr_apply_today"))
    if answer.status is AdrStatus.NOT_YET:
        title = context.words.text("utter_adr_had_letter")
        said[-1] = Said(said[-1].text, [*said[-1].buttons, Button(title, '/ask_adr{"choice": "letter"}')])
    if undated and case is not None and answer.status in (AdrStatus.NOT_YET, AdrStatus.OPEN):
        said[:1] = _from_the_day_it_was_logged(context, case, answer)
    return [*_if_rough(context, provider, answers), *said]


def _from_the_day_it_was_logged(context: Context, case: Case, answer: AdrAnswer) -> list[Said]:
    """Where they did not say when they first told the provider, nobody claims that it was that day."""
    profile = context.provider(case.provider)
    facts = {
        "reference": case.reference,
        "provider": profile.name,
        "scheme": context.schemes[profile.adr.scheme].name.value,
        "received": context.day(london_date(case.received_at)),
        "weeks": context.rule(WAIT),
        "day": context.day(answer.opens_on) if answer.opens_on is not None else "",
    }
    if answer.status is AdrStatus.OPEN:
        return [context.words.say("utter_adr_logged_open", **facts)]
    sooner = context.words.say("utter_adr_logged_sooner", provider=profile.name)
    return [context.words.say("utter_adr_logged_not_yet", **facts), sooner]


def _intake_about(tx: Transaction, conversation_id: str, case: Case | None) -> Intake | None:
    """That of ``case``, unless another complaint is being told in this very chat: one that was told elsewhere, and
    never to its end, is none."""
    if case is None or case == case_of(tx, conversation_id):
        return intake_of(tx, conversation_id)
    latest = tx.intakes.latest(conversation_id)
    telling = latest is not None and latest.status is IntakeStatus.OPEN and latest.answers.get("complaining")
    return latest if telling else tx.intakes.get(case.intake_id)


def _undated(context: Context, provider: str, answers: Mapping[str, Any], case: Case | None) -> list[Said]:
    """No day is known on which they first told the provider."""
    profile = context.provider(provider)
    facts = {
        "provider": profile.name,
        "scheme": context.schemes[profile.adr.scheme].name.value,
        "day": context.day(latest_day(context)),
        "weeks": context.rule(WAIT),
    }
    before = answers.get(Question.TOLD_BEFORE)
    if before == "yes":
        latest = latest_day(context).isoformat()
        supposed = {**answers, Question.FIRST_TOLD_ON: {"from": latest, "to": latest}}
        said = adr_answer_words(context, provider, supposed)
        if answer_for(context, provider, supposed).status is AdrStatus.OPEN:
            # The first item names the day that we only supposed.
            said = [context.words.say("utter_adr_before_yes", **facts), *said[1:]]
        return said
    said = [context.words.say("utter_adr_before_no" if before == "no" else "utter_adr_inverse", **facts)]
    return [*said, Said(when_adr_opens(context, case))] if case is not None else said


def _with_a_way_on(context: Context, said: list[Said]) -> list[Said]:
    """They have not complained yet: the complaint is one press away."""
    *rest, last = said
    title = context.words.text("utter_guess_make_complaint")
    return [*rest, Said(last.text, [Button(title, "/make_complaint")])]


def has_not_complained(answers: Mapping[str, Any]) -> bool:
    """They said in a question about ADR that there is no complaint yet."""
    return bool(answers.get(NOT_COMPLAINED))
