"""Try a provider's mail for real: one out, one to itself under an address with a tag, and a look into the mailbox."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from bot.decisions.delivery import Delivered, Impossible, Outcome, TryAgain
from bot.decisions.errors import MailboxUnavailable, Refused
from bot.decisions.helpdesk import Step
from bot.decisions.mail import Mail
from bot.decisions.mail_connection import MailConnection
from bot.decisions.mail_in import Mailbox
from bot.readers.received_mail import recipients_of
from bot.services.context import Context
from bot.services.ports import Letters, Mailer, ReadMailbox

TEMPLATE: Final = "mail_test"
_LOOKS: Final = 15
_PAUSE: Final = 2.0


def mail_of(context: Context, provider: str) -> MailConnection:
    """What the provider has connected. Raises ``UnknownProvider``, and ``Refused`` where that is no mail."""
    context.provider(provider)
    mail = context.connected(provider).mail
    if mail is None:
        raise Refused(
            f"{provider} has connected no mail: see docs/mail-sms-post.md. Its mails lie in the local folder."
        )
    return mail


def try_mail(
    context: Context,
    provider: str,
    to: str,
    mailer: Mailer,
    mailbox: ReadMailbox | None,
    letters: Letters,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Step]:
    """Step by step. ``mailbox``: ``None`` where none is read. Raises as ``mail_of`` does."""
    connection, name = mail_of(context, provider), f"TEST-{context.new_id()[:8].upper()}"
    before: Mailbox | None = None
    if mailbox is None:
        yield Step(
            "mailbox", None, "None is connected, so answers are not read.", "Add 'imap' to have them read."
        )
    else:
        step, before = _look(provider, mailbox, context)
        yield step
    sent = mailer.deliver(_mail(context, letters, provider, to, name))
    yield _step("mail out", sent, f"The mail server took one to {to}: {name}. Look whether it arrived.")
    team = connection.team
    yield Step(
        "team",
        bool(team),
        f"Mails to the team go to {team[0]}." if team else "Nobody is named who reads for the team.",
        "Add 'team': without it, mails to the team are not sent.",
    )
    if mailbox is None or before is None or not isinstance(sent, Delivered):
        return
    probe = f"x{name.lower().replace('-', '')}"
    mine = mailer.deliver(_mail(context, letters, provider, connection.tagged(probe), f"{name}-TAG"))
    if not isinstance(mine, Delivered):
        yield _step("address with a tag", mine, "")
        return
    yield _wait(mailbox, before, connection, probe, pause)


def _look(provider: str, mailbox: ReadMailbox, context: Context) -> tuple[Step, Mailbox | None]:
    try:
        found = mailbox.look(None)
    except MailboxUnavailable as error:
        advice = "Look at host, port, security, user, password and folder of 'imap'."
        return Step("mailbox", False, f"It cannot be read: {error.kind}.", advice), None
    known = Mailbox(provider, found.validity, found.last_uid, context.now())
    return Step("mailbox", True, "It can be read."), known


def _wait(
    mailbox: ReadMailbox,
    known: Mailbox,
    connection: MailConnection,
    probe: str,
    pause: Callable[[float], None],
) -> Step:
    """Whether what was sent to the address with a tag arrives in the mailbox, with its tag."""
    address = connection.tagged(probe)
    for _ in range(_LOOKS):
        pause(_PAUSE)
        try:
            found = mailbox.look(known)
        except MailboxUnavailable:
            continue
        for raw in found.mails:
            if any(connection.token_in(each) == probe for each in recipients_of(raw.content or raw.head)):
                mailbox.taken([raw.uid])
                return Step(
                    "address with a tag",
                    True,
                    f"A mail to {address} arrived in the mailbox: answers will too.",
                )
    advice = (
        f"Look for it by hand. If it is nowhere, your mail system may know no addresses with '{connection.tag}':"
        " have it accept them, write another sign under 'tag', or leave 'imap' away. It may also be slow: try again."
    )
    seconds = round(_LOOKS * _PAUSE)
    return Step(
        "address with a tag", False, f"A mail to {address} did not arrive within {seconds} seconds.", advice
    )


def _mail(context: Context, letters: Letters, provider: str, to: str, name: str) -> Mail:
    letter = letters.render(TEMPLATE, {"provider": context.provider(provider).name, "name": name})
    return Mail(f"mail-test-{name}", provider, to, letter, context.now())


def _step(what: str, outcome: Outcome, well: str) -> Step:
    match outcome:
        case Delivered():
            return Step(what, True, well)
        case TryAgain(reason):
            advice = (
                "Look at host, port and security of 'smtp'; if they are right, try again in some minutes."
            )
            return Step(what, False, f"Not now: {reason}.", advice)
        case Impossible(reason):
            advice = "Look at user and password of 'smtp', whether it may send from this address, and at the address."
            return Step(what, False, f"It was refused: {reason}.", advice)
        case unknown:
            return Step(
                what, False, f"Nobody can say whether it arrived: {unknown.reason}.", "Look there for it."
            )
