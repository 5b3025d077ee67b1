"""Letters to print and post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, delete, func, insert, select, update

from bot.adapters.db.mail_tables import posts
from bot.adapters.db.repositories.rows import Repository, as_row, without_seq
from bot.decisions.mail import Letter
from bot.decisions.post import PostedLetter

_WAITS = (posts.c.posted_on.is_(None), posts.c.dropped_at.is_(None))


class SqlPosts(Repository):
    def add(self, post: PostedLetter) -> str:
        """Queue once: for a ``key`` that is there already, the id of that one."""
        known = self._one(select(posts.c.id).where(posts.c.key == post.key))
        if known is not None:
            return str(known["id"])
        row = as_row(post)
        letter: Letter = row.pop("letter")
        self._connection.execute(insert(posts).values(row | {"subject": letter.subject, "body": letter.body}))
        return post.id

    def get(self, id: str) -> PostedLetter | None:
        row = self._one(select(posts).where(posts.c.id == id))
        return None if row is None else _post(row)

    def of_conversation(self, conversation_id: str) -> list[PostedLetter]:
        """Oldest first."""
        mine = select(posts).where(posts.c.conversation_id == conversation_id).order_by(posts.c.seq)
        return [_post(row) for row in self._all(mine)]

    def waiting(self, provider: str) -> list[PostedLetter]:
        """Oldest first."""
        mine = (
            select(posts)
            .where(posts.c.provider == provider, *_WAITS)
            .order_by(posts.c.queued_at, posts.c.seq)
        )
        return [_post(row) for row in self._all(mine)]

    def done(self, provider: str, most: int) -> list[PostedLetter]:
        """Posted or taken off the list, the newest first."""
        mine = select(posts).where(posts.c.provider == provider, posts.c.done_by.is_not(None))
        return [_post(row) for row in self._all(mine.order_by(posts.c.seq.desc()).limit(most))]

    def count(self, providers: Sequence[str]) -> int:
        """How many wait."""
        mine = select(func.count()).select_from(posts).where(posts.c.provider.in_(providers), *_WAITS)
        return int(self._connection.execute(mine).scalar_one())

    def posted(self, id: str, on: date, by: str) -> bool:
        """One conditional update: true for exactly one of all who say it."""
        return self._end(id, {"posted_on": on, "done_by": by})

    def drop(self, id: str, at: datetime, by: str) -> bool:
        """The same for one that is not to be posted."""
        return self._end(id, {"dropped_at": at, "done_by": by})

    def wipe(self, conversation_id: str) -> None:
        self._connection.execute(delete(posts).where(posts.c.conversation_id == conversation_id))

    def _end(self, id: str, values: dict[str, Any]) -> bool:
        return bool(
            self._connection.execute(update(posts).where(posts.c.id == id, *_WAITS).values(values)).rowcount
        )


def _post(row: RowMapping) -> PostedLetter:
    values = without_seq(row)
    letter = Letter(values.pop("subject"), values.pop("body"))
    return PostedLetter(**values, letter=letter)
