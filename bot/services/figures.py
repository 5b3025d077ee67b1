"""What whoever runs Firstline watches, counted in the store: one process can tell it for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.decisions.outbox import ItemState
from bot.decisions.report import ENDED
from bot.services.context import Context


@dataclass(frozen=True)
class Figures:
    """Each by provider and kind, or by provider. ``outbox``: how many, by state too. ``oldest``: for how long the
    oldest that is still tried has been due, or has failed. ``attempts``: how many ended how, since the store was made.
    ``longest_wait``: how long the first of those who wait for a person has waited."""

    outbox: Mapping[tuple[str, str, str], int]
    oldest: Mapping[tuple[str, str], timedelta]
    attempts: Mapping[tuple[str, str, str], int]
    open_cases: Mapping[str, int]
    waiting: Mapping[str, int]
    longest_wait: Mapping[str, timedelta]


def read_figures(context: Context) -> Figures:
    """As they are now. Raises ``Unavailable``."""
    now = context.now()
    with context.store.read() as tx:
        items, attempts = tx.outbox.figures(), tx.outbox.counted()
        cases = tx.reports.how_many_open(ENDED)
        handoffs = [each for each in tx.handoffs.open() if each.claimed_by is None]
    oldest: dict[tuple[str, str], timedelta] = {}
    for provider, kind, state, _, due in items:
        if state in (ItemState.WAITING, ItemState.FAILING):
            age = max(now - due, timedelta())
            oldest[provider, kind] = max(age, oldest.get((provider, kind), age))
    newest_first = sorted(handoffs, key=lambda each: each.requested_at, reverse=True)
    waits = {each.provider: now - each.requested_at for each in newest_first}  # the oldest of each stays
    return Figures(
        outbox={(provider, kind, state): number for provider, kind, state, number, _ in items},
        oldest=oldest,
        attempts=attempts,
        open_cases={slug: cases.get(slug, 0) for slug in context.providers},
        waiting=dict.fromkeys(context.providers, 0) | Counter(each.provider for each in handoffs),
        longest_wait={slug: waits.get(slug, timedelta()) for slug in context.providers},
    )
