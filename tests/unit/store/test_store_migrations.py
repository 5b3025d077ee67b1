"""Migrations and models say the same, whatever the database; a half migration never happens."""

from __future__ import annotations

import io
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from bot.adapters.db.connect import connect, writing
from bot.adapters.db.migrate import _config, current, migrate, pending
from bot.adapters.db.models import metadata
from bot.adapters.db.store import SqlStore
from bot.decisions.errors import Unsound
from tests.support import rows
from tests.support.store import fresh_url


def test_a_new_database_has_everything_pending_and_is_not_made_by_asking(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert current(url) is None
    assert pending(url)[0].startswith("0001 ")
    assert not (tmp_path / "new.db").exists()


def test_after_migrating_nothing_is_pending_and_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    migrate(url)
    head = current(url)
    assert head is not None
    assert pending(url) == []
    migrate(url)
    assert current(url) == head


def test_a_migration_keeps_the_rows(store: SqlStore, tmp_path: Path) -> None:
    rows.with_parents(store)
    migrate(f"sqlite:///{tmp_path / 'firstline.db'}")
    with store.read() as tx:
        assert tx.contacts.of("chat") == [rows.contact()]


def test_two_processes_that_migrate_at_once_both_succeed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    code = "import sys; from bot.adapters.db.migrate import migrate; migrate(sys.argv[1])"
    both = [subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2
    assert pending(url) == []


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_values: object) -> None:
        raise RuntimeError("the disk caught fire")

    url = f"sqlite:///{tmp_path / 'new.db'}"
    # Tables are made by the time the first migration comes to its first index.
    monkeypatch.setattr(Operations, "create_index", fail)
    with pytest.raises(RuntimeError, match="fire"):
        migrate(url)
    with sqlite3.connect(tmp_path / "new.db") as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert current(url) is None


def test_a_database_from_the_future_is_left_alone(tmp_path: Path) -> None:
    url = fresh_url(tmp_path)
    with sqlite3.connect(tmp_path / "firstline.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    for ask in (pending, migrate):
        with pytest.raises(Unsound, match="newer"):
            ask(url)
    assert current(url) == "9999"


def test_autogenerate_finds_no_difference(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_sqlite_tables_are_the_models_to_the_letter(store: SqlStore, tmp_path: Path) -> None:
    """Autogenerate does not look at CHECKs and the conditions of indexes; this does."""
    engine = writing(connect(f"sqlite:///{tmp_path / 'models.db'}"))
    metadata.create_all(engine)
    engine.dispose()
    assert _schema(tmp_path / "firstline.db") == _schema(tmp_path / "models.db")


def test_the_postgresql_tables_are_the_models_to_the_letter() -> None:
    migrated, modelled = _sorted_parts(_migrations_for_postgresql()), _sorted_parts(_models_for_postgresql())
    assert modelled <= migrated
    assert sorted(re.split(r"[(]| WHEN", parts[0])[0] for parts in migrated - modelled) == [
        "CREATE FUNCTION case_events_append_only",
        "CREATE FUNCTION case_events_only_erased",
        "CREATE FUNCTION letters_issued_stay",
        "CREATE FUNCTION letters_no_truncate",
        "CREATE TRIGGER case_events_append_only BEFORE DELETE OR TRUNCATE ON case_events"
        " FOR EACH STATEMENT EXECUTE FUNCTION case_events_append_only",
        "CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events"
        " FOR EACH STATEMENT EXECUTE FUNCTION case_events_append_only",
        "CREATE TRIGGER case_events_no_update BEFORE UPDATE ON case_events FOR EACH ROW",
        "CREATE TRIGGER case_events_only_erased BEFORE UPDATE ON case_events"
        " FOR EACH ROW EXECUTE FUNCTION case_events_only_erased",
        "CREATE TRIGGER letters_issued_stay BEFORE UPDATE OR DELETE ON letters"
        " FOR EACH ROW EXECUTE FUNCTION letters_issued_stay",
        "CREATE TRIGGER letters_no_truncate BEFORE TRUNCATE ON letters"
        " FOR EACH STATEMENT EXECUTE FUNCTION letters_no_truncate",
        "DROP TRIGGER case_events_append_only ON case_events",
    ]


def test_revisions_are_one_line_of_numbered_files() -> None:
    script = ScriptDirectory.from_config(_config())
    revisions = [revision.revision for revision in script.walk_revisions()][::-1]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_the_helper_gives_each_test_a_database_of_its_own(tmp_path: Path) -> None:
    url = fresh_url(tmp_path)
    assert pending(url) == []
    with sqlite3.connect(tmp_path / "firstline.db") as raw:
        assert raw.execute("SELECT count(*) FROM conversations").fetchone() == (0,)


def _schema(file: Path) -> set[tuple[str, ...]]:
    made_by_us = "sql IS NOT NULL AND type <> 'trigger' AND name <> 'alembic_version'"
    with sqlite3.connect(file) as raw:
        return _sorted_parts(
            sql for (sql,) in raw.execute(f"SELECT sql FROM sqlite_master WHERE {made_by_us}")
        )


def _migrations_for_postgresql() -> list[str]:
    """The statements that PostgreSQL would be sent; no PostgreSQL is needed."""
    written = io.StringIO()
    options = {"as_sql": True, "output_buffer": written, "target_metadata": metadata}
    context = MigrationContext.configure(dialect_name="postgresql", opts=options)
    with Operations.context(context):
        for revision in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions())):
            revision.module.upgrade()
    return written.getvalue().split(";\n\n")


def _models_for_postgresql() -> list[str]:
    made: list[ExecutableDDLElement] = []
    engine = create_mock_engine("postgresql://", lambda statement, *_: made.append(statement))
    metadata.create_all(engine, checkfirst=False)
    return [str(statement.compile(dialect=engine.dialect)) for statement in made]


def _sorted_parts(statements: Iterable[str]) -> set[tuple[str, ...]]:
    """Statements line by line, the lines sorted: the order of constraints and columns does not matter.

    A column that was added later counts as a line of its table: SQLite writes it behind the last constraint, and
    PostgreSQL is sent an ``ALTER TABLE`` of its own.
    """
    made: dict[str, list[str]] = {}
    for statement in statements:
        added = re.fullmatch(r"ALTER TABLE (\w+) ADD COLUMN (.+)", statement.strip(), re.DOTALL)
        if added:
            made[f"CREATE TABLE {added[1]} ("].append(added[2])
            continue
        later = re.compile(r", (?=\w+ (?:TEXT|DATETIME|TIMESTAMP)[^,()]*(?:,|\)$))")
        lines = [part.strip(" \t,") for line in statement.strip().split("\n") for part in later.split(line)]
        if statement.strip():
            made[lines[0]] = [line for each in lines if (line := _without_last_bracket(each))]
    return {tuple(sorted(lines)) for lines in made.values()}


def _without_last_bracket(line: str) -> str:
    """``deleted_at DATETIME)`` ends a table on SQLite where a column was added to it."""
    return line[:-1] if line.endswith(")") and line.count("(") < line.count(")") else line
