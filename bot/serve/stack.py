"""Start everything, say when it answers, stop everything."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bot.adapters.db.migrate import migrate
from bot.config import ROOT, Config
from bot.decisions.errors import Refused, Unavailable
from bot.serve import supervisor
from bot.serve.ports import check_free
from bot.serve.programs import Program, check_built, programs, tail

Say = Callable[[str], None]

STOP_SECONDS = 4.7
LEFTOVER_SECONDS = 6.0
"""How long a stack whose ``serve`` was killed is given to end."""
GIVE_UP_AFTER = 4
"""Starts of one process that came to nothing before the whole start is given up."""


class Stop:
    """Set by SIGINT, SIGTERM or a closed terminal."""

    def __init__(self) -> None:
        self.asked = 0

    def listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # not under nohup
            signal.signal(signal.SIGHUP, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1


def serve(config: Config, say: Say, wanted: list[Program] | None = None) -> None:
    """Run the stack (``wanted``: other processes than the four, for tests) until told to stop.

    Raises ``Refused`` when it cannot be started as asked, ``Unavailable`` when a process does not come up or the
    supervisor ends by itself.
    """
    stop = Stop()
    stop.listen()
    for folder in (config.var, config.var / "run", config.var / "log", config.var / "mail"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one(config.var):
        if wanted is None:
            check_built()
            wanted = programs(config)
        _wait_for_leftover(config.var)
        check_free(wanted)
        migrate(config.database_url)
        (config.var / "run" / "relay.heartbeat").unlink(missing_ok=True)
        with _supervised(config, wanted, stop) as child:
            say(
                f"Starting {', '.join(program.name for program in wanted)}; logs are in {shown(config.var / 'log')}"
            )
            for program in wanted:
                _wait_for(program, config.var, child, stop, say)
            if not stop.asked:
                say(f"Firstline is ready: {config.public_url}/  (Ctrl-C stops it)")
            while not stop.asked:
                _check_alive(child, config.var)
                time.sleep(0.2)
            say("Stopping")


def shown(path: Path) -> str:
    """A path as a person in the project's folder would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _wait_for(program: Program, var: Path, child: subprocess.Popen[bytes], stop: Stop, say: Say) -> None:
    began = time.monotonic()
    said = False
    pids: set[str] = set()
    while not stop.asked:
        if program.answers():
            say(f"  {program.name} answers")
            return
        waited = time.monotonic() - began
        if not said and waited > 0.5:
            say(f"  waiting for {program.name} ({program.usually})")
            said = True
        _check_alive(child, var)
        pids.add(_pid(var, program.name))
        if waited > program.at_most or len(pids - {""}) >= GIVE_UP_AFTER:
            log = var / "log" / f"{program.name}.log"
            problem = "does not answer" if waited > program.at_most else "ends as soon as it is started"
            raise Unavailable(
                f"The {program.name} process {problem}. The end of {shown(log)}:\n\n{tail(log)}"
            )
        time.sleep(0.15)


def _check_alive(child: subprocess.Popen[bytes], var: Path) -> None:
    if child.poll() is not None:
        log = var / "log" / "supervisor.log"
        raise Unavailable(
            f"The supervisor ended by itself (exit code {child.returncode}). "
            f"The end of {shown(log)}:\n\n{tail(var / 'log' / 'supervisor.out', 5)}\n{tail(log)}"
        )


@contextmanager
def _supervised(config: Config, wanted: list[Program], stop: Stop) -> Iterator[subprocess.Popen[bytes]]:
    """The supervisor as a child; at the end, however it comes, it and everything under it is stopped."""
    configuration = supervisor.write(config.var, wanted)
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    env |= config.as_env() | {"PYTHONUNBUFFERED": "1"}
    with (config.var / "log" / "supervisor.out").open("wb") as output:
        child = subprocess.Popen(
            supervisor.command(configuration),
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Ctrl-C in a terminal goes to the whole process group: the stop shall come from here alone, in order.
            start_new_session=True,
        )
    try:
        yield child
    finally:
        _end(child, stop)


def _end(child: subprocess.Popen[bytes], stop: Stop) -> None:
    """SIGTERM; the supervisor kills what has not ended. A second Ctrl-C, or being late, kills it and with it all."""
    asked = stop.asked
    until = time.monotonic() + STOP_SECONDS
    child.terminate()
    while child.poll() is None:
        if time.monotonic() > until or stop.asked > asked + 1:
            child.kill()
            child.wait()
        time.sleep(0.05)


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    with (var / "run" / "serve.lock").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(
                f"Firstline is already running with {shown(var)}: stop it first, or set FIRSTLINE_VAR and "
                "FIRSTLINE_PORT for a second one."
            ) from None
        yield


def _wait_for_leftover(var: Path) -> None:
    """When an earlier ``serve`` was killed, its supervisor is perhaps still ending; two would fight over the folder."""
    try:
        command = Path(f"/proc/{_pid(var, 'supervisor')}/cmdline")
        until = time.monotonic() + LEFTOVER_SECONDS
        while os.fsencode(var / "run") in command.read_bytes() and time.monotonic() < until:
            time.sleep(0.1)
    except OSError:
        return  # it has ended


def _pid(var: Path, name: str) -> str:
    try:
        return (var / "run" / f"{name}.pid").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
