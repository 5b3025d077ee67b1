"""The letter that takes a complaint one rung up, written for the customer: to print, sign and post.

Only for a provider whose page says what to send and where. It holds the customer's name, address and story, so its
link is another one than that of the dates (``case_link.letter_link``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from bot.decisions.mail import Letter
from bot.decisions.provider import Provider, Step
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, Contact, ContactKind
from bot.services.case_link import read_letter_link
from bot.services.context import Context
from bot.services.ports import Letters, Transaction

TEMPLATE = "to_manager"


@dataclass(frozen=True)
class EscalationLetter:
    """What the letter is filled with. What is ``None`` is left open in it, to be written in by hand."""

    provider: str
    reference: str
    who: str
    to: str
    written_on: str
    story: str
    name: str | None
    address: str | None
    reply: str | None
    outcome: str | None
    told_on: str | None


@dataclass(frozen=True)
class WrittenLetter:
    """The letter as words, and what the page around it says. ``days`` is how long its link works."""

    letter: Letter
    provider: str
    reference: str
    who: str
    days: int


def letter_step(provider: Provider) -> Step | None:
    """The rung that a letter leads to: its page says what to send and to which address."""
    return next((step for step in provider.ladder if step.send and step.lines and not step.ends), None)


def escalation_letter(context: Context, tx: Transaction, case: Case) -> EscalationLetter | None:
    """The letter of ``case``, dated today; ``None`` where the provider's page asks for no such letter."""
    provider = context.provider(case.provider)
    step = letter_step(provider)
    if step is None:
        return None
    contact = tx.contacts.get(case.contact_id)
    contacts = [*([contact] if contact else []), *tx.contacts.of(case.conversation_id)]
    return EscalationLetter(
        provider=provider.name,
        reference=case.reference,
        who=step.who,
        to="\n".join(step.lines),
        written_on=_full(context.today()),
        story=case.description.strip(),
        name=_told(case, Question.NAME),
        address=_postal(contacts),
        reply=_reply(context, contact),
        outcome=_told(case, "outcome"),
        told_on=None if case.first_complained_on is None else _full(case.first_complained_on),
    )


def open_letter(context: Context, letters: Letters, token: str) -> WrittenLetter | None:
    """The letter that a link leads to; ``None`` for a link that is no good (any more) or a provider without one."""
    case_id = read_letter_link(context, token)
    if case_id is None:
        return None
    with context.store.read() as tx:
        case = tx.cases.get(case_id)
        letter = None if case is None else escalation_letter(context, tx, case)
    if letter is None:
        return None
    return WrittenLetter(
        letter=letters.render(TEMPLATE, asdict(letter)),
        provider=letter.provider,
        reference=letter.reference,
        who=letter.who,
        days=context.rule("letter_link_lifetime"),
    )


def _told(case: Case, key: str) -> str | None:
    """An answer in the customer's own words; ``None`` when there is none, or they did not know."""
    answer = case.details.get(key)
    return answer.strip() or None if isinstance(answer, str) and answer != UNKNOWN else None


def _postal(contacts: Iterable[Contact]) -> str | None:
    """Their address, a part a line; the way to reply first, then any other that they gave."""
    found = next((contact.value for contact in contacts if contact.kind is ContactKind.LETTER), None)
    return None if found is None else "\n".join(part.strip() for part in found.split(",") if part.strip())


def _reply(context: Context, contact: Contact | None) -> str | None:
    if contact is None:
        return None
    return context.words.text(f"utter_case_page_reply_{contact.kind}", address=contact.value)


def _full(day: date) -> str:
    """Such as "23 November 2026": a letter has the year."""
    return f"{day.day} {day:%B} {day.year}"
