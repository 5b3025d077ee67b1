"""The programs as they are started: `engine.understand` and `engine.server`."""

import contextlib
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from conftest import TOKEN, Children

SLOW_MACHINE = 60
"""Seconds a process may take to import TensorFlow on a machine that does other things as well."""


def test_understand_prints_only_json_in_the_order_of_the_input(children: Children) -> None:
    out, errors = children.understand.communicate(timeout=SLOW_MACHINE)
    rows = [json.loads(line) for line in out.decode().splitlines()]
    assert [row["id"] for row in rows] == [1, "two", 3, 4, None, 6], errors
    assert rows[0]["ranking"][0]["name"] == "complain"
    assert rows[0]["accepted"] is True
    assert rows[1]["ranking"][0]["name"] == "ask_adr"
    assert rows[2]["ranking"][0]["confidence"] < 1  # "/restart" is text
    assert rows[3] == {"id": 4, "ranking": [], "accepted": False, "danger": None, "danger_confidence": 0.0}
    assert all("error" in row and "ranking" not in row for row in rows[4:])
    assert children.understand.returncode == 1, errors


def test_the_server_starts_answers_and_stops_within_two_seconds(children: Children) -> None:
    assert _health(children.port) == {"ok": True, "model": "firstline.tar.gz"}
    began = time.monotonic()
    children.server.send_signal(signal.SIGTERM)
    out, errors = children.server.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert (children.server.returncode, out) == (0, b""), errors
    assert b"listening on 127.0.0.1" in errors
    assert b"stopped" in errors


def test_the_server_does_not_start_without_a_token(project: Path, environment: dict[str, str]) -> None:
    bare = {name: value for name, value in environment.items() if name != "ENGINE_TOKEN"}
    done = subprocess.run(
        [sys.executable, "-m", "engine.server"],
        cwd=project,
        env=bare,
        capture_output=True,
        timeout=SLOW_MACHINE,
        check=False,
    )
    assert done.returncode == 1
    assert b"ENGINE_TOKEN is not set" in done.stderr


def _health(port: int) -> dict[str, object]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/health", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    end = time.monotonic() + SLOW_MACHINE
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError):
            return json.load(urllib.request.urlopen(request, timeout=5))
        time.sleep(0.1)
    raise AssertionError("it never answered")
