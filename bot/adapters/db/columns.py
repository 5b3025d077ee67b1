"""How instants, words and JSON are written. Words never hold a card number, a password and the like."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.decisions.redaction import clean, clean_all


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


class Prose(TypeDecorator[str]):
    """What people write. Secrets are taken out on the way in, through whatever door they came: the doors do it too, so
    that nothing is worked out from them meanwhile, and this is the net behind them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


class Json(TypeDecorator[Any]):
    """JSON whose words are kept as ``Prose`` is. ``None`` is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return clean_all(value)


def dumps(value: Any) -> str:
    """JSON as people read it (£ stays £).

    Raises ``ValueError`` for NaN and infinities, ``TypeError`` for what JSON cannot hold (write dates
    as ISO text).
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
