"""What every stated fact carries: where it comes from and how far it can be trusted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Standing(StrEnum):
    """How well a fact is supported.

    ``primary``: seen in a copy of the primary source. ``secondary``: seen in somebody else's account.
    ``unconfirmed``: believed, not found in a source. ``recovered``: from another stored copy of the same
    page, not in the page we were given. ``own``: a choice of whoever runs Firstline,
    not law and not the provider's word.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    RECOVERED = "recovered"
    OWN = "own"


class Reference(Strict):
    """A source that a person can look up. ``href`` is absent where only a stored copy was seen."""

    title: str
    href: str | None = Field(default=None, pattern=r"^https?://\S+$")


class Sourced(Strict):
    """Base of every fact in a provider's profile. ``source`` names an entry of the profile's ``sources``."""

    source: str
    standing: Standing
    note: str | None = None


class Source(Strict):
    """A document that facts of a profile were read from."""

    title: str
    href: str | None = None
    verified_on: date
