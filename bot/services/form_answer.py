"""What was sent from a page of the form, as a message to be taken; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.decisions.form import Field, field_of
from bot.decisions.questions import UNKNOWN, Answers, Purpose, Question
from bot.readers.heard import Problem
from bot.services.context import Context
from bot.services.customer_text import as_kept, is_blank
from bot.services.heard import Heard
from bot.services.hearing.hear_answer import hear_answer
from bot.services.hearing.ours_or_theirs import TheirWords
from bot.services.start_complaint import has_content
from bot.wording import Button

THATS_ALL = "thats_all"
_OTHER = "other"


@dataclass(frozen=True)
class Sent:
    """The fields of a page as they came, without what nobody may keep. ``choices``: ticked, or the one button that was
    pressed. ``as_typed``: an address that they say is right although it looks like a slip."""

    choices: tuple[str, ...] = ()
    text: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    rough: str = ""
    as_typed: str = ""

    def __post_init__(self) -> None:
        for name in ("text", "day", "month", "year", "rough", "as_typed"):
            object.__setattr__(self, name, as_kept(getattr(self, name)))  # frozen for everybody else

    @property
    def written(self) -> str:
        """All that was typed, as it stands in the transcript."""
        dated = " ".join(part for part in (self.day, self.month, self.year) if part.strip())
        return ", ".join(part for part in (dated, self.rough.strip(), self.text.strip()) if part)


@dataclass(frozen=True)
class FormError:
    """``place``: the id of the field it belongs to. Either ``words``, as the chat would say it, or a ``code`` that the
    page has words for. ``suggestion``: what was perhaps meant by ``typed``."""

    place: str
    words: str = ""
    code: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    typed: str = ""
    suggestion: str = ""


@dataclass(frozen=True)
class Read:
    """``heard`` has no id yet; ``line`` is the customer's line in the transcript."""

    heard: Heard
    line: str


def read_sent(
    context: Context,
    conversation_id: str,
    provider: str,
    question: Question,
    answers: Answers,
    sent: Sent,
    offered: Sequence[Button],
    at: datetime,
    longest: int,
) -> Read | FormError:
    """``provider``: its name. ``offered``: the answers that the page shows, by choice (``Button.payload``).
    ``longest``: characters of a text."""
    kind = field_of(question, answers)
    sent = _left_out(question, sent)
    pressed = _pressed(sent, offered)
    text = _one_line(as_kept(sent.text)) if question is Question.REPLY_ADDRESS else as_kept(sent.text).strip()
    place = {Field.DATE: "day", Field.ONE_OF: "choice-1", Field.SOME_OF: "choice-1"}.get(kind, "text")
    if max(len(text), len(sent.rough)) > longest:
        facts = {"length": f"{len(text):,}", "longest": f"{longest:,}"}
        return FormError("rough" if len(sent.rough) > longest else "text", code="too_long", facts=facts)
    if kind is Field.DATE and not pressed:
        dated = _date_text(sent)
        if isinstance(dated, FormError):
            return dated
        text, place = dated, "rough" if dated == as_kept(sent.rough).strip() else "day"
    if kind is Field.SOME_OF and pressed and text and question is Question.NEEDS:
        pressed = _with_other(pressed, offered)
    if not pressed and (is_blank(text) or kind is Field.ONE_OF):
        return FormError(place, code="not_chosen" if kind is Field.ONE_OF else f"blank_{kind}")
    heard = Heard(
        conversation_id=conversation_id,
        message_id="",
        text=text if not pressed or kind is Field.SOME_OF else "",
        at=at,
        intent="give_details",
        confidence=1.0,
        choice=",".join(button.payload for button in pressed) or None,
        question=question.value if pressed else None,
        on_form=True,
        as_typed=bool(sent.as_typed) and sent.as_typed == text,
    )
    wrong = _wrong(context, provider, question, answers, heard, place)
    if wrong is not None:
        return wrong
    titles = ", ".join(button.title for button in pressed)
    written = sent.written if not pressed or kind is Field.SOME_OF else ""
    return Read(heard, as_kept(": ".join(part for part in (titles, written) if part)))


def _left_out(question: Question, sent: Sent) -> Sent:
    """For "skip" (and "that's all") nothing is put down: neither what was typed and refused nor what was ticked."""
    skip = "none" if question is Question.REPLY_BY else UNKNOWN
    pressed = next((each for each in (skip, THATS_ALL) if each in sent.choices), None)
    return Sent(choices=(pressed,)) if pressed else sent


def _one_line(address: str) -> str:
    """An address as it stands in a letter, with commas between what were lines."""
    lines = (" ".join(line.split()).strip(" ,") for line in address.splitlines())
    return ", ".join(line for line in lines if line)


def _pressed(sent: Sent, offered: Sequence[Button]) -> list[Button]:
    return [button for button in offered if button.payload in sent.choices]


def _with_other(pressed: list[Button], offered: Sequence[Button]) -> list[Button]:
    """Words beside the boxes are kept with "something else", whether its box is ticked or not."""
    ticked = [button for button in pressed if button.payload not in (UNKNOWN, "none")]
    other = [button for button in offered if button.payload == _OTHER and button not in ticked]
    return [*ticked, *other] if ticked or other else pressed


def _date_text(sent: Sent) -> str | FormError:
    """The three fields as one date; else the rough words."""
    parts = {"day": sent.day.strip(), "month": sent.month.strip(), "year": sent.year.strip()}
    given = [name for name, part in parts.items() if part]
    if not given:
        return as_kept(sent.rough).strip()
    missing = [name for name in parts if name not in given]
    if missing:
        return FormError(missing[0], code=f"no_{missing[0]}")
    day, month, year = parts.values()
    if not day.isdecimal() or not 0 < len(day) < 3:
        return FormError("day", code="bad_date")
    if not year.isdecimal() or len(year) != 4:
        return FormError("year", code="bad_year")
    if month.isdecimal() and len(month) < 3:
        return f"{day}/{month}/{year}"
    return f"{day} {month} {year}" if month.isalpha() else FormError("month", code="bad_date")


def _wrong(
    context: Context, provider: str, question: Question, answers: Answers, heard: Heard, place: str
) -> FormError | None:
    first_words = question is Question.DESCRIPTION and Question.DESCRIPTION not in answers
    if first_words and not has_content(heard.text):
        return FormError(place, words=context.words.text("utter_problem_description"))
    reading = hear_answer(TheirWords(answers, heard, Purpose.COMPLAINT), question)
    if reading is None:
        return FormError(place, words=missed_words(context, question))
    if not isinstance(reading, Problem):
        return None
    slip = reading.suggestion is not None
    return FormError(
        place,
        words=context.words.text(reading.key, **{"provider": provider, **reading.facts}),
        typed=reading.facts.get("typed", "") if slip else "",
        suggestion=reading.facts.get("suggestion", "") if slip else "",
    )


def missed_words(context: Context, question: Question) -> str:
    """What is said where an answer cannot be read."""
    return context.words.text(f"utter_missed_{question}")
