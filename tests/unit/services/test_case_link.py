"""Signed links: who can open what, and until when."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.config import Config
from bot.decisions.errors import LinkTooOld, Refused
from bot.decisions.records import Case
from bot.serve.keys import kept_keys, with_keys
from bot.services.case_link import (
    case_link,
    file_token,
    letter_link,
    read_case_link,
    read_file_token,
    read_letter_link,
)
from bot.services.context import Context
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.context import Clock

CASE = rows.case("c0ffee" * 5)
BEFORE = "http://127.0.0.1:8000/case/"


def token(context: Context, case: Case = CASE) -> str:
    return case_link(context, case).removeprefix(BEFORE)


def letter_token(context: Context, case: Case = CASE) -> str:
    return letter_link(context, case).removeprefix(BEFORE).removesuffix("/letter")


def test_a_link_leads_back_to_its_case(context: Context) -> None:
    assert read_case_link(context, token(context)) == CASE.id
    assert read_letter_link(context, letter_token(context)) == CASE.id


def test_a_link_begins_with_the_public_address(context: Context) -> None:
    public = replace(context, public_url="https://chat.example/help")
    assert case_link(public, CASE).startswith("https://chat.example/help/case/")
    assert letter_link(public, CASE).endswith("/letter")


def test_neither_link_opens_what_the_other_does(context: Context) -> None:
    assert read_letter_link(context, token(context)) is None
    assert read_case_link(context, letter_token(context)) is None


def test_a_token_of_a_file_opens_that_file_and_no_page(context: Context) -> None:
    given = file_token(context, CASE, "f" * 32)
    assert read_file_token(context, given) == (CASE.id, "f" * 32)
    assert read_case_link(context, given) is None
    assert read_letter_link(context, given) is None
    for other in (token(context), letter_token(context), given[:-1], "é", ""):
        assert read_file_token(context, other) is None


def test_a_token_of_a_file_works_for_its_minutes_and_is_then_too_old(context: Context, clock: Clock) -> None:
    given = file_token(context, CASE, "f" * 32)
    clock.forward(minutes=context.rule("file_link_lifetime"))
    assert read_file_token(context, given) is not None
    clock.forward(seconds=1)
    with pytest.raises(LinkTooOld):
        read_file_token(context, given)
    assert read_file_token(context, given[:-1]) is None, "a forged one is never said to be old"


def test_a_link_holds_no_word_of_the_case_but_its_id(context: Context) -> None:
    payload = token(context).split(".")[0]  # never packed: a packed token begins with a dot
    assert json.loads(base64.urlsafe_b64decode(payload + "==")) == CASE.id


def test_the_dates_link_works_to_the_last_safe_day_after_a_final_answer(
    context: Context, clock: Clock
) -> None:
    given = token(context)
    months = context.rules["adr_longstop"].at(context.today()).value
    clock.forward(days=31 * months)
    assert read_case_link(context, given) == CASE.id


def test_a_link_ends_with_its_days_by_the_clock_of_the_stack(context: Context, clock: Clock) -> None:
    dates, letter = token(context), letter_token(context)
    clock.forward(days=context.rule("letter_link_lifetime"))
    assert read_letter_link(context, letter) == CASE.id
    clock.forward(seconds=1)
    assert read_letter_link(context, letter) is None
    assert read_case_link(context, dates) == CASE.id
    clock.forward(days=context.rule("case_link_lifetime") - context.rule("letter_link_lifetime"))
    assert read_case_link(context, dates) is None


def test_a_link_from_the_future_does_not_work(context: Context, clock: Clock) -> None:
    given = token(context)
    clock.forward(days=-1)
    assert read_case_link(context, given) is None


def test_a_link_of_another_stack_does_not_work(context: Context) -> None:
    foreign = token(replace(context, secret="another secret"))
    assert read_case_link(context, foreign) is None


def test_one_changed_character_anywhere_makes_a_link_useless(context: Context) -> None:
    given = token(context)
    for at, character in enumerate(given):
        changed = given[:at] + ("A" if character != "A" else "Q") + given[at + 1 :]
        assert read_case_link(context, changed) is None, at
    assert read_case_link(context, given[:-1]) is None
    assert read_case_link(context, given + "A") is None


def test_a_younger_time_cannot_be_put_into_an_old_link(context: Context, clock: Clock) -> None:
    old = token(context).split(".")
    clock.forward(days=context.rule("case_link_lifetime") + 1)
    young = token(context).split(".")
    assert read_case_link(context, ".".join([old[0], young[1], old[2]])) is None


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_somebody_makes_up_opens_anything(context: Context, text: str) -> None:
    assert read_case_link(context, text) is None
    assert read_letter_link(context, text) is None


@pytest.mark.parametrize("text", ["", ".", "..", "...", "\ud800", "\0", "a" * 100_000, ".eJwDAAAAAAE.x.y"])
def test_odd_tokens_are_wrong_and_nothing_worse(context: Context, text: str) -> None:
    assert read_case_link(context, text) is None


def test_without_a_secret_no_link_is_made_or_read(context: Context) -> None:
    bare = replace(context, secret="")
    with pytest.raises(Refused, match="FIRSTLINE_SECRET"):
        case_link(bare, CASE)
    with pytest.raises(Refused, match="FIRSTLINE_SECRET"):
        read_case_link(bare, "x")


def test_how_long_a_link_works_is_our_own_policy(context: Context) -> None:
    for key in ("case_link_lifetime", "letter_link_lifetime"):
        rule = context.rules[key]
        assert (rule.unit, rule.at(context.today()).standing) == ("days", "own")
    assert context.rule("letter_link_lifetime") < context.rule("case_link_lifetime")


# --- the public address ---


def test_the_public_address_is_this_machine_until_it_is_set() -> None:
    assert Config.from_env({"FIRSTLINE_PORT": "9300"}).public_url == "http://127.0.0.1:9300"
    given = Config.from_env({"FIRSTLINE_PUBLIC_URL": "https://chat.example/help/"})
    assert given.public_url == "https://chat.example/help"
    assert Config.from_env(given.as_env()).public_url == given.public_url


@pytest.mark.parametrize(
    "bad", ["chat.example", "ftp://chat.example", "https://", "https://a b", "https://me@chat.example",
            "https://chat.example/?x=1", "https://chat.example/#top", "javascript:alert(1)"],
)  # fmt: skip
def test_a_public_address_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(Refused, match="FIRSTLINE_PUBLIC_URL"):
        Config.from_env({"FIRSTLINE_PUBLIC_URL": bad})


# --- firstline case REF ---


@pytest.fixture
def machine(context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case in the database that the environment names."""
    case = add_case(context)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'firstline.db'}")
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("FIRSTLINE_PUBLIC_URL", "https://chat.example")
    monkeypatch.setenv("FIRSTLINE_NOW", context.now().isoformat())
    for name in ("FIRSTLINE_SECRET", "FIRSTLINE_ENV"):
        monkeypatch.delenv(name, raising=False)
    return case


