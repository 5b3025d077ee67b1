"""A whole Firstline of the tests' own: real engine, actions, web and relay on free ports, with its own var and clock.

    def test_something(stack: Stack) -> None:
        stack.set_now("2026-11-23T10:00:00+00:00")
        httpx.get(stack.url + "health", trust_env=False)

One stack serves the whole session (it takes 15 to 40 seconds to start). A test may kill, stop or restart it, and
leaves it running; data of other tests are in it, so look only at your own conversation.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx
import pytest

from bot.config import ROOT, VARIABLES
from bot.serve.programs import tail
from tests.support.waiting import alive, until

PROGRAMS = ("engine", "actions", "web", "relay")
START_SECONDS = 240
STOP_SECONDS = 15
SERVE = (str(ROOT / ".venv" / "bin" / "firstline"), "serve")
MAKE_RUN = (str(ROOT / "scripts" / "run.sh"),)
A_MONDAY = "2026-11-23T10:00:00+00:00"


class Stack:
    """``url`` ends with a slash. ``now_file`` holds the instant that every process takes for now."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.now_file = var / "now"
        self.db_url = f"sqlite:///{var / 'firstline.db'}"
        self.port, self.engine_port, self.actions_port = _free_ports(3)
        self.url = f"http://127.0.0.1:{self.port}/"
        self.said: list[str] = []
        """What ``firstline serve`` has printed since the last start."""
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        var.mkdir(parents=True, exist_ok=True)
        self.set_now(A_MONDAY)

    # -- the clock and what lies in var

    def set_now(self, instant: str) -> None:
        """Move every process's clock to an ISO instant with offset."""
        draft = self.now_file.with_suffix(".new")
        draft.write_text(instant + "\n", encoding="ascii")
        draft.replace(self.now_file)

    def mails(self, to: str | None = None) -> list[EmailMessage]:
        """What the relay has delivered, oldest first; ``to`` one address only."""
        files = sorted((self.var / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        mails = [mail for mail in read if isinstance(mail, EmailMessage)]
        return [mail for mail in mails if to is None or mail["To"] == to]

    def log(self, program: str) -> str:
        """All that ``program`` has logged in this session."""
        file = self.var / "log" / f"{program}.log"
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    def env(self) -> dict[str, str]:
        """For a child that shall work with this stack, such as ``firstline chat`` or ``firstline case``."""
        clean = {
            name: value for name, value in os.environ.items() if name not in {row.name for row in VARIABLES}
        }
        return clean | {
            "FIRSTLINE_VAR": str(self.var),
            "FIRSTLINE_NOW": str(self.now_file),
            "FIRSTLINE_PORT": str(self.port),
            "ENGINE_PORT": str(self.engine_port),
            "ACTIONS_PORT": str(self.actions_port),
            # All tests come from one address, and none of them shall wait for another.
            "FIRSTLINE_CHATS_A_MINUTE": "1000",
        }

    # -- processes

    def pid_of(self, program: str) -> int:
        """The process id of engine, actions, web, relay or supervisor, as it is now."""
        return int((self.var / "run" / f"{program}.pid").read_text(encoding="ascii"))

    def kill(self, program: str) -> int:
        """``kill -9``; the pid that it had comes back. The supervisor starts it again: see ``wait_for_new``."""
        pid = self.pid_of(program)
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_for_new(self, program: str, old_pid: int, seconds: float = 90) -> float:
        """Wait until ``program`` runs under another pid and answers; how long that took, in seconds."""
        return until(
            lambda: self.pid_of(program) != old_pid and self.answers(program),
            f"a new {program} that answers",
            seconds,
        )

    def answers(self, program: str) -> bool:
        """Whether the program says that it is well."""
        if program == "relay":
            return alive(self.pid_of("relay"))
        port = {"engine": self.engine_port, "actions": self.actions_port, "web": self.port}[program]
        headers = {}
        if program != "web":
            headers = {"Authorization": f"Bearer {self.keys()[f'{program.upper()}_TOKEN']}"}
        try:
            url = f"http://127.0.0.1:{port}/health"
            return httpx.get(url, headers=headers, trust_env=False, timeout=3).status_code == 200
        except httpx.TransportError:
            return False

    def keys(self) -> dict[str, str]:
        """The stack's secrets, for tests that speak with engine or actions themselves."""
        lines = (self.var / "secrets.env").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, command: Sequence[str] = SERVE, more_env: Mapping[str, str] | None = None) -> float:
        """Start it and wait until all four answer; how long that took, in seconds. Fails with the logs' ends."""
        assert not self.running, "the stack runs already"
        began = time.monotonic()
        self.said = []
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.env() | dict(more_env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()
        while not any("is ready" in line for line in self.said):
            if not self.running or time.monotonic() - began > START_SECONDS:
                self._reader.join(2)
                words = self._report()
                self.stop()
                pytest.fail(f"The stack did not start.\n{words}", pytrace=False)
            time.sleep(0.1)
        return time.monotonic() - began

    def stop(self, number: signal.Signals = signal.SIGINT, group: bool = False) -> float:
        """Send one signal to ``firstline serve`` (or, as Ctrl-C does, to its process group) and wait for its end.

        How long that took, in seconds. Does nothing when it does not run.
        """
        process = self._process
        if process is None or process.poll() is not None:
            return 0.0
        began = time.monotonic()
        os.killpg(process.pid, number) if group else process.send_signal(number)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            pytest.fail(f"The stack did not stop within {STOP_SECONDS} s.\n{self._report()}", pytrace=False)
        return time.monotonic() - began

    def restart(self) -> None:
        """Stop in order and start again, with the same var and ports."""
        self.stop()
        self.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.said.append(line.rstrip("\n"))

    def _report(self) -> str:
        logs = [
            f"--- {name}.log\n{tail(self.var / 'log' / f'{name}.log', 15)}"
            for name in (*PROGRAMS, "supervisor")
        ]
        return "\n".join(["--- firstline serve", *self.said[-30:], *logs])


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stack of the session, running."""
    one = Stack(tmp_path_factory.mktemp("stack"))
    one.start()
    yield one
    one.stop()


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now; all held at once, so that they differ."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
