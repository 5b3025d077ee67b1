"""A PostgreSQL of the tests' own: unprivileged, in a folder of its own, on a Unix socket, gone at the end.

It is started when a test first asks for it. Each test has a database of its own, copied from one that the real
migrations made. Where there is no PostgreSQL such tests are skipped, unless ``FIRSTLINE_TEST_POSTGRESQL=required``.
"""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest

from bot.adapters.db.migrate import migrate

USER = "firstline"
TEMPLATE = "migrated"
ORDER = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB")
"""As a database in Britain is likely to be: "é" beside "e", capitals beside small letters, signs passed over."""
START_SECONDS = 30.0
_numbers = itertools.count(1)


def fresh_postgresql() -> AbstractContextManager[str]:
    """The ``DATABASE_URL`` of an empty, migrated database, which is gone afterwards."""
    return _database(f" TEMPLATE {TEMPLATE}")


def empty_postgresql() -> AbstractContextManager[str]:
    """The same without tables."""
    return _database()


@contextmanager
def _database(made_of: str = "") -> Iterator[str]:
    folder, name = _server(), f"test_{next(_numbers)}"
    _say(folder, f"CREATE DATABASE {name}{made_of}")
    try:
        yield url_of(folder, name)
    finally:
        _say(folder, f"DROP DATABASE {name} WITH (FORCE)")


def url_of(folder: Path, name: str) -> str:
    return f"postgresql://{USER}@/{name}?host={folder}"


@cache
def _server() -> Path:
    """Starts it, once a session; the folder of its socket."""
    programs = _programs()
    if programs is None:
        missing = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("FIRSTLINE_TEST_POSTGRESQL") == "required":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    folder = Path(
        tempfile.mkdtemp(prefix="fl-pg-", dir="/tmp")
    )  # short: a socket's path has 107 bytes at most
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    who = _somebody(folder)
    data = folder / "data"
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", *ORDER],
        capture_output=True, text=True, cwd=folder, **who,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    # Nothing here outlives a power cut, so nothing waits for the disk.
    quick = [
        option
        for name in ("fsync", "synchronous_commit", "full_page_writes")
        for option in ("-c", f"{name}=off")
    ]
    alone = ["-c", "listen_addresses=", "-k", str(folder), "-c", "max_connections=100"]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, *alone, *quick], stdout=log, stderr=log, cwd=folder, **who
    )
    atexit.register(_stop, server)
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            _say(folder, f"CREATE DATABASE {TEMPLATE}")
            break
        except psycopg.OperationalError:
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
    migrate(url_of(folder, TEMPLATE))
    return folder


def _programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: Debian puts it on nobody's path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda each: int(each.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return None if found is None else Path(found).parent


def _somebody(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as the user of its package, or as nobody."""
    if os.geteuid() != 0:
        return {}
    users = {each.pw_name: each for each in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)  # root connects to the socket in it
    return {
        "user": user.pw_uid,
        "group": user.pw_gid,
        "extra_groups": [],
        "env": {"PATH": os.environ["PATH"]},
    }


def _say(folder: Path, statement: str) -> None:
    with psycopg.connect(f"host={folder} user={USER} dbname=postgres", autocommit=True) as connection:
        connection.execute(statement)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
