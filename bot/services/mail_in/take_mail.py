"""One mail that came in: what it is, and what becomes of it. Each is taken once, whatever numbers the server gives it.

Who a mail is from is no proof of anything. The token in the address that it was sent to shows that whoever wrote it has
a mail of ours about this complaint: that is enough to add words, as the link to its page is, and never to be told
anything. What we write because of it goes to the address on the complaint.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import Final

from bot.decisions.errors import Refused
from bot.decisions.mail_connection import MailConnection
from bot.decisions.mail_in import READ, Became, RawMail, ReceivedMail, what_it_is
from bot.decisions.mail_token import Purpose, Token, read_token
from bot.decisions.records import Case
from bot.readers.received_mail import read_mail, recipients_of
from bot.services.alert_desk import Why, alert_desk
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.helpdesk.take_agent_reply import take_agent_reply
from bot.services.mail_in.came_back import mark_unreachable
from bot.services.mail_in.limits import Reading
from bot.services.mail_in.take_words import take_words
from bot.services.ports import Transaction
from bot.services.take_file import Filing

log: Final = logging.getLogger("bot.relay")


@dataclass(frozen=True)
class Taken:
    """``read``: nobody need look at it in the mailbox."""

    became: Became
    read: bool


@dataclass(frozen=True)
class _Coming:
    """A mail on its way in. ``tagged``: it was sent to an address with something behind the tag."""

    provider: str
    validity: int
    uid: int
    key: str
    token: Token | None
    tagged: bool


def take_mail(
    filing: Filing, provider: str, connection: MailConnection, validity: int, raw: RawMail
) -> Taken:
    """Raises ``Unavailable`` where it cannot be taken now (the store, the virus scanner, the disk): nothing of it is
    noted then but files that are kept under its name, and it is taken the next time."""
    context = filing.context
    with context.store.read() as tx:
        if tx.received_mails.has(provider, validity, raw.uid):
            return Taken(Became.AGAIN, read=False)
    if raw.content is None:
        return _too_big(context, provider, connection, validity, raw)
    mail = _read(context, connection, raw.content)
    if mail is None:
        key = hashlib.sha256(raw.content).hexdigest()
        coming = _Coming(provider, validity, raw.uid, key, None, tagged=False)
        return _note(context, coming, Became.UNREADABLE)
    token, tagged = _token(context, provider, connection, mail.recipients)
    coming = _Coming(provider, validity, raw.uid, mail.message_key, token, tagged)
    with context.store.read() as tx:
        if tx.received_mails.came(provider, mail.message_key):
            return _note(context, coming, Became.AGAIN)
        name = _colleague(tx, provider, connection, mail.sender)
    became = what_it_is(mail, token, tagged, from_team=name is not None)
    return _act(filing, coming, mail, became, name or "")


def _act(filing: Filing, coming: _Coming, mail: ReceivedMail, became: Became, name: str) -> Taken:
    context = filing.context
    if became is Became.BOUNCE and coming.token is not None:
        with context.store.write() as tx:
            case = mark_unreachable(context, tx, coming.token.about)
            _keep(context, tx, coming, became, case)
            tx.commit()
        return _taken(coming, became)
    if became not in (Became.WORDS, Became.ANSWER, Became.STRANGER, Became.WORDLESS):
        return _note(context, coming, became)
    case = _case(context, coming)
    if case is None:
        return _note(context, coming, Became.GONE)
    if became in (Became.STRANGER, Became.WORDLESS):
        return _note(context, coming, became, case, "stranger" if became is Became.STRANGER else None)
    if _too_many(context, case):
        return _note(context, coming, Became.TOO_MANY, case)
    if became is Became.ANSWER:
        return _answer(context, coming, case, mail, name)
    take_words(filing, case, mail, lambda tx: _keep(context, tx, coming, became, case))
    return _taken(coming, became)


def _answer(context: Context, coming: _Coming, case: Case, mail: ReceivedMail, name: str) -> Taken:
    """The customer reads it before it is noted: dying in between, it is taken again, and read once (``coming.key``)."""
    try:
        take_agent_reply(context, case.reference, mail.text, name, f"mail:{coming.key}")
    except Refused:
        return _note(context, coming, Became.WORDLESS, case)
    return _note(context, coming, Became.ANSWER, case, "files_left" if mail.files else None)


def _too_big(
    context: Context, provider: str, connection: MailConnection, validity: int, raw: RawMail
) -> Taken:
    token, tagged = _token(context, provider, connection, recipients_of(raw.head))
    key = hashlib.sha256(raw.head + str((validity, raw.uid)).encode()).hexdigest()
    coming = _Coming(provider, validity, raw.uid, key, token, tagged)
    if token is None:
        return _note(context, coming, Became.LEFT)
    case = _case(context, coming) if token.purpose is not Purpose.BOUNCE else None
    return _note(context, coming, Became.TOO_BIG, case, "too_big" if case else None)


def _note(
    context: Context, coming: _Coming, became: Became, case: Case | None = None, why: Why | None = None
) -> Taken:
    """What came of it; ``why``: those in charge are told, once a day for a complaint."""
    with context.store.write() as tx:
        _keep(context, tx, coming, became, case)
        if case is not None and why is not None:
            key = f"mail-{why}-{case.id}-{context.today().isoformat()}"
            told = context.words.text("utter_alert_told_nothing")
            alert_desk(context, tx, case.conversation_id, case.provider, key, why, told)
        tx.commit()
    return _taken(coming, became)


def _keep(context: Context, tx: Transaction, coming: _Coming, became: Became, case: Case | None) -> None:
    tx.received_mails.keep(
        coming.provider,
        coming.validity,
        coming.uid,
        coming.key,
        context.now(),
        became,
        case.id if case else None,
    )


def _taken(coming: _Coming, became: Became) -> Taken:
    return Taken(became, read=became in READ and (coming.token is not None or became is Became.OURS))


def _read(context: Context, connection: MailConnection, content: bytes) -> ReceivedMail | None:
    try:
        return read_mail(content, Reading.today(context).mail, connection.address)
    except Exception as error:  # whatever strangers send must not stop the mails behind it
        log.error("a mail cannot be read (%s)", type(error).__name__)
        return None


def _token(
    context: Context, provider: str, connection: MailConnection, recipients: tuple[str, ...]
) -> tuple[Token | None, bool]:
    """The first that is true among the addresses that the mail was sent to, and whether there is anything like one."""
    given = [token for each in recipients if (token := connection.token_in(each))]
    read = (read_token(context.secret, provider, token) for token in given)
    return next(filter(None, read), None), bool(given)


def _colleague(tx: Transaction, provider: str, connection: MailConnection, sender: str) -> str | None:
    """The name of somebody at the provider; empty for an address that several share; ``None``: a stranger."""
    agent = tx.agents.by_email(sender) if sender else None
    if agent is not None and may(agent, provider):
        return agent.name
    shared = {connection.address.lower(), *(each.lower() for each in connection.team)}
    return "" if sender in shared else None


def _case(context: Context, coming: _Coming) -> Case | None:
    if coming.token is None:
        return None
    with context.store.read() as tx:
        case = tx.cases.by_reference(coming.token.about)
        if case is None or case.provider != coming.provider:
            return None
        return None if tx.conversations.get(case.conversation_id).erased_at is not None else case


def _too_many(context: Context, case: Case) -> bool:
    start = context.now().replace(hour=0, minute=0, second=0, microsecond=0)
    with context.store.read() as tx:
        return tx.received_mails.of_case(case.id, start) >= Reading.today(context).a_case_a_day
