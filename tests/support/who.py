"""Somebody who shows, or tries to show, who they are, without engine or web; and a directory of customers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from bot.decisions.customer import Customer, same_account
from bot.decisions.errors import DirectoryUnavailable
from bot.decisions.recognition import Recognition
from bot.decisions.records import Case
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.identity.begin import begin_identity
from bot.services.identity.send_code import send_codes
from bot.services.identity.take import take_who
from bot.services.known_cases import cases_known
from tests.support.context import open_chat

SAM = Customer("it-communications", "AB12345", "Sam Carter", "BN3 7TF", "sam@example.com")


@dataclass
class Directory:
    """``asked``: every account that was looked up."""

    customers: list[Customer] = field(default_factory=lambda: [SAM])
    down: bool = False
    asked: list[str] = field(default_factory=list)

    def has(self, provider: str) -> bool:
        return any(each.provider == provider for each in self.customers)

    def find(self, provider: str, account: str) -> Customer | None:
        self.asked.append(account)
        if self.down:
            raise DirectoryUnavailable("It does not answer.")
        return next(
            (c for c in self.customers if c.provider == provider and same_account(c.account, account)), None
        )


def with_directory(context: Context, directory: Directory | None = None) -> Context:
    return replace(context, directory=directory or Directory())


class Asker:
    """One chat. ``address``: where it was opened from."""

    _numbers = itertools.count(1)

    def __init__(
        self, context: Context, provider: str = "it-communications", address: str | None = None
    ) -> None:
        self.context = context
        self.id = open_chat(context, provider, f"{next(self._numbers):032x}", address)
        self._lines = itertools.count(1)

    def hears(self, text: str, choice: str | None = None) -> Heard:
        return Heard(self.id, str(next(self._lines)), text, self.context.now(), "give_details", 0.9, choice)

    def begins(self, text: str = "where is my complaint?") -> Outcome:
        return begin_identity(self.context, self.hears(text))

    def says(self, text: str, choice: str | None = None, theirs: bool = False) -> Outcome:
        return take_who(self.context, self.hears(text, choice), theirs)

    def keys(self, *texts: str) -> list[str]:
        """The keys of what is said to each of them, one after the other."""
        return [key for text in texts for key, _ in self.says(text).says]

    def code(self) -> str:
        """The code that this chat asked for last, whether or not it was sent to anybody."""
        row = self.row
        return code_for(self.context.secret, f"who:{row.id}:{row.answers['_codes']}")

    def relay(self) -> list[str]:
        """One round; to whom codes of this chat have gone so far."""
        send_codes(self.context)
        with self.context.store.read() as tx:
            return [
                item.payload["to"]
                for item in tx.outbox.all()
                if item.kind == "mail" and item.conversation_id == self.id
            ]

    @property
    def row(self) -> Recognition:
        with self.context.store.read() as tx:
            row = tx.recognitions.latest(self.id)
        assert row is not None
        return row

    @property
    def known(self) -> list[Case]:
        with self.context.store.read() as tx:
            return cases_known(tx, self.id)
