"""Which facts that nobody gave yet could change the answer? Found by trying, not by a list of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Final

from bot.decisions.adr_facts import COUNTS
from bot.decisions.adr_outcome import (
    SMALL_BUSINESS_MAX,
    AdrCase,
    AdrLaw,
    Outcome,
    Size,
    decide,
    latest_first_date,
    size_of,
)
from bot.decisions.calendar import ONE_DAY

ASKABLE: Final = (
    "first_complained_on",
    "customer",
    "employees",
    "volunteers",
    "contractors",
    "deadlock_letter_on",
)
"""Facts that a customer may be asked for, in the order to ask. The rare bars are not asked of everyone: the words of
the answer mention them."""


def missing_facts(case: AdrCase, law: AdrLaw, outcome: Outcome, ruled_out: frozenset[str]) -> tuple[str, ...]:
    """Found by trying other values of what is not known, alone and together.

    People and dates can be tried apart: a count that is not given can only add a bar, and a bar leaves no dates.
    """
    found = _dates_that_matter(case, law, outcome)
    people_max = law.value(SMALL_BUSINESS_MAX, case.asked_on)
    reach = _sizes_within_reach(case.customer, case.counts, people_max)
    if reach:
        by_size = {size: decide(case, law, size=size) for size in Size}
        found |= {
            name
            for name, pairs in reach.items()
            if any(by_size[a].differs_from(by_size[b]) for a, b in pairs)
        }
    return tuple(name for name in ASKABLE if name in found and name not in ruled_out)


def _dates_that_matter(case: AdrCase, law: AdrLaw, outcome: Outcome) -> set[str]:
    firsts = [case.first]
    if case.first is None and not case.never:
        known = [day for day in (case.deadlock, case.adr_letter, case.agreed) if day]
        long_ago = latest_first_date(min([case.asked_on, *known]) - ONE_DAY, law.rulebook)
        firsts += [case.asked_on, long_ago]
    letters = [case.deadlock]
    if not case.deadlock_given:
        letters += [case.asked_on, case.asked_on - ONE_DAY]
    tried = {
        (first, letter): decide(replace(case, first=first, deadlock=letter), law)
        for first, letter in product(firsts, letters)
    }
    tried[case.first, case.deadlock] = outcome
    found = set()
    if any(tried[firsts[0], letter].differs_from(one) for (_, letter), one in tried.items()):
        found.add("first_complained_on")
    if any(tried[first, letters[0]].differs_from(one) for (first, _), one in tried.items()):
        found.add("deadlock_letter_on")
    return found


@lru_cache(maxsize=4096)
def _sizes_within_reach(
    customer: str | None, counts: tuple[int | None, ...], people_max: int
) -> Mapping[str, frozenset[tuple[Size, Size]]]:
    """For each fact about people that is not given: the pairs of sizes between which it can decide."""
    customers = [customer] if customer else ["residential", "business"]
    choices = [[count] if count is not None else [0, people_max + 1] for count in counts]
    sizes = {
        (who, *people): size_of(who, people, people_max) for who in customers for people in product(*choices)
    }
    reach: dict[str, set[tuple[Size, Size]]] = {}
    for one, other in product(sizes, sizes):
        unlike = [index for index in range(len(one)) if one[index] != other[index]]
        if len(unlike) == 1 and sizes[one] is not sizes[other]:
            reach.setdefault(("customer", *COUNTS)[unlike[0]], set()).add((sizes[one], sizes[other]))
    return {name: frozenset(pairs) for name, pairs in reach.items()}
