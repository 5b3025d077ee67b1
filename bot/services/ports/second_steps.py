"""The second step of signing in: what is kept of it, and the codes of an authenticator app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.decisions.second_step import HalfSignIn, SecondStep


class SecondSteps(Protocol):
    def get(self, agent_id: str) -> SecondStep | None: ...
    def put(self, step: SecondStep) -> None:
        """In the place of what the agent had."""
        ...

    def remove(self, agent_id: str) -> bool:
        """With the recovery codes; whether there was anything."""
        ...

    def use_step(self, agent_id: str, step: int) -> bool:
        """One conditional update: true for exactly one of all who bring a code of this time step, and for none when a
        code of it or of a later one has counted."""
        ...

    def put_codes(self, agent_id: str, hashes: Sequence[str], at: datetime) -> None:
        """New recovery codes; the old ones are gone."""
        ...

    def use_code(self, agent_id: str, code_hash: str, at: datetime) -> bool:
        """One conditional update: true for exactly one of all who bring it."""
        ...

    def codes_left(self, agent_id: str) -> int: ...
    def add_half(self, half: HalfSignIn) -> None: ...
    def half(self, token_hash: str) -> HalfSignIn | None: ...
    def end_half(self, id: str, at: datetime) -> bool:
        """One conditional update: true for exactly one of all who end it."""
        ...

    def prune_halves(self, before: datetime) -> int:
        """Drop those that ran out before then; how many."""
        ...

    def required_at(self) -> frozenset[str]:
        """Slugs of the providers where everybody must have one."""
        ...

    def require(self, provider: str, required: bool, at: datetime, by: str) -> None: ...


class OneTimeCodes(Protocol):
    """Codes of an authenticator app (TOTP, RFC 6238), and how a secret is kept."""

    def new_secret(self) -> str:
        """Sealed: what may be kept."""
        ...

    def step_of(self, sealed: str, code: str, at: datetime) -> int | None:
        """The time step that ``code`` belongs to, within the drift that the rule allows around ``at``; ``None`` for a
        wrong one. Raises ``SealBroken`` for what was sealed under another key."""
        ...

    def spoken(self, sealed: str) -> str:
        """The secret for typing into an app, in groups. Raises ``SealBroken``."""
        ...

    def picture(self, sealed: str, account: str) -> str:
        """The same as a QR code, as the text of an SVG. Raises ``SealBroken``."""
        ...
