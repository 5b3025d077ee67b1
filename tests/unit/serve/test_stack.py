"""What supervisor and signals really do, with tiny programs instead of the four."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.waiting import alive, until

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow  # the supervisor looks once a second, and so does every test here
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word to orphans is Linux's")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a stub stack and wait for its "ready"; whatever is left of it at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(*names: str, ready: bool = True) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.stub_stack", str(tmp_path), *names],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        assert process.stdout is not None
        while ready and "ready" not in (line := process.stdout.readline()):
            assert line, "it ended before it was ready"
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def pid_of(tmp_path: Path, name: str) -> int:
    return int((tmp_path / "run" / f"{name}.pid").read_text())


def test_what_is_killed_is_started_again(start: Start, tmp_path: Path) -> None:
    start("one", "two")
    one, two = pid_of(tmp_path, "one"), pid_of(tmp_path, "two")
    time.sleep(1.1)  # the supervisor calls it started after one second
    os.kill(one, signal.SIGKILL)
    until(lambda: pid_of(tmp_path, "one") != one and alive(pid_of(tmp_path, "one")), "a new process 'one'")
    assert pid_of(tmp_path, "two") == two
    assert alive(two)


@pytest.mark.parametrize(
    "number, to",
    [
        (signal.SIGINT, "the parent"),
        (signal.SIGINT, "its process group"),
        (signal.SIGTERM, "the parent"),
        (signal.SIGHUP, "its process group"),
    ],
)
def test_one_signal_ends_all_in_five_seconds(
    start: Start, tmp_path: Path, number: signal.Signals, to: str
) -> None:
    serve = start("one", "stubborn")
    grandchild = tmp_path / "run" / "grandchild.pid"
    # A file is there before what is in it.
    until(lambda: grandchild.exists() and grandchild.read_text() != "", "the stubborn one's child")
    pids = [pid_of(tmp_path, name) for name in ("one", "stubborn", "grandchild", "supervisor")]
    began = time.monotonic()
    os.killpg(serve.pid, number) if to == "its process group" else serve.send_signal(number)
    assert serve.wait(10) == 0
    assert time.monotonic() - began < 5
    assert not any(alive(pid) for pid in pids)


def test_programs_that_stop_when_told_are_not_waited_for(start: Start, tmp_path: Path) -> None:
    serve = start("one", "two")
    began = time.monotonic()
    serve.send_signal(signal.SIGINT)
    assert serve.wait(10) == 0
    assert time.monotonic() - began < 4  # the supervisor looks once a second


@linux_only
@pytest.mark.parametrize("victim", ["serve", "supervisor"])
def test_kill_9_leaves_no_orphan(start: Start, tmp_path: Path, victim: str) -> None:
    serve = start("one", "two")
    pids = [pid_of(tmp_path, name) for name in ("one", "two", "supervisor")]
    os.kill(serve.pid if victim == "serve" else pid_of(tmp_path, "supervisor"), signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in pids), "all ended", 6)
    assert serve.wait(5) != 0


def test_a_second_start_on_the_same_var_is_refused(start: Start, tmp_path: Path) -> None:
    start("one")
    second = start("one", ready=False)
    words, _ = second.communicate(timeout=10)
    assert second.returncode == 1
    assert "already running" in words
    assert alive(pid_of(tmp_path, "one"))


@linux_only
def test_a_start_right_after_kill_9_waits_for_the_rest_of_the_first(start: Start, tmp_path: Path) -> None:
    first = start("one")
    pid = pid_of(tmp_path, "one")
    first.kill()
    start("one")
    until(lambda: not alive(pid), "the first one's program ended")
    until(lambda: alive(pid_of(tmp_path, "one")), "the second one's program runs")


def test_a_program_that_cannot_start_is_named_with_the_end_of_its_log(start: Start, tmp_path: Path) -> None:
    serve = start("one", "broken", ready=False)
    words, _ = serve.communicate(timeout=30)
    assert serve.returncode == 1
    assert "broken process ends as soon as it is started" in words
    assert "no such thing" in words
    assert not alive(pid_of(tmp_path, "one"))
