"""What was sent is named where what was told is read back, and nothing is said of what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.services.answer_words import summary
from tests.support.context import Clock, make_context

STORY: dict[str, Any] = {"description": "Billed twice"}
SENT = ["a letter.pdf", "bill.png"]
NAMED = "• Files you sent: a letter.pdf, bill.png"


@pytest.mark.parametrize("said", [{}, {"copies": "unknown"}, {"copies": "none"}])
def test_a_file_outweighs_that_there_were_no_copies(tmp_path: Path, said: dict[str, Any]) -> None:
    context = make_context(tmp_path, Clock())
    told = summary(context, {**STORY, **said}, context.provider("netservers"), SENT).splitlines()
    assert told == ["• What happened: Billed twice", "• Copies of letters: see the files you sent", NAMED]


def test_more_that_is_to_follow_stays(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock())
    told = summary(context, {**STORY, "copies": "to_follow"}, context.provider("netservers"), SENT)
    assert told.splitlines()[1:] == ["• Copies of letters: to follow", NAMED]


def test_without_files_nothing_is_said_of_them(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock())
    told = summary(context, {**STORY, "copies": "unknown"}, context.provider("netservers"))
    assert told == "• What happened: Billed twice"


def test_sent_without_a_file_here_is_told_as_what_they_said(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock())
    answers, provider = {**STORY, "copies": "sent"}, context.provider("netservers")
    assert summary(context, answers, provider).splitlines()[1:] == [
        "• Copies of letters: you said you have sent them, but no files came in here"
    ]
    assert summary(context, answers, provider, SENT).splitlines()[1:] == ["• Copies of letters: sent", NAMED]
