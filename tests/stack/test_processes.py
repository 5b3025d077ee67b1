"""Start, restart and stop of the real four processes."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from bot.config import ROOT
from tests.support.stack import MAKE_RUN, PROGRAMS, Stack
from tests.support.waiting import alive, until

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def leave_it_running(stack: Stack) -> Iterator[None]:
    yield
    if not stack.running:
        stack.start()


def begin_conversation(stack: Stack) -> tuple[str, dict[str, str]]:
    answer = httpx.post(stack.url + "api/conversations", json={"provider": "netservers"}, trust_env=False)
    assert answer.status_code == 201
    begun = answer.json()
    return f"{stack.url}api/conversations/{begun['conversation_id']}", {
        "Authorization": f"Bearer {begun['token']}"
    }


@pytest.mark.parametrize("program", ["actions", "relay", "web", "engine"])
def test_a_killed_process_is_back_and_the_others_never_left(stack: Stack, program: str) -> None:
    others = {name: stack.pid_of(name) for name in PROGRAMS if name != program}
    old = stack.kill(program)
    stack.wait_for_new(program, old)
    assert {name: stack.pid_of(name) for name in others} == others
    assert all(alive(pid) for pid in others.values())


@pytest.mark.parametrize(
    "number, group", [(signal.SIGINT, False), (signal.SIGINT, True), (signal.SIGTERM, False)]
)
def test_one_signal_ends_all_in_five_seconds_an_open_poll_included(
    stack: Stack, number: signal.Signals, group: bool
) -> None:
    url, headers = begin_conversation(stack)
    polling = threading.Event()

    def poll() -> None:
        with httpx.Client(headers=headers, timeout=60, trust_env=False) as client:
            last = client.get(f"{url}/messages?after=0&wait=0").json()["last_id"]
            polling.set()
            try:
                client.get(f"{url}/messages?after={last}&wait=25")
            except httpx.HTTPError:
                return  # cut off: that is what may happen

    thread = threading.Thread(target=poll)
    thread.start()
    assert polling.wait(10)
    time.sleep(0.5)
    pids = [stack.pid_of(name) for name in (*PROGRAMS, "supervisor")]
    assert stack.stop(number, group) < 5
    assert not any(alive(pid) for pid in pids)
    thread.join(5)
    assert not thread.is_alive()


def test_make_run_a_second_time_installs_and_trains_nothing(stack: Stack) -> None:
    stack.stop()
    subprocess.run([ROOT / "scripts" / "train.sh"], check=True, capture_output=True)  # the first time
    stack.start(MAKE_RUN)
    assert not [line for line in stack.said if "Installing" in line or "Training" in line]
    assert any(f"http://127.0.0.1:{stack.port}/" in line for line in stack.said)


def test_kill_9_of_firstline_serve_leaves_no_process(stack: Stack) -> None:
    pids = [stack.pid_of(name) for name in (*PROGRAMS, "supervisor")]
    stack.stop(signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in pids), "every process ended", 8)


@pytest.mark.parametrize("program", ["engine", "actions"])
@pytest.mark.parametrize("token", [None, "Bearer wrong", "Bearer", "Basic x"])
def test_engine_and_actions_answer_nobody_without_the_token(
    stack: Stack, program: str, token: str | None
) -> None:
    port = stack.engine_port if program == "engine" else stack.actions_port
    headers = {} if token is None else {"Authorization": token}
    for path in ("health", "webhook", "webhooks/rest/webhook", "status", "model/parse"):
        url = f"http://127.0.0.1:{port}/{path}"
        assert httpx.get(url, headers=headers, trust_env=False).status_code in (401, 404, 405)
        assert httpx.post(url, headers=headers, json={}, trust_env=False).status_code in (401, 404, 405)


def test_no_log_holds_a_secret(stack: Stack) -> None:
    logs = "".join(stack.log(name) for name in (*PROGRAMS, "supervisor"))
    assert not [name for name, value in stack.keys().items() if value in logs]
