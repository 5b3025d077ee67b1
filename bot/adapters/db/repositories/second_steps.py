"""The second step of signing in: secrets (sealed), recovery codes (hashed), and sign-ins that are half done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update

from bot.adapters.db.desk_tables import half_sign_ins, recovery_codes, second_step_required, second_steps
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.second_step import HalfSignIn, SecondStep


class SqlSecondSteps(Repository):
    def get(self, agent_id: str) -> SecondStep | None:
        row = self._one(select(second_steps).where(second_steps.c.agent_id == agent_id))
        return None if row is None else SecondStep(**row)

    def put(self, step: SecondStep) -> None:
        self._connection.execute(delete(second_steps).where(second_steps.c.agent_id == step.agent_id))
        self._insert(second_steps, step)

    def remove(self, agent_id: str) -> bool:
        self._connection.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
        gone = self._connection.execute(delete(second_steps).where(second_steps.c.agent_id == agent_id))
        return gone.rowcount > 0

    def use_step(self, agent_id: str, step: int) -> bool:
        """True for exactly one of all who bring a code of this time step."""
        older = or_(second_steps.c.last_step.is_(None), second_steps.c.last_step < step)
        mine = update(second_steps).where(second_steps.c.agent_id == agent_id, older)
        return self._connection.execute(mine.values(last_step=step)).rowcount == 1

    def put_codes(self, agent_id: str, hashes: Sequence[str], at: datetime) -> None:
        self._connection.execute(delete(recovery_codes).where(recovery_codes.c.agent_id == agent_id))
        rows = [{"agent_id": agent_id, "code_hash": each, "made_at": at} for each in hashes]
        if rows:
            self._connection.execute(insert(recovery_codes), rows)

    def use_code(self, agent_id: str, code_hash: str, at: datetime) -> bool:
        """True for exactly one of all who bring it."""
        unused = (
            recovery_codes.c.agent_id == agent_id,
            recovery_codes.c.code_hash == code_hash,
            recovery_codes.c.used_at.is_(None),
        )
        return (
            self._connection.execute(update(recovery_codes).where(*unused).values(used_at=at)).rowcount == 1
        )

    def codes_left(self, agent_id: str) -> int:
        unused = (recovery_codes.c.agent_id == agent_id, recovery_codes.c.used_at.is_(None))
        count = select(func.count()).select_from(recovery_codes).where(*unused)
        return int(self._connection.execute(count).scalar_one())

    def add_half(self, half: HalfSignIn) -> None:
        self._connection.execute(insert(half_sign_ins).values(as_row(half)))

    def half(self, token_hash: str) -> HalfSignIn | None:
        row = self._one(select(half_sign_ins).where(half_sign_ins.c.token_hash == token_hash))
        return None if row is None else HalfSignIn(**without_seq(row))

    def end_half(self, id: str, at: datetime) -> bool:
        """True for exactly one of all who end it."""
        open_ = (half_sign_ins.c.id == id, half_sign_ins.c.ended_at.is_(None))
        return self._connection.execute(update(half_sign_ins).where(*open_).values(ended_at=at)).rowcount == 1

    def prune_halves(self, before: datetime) -> int:
        """Drop those that ran out before then; how many."""
        return self._connection.execute(
            delete(half_sign_ins).where(half_sign_ins.c.expires_at < before)
        ).rowcount

    def required_at(self) -> frozenset[str]:
        asked = select(second_step_required.c.provider).where(second_step_required.c.required)
        return frozenset(row["provider"] for row in self._all(asked))

    def require(self, provider: str, required: bool, at: datetime, by: str) -> None:
        """What holds from now on; ``by`` is an agent's id."""
        self._connection.execute(
            delete(second_step_required).where(second_step_required.c.provider == provider)
        )
        row = {"provider": provider, "required": required, "changed_at": at, "changed_by": by}
        self._connection.execute(insert(second_step_required).values(row))
