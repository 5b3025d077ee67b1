"""A letter that somebody at the provider has to print and post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.decisions.mail import Letter


@dataclass(frozen=True)
class PostedLetter:
    """One letter to a postal address. ``key`` is unique: the same letter is queued once. ``address`` has its lines.

    It waits until ``posted_on`` (a London date) or ``dropped_at`` is set, by the agent ``done_by``. ``template`` is
    what it was made of; ``letter_id`` a numbered letter, printed as it was issued.
    """

    id: str
    key: str
    provider: str
    conversation_id: str
    case_id: str | None
    template: str
    address: str
    name: str | None
    letter: Letter
    queued_at: datetime
    letter_id: str | None = None
    posted_on: date | None = None
    done_by: str | None = None
    dropped_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.posted_on is None and self.dropped_at is None
