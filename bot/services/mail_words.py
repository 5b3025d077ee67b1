"""What the letter about an open case says: read outside the chat, and true for a complaint that came by post too."""

from __future__ import annotations

from bot.decisions.records import Case
from bot.services.case_link import case_link
from bot.services.chat_adr import when_adr_opens
from bot.services.closing_words import contact_point_words, target_words
from bot.services.context import Context


def mail_words(context: Context, case: Case) -> dict[str, str]:
    """The facts of the template ``case_opened``, with the link to the page of the case. Raises ``Refused`` as
    ``case_link`` does."""
    return {
        "target_words": target_words(context, case, context.provider(case.provider), by_mail=True),
        "contact_point": mail_contact_point(context, case),
        "adr_words": when_adr_opens(context, case, by_mail=True),
        "page_words": context.words.text("utter_mail_page", link=case_link(context, case)),
    }


def mail_contact_point(context: Context, case: Case) -> str:
    """Where to ask or add something; empty where the profile gives no way."""
    provider = context.provider(case.provider)
    return contact_point_words(context, case, provider, "utter_mail_contact_point")
