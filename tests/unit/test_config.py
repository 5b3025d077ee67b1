from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.config import ROOT, VARIABLES, Config, markdown
from bot.config_providers import in_variables
from bot.decisions.errors import Refused


def test_an_empty_environment_gives_a_stack_under_var() -> None:
    config = Config.from_env({})
    assert config.var == ROOT / "var"
    assert config.database_url == f"sqlite:///{ROOT}/var/firstline.db"
    assert config.engine_trackers == ROOT / "var" / "trackers.db"
    assert (config.port, config.engine_port, config.actions_port) == (8000, 8005, 8006)
    assert config.engine_url == "http://127.0.0.1:8005"
    assert config.actions_url == "http://127.0.0.1:8006"
    assert config.engine_action_timeout == 10
    assert not config.production


def test_another_port_moves_the_engine_and_the_actions_along() -> None:
    config = Config.from_env({"FIRSTLINE_PORT": "9100"})
    assert (config.engine_port, config.actions_port) == (9105, 9106)


def test_another_var_takes_everything_that_is_written_with_it(tmp_path: Path) -> None:
    config = Config.from_env({"FIRSTLINE_VAR": str(tmp_path)})
    assert config.database_url == f"sqlite:///{tmp_path}/firstline.db"
    assert config.engine_trackers == tmp_path / "trackers.db"


def test_an_empty_variable_counts_as_absent() -> None:
    assert Config.from_env({"FIRSTLINE_PORT": " ", "DATABASE_URL": ""}) == Config.from_env({})


