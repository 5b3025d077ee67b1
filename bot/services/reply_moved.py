"""The reply to a complaint goes to another address from now on: both are told, each in words of its own.

The old one hears that it was changed and by no means where to, and gets no link to the page: it may be a stranger's, or
somebody's who should know no more. The new one hears no story either: it may be a slip.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.records import Case, Contact, ContactKind
from bot.services.case_link import case_link
from bot.services.case_mail import letter_to
from bot.services.confirm_contact import send_code
from bot.services.context import Context
from bot.services.mail_words import mail_contact_point
from bot.services.ports import Transaction

NEW: Final = "reply_changed"
OLD: Final = "reply_moved"
CHANGED: Final = "case.details"
"""The event that tells of a change; its data name what changed."""


def tell_both(context: Context, tx: Transaction, case: Case, old: Contact | None, new: Contact) -> None:
    """Queue the two letters and, until the new address is confirmed, a code to it; ``case`` has the new one already.

    All within the number of codes that one chat may send, so that nobody can use us to write to strangers. The caller
    commits, and adds the event of the change after it. Raises ``Refused`` as ``case_link`` does.
    """
    changes = [each for each in tx.cases.events(case.id) if _moved(each.code, each.data)]
    if len(changes) >= context.rule("codes_per_chat"):
        return
    facts = {
        "contact_point": mail_contact_point(context, case),
        "day": context.day(london_date(context.now())),
    }
    key = f"{case.id}-{len(changes)}-{new.id}"
    if old is not None and old.kind is ContactKind.EMAIL:
        letter_to(context, tx, case, old, f"{OLD}-{key}", OLD, facts)
    if new.kind is not ContactKind.EMAIL:
        return
    provider = context.provider(case.provider)
    if new.confirmed_at is None and not send_code(context, tx, new, provider, case.reference):
        return
    page = context.words.text("utter_mail_page", link=case_link(context, case))
    letter_to(context, tx, case, new, f"{NEW}-{key}", NEW, {**facts, "page_words": page})


def _moved(code: str, data: dict[str, object]) -> bool:
    changed = data.get("changed")
    return code == CHANGED and isinstance(changed, list) and "contact" in changed
