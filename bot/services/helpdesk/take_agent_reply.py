"""A person at the provider answered elsewhere (in their helpdesk, by mail): the customer hears it, once.

It is their line in the chat, under their name. Who is not in the chat gets it by mail too: its words only at an address
that is confirmed, else only that there is an answer. Where neither reaches them, those in charge are told.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from bot.decisions import reference
from bot.decisions.errors import Refused, UnknownCase
from bot.decisions.helpdesk import ABILITIES, system_of
from bot.decisions.records import Case, Conversation, ConversationState, Message, Sender
from bot.services.acknowledged import they_were_answered, they_were_told
from bot.services.alert_desk import alert_desk
from bot.services.case_mail import is_confirmed, write_news
from bot.services.context import Context
from bot.services.desk.reply_promise import keep_promise
from bot.services.form_lines import fills_the_form
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat

REPLIED: Final = "agent.replied"
ELSEWHERE: Final = "elsewhere"
"""In the data of the event: that the answer was not written at our desk."""
LONGEST: Final = 20_000
"""Characters of one answer: far more than a person writes, and what a page can still show."""
_LONGEST_NAME: Final = 80


def take_agent_reply(context: Context, case_reference: str, text: str, spoken_by: str, key: str) -> None:
    """Pass ``text`` on to the customer of the case, as written by ``spoken_by`` (empty: nobody is named).

    ``key`` names the answer for ever; the same again does nothing. Whether whoever sent it may speak for the provider
    of that case was decided before. Raises ``UnknownCase``; ``Refused`` without words, for more than ``LONGEST``, and
    where all that told of the customer was erased.
    """
    words = text.strip()
    if not words:
        raise Refused("There are no words in this answer.")
    if len(words) > LONGEST:
        raise Refused(f"An answer has {LONGEST:,} characters at most.")
    named = reference.normalise(case_reference)
    with context.store.write() as tx:
        case = tx.cases.by_reference(named) if named else None
        if case is None:
            raise UnknownCase("There is no case with that reference.")
        chat = tx.conversations.get(case.conversation_id)
        if chat.erased_at is not None:
            raise Refused("What told of the customer was erased: there is nobody left to tell.")
        if not tx.received.first(case.provider, digest("reply", key), context.now()):
            return
        name = " ".join(spoken_by.split())[:_LONGEST_NAME] or context.provider(case.provider).name
        _pass_on(context, tx, case, chat, words, name)
        tx.commit()


def digest(kind: str, key: str) -> str:
    """How the key of something that came is kept: a mail's own name may hold an address."""
    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()


def _pass_on(
    context: Context, tx: Transaction, case: Case, chat: Conversation, words: str, name: str
) -> None:
    there = _reads_it(context, tx, chat)
    line = Message(chat.id, 0, Sender.AGENT, words, context.now(), spoken_by=name)
    sent = tx.messages.add(line)  # the record of the complaint, whether or not the chat goes on
    in_chat = _is_a_chat(tx, chat)
    if in_chat and goes_on(context, case):
        provider = context.provider(case.provider).name
        tell_in_chat(context, tx, chat.id, [context.words.say("utter_reply_elsewhere", provider=provider)])
    mail = False if there else _mail(context, tx, case, sent, in_chat)
    heard = in_chat or mail
    keep_promise(context, tx, chat.id)
    if heard:
        they_were_told(context, tx, chat.id)
        they_were_answered(context, tx, case)
    data = {"by": "agent", "agent": name, "message": sent.id, ELSEWHERE: True, "chat": in_chat, "mail": mail}
    tx.cases.add_event(case.id, REPLIED, context.now(), data)
    subject = f"conversation:{chat.id}"
    tx.audit.add(context.now(), "message.sent", subject, None, case.provider, {"line": sent.id, "by": name})
    if not heard:
        told = context.words.text("utter_alert_told_nowhere")
        alert_desk(context, tx, chat.id, case.provider, f"reply-unheard-{case.id}-{sent.id}", "unheard", told)


def goes_on(context: Context, case: Case) -> bool:
    """Whether what the customer writes in the chat now reaches whoever answered."""
    system = system_of(context.connected(case.provider))
    return system is not None and ABILITIES[system].notes


def _is_a_chat(tx: Transaction, chat: Conversation) -> bool:
    """One that they can come back to: not the form, nor a complaint that came by telephone, nor one that has ended."""
    ended = chat.state is ConversationState.CLOSED or chat.deleted_at is not None
    return not ended and not fills_the_form(tx, chat.id)


def _reads_it(context: Context, tx: Transaction, chat: Conversation) -> bool:
    """Whether they sit before the chat, as far as we can see: they wrote a moment ago."""
    if not _is_a_chat(tx, chat):
        return False
    since = context.now() - timedelta(minutes=context.rule("reply_seen_within"))
    newest = tx.messages.newest(chat.id, 20)
    return any(line.sender is Sender.CUSTOMER and line.sent_at >= since for line in newest)


def _mail(context: Context, tx: Transaction, case: Case, answer: Message, in_chat: bool) -> bool:
    provider = context.provider(case.provider).name
    if is_confirmed(tx, case):
        told = context.words.text(
            "utter_mail_reply", agent=answer.spoken_by, provider=provider, reply=answer.text
        )
    else:  # what a person wrote may tell what was complained of, and the address may be a slip
        told = context.words.text(f"utter_mail_reply_{'waits' if in_chat else 'ask'}", provider=provider)
    return write_news(context, tx, case, f"reply-{case.id}-{answer.id}", told)
