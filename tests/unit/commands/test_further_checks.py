"""``firstline check`` beyond rules and profiles: each thing it promises to find is broken here, and found."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.printed_letters import FOLDER as PRINTED
from bot.commands import check
from bot.commands.checks.database import database_is_migrated
from bot.commands.checks.letters import letters_can_be_written
from bot.commands.checks.printed import printed_letters_can_be_written
from bot.commands.checks.provider_words import providers_can_be_spoken_for
from bot.commands.checks.responses import responses_are_sound
from bot.commands.responses import DOMAIN
from bot.decisions.soundness import Problem
from bot.services.context import Context
from bot.wording import Words
from tests.support.context import Clock, make_context
from tests.support.store import fresh_url

ROOT = Path(__file__).parents[3]


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.key, problem.what) for problem in problems]


def broken_domain(tmp_path: Path, **responses: Any) -> Path:
    """The shipped domain with some responses changed; ``None`` takes one away."""
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    for key, response in responses.items():
        if response is None:
            del domain["responses"][key]
        else:
            domain["responses"][key] = response
    file = tmp_path / "domain.yml"
    file.write_text(yaml.safe_dump(domain), encoding="utf-8")
    return file


YES = {"title": "Yes", "payload": "/affirm"}


def button(**parts: object) -> list[dict[str, Any]]:
    return [{"text": "Well?", "buttons": [{**YES, **parts}]}]


# --- responses ---


def test_the_shipped_responses_are_sound() -> None:
    assert responses_are_sound() == []


@pytest.mark.parametrize(
    ("response", "key", "says"),
    [
        ([], "", "not a list of one text"),
        ("Hello", "", "not a list of one text"),
        ([{"text": "One"}, {"text": "Another"}], "", "not a list of one text"),
        ([{"text": "Hello", "image": "cat.png"}], ".image", "Unknown key"),
        ([{"buttons": []}], ".text", "no words"),
        ([{"text": "  "}], ".text", "no words"),
        ([{"text": "Hello {name"}], ".text", "braces do not match"),
        ([{"text": "Hello }"}], ".text", "braces do not match"),
        ([{"text": "Hello {}"}], ".text", "no plain name"),
        ([{"text": "Hello {0}"}], ".text", "no plain name"),
        ([{"text": "Hello {a.b}"}], ".text", "no plain name"),
        ([{"text": "Hello {a[0]}"}], ".text", "no plain name"),
        ([{"text": "It costs {price:.2f}"}], ".text", "no plain name"),
        ([{"text": "Hello {name!r}"}], ".text", "no plain name"),
        ([{"text": "Hello {{name}}"}], "", "A brace is left"),
        ([{"text": "Hello", "buttons": "yes"}], ".buttons", "not a list"),
        ([{"text": "Hello", "buttons": ["yes"]}], ".buttons[0]", "a title and a payload"),
        ([{"text": "Hello", "buttons": [{"title": "Yes"}]}], ".buttons[0]", "a title and a payload"),
        (button(colour="red"), ".buttons[0]", "a title and a payload"),
        (button(title=""), ".buttons[0].title", "no words"),
        (button(title="{"), ".buttons[0].title", "braces do not match"),
        (button(payload="affirm"), ".buttons[0].payload", "no payload"),
        (button(payload="/Affirm now"), ".buttons[0].payload", "no payload"),
        (button(payload=7), ".buttons[0].payload", "no payload"),
        (button(payload="/agree"), ".buttons[0].payload", "no intent 'agree'"),
        (button(payload="/give_details{choice: yes}"), ".buttons[0].payload", "not JSON"),
        (button(payload='/give_details{"colour": "red"}'), ".buttons[0].payload", "no entity 'colour'"),
        (button(payload='/give_details{"choice": 1}'), ".buttons[0].payload", "no text"),
        (
            button(payload='/give_details{"question": "shoe_size", "choice": "9"}'),
            ".buttons[0].payload",
            "no question 'shoe_size'",
        ),
        (button(payload='/give_details{"question": "name"}'), ".buttons[0].payload", "no choice"),
        (
            [{"text": "Well?", "buttons": [YES, {**YES, "payload": "/deny"}]}],
            ".buttons",
            "Two buttons say 'Yes'",
        ),
    ],
)  # fmt: skip
def test_a_response_that_is_not_well_formed_is_found(
    tmp_path: Path, response: object, key: str, says: str
) -> None:
    [(where, what)] = found(responses_are_sound(broken_domain(tmp_path, utter_x=response)))
    assert where == f"responses.utter_x{key}"
    assert says in what


@pytest.mark.parametrize(
    "key",
    ["utter_ask_code", "utter_guess_ask_adr", "utter_status_withdrawn", "utter_channel_ticket_absent",
     "utter_adr_in_court", "utter_deny_in_form", "utter_length_weeks_one", "utter_changed_reply"],
)  # fmt: skip
def test_a_response_that_the_code_puts_together_and_that_is_missing_is_found(
    tmp_path: Path, key: str
) -> None:
    problems = responses_are_sound(broken_domain(tmp_path, **{key: None}))
    assert found(problems) == [(f"responses.{key}", "It is missing, and the code asks for it.")]


def test_a_response_given_twice_is_found_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "domain.yml"
    file.write_text(DOMAIN.read_text(encoding="utf-8") + '\n  utter_greet:\n    - text: "Ay up."\n')
    [problem] = responses_are_sound(file)
    assert (problem.key, problem.what) == ("responses.utter_greet", "The key is given twice.")
    assert problem.line == len(DOMAIN.read_text(encoding="utf-8").splitlines()) + 2


@pytest.mark.parametrize(
    ("text", "says"),
    [("a: [", "cannot be read"), ("", "no keys"), ("- a", "no keys"), ("version: 3", "none")],
)
def test_a_domain_without_responses_is_found(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "domain.yml"
    file.write_text(text)
    [problem] = responses_are_sound(file)
    assert says in problem.what


def test_a_domain_that_is_not_there_is_found(tmp_path: Path) -> None:
    [problem] = responses_are_sound(tmp_path / "domain.yml")
    assert "cannot be opened" in problem.what


# --- every provider in words ---


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return make_context(tmp_path_factory.mktemp("check"), Clock())


def without(context: Context, key: str) -> Context:
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]
    return replace(context, words=Words({name: said for name, said in domain.items() if name != key}))


def whole_answers(problems: list[Problem]) -> set[str]:
    """Which of them are broken, leaving the answers to single questions of fact aside: those borrow from the others."""
    return {problem.key for problem in problems if not problem.key.startswith("topic ")}


def test_every_shipped_provider_can_be_spoken_for() -> None:
    assert providers_can_be_spoken_for() == []


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("utter_opening", "opening_words"),
        ("utter_who_am_i", "who_am_i"),
        ("utter_how_here", "how_to_complain"),
        ("utter_contact_intro", "contact_details"),
        ("utter_closed_now", "opening_hours"),
        ("utter_open_uncertain", "opening_hours"),
        ("utter_aim_counting", "response_target"),
        ("utter_ladder_intro", "ladder"),
        ("utter_accessible_offer", "accessibility"),
        ("utter_compensation_adr", "compensation"),
        ("utter_fault_if_unhappy", "fault_route"),
        ("utter_web_way_letter", "other_ways"),
        ("utter_adr_need_date", "adr"),
        ("utter_adr_not_yet", "adr"),
        ("utter_adr_too_many_employees", "adr"),
        ("utter_close_reference", "closing_words"),
        ("utter_close_next_letter", "closing_words"),
        ("utter_close_holiday", "closing_words"),
        ("utter_close_adr_open", "closing_words"),
    ],
)
def test_an_answer_that_lacks_its_words_is_found_under_the_provider(
    context: Context, key: str, answer: str
) -> None:
    problems = providers_can_be_spoken_for(without(context, key))
    assert whole_answers(problems) == {answer}
    assert all(key in problem.what for problem in problems)
    assert {problem.file for problem in problems} <= {
        f"bot/providers/{slug}.yml" for slug in context.providers
    }


@pytest.mark.parametrize(
    ("key", "topic"),
    [
        ("utter_fact_silent", "limits"),
        ("utter_fact_trade_body_not_needed", "trade_body"),
        ("utter_aim_counting", "how_days_count"),
    ],
)
def test_a_question_of_fact_that_lacks_its_words_is_found_by_its_topic(
    context: Context, key: str, topic: str
) -> None:
    problems = providers_can_be_spoken_for(without(context, key))
    assert f"topic {topic}" in {problem.key for problem in problems}
    assert all(key in problem.what for problem in problems)


def test_a_profile_whose_scheme_is_not_there_is_found(context: Context) -> None:
    problems = providers_can_be_spoken_for(replace(context, schemes={}))
    assert whole_answers(problems) == {"opening_words", "compensation", "adr", "closing_words"}
    assert "topic which_scheme" in {problem.key for problem in problems}


# --- letters ---


def test_the_shipped_letters_can_be_written() -> None:
    assert letters_can_be_written() == []


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("Subject: Hello\n\n{% if name %}\nHello", "if", 3),
        ("Subject: Hello\n\n{{ name", "", 3),
        ("Subject: Hello\n\n{{ name | shout }}", "shout", 3),
        ("Hello\n\nThere is no subject.", "Subject:", None),
        ("Subject:\n\nThere is no subject.", "Subject:", None),
        ("Subject: Hello\n\n", "have a body", None),
    ],
)
def test_a_letter_that_cannot_be_written_is_found(
    tmp_path: Path, text: str, says: str, line: int | None
) -> None:
    (tmp_path / "sound.txt").write_text("Subject: Hello\n\nHello {{ name }}")
    (tmp_path / "broken.txt").write_text(text)
    [problem] = letters_can_be_written(tmp_path)
    assert (problem.file, problem.line) == ("bot/letters/broken.txt", line)
    assert says in problem.what


def test_a_letter_in_another_encoding_is_found(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes("Subject: Grüße\n\nHello".encode("latin-1"))
    [problem] = letters_can_be_written(tmp_path)
    assert "cannot be read" in problem.what


def test_a_folder_without_letters_is_found(tmp_path: Path) -> None:
    [problem] = letters_can_be_written(tmp_path)
    assert problem.what == "There are no letters."


# --- the database ---


def env_with(url: str) -> dict[str, str]:
    return {"DATABASE_URL": url}


def test_a_database_that_is_not_there_yet_is_no_problem_and_is_not_made(tmp_path: Path) -> None:
    assert database_is_migrated(env_with(f"sqlite:///{tmp_path}/none.db")) == []
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_up_to_date_is_no_problem(tmp_path: Path) -> None:
    assert database_is_migrated(env_with(fresh_url(tmp_path))) == []


def test_a_database_that_waits_for_migrations_is_found_with_the_mend(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "old.db").close()
    (tmp_path / "old.db").touch()
    [problem] = database_is_migrated(env_with(f"sqlite:///{tmp_path}/old.db"))
    assert problem.file == f"{tmp_path}/old.db"
    assert problem.key.startswith("0001 ")
    assert problem.mend == "`make run` or `firstline serve` migrates it."


def test_a_database_of_a_newer_firstline_is_found(tmp_path: Path) -> None:
    url = fresh_url(tmp_path)
    with sqlite3.connect(tmp_path / "firstline.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    [problem] = database_is_migrated(env_with(url))
    assert "newer than this Firstline" in problem.what


def test_a_file_that_is_no_database_is_found(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear sir or madam, " * 100)
    [problem] = database_is_migrated(env_with(f"sqlite:///{tmp_path}/letter.db"))
    assert "cannot be read as a database" in problem.what


@pytest.mark.parametrize(
    ("env", "says"),
    [({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL"), ({"FIRSTLINE_PORT": "x"}, "FIRSTLINE_PORT")],
)
def test_settings_that_cannot_be_read_are_found(env: dict[str, str], says: str) -> None:
    [problem] = database_is_migrated(env)
    assert says in problem.what


def test_starting_is_not_refused_over_what_starting_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.db").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/old.db")
    assert check.further_problems() == []
    assert len(check.further_problems(before_serve=False)) == 1


# --- the whole command ---


def test_the_whole_check_is_sound(tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": fresh_url(tmp_path)}
    command = (sys.executable, "-m", "bot.cli", "check")
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "All sound."), done.stdout + done.stderr


# --- letters of providers ---


def test_the_shipped_letters_of_providers_can_be_written() -> None:
    assert printed_letters_can_be_written() == []


def test_a_letter_of_a_provider_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    shutil.copytree(PRINTED, tmp_path / "printed")
    broken = tmp_path / "printed" / "letters" / "holding.txt"
    broken.write_text(broken.read_text().replace("{{ new_date }}", "{{ newdate }}"))
    words = tmp_path / "printed" / "pack" / "words.yml"
    words.write_text(
        words.read_text().replace(
            "  in_court: Is it before a court, or", "  court_in: Is it before a court, or"
        )
    )
    first, second = printed_letters_can_be_written(tmp_path / "printed")
    assert first.file == "bot/printed/letters/holding.txt"
    assert "newdate" in first.what
    assert (second.file, second.key) == ("bot/printed/pack/words.yml", "questions.in_court")
