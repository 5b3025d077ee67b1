"""What a customer told, in words: for the last look, for "changed" and for the people who work the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.decisions.provider import Provider
from bot.decisions.questions import UNKNOWN, Question
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply_wish import BY_TEXT, REPLY_WISH
from bot.services.context import Context
from bot.wording import in_one_line, list_in_words

SUMMED_UP = (
    Question.DESCRIPTION,
    Question.HAPPENED_ON,
    Question.STILL_HAPPENING,
    Question.FIRST_TOLD_ON,
    Question.HANDLED_BY,
    Question.SERVICE,
    Question.REFERENCE,
    Question.ACCOUNT,
    Question.EXAMPLES,
    Question.OUTCOME,
    Question.AMOUNT,
    Question.NAME,
    Question.REPLY_ADDRESS,
    Question.REPLY_OFTEN,
    Question.ROLE,
    Question.ACTING_FOR,
    Question.CUSTOMER,
    Question.EMPLOYEES,
    Question.VOLUNTEERS,
    Question.CONTRACTORS,
    Question.COPIES,
    Question.NEEDS,
)
"""What a last look shows, in its order; only what was told."""

NOT_ASKED = "_not_asked"
"""Key of the answers: which of them only follow from others, and were never said."""
_LONGEST = 600
SENT = "sent"
"""For ``copies``: they have sent them, here or in another way."""
_NO_COPIES = (None, UNKNOWN, "none")


def label(context: Context, question: Question, provider: Provider) -> str:
    return context.words.text(f"utter_label_{question}", provider=provider.name)


def value_in_words(context: Context, question: Question, answers: Mapping[str, Any]) -> str:
    """The answer to ``question`` as a customer would read it."""
    value = answers.get(question)
    words = context.words
    if question is Question.REPLY_ADDRESS and (notes := _notes_of_reply(context, answers)):
        note = "; ".join(notes)
        return f"{_short(str(value))} ({note})" if value else note
    if value == UNKNOWN:
        return words.text("utter_value_unknown")
    if isinstance(value, dict):
        return _days(context, value)
    if question is Question.NEEDS:
        codes = value if isinstance(value, list) else [value]
        said = [words.text(f"utter_value_needs_{code}") for code in codes if code != "other"]
        told = answers.get("needs_words")
        if told and "other" in codes:
            said.append(str(told))
        return list_in_words(
            said or [words.text("utter_value_needs_none" if not codes else "utter_value_needs_other")]
        )
    if question is Question.AMOUNT and isinstance(value, int | float):
        return f"£{value:,.0f}" if value == int(value) else f"£{value:,.2f}"
    key = f"utter_value_{question}_{value}"
    return words.text(key) if isinstance(value, str) and key in words else _short(str(value))


def _notes_of_reply(context: Context, answers: Mapping[str, Any]) -> list[str]:
    """When to reach them, and how the reply must not come."""
    words, when, wishes = context.words, answers.get(REACH_NOTE), answers.get(REPLY_WISH) or ()
    notes = [words.text("utter_value_reply_note", note=when)] if when else []
    for wish in wishes:
        said = words.text("utter_value_reply_text") if wish == BY_TEXT else str(wish)
        notes.append(words.text("utter_value_reply_wish", note=said))
    return notes


def is_told(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether there is something to show: for the reply also when to reach them, before it is known where."""
    if question is Question.REPLY_ADDRESS and (answers.get(REACH_NOTE) or answers.get(REPLY_WISH)):
        return True
    return answers.get(question) not in (None, UNKNOWN)


def copies_in_words(context: Context, answers: Mapping[str, Any], files: Sequence[str]) -> str:
    """Whether there are copies, empty where nothing is known of any. ``files``: names of what was sent: it may hold
    them, and what was said before it came is not true any more. "I have sent them" without a file here is told as
    what they said: nobody can see it."""
    value = answers.get(Question.COPIES)
    if files and value in _NO_COPIES:
        return context.words.text("utter_copies_in_files")
    if not files and value == SENT:
        return context.words.text("utter_copies_sent_elsewhere")
    return "" if value in (None, UNKNOWN) else value_in_words(context, Question.COPIES, answers)


def files_in_words(files: Sequence[str]) -> str:
    """Their names, one after the other; empty for none."""
    return ", ".join(files)


def summary(
    context: Context, answers: Mapping[str, Any], provider: Provider, files: Sequence[str] = ()
) -> str:
    """A line for each answer that was given, and one for the ``files`` that were sent, by name; what was left out is
    left out."""
    told = []
    for question in SUMMED_UP:
        value = answers.get(question)
        only_follows = question.value in answers.get(NOT_ASKED, ()) and value == "nobody"
        unknown = value == UNKNOWN and question is Question.FIRST_TOLD_ON
        left_out = not (is_told(question, answers) or unknown)
        if question is Question.COPIES:
            said = copies_in_words(context, answers, files)
        else:
            said = "" if left_out or only_follows else value_in_words(context, question, answers)
        told.append((label(context, question, provider), said))
    told.append((context.words.text("utter_files_label"), files_in_words(files)))
    words = context.words
    lines = [words.text("utter_summary_line", label=what, value=said) for what, said in told if said]
    return "\n".join("• " + line for line in lines)


def named(context: Context, question: Question, answers: Mapping[str, Any], provider: Provider) -> str:
    """Label and value in one, such as "Reference or ticket: 44120"."""
    return context.words.text(
        "utter_summary_line",
        label=label(context, question, provider),
        value=value_in_words(context, question, answers),
    )


def _days(context: Context, told: Mapping[str, str]) -> str:
    start, end = date.fromisoformat(told["from"]), date.fromisoformat(told["to"])
    if start == end:
        return context.day(start)
    return context.words.text("utter_range", start=context.day(start), end=context.day(end))


def _short(text: str) -> str:
    one_line = in_one_line(text)
    return one_line if len(one_line) <= _LONGEST else one_line[:_LONGEST].rsplit(" ", 1)[0] + " …"
