"""What is to be sent after commit, and who has it in hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, not_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.adapters.db.outbox_tables import delivery_counts, outbox
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.errors import Refused
from bot.decisions.outbox import FORGET, OWN_WORK, Dead, ItemState, Later, Move, Sent, together
from bot.decisions.records import OutboxItem

_OPEN = and_(outbox.c.sent_at.is_(None), outbox.c.dead_at.is_(None), outbox.c.parked_at.is_(None))
_ENDED = or_(outbox.c.parked_at.is_not(None), outbox.c.dead_at.is_not(None))
_LET_GO = {"claimed_by": None, "claimed_until": None}
_SETTLED = {**_LET_GO, "begun_at": None, "rests_until": None}
_ANEW = {
    **_SETTLED,
    "attempts": 0,
    "parked_at": None,
    "dead_at": None,
    "failing_since": None,
    "last_error": None,
}


class SqlOutbox(Repository):
    def add(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        at: datetime,
        conversation_id: str | None = None,
        lane: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        if self._one(select(outbox.c.id).where(outbox.c.key == key)) is not None:
            return
        item = {"kind": kind, "key": key, "payload": payload, "created_at": at, "attempts": 0}
        provider = payload.get("provider")
        more: dict[str, Any] = {"conversation_id": conversation_id, "lane": lane, "due_at": due_at or at}
        more["provider"] = provider if isinstance(provider, str) else None
        self._connection.execute(insert(outbox).values(item | more))

    def due(
        self, at: datetime, limit: int = 20, *, only: str | None = None, but: Sequence[str] = ()
    ) -> list[OutboxItem]:
        """Neither sent nor ended otherwise, longest due first."""
        waiting = [_OPEN, outbox.c.due_at <= at]
        if only is not None:
            waiting.append(outbox.c.kind == only)
        if but:
            waiting.append(outbox.c.kind.not_in(but))
        queue = select(outbox).where(*waiting).order_by(outbox.c.due_at, outbox.c.id).limit(limit)
        return [OutboxItem(**row) for row in self._all(queue)]

    def find(self, key: str) -> OutboxItem | None:
        row = self._one(select(outbox).where(outbox.c.key == key))
        return None if row is None else OutboxItem(**row)

    def revise(self, key: str, payload: dict[str, Any], due_at: datetime) -> bool:
        """Change what was queued under ``key``, if nobody has begun to send it; whether it could be."""
        untouched = (_OPEN, outbox.c.attempts == 0, outbox.c.begun_at.is_(None))
        mine = update(outbox).where(outbox.c.key == key, *untouched)
        return bool(self._connection.execute(mine.values(payload=payload, due_at=due_at)).rowcount)

    def holds(self, id: int, key: str) -> bool:
        """Is it still there? An id alone may be a later item's: SQLite gives it again."""
        same = (outbox.c.id == id, outbox.c.key == key)
        return self._one(select(outbox.c.id).where(*same)) is not None

    def wipe(self, conversation_id: str) -> list[str]:
        """Take away what is about a chat, sent or not, of every kind but that it is to be forgotten; the keys."""
        about = (outbox.c.conversation_id == conversation_id, outbox.c.kind != FORGET)
        gone = self._connection.execute(delete(outbox).where(*about).returning(outbox.c.key))
        return [str(key) for key in gone.scalars()]

    def sent(self, id: int, at: datetime) -> None:
        """Raises ``Refused`` for an unknown item."""
        self._update(id, {"sent_at": at})

    def failed(self, id: int, error: str, again_at: datetime | None, at: datetime) -> None:
        """Raises ``Refused`` for an unknown item."""
        then = {"dead_at": at} if again_at is None else {"due_at": again_at}
        since = func.coalesce(outbox.c.failing_since, at)
        values = {"attempts": outbox.c.attempts + 1, "last_error": error, "failing_since": since}
        self._update(id, {**values, **then})

    def all(self, limit: int = 200) -> list[OutboxItem]:
        """The newest ``limit`` items, in the order in which they were queued."""
        newest = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        return [OutboxItem(**row) for row in reversed(self._all(newest))]

    def get(self, id: int) -> OutboxItem | None:
        row = self._one(select(outbox).where(outbox.c.id == id))
        return None if row is None else OutboxItem(**row)

    # -- the relay

    def ready(self, at: datetime, machine: datetime) -> list[tuple[str | None, str]]:
        """Provider and kind of all that can be sent now."""
        resting = self._resting(at)
        kinds = select(outbox.c.provider, outbox.c.kind).where(*_ready(at, machine)).distinct()
        found = [(row["provider"], row["kind"]) for row in self._all(kinds)]
        return [
            (provider, kind)
            for provider, kind in found
            if not any((provider, each) in resting for each in together(kind))
        ]

    def claim(
        self,
        provider: str | None,
        kinds: Collection[str],
        by: str,
        at: datetime,
        machine: datetime,
        until: datetime,
    ) -> OutboxItem | None:
        """The one that is longest due is now ``by``'s alone. ``begun_at`` comes back as it was *before*: set, where an
        attempt was begun of which nobody knows what came."""
        if any((provider, kind) in self._resting(at) for kind in kinds):
            return None
        theirs = (outbox.c.provider.is_not_distinct_from(provider), outbox.c.kind.in_(kinds))
        # Several relays on PostgreSQL pass over what another is just claiming; on SQLite this unit is the only writer.
        queue = select(outbox).where(*_ready(at, machine), *theirs).order_by(outbox.c.due_at, outbox.c.id)
        row = self._one(queue.limit(1).with_for_update(skip_locked=True))
        if row is None:
            return None
        item = OutboxItem(**row)
        begun = at if item.begun_at is None else item.begun_at
        values = {"claimed_by": by, "claimed_until": until, "begun_at": begun}
        free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= machine)
        changed = self._connection.execute(
            update(outbox).where(outbox.c.id == item.id, _OPEN, free).values(values)
        )
        if not changed.rowcount:
            return None
        return replace(item, claimed_by=by, claimed_until=until)

    def begin(self, item: OutboxItem, at: datetime) -> None:
        """A new attempt begins, after the item was looked for and is missing."""
        mine = (outbox.c.id == item.id, outbox.c.claimed_by == item.claimed_by)
        self._connection.execute(update(outbox).where(*mine).values(begun_at=at))

    def settle(self, item: OutboxItem, move: Move, at: datetime) -> bool:
        """Note what came of an attempt. ``False``: it is not there any more, or somebody else has it by now and knows
        better. That it arrived is noted whoever has it."""
        theirs: list[ColumnElement[bool]] = [outbox.c.id == item.id, outbox.c.key == item.key]
        tried = {"attempts": outbox.c.attempts + 1}
        since = {"failing_since": func.coalesce(outbox.c.failing_since, at)}
        values: dict[str, Any]
        ended: dict[str, Any]
        if isinstance(move, Sent):
            theirs.append(outbox.c.sent_at.is_(None))
            ended = {"sent_at": at, "dead_at": None, "parked_at": None, "remote_id": move.remote_id}
            values = {**_SETTLED, **tried, **ended}
        else:
            theirs += [outbox.c.claimed_by == item.claimed_by, _OPEN]
            if isinstance(move, Later):
                ended = {"due_at": move.at, "rests_until": move.rests_until}
                ended |= {"begun_at": outbox.c.begun_at} if move.in_doubt else {}
            else:
                ended = {"dead_at" if isinstance(move, Dead) else "parked_at": at}
            values = {**_SETTLED, **tried, **since, "last_error": move.reason, **ended}
        return bool(self._connection.execute(update(outbox).where(*theirs).values(values)).rowcount)

    def claimants(self) -> list[str]:
        """Who has something in hand."""
        claimed = select(outbox.c.claimed_by).where(_OPEN, outbox.c.claimed_by.is_not(None)).distinct()
        return sorted(str(row["claimed_by"]) for row in self._all(claimed))

    def release(self, by: str) -> int:
        """``by`` is gone: others may take what it had. What it had begun stays in doubt. How many they were."""
        gone = update(outbox).where(_OPEN, outbox.c.claimed_by == by).values(_LET_GO)
        return self._connection.execute(gone).rowcount

    def count(self, provider: str, kind: str, outcome: str) -> None:
        """One more attempt ended so."""
        one = {"provider": provider, "kind": kind, "outcome": outcome, "count": 1}
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        more = dialect.insert(delivery_counts).values(one)
        self._connection.execute(
            more.on_conflict_do_update(
                index_elements=["provider", "kind", "outcome"], set_={"count": delivery_counts.c.count + 1}
            )
        )

    def counted(self) -> dict[tuple[str, str, str], int]:
        """How many attempts ended how, by provider, kind and outcome."""
        rows = self._all(select(delivery_counts))
        return {(row["provider"], row["kind"], row["outcome"]): row["count"] for row in rows}

    def figures(self) -> list[tuple[str, str, str, int, datetime]]:
        """How many there are by provider, kind and state, with the time since which the oldest is due, or fails."""
        state = case(
            (outbox.c.sent_at.is_not(None), ItemState.SENT.value),
            (outbox.c.parked_at.is_not(None), ItemState.PARKED.value),
            (outbox.c.dead_at.is_not(None), ItemState.DEAD.value),
            (outbox.c.last_error.is_not(None), ItemState.FAILING.value),
            else_=ItemState.WAITING.value,
        ).label("state")
        provider = func.coalesce(outbox.c.provider, "").label("provider")
        since = func.coalesce(outbox.c.failing_since, outbox.c.due_at)
        oldest = func.min(since, type_=outbox.c.due_at.type).label("oldest")
        grouped = select(provider, outbox.c.kind, state, func.count().label("number"), oldest)
        rows = self._all(grouped.group_by(provider, outbox.c.kind, state))
        return [(row["provider"], row["kind"], row["state"], row["number"], row["oldest"]) for row in rows]

    # -- people

    def unsent(self, providers: Collection[str] | None, limit: int = 200) -> list[OutboxItem]:
        """What a carrier has yet to take, with what is parked or dead: these first, then oldest first. ``None``:
        everybody's."""
        mine = [outbox.c.sent_at.is_(None), outbox.c.kind.not_in(OWN_WORK)]
        if providers is not None:
            mine.append(outbox.c.provider.in_(providers))
        ended_first = case((_ENDED, 0), else_=1)
        listed = select(outbox).where(*mine).order_by(ended_first, outbox.c.id).limit(limit)
        return [OutboxItem(**row) for row in self._all(listed)]

    def stuck(self, providers: Collection[str]) -> int:
        """How many wait for a person: parked or dead."""
        mine = (_ENDED, outbox.c.provider.in_(providers), outbox.c.kind.not_in(OWN_WORK))
        return int(
            self._connection.execute(select(func.count()).select_from(outbox).where(*mine)).scalar_one()
        )

    def again(self, id: int, at: datetime) -> bool:
        """A parked or dead one waits anew, as if it had never been tried; one that fails is tried now, in doubt if it
        was so. ``False``: it is none of these, or a relay has it in hand."""
        anew = update(outbox).where(outbox.c.id == id, _ENDED).values({**_ANEW, "due_at": at})
        if self._connection.execute(anew).rowcount:
            return True
        failing = (_OPEN, outbox.c.last_error.is_not(None), outbox.c.claimed_by.is_(None))
        now = update(outbox).where(outbox.c.id == id, *failing).values(due_at=at, rests_until=None)
        return bool(self._connection.execute(now).rowcount)

    def all_again(self, provider: str, kind: str, at: datetime) -> int:
        """All dead ones of a kind wait anew; how many they were."""
        dead = (outbox.c.provider == provider, outbox.c.kind == kind, outbox.c.dead_at.is_not(None))
        return self._connection.execute(update(outbox).where(*dead).values({**_ANEW, "due_at": at})).rowcount

    def found(self, id: int, at: datetime, remote_id: str | None) -> bool:
        """A person has found a parked or dead one over there. ``False``: it is neither."""
        values = {**_SETTLED, "parked_at": None, "dead_at": None, "sent_at": at, "remote_id": remote_id}
        there = update(outbox).where(outbox.c.id == id, _ENDED).values(values)
        return bool(self._connection.execute(there).rowcount)

    def _resting(self, at: datetime) -> set[tuple[str | None, str]]:
        rests = select(outbox.c.provider, outbox.c.kind).where(_OPEN, outbox.c.rests_until > at).distinct()
        return {(row["provider"], row["kind"]) for row in self._all(rests)}

    def _update(self, id: int, values: dict[str, Any]) -> None:
        if not self._connection.execute(update(outbox).where(outbox.c.id == id).values(values)).rowcount:
            raise Refused(f"There is no outbox item {id}.")


