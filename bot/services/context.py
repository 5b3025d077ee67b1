"""What every service is given: the store, the clock, the rules, the profiles and the words. Built in ``bootstrap``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.decisions.calendar import LONDON, BankHolidays, london_date
from bot.decisions.errors import UnknownProvider
from bot.decisions.language import Languages
from bot.decisions.playbook import Playbooks
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from bot.services.ports import CustomerDirectory, LetterWriter, Now, Store
from bot.wording import Words, day_in_words, time_in_words


@dataclass(frozen=True)
class Context:
    """``secret`` keys the one-time codes; ``random`` gives that many random bytes; ``new_id`` an unguessable id.

    ``shell_provider``: whose customer ``rasa shell`` plays; never set where customers are. ``public_url``: where
    customers find the pages, without a slash at the end. ``directory``: where a provider's customers are looked up;
    ``None`` is as good as one that has nobody's. ``letters``: how letters of a provider are worded and set.
    """

    store: Store
    now: Now
    words: Words
    providers: Mapping[str, Provider]
    rules: Rulebook
    schemes: Mapping[str, Scheme]
    holidays: BankHolidays
    languages: Languages
    secret: str
    random: Callable[[int], bytes]
    playbooks: Playbooks
    letters: LetterWriter
    shell_provider: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    directory: CustomerDirectory | None = None

    def new_id(self) -> str:
        """128 random bits in hex."""
        return self.random(16).hex()

    def provider(self, slug: str) -> Provider:
        """Raises ``UnknownProvider``."""
        try:
            return self.providers[slug]
        except KeyError:
            raise UnknownProvider(
                f"There is no provider '{slug}'. Known: {', '.join(sorted(self.providers))}."
            ) from None

    def today(self) -> date:
        """The Europe/London date now."""
        return london_date(self.now())

    def day(self, day: date) -> str:
        """Such as "Tuesday 3 November", as seen from today."""
        return day_in_words(day, self.today())

    def time(self, at: datetime) -> str:
        """The Europe/London time of day of an aware instant, such as "half past" never: "4:30pm"."""
        return time_in_words(at.astimezone(LONDON).time())

    def rule(self, key: str) -> int:
        """The number that rule ``key`` gives today."""
        return int(self.rules.at(key, self.today()).value)
