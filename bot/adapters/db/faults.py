"""What the database refuses, in Firstline's own errors, so that services need not know SQLAlchemy."""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.decisions.errors import Conflict, FirstlineError, Refused, Unavailable, Unsound

_TWICE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
_LATER = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL")


def speak_firstline(engine: Engine) -> None:
    """Make ``engine`` raise ``Conflict`` (it is there), ``Refused`` (a constraint), ``Unavailable`` (busy, full).

    And ``Unsound`` for a database without our tables. Anything else is a mistake in the code and stays as
    SQLAlchemy raises it.
    """
    event.listen(engine, "handle_error", _translate)


def _translate(context: ExceptionContext) -> FirstlineError | None:
    original = context.original_exception
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""
    # The first line names the constraint. PostgreSQL's next lines quote the customer's row; no log may.
    first_line = str(original).partition("\n")[0]
    original.args = (first_line,)
    if isinstance(context.sqlalchemy_exception, IntegrityError):
        kind = Conflict if code in _TWICE else Refused
        return kind(f"The database refused it: {first_line}.")
    if first_line.startswith("no such table") or code == "42P01":
        return Unsound(f"The database is not migrated ({first_line}); `make run` does that.")
    if isinstance(context.sqlalchemy_exception, OperationalError) and _passes(code):
        return Unavailable(f"The database cannot take it now: {first_line}.")
    return None


def _passes(code: str) -> bool:
    is_sqlite = code.startswith("SQLITE_")
    return code.startswith(_LATER) if is_sqlite else True
