"""The four processes: what each is, how it is started, how one sees that it answers, how long that takes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.config import ROOT, Config
from bot.decisions.errors import Refused
from bot.relay.loop import beats

ENGINE_PYTHON = ROOT / "engine" / ".venv" / "bin" / "python"
MODEL = ROOT / "models" / "firstline.tar.gz"


@dataclass(frozen=True)
class Program:
    """One process. ``usually`` is how long it takes to answer, ``at_most`` (seconds) when it is given up."""

    name: str
    command: tuple[str, ...]
    answers: Callable[[], bool]
    usually: str
    at_most: float
    port: int | None = None
    port_variable: str | None = None


def programs(config: Config) -> list[Program]:
    """In the order in which they are waited for: the quick ones first."""
    local = "http://127.0.0.1"
    return [
        Program(
            name="actions",
            command=(sys.executable, "-m", "actions"),
            answers=_http(f"{local}:{config.actions_port}/health", config.actions_token),
            usually="a few seconds",
            at_most=60,
            port=config.actions_port,
            port_variable="ACTIONS_PORT",
        ),
        Program(
            name="web",
            command=(sys.executable, "-m", "bot.web"),
            answers=_http(f"{local}:{config.port}/health", None),
            usually="a few seconds",
            at_most=60,
            port=config.port,
            port_variable="FIRSTLINE_PORT",
        ),
        Program(
            name="relay",
            command=(sys.executable, "-m", "bot.relay"),
            answers=lambda: beats(config.var / "run" / "relay.heartbeat"),
            usually="a second or two",
            at_most=60,
        ),
        Program(
            name="engine",
            command=(str(ENGINE_PYTHON), "-m", "engine.server", "--model", str(MODEL.relative_to(ROOT))),
            answers=_http(f"{local}:{config.engine_port}/health", config.engine_token),
            usually="about 15 seconds, it loads Rasa and the model",
            at_most=180,
            port=config.engine_port,
            port_variable="ENGINE_PORT",
        ),
    ]


def check_built() -> None:
    """Raises ``Refused`` when what ``make run`` builds is not there."""
    if not ENGINE_PYTHON.exists():
        raise Refused("The engine's environment is not there: run `make setup`.")
    if not MODEL.exists():
        raise Refused("There is no trained model: run `make train`.")


def tail(log: Path, lines: int = 20) -> str:
    """The end of a log, for a person."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return "(no log)"
    return "\n".join(text.splitlines()[-lines:])


def _http(url: str, token: str | None) -> Callable[[], bool]:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}

    def answers() -> bool:
        try:
            # trust_env: a proxy set for the outside must not be asked for this machine.
            return httpx.get(url, headers=headers, timeout=2.0, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    return answers