def _ready(at: datetime, machine: datetime) -> tuple[ColumnElement[bool], ...]:
    """Due, nobody's, of a kind that carriers take, and next in its lane."""
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= machine)
    return (_OPEN, outbox.c.due_at <= at, outbox.c.kind.not_in(OWN_WORK), free, _next_in_lane())


def _next_in_lane() -> ColumnElement[bool]:
    """Nothing before it is still to be sent, and the first of the lane (the ticket of the notes) has arrived: a first
    one that is dead or parked holds all others, while any other of them holds nothing once it is given up."""
    before, first, opening = outbox.alias("before"), outbox.alias("first"), outbox.alias("opening")
    waits = select(before.c.id).where(
        before.c.lane == outbox.c.lane,
        before.c.id < outbox.c.id,
        before.c.sent_at.is_(None),
        before.c.dead_at.is_(None),
        before.c.parked_at.is_(None),
    )
    earlier = select(opening.c.id).where(opening.c.lane == first.c.lane, opening.c.id < first.c.id)
    not_open = select(first.c.id).where(
        first.c.lane == outbox.c.lane,
        first.c.id < outbox.c.id,
        first.c.sent_at.is_(None),
        not_(earlier.correlate(first).exists()),
    )
    held = or_(waits.correlate(outbox).exists(), not_open.correlate(outbox).exists())
    return or_(outbox.c.lane.is_(None), not_(held))
