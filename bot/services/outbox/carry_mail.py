"""An item of kind ``mail`` as a mail: its letter is written at the moment in which it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.decisions.delivery import Found, Impossible, Missing, Outcome, TryAgain
from bot.decisions.errors import Unavailable, Unsound
from bot.decisions.mail import AddressRefused, Mail
from bot.decisions.records import OutboxItem
from bot.services.ports import Letters, Mailer, MailRemover


def no_foot(_: dict[str, Any]) -> str:
    """Nothing stands under the letter."""
    return ""


def no_marks(_: dict[str, Any], mail: Mail) -> Mail:
    """The mail as it is."""
    return mail


def nobody_hears(_: str) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class MailCarrier:
    """Fulfils ``Carrier`` and ``TakesBack``. ``foot``: what stands under the letter of a payload; ``mark``: what the
    mail carries beside its words. ``refused`` hears the contact of a mail whose address its mail system does not know.
    """

    mailer: Mailer
    letters: Letters
    foot: Callable[[dict[str, Any]], str] = no_foot
    mark: Callable[[dict[str, Any], Mail], Mail] = no_marks
    refused: Callable[[str], None] = nobody_hears

    @property
    def repeatable(self) -> bool:
        return self.mailer.repeatable

    def deliver(self, item: OutboxItem) -> Outcome:
        try:
            mail = self.mark(item.payload, write_mail(item, self.letters, self.foot))
        except Unsound as error:
            return Impossible(str(error)[:300])
        except Unavailable as error:
            return TryAgain(f"a file of it cannot be read now ({type(error).__name__})")
        outcome = self.mailer.deliver(mail)
        contact = item.payload.get("contact")
        if isinstance(outcome, AddressRefused) and isinstance(contact, str):
            self.refused(contact)
        return outcome

    def find(self, item: OutboxItem) -> Found:
        try:
            return self.mailer.find(write_mail(item, self.letters, self.foot))
        except Unsound:
            return Missing()  # what cannot be written was never sent

    def take_back(self, item: OutboxItem) -> None:
        if isinstance(self.mailer, MailRemover):
            self.mailer.remove(item.key)


def write_mail(item: OutboxItem, letters: Letters, foot: Callable[[dict[str, Any]], str] = no_foot) -> Mail:
    """Raises ``Unsound`` for a payload that lacks something, or a letter that cannot be written with it."""
    payload = item.payload
    for name, kind in (("template", str), ("to", str), ("provider", str), ("facts", dict)):
        if not isinstance(payload.get(name), kind):
            raise Unsound(f"the payload has no '{name}'")
    letter = letters.render(payload["template"], payload["facts"])
    if under := foot(payload):
        letter = replace(letter, body=f"{letter.body.rstrip()}\n\n{under}\n")
    return Mail(
        key=item.key,
        provider=payload["provider"],
        to=payload["to"],
        letter=letter,
        written_at=item.created_at,
    )