@pytest.mark.parametrize(
    "env, word",
    [
        ({"FIRSTLINE_PORT": "http"}, "FIRSTLINE_PORT"),
        ({"FIRSTLINE_PORT": "0"}, "FIRSTLINE_PORT"),
        ({"FIRSTLINE_PORT": "70000"}, "FIRSTLINE_PORT"),
        ({"ENGINE_PORT": "-1"}, "ENGINE_PORT"),
        ({"ACTIONS_PORT": "8000"}, "three different ports"),
        ({"FIRSTLINE_ENV": "prod"}, "FIRSTLINE_ENV"),
        (
            {"FIRSTLINE_CHATS_A_MINUTE": "0"},
            "FIRSTLINE_CHATS_A_MINUTE must be a whole number from 1 to 100000",
        ),
        ({"FIRSTLINE_CHATS_A_MINUTE": "100001"}, "FIRSTLINE_CHATS_A_MINUTE"),
        ({"FIRSTLINE_CHATS_A_MINUTE": "-5"}, "FIRSTLINE_CHATS_A_MINUTE"),
        ({"FIRSTLINE_CHATS_A_MINUTE": "2.5"}, "FIRSTLINE_CHATS_A_MINUTE"),
        ({"FIRSTLINE_CHATS_A_MINUTE": "many"}, "FIRSTLINE_CHATS_A_MINUTE"),
        ({"FIRSTLINE_CHATS_A_MINUTE": "9" * 5000}, "FIRSTLINE_CHATS_A_MINUTE"),
        ({"ENGINE_ACTION_TIMEOUT": "soon"}, "ENGINE_ACTION_TIMEOUT"),
        ({"ENGINE_ACTION_TIMEOUT": "nan"}, "ENGINE_ACTION_TIMEOUT"),
        ({"FIRSTLINE_ENV": "production", "FIRSTLINE_NOW": "2026-06-05T09:30:00+01:00"}, "FIRSTLINE_NOW"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(env: dict[str, str], word: str) -> None:
    with pytest.raises(Refused, match=word):
        Config.from_env(env)


@pytest.mark.parametrize("given, meant", [({}, 20), ({"FIRSTLINE_CHATS_A_MINUTE": "100000"}, 100_000)])
def test_how_many_chats_a_minute_one_address_may_start(given: dict[str, str], meant: int) -> None:
    assert Config.from_env(given).chats_a_minute == meant


def test_the_path_of_the_clock_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "now").write_text("2026-06-05T09:30:00+01:00")
    monkeypatch.chdir(tmp_path)
    assert Config.from_env({"FIRSTLINE_NOW": "now"}).now == str(tmp_path / "now")
    assert Config.from_env({"FIRSTLINE_NOW": "2026-06-05T09:30:00Z"}).now == "2026-06-05T09:30:00Z"


def test_children_read_back_the_same_settings(tmp_path: Path) -> None:
    env = {
        "FIRSTLINE_VAR": str(tmp_path),
        "FIRSTLINE_PORT": "9200",
        "FIRSTLINE_HOSTS": "chat.example, localhost",
        "FIRSTLINE_CHATS_A_MINUTE": "7",
        "FIRSTLINE_NOW": "2026-06-05T09:30:00Z",
        "FIRSTLINE_SECRET": "s",
        "ENGINE_TOKEN": "e",
        "ACTIONS_TOKEN": "a",
        "ENGINE_ACTION_TIMEOUT": "2.5",
        "REDIS_URL": "redis://127.0.0.1/0",
        "DIRECTORY_URL_X_COMMUNICATIONS": "https://crm.example/api",
        "DIRECTORY_TOKEN_X_COMMUNICATIONS": "d",
    }
    config = Config.from_env(env)
    assert Config.from_env(config.as_env()) == config
    assert config.hosts == ("chat.example", "localhost")


def test_children_never_report_to_third_parties() -> None:
    assert Config.from_env({"RASA_TELEMETRY_ENABLED": "true"}).as_env()["RASA_TELEMETRY_ENABLED"] == "false"


def test_secrets_do_not_show_when_the_configuration_is_printed() -> None:
    env = {"FIRSTLINE_SECRET": "hush-1", "ENGINE_TOKEN": "hush-2", "ACTIONS_TOKEN": "hush-3"}
    env |= {"DIRECTORY_URL_CONTACTNOW": "https://crm.example", "DIRECTORY_TOKEN_CONTACTNOW": "hush-4"}
    assert "hush" not in repr(Config.from_env(env))


def test_every_setting_is_in_the_one_table() -> None:
    plain = {row.name.lower().removeprefix("firstline_") for row in VARIABLES}
    named = plain | {name.replace("_<provider>", "s") for name in plain}
    assert {field.name for field in fields(Config)} <= named
    assert set(Config.from_env({"FIRSTLINE_NOW": "x", "REDIS_URL": "x"}).as_env()) <= {
        row.name for row in VARIABLES
    }


def test_a_status_page_is_kept_by_its_variable_and_handed_to_the_relay() -> None:
    config = Config.from_env(
        {"STATUS_PAGE_CONTACTNOW": " https://status.example/ ", "STATUS_PAGE_NETSERVERS": ""}
    )
    assert config.status_pages == {"STATUS_PAGE_CONTACTNOW": "https://status.example"}
    assert config.as_env()["STATUS_PAGE_CONTACTNOW"] == "https://status.example"


@pytest.mark.parametrize(
    "address", ["status.example", "ftp://status.example", "file:///etc/passwd", "https://"]
)
def test_a_status_page_that_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="STATUS_PAGE_CONTACTNOW"):
        Config.from_env({"STATUS_PAGE_CONTACTNOW": address})


def test_the_page_about_the_environment_is_the_table() -> None:
    assert (ROOT / "docs" / "environment.md").read_text(encoding="utf-8") == markdown()


def test_no_variable_is_read_that_the_table_does_not_name() -> None:
    named = {row.name for row in VARIABLES}
    read = {
        name
        for folder in ("bot", "actions")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(
            r"\b(?:FIRSTLINE|ENGINE|ACTIONS)_[A-Z_]*[A-Z]\b(?=\")", file.read_text(encoding="utf-8")
        )
    }
    assert "FIRSTLINE_NOW" in read
    assert read <= named


# --- customer directories ---


def directories(url: str, name: str = "CONTACTNOW", **more: str) -> Config:
    return Config.from_env({f"DIRECTORY_URL_{name}": url, f"DIRECTORY_TOKEN_{name}": "d", **more})


def test_a_directory_is_found_by_the_name_of_its_provider() -> None:
    config = directories("https://crm.example/api/", in_variables("x-communications"))
    assert config.directory_urls == {"X_COMMUNICATIONS": "https://crm.example/api"}
    assert config.directory_tokens == {"X_COMMUNICATIONS": "d"}


@pytest.mark.parametrize("given", ["URL", "TOKEN"])
def test_address_and_token_of_a_directory_belong_together(given: str) -> None:
    with pytest.raises(Refused, match="belong together"):
        Config.from_env({f"DIRECTORY_{given}_CONTACTNOW": "https://crm.example"})


@pytest.mark.parametrize(
    "url", ["crm.example", "ftp://crm.example", "https://", "https://me:secret@crm.example"]
)
def test_a_directory_without_a_plain_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="DIRECTORY_URL_CONTACTNOW"):
        directories(url)


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "pound £"])
def test_a_token_that_no_header_can_hold_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(Refused, match="DIRECTORY_TOKEN_CONTACTNOW") as caught:
        directories("https://crm.example", DIRECTORY_TOKEN_CONTACTNOW=token)
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    "url, taken",
    [
        ("https://crm.example", True),
        ("http://crm.example", False),
        ("http://10.0.0.7:8080", False),
        ("http://127.0.0.1:8080", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:8080", True),
        ("http://localhost:8080", True),
        ("http://localhost.example", False),
        ("http://127.0.0.1.example", False),
    ],
)
def test_in_production_a_directory_elsewhere_is_asked_over_https_only(url: str, taken: bool) -> None:
    assert directories(url).directory_urls, "anywhere else it is taken"
    if taken:
        assert directories(url, FIRSTLINE_ENV="production").directory_urls
    else:
        with pytest.raises(Refused, match="https://"):
            directories(url, FIRSTLINE_ENV="production")
