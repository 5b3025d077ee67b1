"""A case as those who read the helpdesk need it: nothing that they would have to ask the customer again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.helpdesk import ABILITIES, System
from bot.decisions.playbook import TRIED, in_order, known_tries
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, Contact, ContactKind
from bot.services.answer_words import summary
from bot.services.caring.know_first import know_first
from bot.services.case_mail import is_confirmed
from bot.services.case_working import case_working
from bot.services.context import Context
from bot.services.desk.voice import to_an_agent
from bot.services.helpdesk.reply_address import reply_address
from bot.services.playbooks import tried_in_words
from bot.services.ports import Transaction
from bot.services.take_file import CUSTOMER

TICKET: Final = "helpdesk_ticket"
NOTE: Final = "helpdesk_note"
"""The letters of ``bot/letters`` that a ticket and a note are written with."""


def ticket_payload(context: Context, tx: Transaction, case: Case, system: System) -> dict[str, Any]:
    """Everything that a ticket of ``case`` says, JSON-safe, as it stands now."""
    contact = tx.contacts.get(case.contact_id)
    first = know_first(to_an_agent(context), tx, case.conversation_id, _answers(tx, case))
    urgent = any(each.priority for each in tx.handoffs.of_conversation(case.conversation_id)) or bool(
        tx.care.of(case.conversation_id).dangers
    )
    return {
        **common(context, tx, case),
        "template": TICKET,
        "priority": "urgent" if urgent else "normal",
        "due_on": case.due_on.isoformat(),
        "received_at": case.received_at.isoformat(),
        "files": files_of(tx, case),
        "facts": _facts(context, tx, case, contact, system, first, urgent),
    }


def plain_payload(context: Context, tx: Transaction, case: Case) -> dict[str, Any]:
    """The same, with what no mistake of ours can spoil: where to read it. The words are at the desk."""
    return {
        **common(context, tx, case),
        "template": TICKET,
        "priority": "normal",
        "due_on": case.due_on.isoformat(),
        "received_at": case.received_at.isoformat(),
        "files": [],
        "facts": {
            "provider": context.provider(case.provider).name,
            "reference": case.reference,
            "description": case.description,
            "link": desk_link(context, case),
            "aim": context.day(case.due_on),
        },
    }


def common(context: Context, tx: Transaction, case: Case) -> dict[str, Any]:
    """What ticket and notes both say: whose it is, and where it is worked."""
    return {
        "provider": case.provider,
        "provider_name": context.provider(case.provider).name,
        "case_id": case.id,
        "reference": case.reference,
        "link": desk_link(context, case),
        "requester": _requester(tx, case, tx.contacts.get(case.contact_id)),
        "reply_to": reply_address(context, case),
    }


def desk_link(context: Context, case: Case) -> str:
    return f"{context.public_url}/desk/cases/{case.reference}"


def files_of(tx: Transaction, case: Case, only: str | None = None) -> list[dict[str, Any]]:
    """What the customer sent, oldest first; ``only``: of that id."""
    return [
        {"id": file.id, "name": file.name, "media_type": file.media_type, "size": file.size}
        for file in tx.files.of_case(case.id)
        if file.sent_by == CUSTOMER and only in (None, file.id)
    ]


def told_in_words(context: Context, answers: Mapping[str, Any], provider: str) -> str:
    """A line for each thing that was told, but what happened."""
    but = {key: value for key, value in answers.items() if key != Question.DESCRIPTION}
    return summary(to_an_agent(context), but, context.provider(provider))


def _facts(
    context: Context,
    tx: Transaction,
    case: Case,
    contact: Contact | None,
    system: System,
    first: list[str],
    urgent: bool,
) -> dict[str, Any]:
    agents, answers = to_an_agent(context), _answers(tx, case)
    working = case_working(agents, tx, case)
    tried = known_tries(answers.get(TRIED, ())) if isinstance(answers.get(TRIED), list) else set()
    return {
        "provider": context.provider(case.provider).name,
        "reference": case.reference,
        "urgent": urgent,
        "name": name_of(case),
        "first": first,
        "status": agents.words.text(f"utter_status_{case.status}"),
        "description": case.description,
        "told": told_in_words(context, answers, case.provider),
        "tried": tried_in_words(context, in_order(tried)) if tried else "",
        "contact": contact.value if contact is not None else "",
        "by": contact.kind.value if contact is not None else "",
        "confirmed": is_confirmed(tx, case),
        "received": context.day(london_date(case.received_at)),
        "aim": context.day(case.due_on),
        "dates": [f"{each.title}: {each.day}" for each in working.dates if not each.done],
        "unsure": working.unsure or "",
        "files": [file["name"] for file in files_of(tx, case)],
        "link": desk_link(context, case),
        "hears": ABILITIES[system].tells or reply_address(context, case) is not None,
    }


def _requester(tx: Transaction, case: Case, contact: Contact | None) -> dict[str, Any]:
    known = tx.contacts.of(case.conversation_id)
    phones = [each.value for each in known if each.kind is ContactKind.PHONE]
    email = contact.value if contact is not None and contact.kind is ContactKind.EMAIL else None
    return {
        "name": name_of(case),
        "email": email,
        "confirmed": is_confirmed(tx, case),
        "phone": phones[-1] if phones else None,
    }


def name_of(case: Case) -> str | None:
    name = case.details.get(Question.NAME)
    return str(name).strip() if name and name != UNKNOWN else None


def _answers(tx: Transaction, case: Case) -> dict[str, Any]:
    intake = tx.intakes.get(case.intake_id)
    return {**case.details, **(intake.answers if intake else {})}


def test_payload(context: Context, provider: str, reference: str) -> dict[str, Any]:
    """A ticket that nobody has to work on, and that says so. It tells of no customer."""
    name = context.provider(provider).name
    link = f"{context.public_url}/desk"
    facts = {
        "provider": name,
        "reference": reference,
        "description": context.words.text("utter_helpdesk_test", provider=name),
        "aim": context.day(context.today()),
        "link": link,
    }
    return {
        "provider": provider,
        "provider_name": name,
        "case_id": reference,
        "reference": reference,
        "link": link,
        "requester": {"name": None, "email": None, "confirmed": False, "phone": None},
        "reply_to": None,
        "template": TICKET,
        "priority": "normal",
        "due_on": context.today().isoformat(),
        "received_at": context.now().isoformat(),
        "files": [],
        "facts": facts,
    }
