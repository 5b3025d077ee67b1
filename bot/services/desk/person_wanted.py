"""The mail to those who answer: who waits, what they were told, and where to open it at the desk."""

from __future__ import annotations

from bot.decisions.records import Handoff
from bot.services.caring.notes import known_adjustments, needs_in_words
from bot.services.context import Context
from bot.services.desk.reply_promise import reply_promise
from bot.services.latest_case import case_of
from bot.services.mail_addresses import about_case_for_team
from bot.services.ports import Transaction
from bot.services.ways_to_reach import ways_to_reach

_SHORT = 8
"""Characters of a chat's id that people can tell apart and read out; the card shows the same."""


def chat_name(conversation_id: str) -> str:
    """How people call a chat that has no reference: such as "chat 3f2a91c8"."""
    return f"chat {conversation_id[:_SHORT]}"


def person_wanted(context: Context, tx: Transaction, handoff: Handoff, to: str) -> dict[str, object]:
    """The payload of the mail ``person_wanted`` to the address ``to``. Its ``promised_by`` is empty when they were told
    no day, as somebody is there."""
    chat = handoff.conversation_id
    cases, shown = tx.cases.of_conversation(chat), case_of(tx, chat)
    where = f"cases/{cases[-1].reference}" if cases else f"conversations/{chat}"
    about = f"complaint {shown.reference}" if shown is not None else chat_name(chat)
    if shown is not None and not cases:  # made elsewhere, by whoever showed in this chat who they are
        about = f"{about}, in {chat_name(chat)}"
    day = reply_promise(context, tx, handoff).day
    return {
        "template": "person_wanted",
        "to": to,
        "provider": handoff.provider,
        "facts": {
            "provider": context.provider(handoff.provider).name,
            "reason": context.words.text(f"utter_reason_{handoff.reason}"),
            "about": about,
            "promised_by": context.day(day) if day else "",
            "needs": needs_in_words(context, known_adjustments(tx, chat)),
            "contact": ", ".join(dict.fromkeys(each.value for each in ways_to_reach(tx, chat))),
            "desk_link": f"{context.public_url}/desk/{where}",
        },
        **about_case_for_team(cases[-1] if cases else None),
    }