def test_the_agents_command_prints_the_link_that_the_customer_has(
    context: Context, machine: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").mkdir()
    secret = with_keys({}, tmp_path / "var")["FIRSTLINE_SECRET"]  # as the first start makes it
    assert main(["case", machine.reference, "--json"]) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    given = link.removeprefix("https://chat.example/case/")
    assert read_case_link(replace(context, secret=secret), given) == machine.id
    assert main(["case", machine.reference]) == 0
    assert f"Page:      {link}" in capsys.readouterr().out


def test_where_the_secret_is_not_known_the_command_shows_the_rest(
    machine: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", machine.reference, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["link"], told["reference"]) == (None, machine.reference)
    assert main(["case", machine.reference]) == 0
    assert "Page:" not in capsys.readouterr().out
    assert not (tmp_path / "var" / "secrets.env").exists()  # looking makes none


def test_a_secret_that_is_given_counts_more_than_one_that_is_kept(tmp_path: Path) -> None:
    kept = with_keys({}, tmp_path)
    assert kept_keys({}, tmp_path) == kept
    assert kept_keys({"FIRSTLINE_SECRET": ""}, tmp_path)["FIRSTLINE_SECRET"] == kept["FIRSTLINE_SECRET"]
    assert kept_keys({"FIRSTLINE_SECRET": "given"}, tmp_path)["FIRSTLINE_SECRET"] == "given"
