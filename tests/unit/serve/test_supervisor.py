from __future__ import annotations

import os
import shlex
import tempfile
from configparser import RawConfigParser
from pathlib import Path

import pytest

from bot.config import Config
from bot.serve import supervisor
from bot.serve.keys import with_keys
from bot.serve.programs import programs


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.from_env(with_keys({"FIRSTLINE_VAR": str(tmp_path), "FIRSTLINE_PORT": "9300"}, tmp_path))


def written(config: Config) -> RawConfigParser:
    (config.var / "run").mkdir(exist_ok=True)
    parser = RawConfigParser(inline_comment_prefixes=(";", "#"))
    parser.read(supervisor.write(config.var, programs(config)))
    return parser


def test_the_four_processes_are_one_group_so_that_they_stop_at_the_same_time(config: Config) -> None:
    parser = written(config)
    assert set(parser["group:firstline"]["programs"].split(",")) == {"engine", "actions", "web", "relay"}


@pytest.mark.parametrize("name", ["engine", "actions", "web", "relay"])
def test_each_is_restarted_for_ever_and_stopped_with_all_its_children(config: Config, name: str) -> None:
    section = written(config)[f"program:{name}"]
    assert section["autorestart"] == "true"
    assert int(section["startretries"]) > 100_000
    assert section["stopasgroup"] == section["killasgroup"] == "true"
    assert section["stdout_logfile"] == f"{config.var}/log/{name}.log"
    assert section["stdout_logfile_maxbytes"] != "0"


def test_a_killed_supervisor_takes_its_processes_with_it(config: Config) -> None:
    command = shlex.split(written(config)["program:web"]["command"])
    assert command[3:5] == ["SIGKILL", f"{config.var}/run/web.pid"]


def test_no_secret_is_in_the_file(config: Config) -> None:
    text = supervisor_text(config)
    assert all((config.secret, config.engine_token, config.actions_token))
    assert not any(key in text for key in (config.secret, config.engine_token, config.actions_token))


def test_the_control_socket_is_for_the_owner_and_there_is_no_control_port() -> None:
    with tempfile.TemporaryDirectory(
        prefix="fl-"
    ) as short:  # a test's own folder may be too deep for a socket
        Path(short, "run").mkdir()
        parser = written(Config.from_env({"FIRSTLINE_VAR": short}))
    assert not parser.has_section("inet_http_server")
    assert parser["unix_http_server"]["chmod"] == "0700"


def test_a_var_too_deep_for_a_socket_does_without(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)
    (deep / "run").mkdir(parents=True)
    config = Config.from_env({"FIRSTLINE_VAR": str(deep)})
    assert not written(config).has_section("unix_http_server")


def test_a_percent_sign_in_a_path_is_no_expansion(tmp_path: Path) -> None:
    odd = tmp_path / "100% mine"
    (odd / "run").mkdir(parents=True)
    section = written(Config.from_env({"FIRSTLINE_VAR": str(odd)}))["program:relay"]
    assert section["stdout_logfile"].replace("%%", "%") == f"{odd}/log/relay.log"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is asked about root")
def test_root_is_said_to_be_meant_only_for_root(config: Config) -> None:
    assert written(config)["supervisord"]["user"] == "root"


def supervisor_text(config: Config) -> str:
    (config.var / "run").mkdir(exist_ok=True)
    return supervisor.write(config.var, programs(config)).read_text()
