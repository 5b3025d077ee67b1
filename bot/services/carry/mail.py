"""Kind ``mail``: the letter is rendered at the last moment, so that no row holds a code, and handed to whatever sends.

``repeatable``: a mail whose outcome is unknown goes again, with the same Message-ID and the same bytes. Mail systems do
not refuse a repeat, but two copies of one letter harm nobody, and many mailboxes show them as one; a code or a letter
that never came does harm (docs/mail-sms-post.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.decisions.delivery import Impossible, Outcome, TryAgain
from bot.decisions.errors import Unavailable, Unsound
from bot.decisions.mail import NOBODY, AddressRefused, Attachment, Letter, Mail
from bot.decisions.records import OutboxItem
from bot.services.carry.addresses import TEAM, bounce_token, reply_token
from bot.services.context import Context
from bot.services.mail_foot import mail_foot
from bot.services.ports import SendMail


class Letters(Protocol):
    def render(self, template: str, facts: Mapping[str, Any]) -> Letter:
        """Raises ``BrokenWording`` for an unknown template or a fact that is missing."""
        ...


Attach = Callable[[dict[str, Any]], tuple[Attachment, ...]]
"""The files that go with a payload. Raises ``Unavailable`` where they cannot be read now."""


def no_files(_: dict[str, Any]) -> tuple[Attachment, ...]:
    """Nothing goes with the letter."""
    return ()


def write_mail(context: Context, letters: Letters, item: OutboxItem, attach: Attach = no_files) -> Mail:
    """The mail that ``item`` asks for. Raises ``Unsound`` for a payload of which none can be made."""
    payload = item.payload
    for name, kind in (("template", str), ("to", str), ("provider", str), ("facts", dict)):
        if not isinstance(payload.get(name), kind):
            raise Unsound(f"the payload has no '{name}'")
    letter = letters.render(payload["template"], payload["facts"])
    replies = reply_token(context, payload)
    under = [_how_to_answer(context, payload) if replies else "", mail_foot(context, payload)]
    if foot := "\n\n".join(filter(None, under)):
        letter = replace(letter, body=f"{letter.body.rstrip()}\n\n{foot}\n")
    thread = payload.get("thread")
    return Mail(
        key=item.key,
        provider=payload["provider"],
        to=_reader(context, payload),
        letter=letter,
        written_at=item.created_at,
        reply_token=replies,
        bounce_token=bounce_token(context, payload),
        thread=thread if isinstance(thread, str) else None,
        attachments=attach(payload),
    )


@dataclass(frozen=True)
class MailCarrier:
    """Fulfils ``bot.services.ports.delivery.Carrier`` for one provider. ``refused`` is told the contact of a mail whose
    address the mail system does not know."""

    context: Context
    letters: Letters
    send: SendMail
    refused: Callable[[str], None]
    attach: Attach = no_files
    repeatable: bool = True

    def deliver(self, item: OutboxItem) -> Outcome:
        """One attempt."""
        try:
            mail = write_mail(self.context, self.letters, item, self.attach)
        except Unsound as error:
            return Impossible(str(error)[:300])
        except Unavailable as error:
            return TryAgain(type(error).__name__)
        outcome = self.send.send(mail)
        contact = item.payload.get("contact")
        if isinstance(outcome, AddressRefused) and isinstance(contact, str):
            self.refused(contact)
        return outcome

    def find(self, item: OutboxItem) -> None:
        """No mail server can be asked what it took."""


def _reader(context: Context, payload: dict[str, Any]) -> str:
    """Who reads it: for the team, whose address in the payload reaches nobody, those that the connection names."""
    to, mail = str(payload["to"]), context.connected(payload["provider"]).mail
    return mail.team[0] if mail is not None and mail.team and to.endswith(NOBODY) else to


def _how_to_answer(context: Context, payload: dict[str, Any]) -> str:
    if payload.get("reply_to") == TEAM:
        return context.words.text("utter_mail_answer_team", reference=payload["case"])
    return context.words.text("utter_mail_answer", reference=payload["case"])
