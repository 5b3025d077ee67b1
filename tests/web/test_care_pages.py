"""Care without JavaScript, and what an agent reads first on the card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.decisions.adjustments import Adjustment
from bot.decisions.care import Care
from bot.services.caring.note_care import note_care
from bot.services.context import Context
from bot.services.heard import Heard
from tests.support.context import Clock, make_context
from tests.web.desk_house import desk_running
from tests.web.filler import Filler, form_house


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def filler(context: Context) -> Iterator[Filler]:
    with form_house(context) as house:
        yield Filler(house.url)


def care_of(context: Context, filler: Filler) -> Care:
    with context.store.read() as tx:
        return tx.care.of(filler.conversation_id(context))


def test_smoke_in_a_form_is_answered_with_999_alone(filler: Filler) -> None:
    filler.begin().answers(text="There is smoke coming out of the router")
    assert filler.step == "first"
    assert "call 999 now" in filler.text
    assert "Samaritans" not in filler.text


def test_a_death_in_a_form_gets_condolence_and_no_number(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="My husband John died and you still bill him")
    assert filler.step == "first"
    assert "sorry for your loss" in filler.text
    assert "116 123" not in filler.text
    assert care_of(context, filler).deceased == "John"


def test_who_is_deaf_is_offered_no_phone_on_the_form(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="I'm deaf so don't ring me. You billed me twice and nobody answers")
    assert care_of(context, filler).adjustments == (Adjustment.IN_WRITING,)
    with context.store.read() as tx:
        intake = tx.intakes.latest(filler.conversation_id(context))
    assert intake is not None
    assert intake.answers["needs"] == ["in_writing"]


def test_who_writes_in_another_language_hears_so_once_and_goes_on(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="Internet nie działa od trzech dni, proszę o pomoc")
    assert filler.step == "first"
    assert "Odpowiadamy tylko po angielsku." in filler.text
    assert care_of(context, filler).language == "pl"
    with context.store.read() as tx:
        assert tx.handoffs.open_of(filler.conversation_id(context)) is not None


def test_the_card_begins_with_what_must_be_known_first(tmp_path: Path) -> None:
    with desk_running(tmp_path) as desk:
        customer = desk.house.open("netservers")
        customer.wait_for(customer.say("My line has been dead for nine days."))
        assert customer.person().status_code == 202
        browser, at = desk.browser("Priya"), f"/desk/conversations/{customer.id}"
        assert "Know this first" not in browser.see(at)
        with desk.context.store.write() as tx:
            text = "I'm deaf so don't ring me. I'll come down there and smash your face in"
            note_care(desk.context, tx, Heard(customer.id, "9", text, desk.context.now()))
            tx.commit()
        page = browser.see(at)
        assert "Know this first" in page
        assert page.index("They threatened violence") < page.index("What they need: no phone calls")
        assert page.index("What they need: no phone calls") < page.index("Who it is")
        assert "deaf" not in page[page.index("Know this first") : page.index("Who it is")]
