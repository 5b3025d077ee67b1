"""``firstline audit``: findings in words, and a page drafted anew."""

from __future__ import annotations

import json

import pytest

from bot.adapters.yaml_files import RULES, load_providers, read
from bot.cli import main
from bot.decisions.soundness import never_give_words

SLUGS = list(load_providers())


def audit(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["audit", *arguments])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("slug", SLUGS)
def test_something_to_mend_is_exit_code_1_and_said_in_sentences(
    slug: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = audit(capsys, slug, "--json", "--on", "2026-11-28")
    told = json.loads(out)
    assert code == 1
    assert told["findings"]
    for each in told["findings"]:
        assert each["words"].startswith("The")
        assert each["words"].endswith((".", "?"))
        assert "{" not in each["words"]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_draft_says_what_holds_and_nothing_of_earlier_times(
    slug: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = audit(capsys, slug, "--json", "--on", "2026-11-28")
    body = json.loads(out)["draft"]["body"]
    assert "6 weeks after you first told us" in body
    assert "12 months to apply" in body
    scheme_part = body.split("How to complain to us")[0]
    gone = never_give_words(read(RULES / "schemes.yml").data)
    assert [words for words in gone if words.lower() in scheme_part.lower()] == []
    assert "you complain about" not in body


def test_the_draft_leaves_gaps_only_for_what_the_page_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    _, lacking = audit(capsys, "it-communications")
    assert "Post: [your postal address]" in lacking
    assert "Phone: [" not in lacking
    _, whole = audit(capsys, "all-communications")
    assert "[" not in whole.split("words that fit the rules")[1]


def test_by_the_rules_of_an_earlier_day(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = audit(capsys, "all-communications", "--on", "2026-03-02")
    assert "8 weeks after you first told us" in out
    assert "customers wait 8 weeks before ADR" not in out


def test_what_was_not_seen_in_the_rule_itself_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = audit(capsys, "it-communications")
    about_post = out.split("no postal address for complaints.")[1]
    assert about_post.lstrip().startswith("(as far as we know;")
