"""Who answers customers, their sessions, and the sign-ins that were tried."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, delete, func, insert, or_, select, update

from bot.adapters.db.models import agent_roles, agent_sessions, agents, sign_ins
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.errors import Refused
from bot.decisions.records import Agent, AgentSession, Role


class SqlAgents(Repository):
    _everybody: dict[str, Agent] | None = None
    """By id, once they were read ahead."""

    def add(self, agent: Agent) -> None:
        """With its roles. Raises ``Conflict`` if the e-mail address is taken."""
        row = as_row(agent)
        roles = row.pop("roles")
        self._connection.execute(insert(agents).values(row))
        self._set_roles(agent.id, roles)

    def save(self, agent: Agent) -> None:
        """Roles too. Raises ``Refused`` if it was never added."""
        row = as_row(agent)
        roles = row.pop("roles")
        self._change(agents, agent.id, row, missing=Refused("There is no such agent to save."))
        self._connection.execute(delete(agent_roles).where(agent_roles.c.agent_id == agent.id))
        self._set_roles(agent.id, roles)

    def get(self, id: str) -> Agent | None:
        if self._everybody is not None:
            return self._everybody.get(id)
        row = self._one(select(agents).where(agents.c.id == id))
        return None if row is None else self._agent(row)

    def read_ahead(self) -> None:
        if self._everybody is None:
            self._everybody = {each.id: each for each in self.all()}

    def by_email(self, email: str) -> Agent | None:
        row = self._one(select(agents).where(agents.c.email == email))
        return None if row is None else self._agent(row)

    def all(self) -> list[Agent]:
        roles: dict[str, dict[str, Role]] = {}
        for row in self._all(select(agent_roles)):
            roles.setdefault(row["agent_id"], {})[row["provider"]] = Role(row["role"])
        everybody = self._all(select(agents).order_by(agents.c.seq))
        return [Agent(**without_seq(row), roles=roles.get(row["id"], {})) for row in everybody]

    def _set_roles(self, id: str, roles: dict[str, Role]) -> None:
        for provider, role in roles.items():
            row = {"agent_id": id, "provider": provider, "role": Role(role).value}
            self._connection.execute(insert(agent_roles).values(row))

    def _agent(self, row: RowMapping) -> Agent:
        mine = self._all(select(agent_roles).where(agent_roles.c.agent_id == row["id"]))
        return Agent(**without_seq(row), roles={each["provider"]: Role(each["role"]) for each in mine})


class SqlAgentSessions(Repository):
    def add(self, session: AgentSession) -> None:
        self._insert(agent_sessions, session)

    def by_token(self, token_hash: str) -> AgentSession | None:
        row = self._one(select(agent_sessions).where(agent_sessions.c.token_hash == token_hash))
        return None if row is None else AgentSession(**without_seq(row))

    def seen(self, id: str, at: datetime) -> None:
        self._change(agent_sessions, id, {"seen_at": at}, missing=Refused("There is no such session."))

    def here(self, id: str, at: datetime) -> None:
        """Their open page asked for news by itself."""
        self._change(agent_sessions, id, {"present_at": at}, missing=Refused("There is no such session."))

    def end(self, agent_id: str, at: datetime, id: str | None = None) -> None:
        """One session, or all of the agent that are still open."""
        mine = [agent_sessions.c.agent_id == agent_id, agent_sessions.c.ended_at.is_(None)]
        if id is not None:
            mine.append(agent_sessions.c.id == id)
        self._connection.execute(update(agent_sessions).where(*mine).values(ended_at=at))

    def end_others(self, agent_id: str, at: datetime, id: str) -> None:
        """All of the agent that are still open, but ``id``."""
        others = (agent_sessions.c.agent_id == agent_id, agent_sessions.c.ended_at.is_(None))
        self._connection.execute(
            update(agent_sessions).where(*others, agent_sessions.c.id != id).values(ended_at=at)
        )

    def present(self, provider: str, since: datetime) -> list[str]:
        """Ids of the agents of ``provider`` whose browser was heard of since then."""
        heard = or_(agent_sessions.c.seen_at >= since, agent_sessions.c.present_at >= since)
        open_ = (agent_sessions.c.ended_at.is_(None), heard)
        there = (
            select(agent_sessions.c.agent_id)
            .join(agent_roles, agent_roles.c.agent_id == agent_sessions.c.agent_id)
            .where(agent_roles.c.provider == provider, *open_)
            .distinct()
        )
        return [row["agent_id"] for row in self._all(there)]

    def prune(self, before: datetime) -> int:
        """Drop those that ended or ran out before then; how many."""
        over = or_(agent_sessions.c.ended_at < before, agent_sessions.c.expires_at < before)
        return self._connection.execute(delete(agent_sessions).where(over)).rowcount


class SqlSignIns(Repository):
    def add(self, email: str, address: str, at: datetime, ok: bool) -> None:
        row = {"email": email, "address": address, "at": at, "ok": ok}
        self._connection.execute(insert(sign_ins).values(row))

    def failures(self, email: str, address: str, since: datetime) -> tuple[int, int]:
        """Wrong tries since then: for this e-mail address since its last right one, and from this network address."""
        last = select(func.max(sign_ins.c.id)).where(sign_ins.c.email == email, sign_ins.c.ok)
        after = self._connection.execute(last).scalar() or 0
        wrong = (sign_ins.c.ok.is_(False), sign_ins.c.at >= since)
        count = select(func.count()).select_from(sign_ins)
        of_email = count.where(sign_ins.c.email == email, sign_ins.c.id > after, *wrong)
        of_address = count.where(sign_ins.c.address == address, *wrong)
        return (
            int(self._connection.execute(of_email).scalar_one()),
            int(self._connection.execute(of_address).scalar_one()),
        )

    def prune(self, before: datetime) -> int:
        """Drop those made before then; how many."""
        return self._connection.execute(delete(sign_ins).where(sign_ins.c.at < before)).rowcount
