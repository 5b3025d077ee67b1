"""Where answers to mail about a case go, and what every such mail carries beside its words."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.decisions.mail_token import Purpose, make_token
from bot.decisions.records import Case, Contact
from bot.services.context import Context

TEAM: Final = "agent"
"""``reply_to`` in the payload of a mail to the provider's own people."""
_OUR_ID: Final = re.compile(r"[0-9a-f]{32}")


def first_mail(case: Case, contact_id: str | None = None) -> str:
    """The key of the first mail about ``case`` to the contact that it has now: later ones stand below it."""
    return f"case-opened-{case.id}-{contact_id or case.contact_id}"


def about_case(case: Case, contact: Contact) -> dict[str, Any]:
    """What goes into the payload of a mail to the customer of ``case``."""
    return {"case": case.reference, "contact": contact.id, "thread": first_mail(case, contact.id)}


def about_case_for_team(case: Case | None) -> dict[str, Any]:
    """The same for a mail to the provider's own people; without a case they cannot answer it by mail."""
    if case is None:
        return {"reply_to": TEAM}
    return {"case": case.reference, "reply_to": TEAM, "thread": f"team-{case.id}"}


def reply_token(context: Context, payload: dict[str, Any]) -> str | None:
    """Where an answer to this mail belongs; ``None`` where nobody reads answers, or it is about no case."""
    provider, case = str(payload.get("provider")), payload.get("case")
    mail = context.connected(provider).mail
    if mail is None or mail.imap is None or not isinstance(case, str) or not context.secret:
        return None
    purpose = Purpose.TEAM if payload.get("reply_to") == TEAM else Purpose.REPLY
    return make_token(context.secret, provider, purpose, case)


def bounce_token(context: Context, payload: dict[str, Any]) -> str | None:
    """Whose address it is, should the mail come back."""
    provider, contact = str(payload.get("provider")), payload.get("contact")
    mail = context.connected(provider).mail
    known = isinstance(contact, str) and _OUR_ID.fullmatch(contact) is not None
    if mail is None or mail.imap is None or not known or not context.secret:
        return None
    return make_token(context.secret, provider, Purpose.BOUNCE, str(contact))


def team_reply_address(context: Context, case: Case) -> str | None:
    """The address at which an answer of the provider's own people to ``case`` comes in and reaches the customer."""
    mail = context.connected(case.provider).mail
    token = reply_token(context, {"provider": case.provider, **about_case_for_team(case)})
    return mail.tagged(token) if mail is not None and token is not None else None
