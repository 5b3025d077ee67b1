"""The ADR schemes as they are now: who they are and how to reach them, each fact with its source.

What a scheme takes, and by when, are rules beside it (``bot/rules/cisas_*.yml`` and so on).
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from bot.decisions.sourced import Reference, Standing, Strict


class Cited(Strict):
    """Base of one fact about a scheme."""

    reference: list[Reference] = Field(min_length=1)
    standing: Standing
    verified_on: date
    note: str | None = None


class CitedText(Cited):
    """A name, a number, a link or a whole sentence."""

    value: str = Field(min_length=1)

    def __str__(self) -> str:
        return self.value


class CitedLines(Cited):
    """An address, one line an item, or a list of things."""

    value: list[str] = Field(min_length=1)


class Scheme(Strict):
    """One scheme. ``name`` reads within a sentence ("you can go to the Communications Ombudsman").

    ``does``, ``approved``, ``independent``, ``renamed``, ``what_it_costs``, ``who_can_use_it`` and ``how_to_apply`` are
    whole sentences. What is not known is absent.
    """

    name: CitedText
    full_name: CitedText
    run_by: CitedText
    independent: CitedText
    does: CitedText
    approved: CitedText
    renamed: CitedText | None = None
    url: CitedText
    phone: CitedText | None = None
    email: CitedText | None = None
    post: CitedLines | None = None
    what_it_costs: CitedText
    who_can_use_it: CitedText
    how_to_apply: CitedText
    have_ready: CitedLines | None = None


class NeverGive(Strict):
    """Words of earlier times (an old name, link or address) that must not reach a customer as a contact."""

    words: str = Field(min_length=1)
    because: str = Field(min_length=1)


class SchemeBook(Strict):
    """The whole of ``bot/rules/schemes.yml``: schemes by key, and what is never to be given."""

    schemes: dict[str, Scheme] = Field(min_length=1)
    never_give: list[NeverGive] = []
