"""That a complaint is withdrawn, by mail: to an address that its customer has confirmed, and to no other."""

from __future__ import annotations

from bot.decisions.records import Case, CaseStatus, ContactKind
from bot.services.case_mail import is_confirmed, write_news
from bot.services.context import Context
from bot.services.move_case import WITHDRAWN
from bot.services.ports import Transaction
from bot.wording import Said

_IN_CHAT = "chat"


def mail_withdrawn(context: Context, tx: Transaction, case: Case) -> None:
    """Queue it, once for each time that it was withdrawn in a chat. The caller has withdrawn it, and commits."""
    if not _can_have_it(tx, case):
        return
    times = sum(each.code == WITHDRAWN for each in tx.cases.events(case.id))
    provider = context.provider(case.provider).name
    words = context.words.text("utter_mail_withdrawn", provider=provider, reference=case.reference)
    write_news(context, tx, case, f"withdrawn-{case.id}-{times}", words)


def withdrawn_in_writing(context: Context, tx: Transaction, case: Case) -> list[Said]:
    """For "will I get a letter that says so?": the truth of it. Nothing for one that is not withdrawn."""
    if case.status is not CaseStatus.WITHDRAWN:
        return []
    last = [each for each in tx.cases.events(case.id) if each.code == WITHDRAWN][-1:]
    mailed = bool(last) and last[0].data.get("where") == _IN_CHAT and _can_have_it(tx, case)
    key = "utter_withdrawn_mailed" if mailed else "utter_withdrawn_no_letter"
    return [context.words.say(key, reference=case.reference)]


def _can_have_it(tx: Transaction, case: Case) -> bool:
    contact = tx.contacts.get(case.contact_id)
    reachable = contact is not None and contact.unreachable_at is None
    return reachable and contact is not None and contact.kind is ContactKind.EMAIL and is_confirmed(tx, case)
