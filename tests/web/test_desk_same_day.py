"""At the top of the queue: what several told today, and the one note that answers all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.decisions.records import Role
from tests.support.same_day import several_tell
from tests.web.desk_house import DeskHouse, desk_running, words

NOTE = "We know of it and are mending it."
FORM = {"provider": "netservers", "problem": "no_service"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_a_quiet_day_has_no_such_part(desk: DeskHouse) -> None:
    several_tell(desk.context, 3)
    assert "Told by several today" not in desk.browser().see("/desk")


def test_what_several_told_stands_before_the_queue_with_how_many_and_since_when(desk: DeskHouse) -> None:
    several_tell(desk.context)
    page = desk.browser().get("/desk").text
    seen = words(page)
    assert "Netservers: nothing works 4 customers told this today, the first at 10am." in seen
    assert "It may be one cause, or chance." in seen
    assert page.index('id="same-day"') < page.index('id="rows"')


def test_another_providers_agent_sees_nothing_of_it(desk: DeskHouse) -> None:
    several_tell(desk.context, provider="contactnow")
    assert "Told by several today" not in desk.browser().see("/desk")


def test_a_note_is_sent_shown_and_ended(desk: DeskHouse) -> None:
    chats = several_tell(desk.context)
    agent = desk.browser()
    seen = agent.press("/desk/same-day", text=NOTE, **FORM)
    assert "Your note was sent." in seen
    assert NOTE in seen
    assert "4 chats have it; so will whoever tells the same later today." in seen
    assert all(NOTE in desk.lines(chat.id)[-1].text for chat in chats)
    page = agent.get("/desk").text
    end = page.split('action="/desk/same-day/')[1].split('"')[0]
    assert "Nobody else gets it" in agent.press(f"/desk/same-day/{end}")
    several_tell(desk.context, 1, first=9)
    assert [len(desk.lines(chat.id)) for chat in chats] == [1, 1, 1, 1]


def test_sent_twice_it_is_one(desk: DeskHouse) -> None:
    chats = several_tell(desk.context)
    agent = desk.browser()
    agent.press("/desk/same-day", text=NOTE, **FORM)
    agent.press("/desk/same-day", text=NOTE, **FORM)
    assert [len(desk.lines(chat.id)) for chat in chats] == [1, 1, 1, 1]


def test_what_cannot_be_sent_is_said_at_its_box_and_what_was_typed_stays(desk: DeskHouse) -> None:
    several_tell(desk.context)
    agent = desk.browser()
    empty = agent.post("/desk/same-day", text=" ", **FORM)
    assert empty.status_code == 422
    assert "Error: Write what all of them should know." in words(empty.text)
    long = agent.post("/desk/same-day", text="x" * 1001, **FORM)
    assert long.status_code == 422
    assert "x" * 1001 in long.text


def test_a_second_note_says_what_to_do_first(desk: DeskHouse) -> None:
    several_tell(desk.context)
    agent = desk.browser()
    agent.press("/desk/same-day", text=NOTE, **FORM)
    other = agent.post("/desk/same-day", text="It is mended.", **FORM)
    assert other.status_code == 422
    assert "End it first." in words(other.text)


def test_without_the_forms_own_token_nothing_is_sent(desk: DeskHouse) -> None:
    chats = several_tell(desk.context)
    assert desk.browser().post("/desk/same-day", csrf="wrong", text=NOTE, **FORM).status_code == 403
    assert desk.lines(chats[0].id) == []


def test_words_of_an_agent_are_words_and_never_mark_up(desk: DeskHouse) -> None:
    several_tell(desk.context)
    agent = desk.browser()
    agent.press("/desk/same-day", text="<b>Bold</b>", **FORM)
    page = agent.get("/desk").text
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<b>Bold" not in page


def test_a_supervisor_reads_both_deeds_in_the_audit(desk: DeskHouse) -> None:
    several_tell(desk.context)
    agent = desk.browser("Sue", netservers=Role.SUPERVISOR)
    agent.press("/desk/same-day", text=NOTE, **FORM)
    end = agent.get("/desk").text.split('action="/desk/same-day/')[1].split('"')[0]
    agent.press(f"/desk/same-day/{end}")
    seen = agent.see("/desk/audit")
    assert "wrote a note to all who told the same" in seen
    assert "ended a note to all" in seen
