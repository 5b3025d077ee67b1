"""When to reach them, told beside how; and how the reply must not come."""

from __future__ import annotations

from bot.decisions.questions import Purpose, Question
from bot.readers.contact import find_contact
from bot.readers.heard import Taken
from bot.readers.reach_times import find_reach_note
from bot.readers.reply_wish import REPLY_WISH, find_reply_wish, with_wish
from bot.services.hearing.ours_or_theirs import TheirWords


def reach_note(said: TheirWords, question: Question | None) -> str | None:
    """When to reach them, told beside the way to reply or where that is asked; else only if they ask for it."""
    told = question not in (None, Question.DESCRIPTION) and said.purpose is Purpose.COMPLAINT
    if not told or said.heard.choice is not None:
        return None
    asked = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
    return find_reach_note(said.message.text, asked or isinstance(find_contact(said.message.text), Taken))


def reply_wish(said: TheirWords) -> list[str] | None:
    """Told at any point: "do not write to the house", "text me". With those that were told before."""
    if said.purpose is not Purpose.COMPLAINT or said.heard.choice is not None or said.heard.on_form:
        return None
    wish = find_reply_wish(said.message.text)
    return with_wish(said.answers.get(REPLY_WISH), wish) if wish else None
