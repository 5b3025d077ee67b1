"""The environment, read once. ``VARIABLES`` is its one table; ``docs/environment.md`` is printed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.config_providers import DIRECTORY_TOKEN, DIRECTORY_URL, directories, status_pages, with_prefix
from bot.config_values import (
    read_address,
    read_choice,
    read_clock,
    read_count,
    read_folder,
    read_list,
    read_number,
    read_port,
    read_seconds,
)
from bot.decisions.errors import Refused

ROOT = Path(__file__).resolve().parents[1]
"""The folder of the project: where domain.yml, engine/ and models/ lie."""


@dataclass(frozen=True)
class Variable:
    """One line of the table. ``default`` is in words, as a person would say it."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable(
        "FIRSTLINE_ENV",
        "`development`",
        "`production` refuses what is for trying out only (`FIRSTLINE_NOW`).",
    ),
    Variable(
        "FIRSTLINE_NOW",
        "the real clock",
        "The clock of every process, for tests and demonstrations: an instant such as "
        "`2026-06-05T09:30:00+01:00`, or a path to a file that holds one and is read at each use. "
        "Refused when `FIRSTLINE_ENV=production`.",
    ),
    Variable(
        "FIRSTLINE_VAR",
        "`var/` in the project",
        "The folder of everything that is written: database, mail, logs, secrets. Two stacks need two.",
    ),
    Variable(
        "FIRSTLINE_PORT", "`8000`", "Where the web app listens, on this machine only: put a proxy in front."
    ),
    Variable(
        "FIRSTLINE_PUBLIC_URL",
        "`http://127.0.0.1:FIRSTLINE_PORT`",
        "Where customers find the pages, as links that are given to them begin: `https://chat.example`. Its "
        "host belongs into `FIRSTLINE_HOSTS` as well.",
    ),
    Variable(
        "FIRSTLINE_HOSTS",
        "`localhost,127.0.0.1,[::1]`",
        "Host names, with commas, that the web app answers to; any other `Host` header is refused.",
    ),
    Variable(
        "FIRSTLINE_PROXIES",
        "`0`",
        "How many reverse proxies of yours stand in front, each adding to `X-Forwarded-For`, up to 9. With 0 the "
        "header is ignored, and all who come through a proxy count as one address in limits.",
    ),
    Variable(
        "FIRSTLINE_CHATS_A_MINUTE",
        "`20`",
        "New chats that one client address may start in a minute, from 1 to 100000.",
    ),
    Variable(
        "FIRSTLINE_SECRET",
        "made on the first start",
        "Signs and salts what must not be guessed: codes, tokens. Seals the second steps of the desk too: with another "
        "secret each has to be reset.",
    ),
    Variable(
        "DATABASE_URL",
        "SQLite, `firstline.db` in `FIRSTLINE_VAR`",
        "Another SQLite file, or PostgreSQL, as SQLAlchemy writes it.",
    ),
    Variable("REDIS_URL", "none", "Kept for when one machine is not enough; nothing reads it yet."),
    Variable(
        "CLAMAV",
        "none: files are kept unscanned, and marked so",
        "Where ClamAV's `clamd` looks through the files that customers send: `localhost:3310`, or the path of "
        "its socket. Its `StreamMaxLength` must be 40M or more.",
    ),
    Variable(
        "STATUS_PAGE_<PROVIDER>",
        "none: no status page is asked",
        "The provider's public status page in Statuspage's form, such as "
        "`STATUS_PAGE_CONTACTNOW=https://status.example` (capital letters, `_` for `-`). "
        "The relay reads its `summary.json` every few minutes.",
    ),
    Variable(
        "DIRECTORY_URL_<PROVIDER>",
        "none: the table that `firstline customers import` fills",
        "Where a provider's own system is asked for its customers, such as "
        "`DIRECTORY_URL_X_COMMUNICATIONS=https://crm.example/api`: see [customer-directory.md]"
        "(customer-directory.md). Only `https` in production, unless it is on this machine.",
    ),
    Variable(
        "DIRECTORY_TOKEN_<PROVIDER>",
        "none",
        "What that system asks of us (`Authorization: Bearer`). Needed with `DIRECTORY_URL_<PROVIDER>`.",
    ),
    Variable(
        "FIRSTLINE_CONNECTIONS",
        "`connections/` in `FIRSTLINE_VAR`",
        "The folder with a file for each provider that has connected systems of its own, such as a helpdesk: see "
        "[helpdesks.md](helpdesks.md). A key in such a file is `${NAME}`: the variable of that name holds it.",
    ),
    Variable(
        "FIRSTLINE_LOGS",
        "`json` in production, else `words`",
        "How `web`, `actions` and `relay` log: `words` for people, `json` (an object a line) for programs. Nothing of "
        "a person is in either.",
    ),
    Variable(
        "METRICS_TOKEN",
        "none: `/metrics` answers on this machine only",
        "What `/metrics` asks of whoever reads it from elsewhere (`Authorization: Bearer`): see [relay.md](relay.md).",
    ),
    Variable("ENGINE_PORT", "`FIRSTLINE_PORT` + 5", "Where the engine listens, on this machine only."),
    Variable("ENGINE_URL", "`http://127.0.0.1:ENGINE_PORT`", "Where the web app finds the engine."),
    Variable(
        "ENGINE_TOKEN",
        "made on the first start",
        "What the engine asks of its callers (`Authorization: Bearer`).",
    ),
    Variable(
        "ENGINE_TRACKERS",
        "`trackers.db` in `FIRSTLINE_VAR`",
        "The file of the engine's own memory of conversations.",
    ),
    Variable("ENGINE_ACTION_TIMEOUT", "`10`", "Seconds that the engine waits for one action."),
    Variable("ACTIONS_PORT", "`FIRSTLINE_PORT` + 6", "Where the actions listen, on this machine only."),
    Variable("ACTIONS_URL", "`http://127.0.0.1:ACTIONS_PORT`", "Where the engine finds the actions."),
    Variable(
        "ACTIONS_TOKEN",
        "made on the first start",
        "What the actions ask of the engine (`Authorization: Bearer`).",
    ),
    Variable(
        "FIRSTLINE_SHELL_PROVIDER",
        "none",
        "For `make shell` (there `netservers`): the provider whose assistant answers. Ignored in production.",
    ),
    Variable(
        "RASA_TELEMETRY_ENABLED",
        "`false`, always",
        "Set for every process whatever it was: nothing about a conversation goes to third parties.",
    ),
    Variable(
        "ENGINE_PYTHON",
        "found",
        "For installing: the Python 3.10 that the engine's environment is made from.",
    ),
    Variable(
        "ENGINE_VENV",
        "`engine/.venv` in the project",
        "For `firstline understand`: the engine's environment, when it lies elsewhere.",
    ),
    Variable(
        "APP_PYTHON",
        "found",
        "For installing: the Python 3.11 to 3.14 that the app's environment is made from.",
    ),
)


