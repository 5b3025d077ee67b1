"""An issued letter on its way: what the outbox gets, and what is said of it in the chat."""

from __future__ import annotations

from typing import Any, Final

from bot.decisions.letter_record import ABOUT_THE_SCHEME, LetterKind, LetterRecord, Way
from bot.decisions.records import Case
from bot.services.case_link import case_link
from bot.services.context import Context
from bot.services.letters.head import postal_address
from bot.services.letters.known import name_of
from bot.services.letters.scheme import scheme_facts
from bot.services.letters.ways import mail_address
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat

MAIL: Final = "issued_letter"
NOTICE: Final = "letter_waiting"
POST: Final = "post"
PDF: Final = "application/pdf"


def send_letter(context: Context, tx: Transaction, case: Case, letter: LetterRecord, text: str) -> None:
    """Queue it, each way once. ``text``: the letter as the body of a mail. The caller commits."""
    for way in letter.goes:
        if way is Way.MAIL:
            _mail(context, tx, case, letter, text)
        elif way is Way.NOTICE:
            _notice(context, tx, case, letter)
        elif way is Way.POST:
            _post(context, tx, case, letter)
    if letter.kind is LetterKind.FIRST_CONTACT_SUMMARY:
        return  # the chat itself has just said that a summary comes
    key = f"utter_letter_issued_{letter.goes[0].value}"
    facts = {"provider": context.provider(case.provider).name, "number": letter.number}
    tell_in_chat(context, tx, case.conversation_id, [context.words.say(key, **facts)])


def _mail(context: Context, tx: Transaction, case: Case, letter: LetterRecord, text: str) -> None:
    to = mail_address(tx, case, letter.kind)
    if to is None:
        return
    # The PDF is drawn when the mail goes, by a carrier that can take it along: it is the same letter, to be printed.
    pdf = {"name": f"{letter.number}.pdf", "media_type": PDF, "letter": letter.id}
    facts = {
        "subject": letter.subject,
        "words": text,
        "page_words": context.words.text("utter_mail_page", link=case_link(context, case)),
    }
    _queue(context, tx, case, f"letter-{letter.id}", MAIL, to.value, facts, to.id, attachments=[pdf])


def _notice(context: Context, tx: Transaction, case: Case, letter: LetterRecord) -> None:
    """To an address that nobody confirmed: that there is a letter, how to get it and, where it opens the way to the
    scheme, how to reach that. Nothing of the story."""
    to = tx.contacts.get(case.contact_id)
    if to is None:
        return
    provider = context.provider(case.provider)
    scheme = scheme_facts(context, provider, context.today()) if letter.kind in ABOUT_THE_SCHEME else None
    facts = {
        "provider": provider.name,
        "reference": case.reference,
        "number": letter.number,
        "page_words": context.words.text("utter_mail_page", link=case_link(context, case)),
        "by_post": Way.POST in letter.goes,
        "scheme": scheme.name if scheme else None,
        "url": scheme.url if scheme else None,
        "phone": scheme.phone if scheme else None,
    }
    _queue(context, tx, case, f"letter-notice-{letter.id}", NOTICE, to.value, facts, to.id)


def _post(context: Context, tx: Transaction, case: Case, letter: LetterRecord) -> None:
    """To be printed and posted by a person: the item names the letter, whose page is drawn then."""
    payload = {
        "provider": case.provider,
        "case": case.id,
        "letter": letter.id,
        "number": letter.number,
        "name": name_of(case),
        "address": "\n".join(postal_address(tx, case)),
    }
    tx.outbox.add(POST, f"letter-post-{letter.id}", payload, context.now(), case.conversation_id)


def _queue(
    context: Context,
    tx: Transaction,
    case: Case,
    key: str,
    template: str,
    to: str,
    facts: dict[str, Any],
    contact: str,
    **more: Any,
) -> None:
    payload = {
        "template": template,
        "to": to,
        "provider": case.provider,
        "facts": facts,
        "case": case.id,
        "contact": contact,
        **more,
    }
    tx.outbox.add("mail", key, payload, context.now(), case.conversation_id)
