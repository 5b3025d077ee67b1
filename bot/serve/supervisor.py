"""The supervisor's configuration: written anew at each start, without any secret (those are in the environment)."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from bot.config import ROOT
from bot.serve.programs import Program

STOP_SECONDS = 2
"""After SIGTERM, before SIGKILL. The supervisor looks once a second (Python resumes its ``poll`` after a signal), so it
may take a second to hear, one to kill and one to notice: with them less than the 5 s in which Ctrl-C ends all."""
LONGEST_SOCKET = 90
"""Bytes. A Unix socket's path may have 107, and the supervisor adds a suffix while it makes it."""

_TETHER = Path(__file__).with_name("tether.py")


def write(var: Path, programs: Iterable[Program]) -> Path:
    """Write ``var/run/supervisord.conf``; the path comes back."""
    programs = list(programs)
    run, log = var / "run", var / "log"
    sections = [_supervisor(run, log), *_control(run)]
    sections += [_program(program, run, log) for program in programs]
    # One group: the supervisor stops groups one after the other, but all of a group at once.
    sections.append(("group:firstline", {"programs": ",".join(program.name for program in programs)}))
    text = "; Written by firstline serve at each start: a change here is lost.\n"
    for name, settings in sections:
        lines = [f"{key} = {_plain(value)}" for key, value in settings.items()]
        text += "\n".join(["", f"[{name}]", *lines, ""])
    path = run / "supervisord.conf"
    path.write_text(text, encoding="utf-8")
    return path


def command(configuration: Path) -> list[str]:
    """What starts the supervisor in the foreground, ending in order when ``firstline serve`` is killed."""
    supervisor = [sys.executable, "-m", "supervisor.supervisord", "-n", "-s", "-c", str(configuration)]
    return tethered("SIGTERM", configuration.with_name("supervisor.pid"), supervisor)


def tethered(signal_name: str, pid_file: Path, program: Iterable[str]) -> list[str]:
    return [sys.executable, "-I", str(_TETHER), signal_name, str(pid_file), *program]


def _supervisor(run: Path, log: Path) -> tuple[str, dict[str, str]]:
    settings = {
        "logfile": str(log / "supervisor.log"),
        "logfile_maxbytes": "1MB",
        "logfile_backups": "2",
        "pidfile": str(run / "supervisord.pid"),
        "childlogdir": str(log),
        "directory": str(ROOT),
        "nodaemon": "true",
        "nocleanup": "true",
        "umask": "077",
    }
    if os.geteuid() == 0:
        # Only says that root is meant: without it the supervisor complains at each start.
        settings["user"] = "root"
    return "supervisord", settings


def _control(run: Path) -> list[tuple[str, dict[str, str]]]:
    """For ``supervisorctl -c var/run/supervisord.conf status``: a socket that only the owner can use, no port."""
    path = run / "supervisor.sock"
    if len(os.fsencode(path)) > LONGEST_SOCKET:
        return []
    factory = "supervisor.rpcinterface:make_main_rpcinterface"
    return [
        ("unix_http_server", {"file": str(path), "chmod": "0700"}),
        ("rpcinterface:supervisor", {"supervisor.rpcinterface_factory": factory}),
        ("supervisorctl", {"serverurl": f"unix://{path}"}),
    ]


def _program(program: Program, run: Path, log: Path) -> tuple[str, dict[str, str]]:
    # SIGKILL: a process whose supervisor was killed has nobody who would see to its end.
    command = tethered("SIGKILL", run / f"{program.name}.pid", program.command)
    return f"program:{program.name}", {
        "command": shlex.join(command),
        "directory": str(ROOT),
        "autostart": "true",
        "autorestart": "true",
        "startsecs": "1",
        "startretries": "1000000",
        "stopsignal": "TERM",
        "stopwaitsecs": str(STOP_SECONDS),
        "stopasgroup": "true",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": str(log / f"{program.name}.log"),
        "stdout_logfile_maxbytes": "5MB",
        "stdout_logfile_backups": "3",
    }


def _plain(value: str) -> str:
    return value.replace("%", "%%")
