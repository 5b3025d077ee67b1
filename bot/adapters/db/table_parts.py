"""What all tables are made of: their metadata, and columns and checks that many of them have."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_BLANKS = [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E)]
_BLANKS += [0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF]
BLANKS = "".join(map(chr, _BLANKS))
"""What shows nothing: a plain SQL ``trim`` takes away spaces only, and a line feed is not a description."""


def filled(*columns: str) -> list[CheckConstraint]:
    """None of them is empty or holds spaces only."""
    return [CheckConstraint(f"trim({name}) <> ''", name=f"{name}_filled") for name in columns]


def worded(column: str) -> CheckConstraint:
    """For what people type. ``length`` stops at a NUL on SQLite, so words behind one do not count."""
    return CheckConstraint(f"length(trim({column}, '{BLANKS}')) > 0", name=f"{column}_worded")


def one_of(column: str, values: type[StrEnum] | list[str]) -> CheckConstraint:
    """Nothing else is known."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def required(name: str, type_: Any, *more: Any, **options: Any) -> Column[Any]:
    """Never NULL."""
    return Column(name, type_, *more, nullable=False, **options)


def keys() -> list[Column[Any]]:
    """A random ``id``, and ``seq`` beside it."""
    return [Column("seq", Integer, primary_key=True), required("id", Text, unique=True)]


def of(table: str, **options: Any) -> Column[Any]:
    """Which row of ``table`` (named in the singular) it belongs to."""
    return required(f"{table}_id", Text, ForeignKey(f"{table}s.id"), **options)
