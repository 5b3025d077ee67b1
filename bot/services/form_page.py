"""What a page of the form shows: the question as the chat asks it, what can be chosen, what is known, what was said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.decisions.form import Field, all_steps, field_of, may_open, step_before
from bot.decisions.playbook import GIVEN, known_tries
from bot.decisions.provider import Provider
from bot.decisions.questions import DETAILS, UNKNOWN, Purpose, Question, demanded_details, may_skip
from bot.decisions.records import Intake, Message, Sender
from bot.readers.answers import Message as Typed
from bot.readers.answers import read_answer
from bot.readers.heard import Taken
from bot.readers.reach_times import REACH_NOTE
from bot.services.answer_words import SUMMED_UP, copies_in_words, label, value_in_words
from bot.services.ask_question import question_words
from bot.services.context import Context
from bot.services.files_sent import files_sent
from bot.services.form_answer import THATS_ALL
from bot.services.heard import CLOSING, CODE_LATER, LOGGED_EARLY, Heard, Outcome
from bot.services.outcome_words import outcome_words
from bot.services.playbooks import steps_in_words
from bot.services.ports import Transaction
from bot.services.resume import resume_words
from bot.services.same_day import problem_in
from bot.wording import Button

_PAYLOAD = re.compile(r"^/give_details(\{.*\})$", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_SHOWN_ELSEWHERE = frozenset({CLOSING, CODE_LATER, LOGGED_EARLY, "utter_playbook_steps"})
"""The closing page, the banner and the question whether it is sorted show these themselves."""
_LATELY = 60
"""Lines: more than one page and all that was said to it."""
_ON_THE_LAST_LOOK = frozenset({"change", "show"})


@dataclass(frozen=True)
class Row:
    """One answer at the last look. ``given`` is false for what was left out."""

    question: Question
    label: str
    value: str
    given: bool


@dataclass(frozen=True)
class FormPage:
    """``options``: what can be chosen, ``payload`` the choice. ``other``: buttons beside "Continue". ``skip``: the
    button that leaves it out, ``None`` where it is needed. ``chosen`` and ``text``: what was answered before.
    ``told``: what happened as told so far. ``notes``: said of the last answer. ``back``: the page before."""

    question: Question
    kind: Field
    title: str
    hint: str
    why: str
    options: list[Button] = field(default_factory=list)
    other: list[Button] = field(default_factory=list)
    skip: Button | None = None
    thats_all: Button | None = None
    chosen: tuple[str, ...] = ()
    text: str = ""
    on: date | None = None
    told: str = ""
    steps: str = ""
    asked_by_page: bool = False
    answered: bool = False
    at_the_end: bool = False
    reply_by: str = ""
    reference: str | None = None
    notes: list[str] = field(default_factory=list)
    from_people: list[Message] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    back: Question | None = None


def offered(context: Context, conversation_id: str, question: Question) -> tuple[str, list[Button]]:
    """The words of a question and its answers, as in the chat; ``Button.payload`` is the choice alone."""
    said = question_words(context, conversation_id, question, Purpose.COMPLAINT, again=False)
    text = said[0].text if said else ""
    buttons = [
        Button(button.title, json.loads(found[1])["choice"])
        for one in said
        for button in one.buttons
        if (found := _PAYLOAD.match(button.payload))
    ]
    return text, buttons


def form_page(
    context: Context, provider: Provider, intake: Intake | None, conversation_id: str, question: Question,
    standing: Question | None,
) -> FormPage:  # fmt: skip
    """The page of ``question``, which ``may_open`` allows, while ``standing`` is asked."""
    answers: Mapping[str, Any] = intake.answers if intake else {}
    text, buttons = offered(context, conversation_id, question)
    if question in demanded_details(provider):
        text = _without_who_asks(context, provider, text)
    title, hint = _title_and_hint(text)
    kind = field_of(question, answers)
    by_choice = {button.payload: button for button in buttons}
    none = "none" if question is Question.REPLY_BY else UNKNOWN
    skip = None
    if may_skip(question, answers) and question not in (Question.CHECK, Question.REPLY_ADDRESS):
        skip = by_choice.get(none) or Button(context.words.text("utter_form_skip"), none)
    left = [
        button for button in buttons if button.payload not in {none, UNKNOWN, THATS_ALL, *_ON_THE_LAST_LOOK}
    ]
    chooses = kind in (Field.ONE_OF, Field.SOME_OF)
    answered = question in answers and question is not standing
    chosen = _chosen(question, answers, left)
    with context.store.read() as tx:
        case = tx.cases.by_intake(intake.id) if intake else None
        lines = tx.messages.newest(conversation_id, _LATELY)
        reply = str(answers.get(Question.REPLY_BY) or "")
        notes = _notes(context, tx, provider, intake, conversation_id, question)
        files = files_sent(tx, intake)
    at = context.now() + timedelta(microseconds=1)  # what came in at this very instant came before
    back = resume_words(context, Heard(conversation_id, "", "", at))
    return FormPage(
        question=question,
        kind=kind,
        title=title,
        hint=hint,
        why=_why(context, question, provider),
        options=left if chooses else [],
        other=[] if chooses or kind is Field.CHECK else left,
        skip=skip,
        thats_all=by_choice.get(THATS_ALL) if question in DETAILS and not answered else None,
        chosen=chosen,
        text=_text(question, answers, chosen),
        on=_on(answers.get(question)),
        told=str(answers.get(Question.DESCRIPTION) or "") if question is Question.DESCRIPTION else "",
        steps=_steps(context, provider, answers) if question is Question.SORTED else "",
        asked_by_page=question in demanded_details(provider),
        answered=answered,
        at_the_end=standing in (Question.CHECK, Question.CODE),
        reply_by=reply,
        reference=case.reference if case else None,
        notes=[said.text for said in back] + notes,
        from_people=[line for line in lines if line.sender is Sender.AGENT],
        rows=_rows(context, provider, answers, standing, files) if question is Question.CHECK else [],
        back=step_before(question, answers, provider),
    )


def _without_who_asks(context: Context, provider: Provider, text: str) -> str:
    """The question alone: the page itself says who asks for it."""
    for key in ("utter_wanted_by_page", "utter_wanted_by_page_last"):
        before, _, _ = context.words.text(key, provider=provider.name, question="\x00").partition("\x00")
        text = text.removeprefix(before)
    return text


def _title_and_hint(text: str) -> tuple[str, str]:
    """The question itself, and what is said around it. Without a question mark all of it is a hint."""
    lead = text.partition("\n")[0]
    sentences = _SENTENCE.split(lead)
    title = next((each for each in sentences if each.endswith("?")), "")
    return title, " ".join(each for each in sentences if each is not title)


def _why(context: Context, question: Question, provider: Provider) -> str:
    key = f"utter_why_{question}"
    return context.words.text(key, provider=provider.name) if key in context.words else ""


def _steps(context: Context, provider: Provider, answers: Mapping[str, Any]) -> str:
    """What to try, one step a line."""
    problem = problem_in(dict(answers))
    given = known_tries(answers.get(GIVEN, ()))
    if problem is None or not given:
        return ""
    steps = [step for step in context.playbooks[problem].steps if step.tries in given]
    words = steps_in_words(context, provider, problem, steps)
    return context.words.text("utter_playbook_steps", steps=words, provider=provider.name)


def _chosen(question: Question, answers: Mapping[str, Any], options: list[Button]) -> tuple[str, ...]:
    """The options that stand for what was answered: those that a reader would make the same value of."""
    value = answers.get(question)
    if value is None:
        return ()
    if question is Question.OUTCOME:
        return tuple(answers.get("outcome_kinds") or ())
    if question is Question.NEEDS:
        return tuple(value or ("none",)) if isinstance(value, list) else ()
    today = date.min
    same = []
    for option in options:
        read = read_answer(question, Typed("", today, option.payload), answers)
        if isinstance(read, Taken) and read.values.get(question) == value:
            same.append(option.payload)
    return tuple(same)


def _text(question: Question, answers: Mapping[str, Any], chosen: tuple[str, ...]) -> str:
    """What is written into the field already."""
    value = answers.get(question)
    if question is Question.NEEDS:
        return str(answers.get("needs_words") or "")
    if question is Question.REPLY_ADDRESS and value and answers.get(REACH_NOTE):
        return f"{value}, {answers[REACH_NOTE]}"
    if question is Question.OUTCOME and value and value != UNKNOWN:
        ticked = read_answer(question, Typed("", date.min, ",".join(chosen)), {}) if chosen else None
        ours = str(ticked.values[question]) if isinstance(ticked, Taken) else ""
        return str(value).removeprefix(ours).removeprefix(":").strip() if ours else str(value)
    written = value is not None and value != UNKNOWN and not isinstance(value, dict | list) and not chosen
    return str(value) if written and question is not Question.DESCRIPTION else ""


def _on(value: Any) -> date | None:
    """A day that is known for certain, to stand in the three fields."""
    same = isinstance(value, dict) and value["from"] == value["to"]
    return date.fromisoformat(value["from"]) if same else None


def _notes(
    context: Context,
    tx: Transaction,
    provider: Provider,
    intake: Intake | None,
    conversation_id: str,
    question: Question,
) -> list[str]:
    """What was said of the last answer, on the page that followed it."""
    if intake is None or intake.outcome is None:
        return []
    outcome = Outcome.from_json(intake.outcome)
    if outcome.next != question.value:
        return []
    said = outcome_words(context, provider, conversation_id, outcome, but=_SHOWN_ELSEWHERE, on_form=True)
    return [one.text for one in said]


def _rows(
    context: Context,
    provider: Provider,
    answers: Mapping[str, Any],
    standing: Question | None,
    files: Sequence[str],
) -> list[Row]:
    """Every answer that can be changed, and every question that was left out. ``files``: names of what was sent."""
    rows = []
    steps = all_steps(answers, provider)
    way = (
        Row(Question.REPLY_BY, "", str(answers.get(Question.REPLY_BY)), True)
        if answers.get(Question.REPLY_BY)
        else None
    )
    for question in SUMMED_UP:
        if question not in steps or not may_open(question, answers, provider, standing):
            continue
        value = answers.get(question)
        given = value is not None and value != UNKNOWN
        if question is Question.REPLY_ADDRESS and way is not None:
            rows.append(way)
        words = value_in_words(context, question, answers) if given else ""
        if question is Question.DESCRIPTION:
            words = str(value)
        if question is Question.COPIES and (words := copies_in_words(context, answers, files)):
            given = True
        rows.append(Row(question, label(context, question, provider), words, given))
    return rows
