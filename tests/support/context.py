"""The services with real rules, profiles, words and database, and a clock and a chance that the test holds."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.languages import load_languages
from bot.adapters.playbook_files import load_playbooks
from bot.adapters.printed_letters import PrintedLetters
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.playbook import Playbooks
from bot.decisions.provider import Provider
from bot.decisions.records import Conversation, ConversationState
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from bot.services.context import Context
from bot.services.heard import Heard
from bot.wording import Words
from tests.support.store import fresh_store

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"


@dataclass
class Clock:
    """Stands still until a test moves it."""

    instant: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.instant

    def forward(self, **step: float) -> None:
        self.instant += timedelta(**step)


@dataclass
class Chance:
    """Different bytes at each call, the same in each run."""

    count: itertools.count[int] = field(default_factory=itertools.count)

    def __call__(self, length: int) -> bytes:
        return hashlib.shake_256(str(next(self.count)).encode()).digest(length)


@cache
def _shipped() -> tuple[Words, dict[str, Provider], Rulebook, dict[str, Scheme]]:
    """Read once a session: they are frozen."""
    return Words.from_domain(DOMAIN), load_providers(), load_rules(), load_schemes()


@cache
def _playbooks() -> Playbooks:
    return load_playbooks()


@cache
def _letters() -> PrintedLetters:
    return PrintedLetters()


def make_context(tmp_path: Path, clock: Clock) -> Context:
    words, providers, rules, schemes = _shipped()
    return Context(
        store=fresh_store(tmp_path),
        now=clock,
        words=words,
        providers=providers,
        rules=rules,
        schemes=schemes,
        holidays=LibraryBankHolidays(),
        languages=load_languages(),
        secret="not a secret",
        random=Chance(),
        playbooks=_playbooks(),
        letters=_letters(),
    )


def open_chat(
    context: Context, provider: str = "it-communications", id: str = "c" * 32, address_key: str | None = None
) -> str:
    chat = Conversation(id, provider, "0" * 64, ConversationState.BOT, context.now(), address_key=address_key)
    with context.store.write() as tx:
        tx.conversations.add(chat)
        tx.commit()
    return id


class Chat:
    """A customer's lines, numbered as the web app does, without engine or web."""

    def __init__(self, context: Context, provider: str = "it-communications", id: str = "c" * 32) -> None:
        self.context = context
        self.id = open_chat(context, provider, id)
        self._numbers = itertools.count(1)

    def hears(
        self, text: str, intent: str = "give_details", confidence: float = 0.9, *, choice: str | None = None,
        question: str | None = None, number: int | None = None,
    ) -> Heard:  # fmt: skip
        return Heard(
            conversation_id=self.id,
            message_id=str(number or next(self._numbers)),
            text=text,
            at=self.context.now(),
            intent=intent,
            confidence=confidence,
            choice=choice,
            question=question,
        )