@dataclass(frozen=True)
class Config:
    """What the environment says, checked. Outside ``firstline serve`` a token not given is empty."""

    var: Path
    now: str | None
    env: str
    port: int
    public_url: str
    hosts: tuple[str, ...]
    proxies: int
    chats_a_minute: int
    database_url: str
    redis_url: str | None
    clamav: str | None
    connections: Path
    """The folder of what each provider has connected; it need not be there."""
    directory_urls: Mapping[str, str]
    """By provider as variables write it (``X_COMMUNICATIONS``); see ``in_variables``."""
    engine_url: str
    engine_port: int
    engine_trackers: Path
    engine_action_timeout: float
    actions_url: str
    actions_port: int
    status_pages: Mapping[str, str]
    logs: str
    metrics_token: str = field(repr=False)
    secret: str = field(repr=False)
    engine_token: str = field(repr=False)
    actions_token: str = field(repr=False)
    directory_tokens: Mapping[str, str] = field(repr=False)

    @property
    def production(self) -> bool:
        return self.env == "production"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Config:
        """Read ``env`` (``os.environ``). An empty variable counts as absent. Raises ``Refused``."""

        def given(name: str) -> str | None:
            return env.get(name, "").strip() or None

        var = read_folder(given("FIRSTLINE_VAR") or str(ROOT / "var"))
        port = read_port("FIRSTLINE_PORT", given("FIRSTLINE_PORT"), 8000)
        engine_port = read_port("ENGINE_PORT", given("ENGINE_PORT"), port + 5)
        actions_port = read_port("ACTIONS_PORT", given("ACTIONS_PORT"), port + 6)
        if len({port, engine_port, actions_port}) < 3:
            raise Refused("FIRSTLINE_PORT, ENGINE_PORT and ACTIONS_PORT must be three different ports.")
        environment = read_choice("FIRSTLINE_ENV", given("FIRSTLINE_ENV"), ("development", "production"))
        return cls(
            var=var,
            now=read_clock(given("FIRSTLINE_NOW"), environment),
            env=environment,
            port=port,
            public_url=read_address(
                "FIRSTLINE_PUBLIC_URL", given("FIRSTLINE_PUBLIC_URL"), f"http://127.0.0.1:{port}"
            ),
            hosts=read_list(given("FIRSTLINE_HOSTS") or "localhost,127.0.0.1,[::1]"),
            proxies=read_number(
                "FIRSTLINE_PROXIES", given("FIRSTLINE_PROXIES"), 0, 9, "a whole number", least=0
            ),
            chats_a_minute=read_count(
                "FIRSTLINE_CHATS_A_MINUTE", given("FIRSTLINE_CHATS_A_MINUTE"), 20, most=100_000
            ),
            database_url=given("DATABASE_URL") or f"sqlite:///{var / 'firstline.db'}",
            redis_url=given("REDIS_URL"),
            clamav=given("CLAMAV"),
            connections=read_folder(given("FIRSTLINE_CONNECTIONS") or str(var / "connections")),
            directory_urls=directories(env, environment),
            engine_url=(given("ENGINE_URL") or f"http://127.0.0.1:{engine_port}").rstrip("/"),
            engine_port=engine_port,
            engine_trackers=read_folder(given("ENGINE_TRACKERS") or str(var / "trackers.db")),
            engine_action_timeout=read_seconds("ENGINE_ACTION_TIMEOUT", given("ENGINE_ACTION_TIMEOUT"), 10.0),
            actions_url=(given("ACTIONS_URL") or f"http://127.0.0.1:{actions_port}").rstrip("/"),
            actions_port=actions_port,
            status_pages=status_pages(env),
            logs=read_choice(
                "FIRSTLINE_LOGS",
                given("FIRSTLINE_LOGS"),
                ("json", "words") if environment == "production" else ("words", "json"),
            ),
            metrics_token=given("METRICS_TOKEN") or "",
            secret=given("FIRSTLINE_SECRET") or "",
            engine_token=given("ENGINE_TOKEN") or "",
            actions_token=given("ACTIONS_TOKEN") or "",
            directory_tokens=with_prefix(env, DIRECTORY_TOKEN),
        )

    def as_env(self) -> dict[str, str]:
        """The same as variables, for children: every default spelled out, paths absolute, telemetry off."""
        env = {
            "FIRSTLINE_VAR": str(self.var),
            "FIRSTLINE_ENV": self.env,
            "FIRSTLINE_PORT": str(self.port),
            "FIRSTLINE_PUBLIC_URL": self.public_url,
            "FIRSTLINE_HOSTS": ",".join(self.hosts),
            "FIRSTLINE_PROXIES": str(self.proxies),
            "FIRSTLINE_CHATS_A_MINUTE": str(self.chats_a_minute),
            "FIRSTLINE_CONNECTIONS": str(self.connections),
            "FIRSTLINE_SECRET": self.secret,
            "DATABASE_URL": self.database_url,
            "ENGINE_URL": self.engine_url,
            "ENGINE_PORT": str(self.engine_port),
            "ENGINE_TOKEN": self.engine_token,
            "ENGINE_TRACKERS": str(self.engine_trackers),
            "ENGINE_ACTION_TIMEOUT": f"{self.engine_action_timeout:g}",
            "ACTIONS_URL": self.actions_url,
            "ACTIONS_PORT": str(self.actions_port),
            "ACTIONS_TOKEN": self.actions_token,
            "FIRSTLINE_LOGS": self.logs,
            "RASA_TELEMETRY_ENABLED": "false",
        }
        env |= self.status_pages
        if self.now is not None:
            env["FIRSTLINE_NOW"] = self.now
        if self.redis_url is not None:
            env["REDIS_URL"] = self.redis_url
        if self.metrics_token:
            env["METRICS_TOKEN"] = self.metrics_token
        if self.clamav is not None:
            env["CLAMAV"] = self.clamav
        env |= {DIRECTORY_URL + name: url for name, url in self.directory_urls.items()}
        env |= {DIRECTORY_TOKEN + name: token for name, token in self.directory_tokens.items()}
        return env


def markdown() -> str:
    """``docs/environment.md``."""
    lines = [
        "# Environment",
        "",
        "Firstline is set up by environment variables and nothing else. Printed from `bot/config.py`: after",
        "a change there, `.venv/bin/python -m bot.config > docs/environment.md` (a test compares the two).",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
        *(f"| `{row.name}` | {row.default} | {row.meaning} |" for row in VARIABLES),
        "",
        "`firstline serve` makes the three secrets that are not given on its first start, keeps them in",
        "`secrets.env` in `FIRSTLINE_VAR` (readable by its owner only) and hands every variable above to the",
        "four processes. To run one of them by hand: `set -a; . var/secrets.env; set +a`, then for example",
        "`.venv/bin/python -m bot.web`.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
