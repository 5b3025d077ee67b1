"""A plain question outside a form: the short answer, and a wish for a visit kept."""

from __future__ import annotations

from bot.readers.plain_questions import Asks, plain_question, tells_too
from bot.readers.works_again import works_again
from bot.services.add_details import add_details
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, Says
from bot.services.outcome_words import outcome_words
from bot.services.plain_answers import KEPT_AS_WISH, plainly
from bot.services.start_complaint import has_told, keep_for_later, tells_complaint
from bot.wording import Said


def answer_plainly(context: Context, heard: Heard) -> list[Said]:
    """In words, outside a form; a wish for a visit is kept with the complaint, or for the one that may come."""
    asks = plain_question(heard.text) if heard.choice is None else None
    if asks is None:
        return _good_news(context, heard)
    if tells_too(heard.text):
        return []  # the story is taken, and this is answered beside it
    with context.store.read() as tx:
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
        says = plainly(context, tx, heard.conversation_id, asks)
    kept: Says = []
    if asks in KEPT_AS_WISH and has_told(context, heard.conversation_id):
        kept = [each for each in add_details(context, heard).says if each[0] != "utter_details_for_what"]
    elif asks in KEPT_AS_WISH:
        keep_for_later(context, heard)
        says = [("utter_was_mine_offer", {})] if asks is Asks.WAS_MINE else says
    return outcome_words(context, provider, heard.conversation_id, Outcome(says=[*kept, *says]))


def _good_news(context: Context, heard: Heard) -> list[Said]:
    """It works again, and nothing is logged or being told."""
    chat = heard.conversation_id
    if heard.choice is not None or not works_again(heard.text):
        return []
    return (
        []
        if has_told(context, chat) or tells_complaint(context, chat)
        else [context.words.say("utter_works_again")]
    )
