"""A question of fact as the answers see it: whose page, which rules, in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.decisions.adr_outcome import SMALL_BUSINESS_MAX, WAIT
from bot.decisions.provider import Channel, Provider
from bot.decisions.questions import Question
from bot.decisions.scheme import Scheme
from bot.decisions.topic import Topic
from bot.readers.adr_told import read_heads
from bot.services.context import Context
from bot.wording import list_in_words


@dataclass(frozen=True)
class Asked:
    """``text`` is what the customer typed; empty for a pressed button."""

    context: Context
    provider: Provider
    text: str = ""

    @property
    def scheme(self) -> Scheme:
        """The provider's ADR scheme as far as we know."""
        return self.context.schemes[self.provider.adr.scheme]

    @property
    def scheme_key(self) -> str:
        """The scheme's part of the names of its rules, such as ``communications_ombudsman``."""
        return self.provider.adr.scheme.replace("-", "_")

    def say(self, key: str, **facts: object) -> str:
        """Response ``key`` with the provider's and its scheme's names at hand."""
        name = self.scheme.name.value
        common = {
            "provider": self.provider.name,
            "scheme": name,
            "scheme_start": name[0].upper() + name[1:],
            "url": self.scheme.url.value,
        }
        return self.context.words.text(key, **{**common, **facts})

    def page(self, topic: Topic) -> list[str]:
        """What the provider's page says on the topic, joined into one bubble; nothing when it is silent."""
        return together(self.provider.says_on(topic))

    def read_by(self, channels: Iterable[Channel]) -> list[str]:
        """Who reads what comes by these ways, as far as the page says."""
        readers = {each.goes_to: each for each in channels if each.goes_to and not each.absent}
        return together(self.say(f"utter_fact_{each.kind}_goes_to", who=who) for who, each in readers.items())

    def own_size(self) -> list[str]:
        """Whether the people they say they are fit the scheme's size; nothing if they say no number.

        Where it hangs on which kinds of people count, they hear so.
        """
        heads = read_heads(self.text)
        employees, most = heads.get(Question.EMPLOYEES.value), self.rule(SMALL_BUSINESS_MAX)
        if employees is None:
            return []
        people = sum(heads.values())
        if people <= most:
            return [self.say("utter_fact_size_fits", people=people, people_max=most)]
        if employees > most:
            return [self.say("utter_fact_size_over", people=employees, people_max=most)]
        return [self.say("utter_adr_headcount_unclear", people=people, people_max=most)]

    def nearest(self, topic: Topic) -> list[str]:
        """Of much that the page says, what shares words with the question; all of it when nothing does."""
        said = self.provider.says_on(topic)
        wanted = _words(self.text) - _words(self.provider.name)
        shared = [len(wanted & _words(sentence)) for sentence in said]
        best = max(shared, default=0)
        if best == 0:
            return together(said) or [self.say("utter_fact_silent")]
        return together(sentence for sentence, count in zip(said, shared, strict=True) if count == best)

    def page_or_silence(self, topic: Topic) -> list[str]:
        """The same, or that the page says nothing about it."""
        return self.page(topic) or [self.say("utter_fact_silent")]

    def rule(self, key: str) -> Any:
        """The value of rule ``key`` today."""
        return self.context.rules.at(key, self.context.today()).value

    def has_rule(self, key: str) -> bool:
        return key in set(self.context.rules)

    def weeks(self) -> int:
        """The wait for a complaint first made today."""
        return self.context.rule(WAIT)

    def length(self, unit: str, count: int) -> str:
        """Such as "10 working days"."""
        return self.say(f"utter_length_{unit}{'_one' if count == 1 else ''}", count=count)


def _words(text: str) -> set[str]:
    """Words that carry meaning, by their beginnings: "countries" and "country" are one."""
    return {word[:6] for word in re.findall(r"[a-z0-9×]{3,}", text.lower()) if word not in _LITTLE}


_LITTLE = frozenset(
    {
        "the", "and", "you", "your", "are", "what", "who", "how", "does", "that", "with", "for", "its", "has",
        "have", "same", "this", "they", "can", "but", "all", "many", "much",
    }
)  # fmt: skip

Answer = Callable[[Asked], list[str]]
"""One bubble an item."""


def together(sentences: Iterable[str | None]) -> list[str]:
    """Sentences that belong to one idea as one bubble; no bubble when there is none."""
    said = [sentence for sentence in sentences if sentence]
    return [" ".join(said)] if said else []


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"• {item}" for item in items)


def pounds(amount: float | str) -> str:
    """Such as "£10,000" or "£10.34"."""
    number = float(amount)
    return f"£{number:,.0f}" if number == int(number) else f"£{number:,.2f}"


def listed(items: Iterable[str], last: str = "and") -> str:
    return list_in_words(items, last=last)
