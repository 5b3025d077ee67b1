"""A customer's reply by mail: their words and files on the complaint, as if they had added them on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bot.decisions.errors import Refused
from bot.decisions.mail_in import ReceivedMail
from bot.decisions.records import Case, CaseStatus, ContactKind
from bot.services.add_words import EVENT
from bot.services.alert_desk import alert_desk
from bot.services.case_mail import write_news
from bot.services.context import Context
from bot.services.mail_in.came_back import is_reachable_again
from bot.services.move_case import Word
from bot.services.ports import Transaction
from bot.services.reopened_by_words import reopen_closed
from bot.services.take_file import Filing, Sending, take_file

MAIL: Final = "mail"
"""Where the words were written, in the data of the event."""
ELSEWHERE: Final = "other_address"
"""In the data too: the mail is from another address than those of the complaint."""
_ALERTED: Final = 1_000
"""Characters of theirs in the mail to those in charge; the rest is on the card."""


def take_words(filing: Filing, case: Case, mail: ReceivedMail, note: Callable[[Transaction], None]) -> None:
    """Keep both; what was closed for silence is open again by it. ``note``: what else belongs into the unit of work
    that keeps the words. Files come first, under the mail's own name: dying in between, none is kept twice.

    Raises ``ScannerUnavailable`` and ``FilesUnavailable``.
    """
    context = filing.context
    refused = _take_files(filing, case, mail)
    named = f"{MAIL}:{mail.message_key}"
    with context.store.write() as tx:
        theirs = _is_theirs(tx, case, mail.sender)
        words = mail.text or context.words.text("utter_mail_files_only")
        data: dict[str, Any] = {
            "by": "customer",
            "text": words,
            "at": context.now().isoformat(),
            "where": MAIL,
        }
        data |= {"message": named, **({} if theirs else {ELSEWHERE: True})}
        tx.cases.add_event(case.id, EVENT, context.now(), data)
        if case.status is CaseStatus.CLOSED_NO_REPLY:
            reopen_closed(context, tx, case.conversation_id, Word(words, MAIL, named))
        if theirs:
            is_reachable_again(tx, case.contact_id)
        _answer(context, tx, case, mail, refused)
        told = "utter_alert_told_received" if theirs else "utter_alert_told_from_elsewhere"
        alert_desk(
            context, tx, case.conversation_id, case.provider, f"wrote-{mail.message_key}", "wrote",
            context.words.text(told), words[:_ALERTED],
        )  # fmt: skip
        note(tx)
        tx.commit()


def _answer(context: Context, tx: Transaction, case: Case, mail: ReceivedMail, refused: list[str]) -> None:
    """To the address on the complaint, whoever wrote. That it came is said once a day: two programs that answer each
    other would go on for ever. Which files were not kept is said each time."""
    provider = context.provider(case.provider).name
    words = context.words.text("utter_mail_received", provider=provider)
    key = f"mail-received-{case.id}-{context.today().isoformat()}"
    if refused:
        words += "\n\n" + context.words.text("utter_mail_received_not_kept", files=", ".join(refused))
        key = f"mail-not-kept-{mail.message_key}"
    write_news(context, tx, case, key, words)


def _take_files(filing: Filing, case: Case, mail: ReceivedMail) -> list[str]:
    """The names of those that could not be kept."""
    refused = []
    for number, file in enumerate(mail.files, start=1):
        draft = filing.files.begin()
        draft.write(file.content)
        try:
            key = f"{MAIL}-{mail.message_key}-{number}"
            take_file(filing, case.conversation_id, key, file.name, draft, Sending(case_id=case.id))
        except Refused:
            refused.append(file.name[:80])
    return refused


def _is_theirs(tx: Transaction, case: Case, sender: str) -> bool:
    contacts = tx.contacts.of(case.conversation_id)
    return sender in {each.value.lower() for each in contacts if each.kind is ContactKind.EMAIL}
