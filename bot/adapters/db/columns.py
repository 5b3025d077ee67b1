"""How instants and JSON are written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcInstant(TypeDecorator[datetime]):
    """An instant: aware in, UTC in the database, aware UTC out. A datetime without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Raises ``ValueError`` (inside SQLAlchemy's ``StatementError``) for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None or value.utcoffset() is None:
            raise ValueError("An instant must be aware (with a time zone); this datetime is naive.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps text without a zone; what was written there is UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def dumps(value: Any) -> str:
    """JSON as people read it (£ stays £).

    Raises ``ValueError`` for NaN and infinities, ``TypeError`` for what JSON cannot hold (write dates
    as ISO text).
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
