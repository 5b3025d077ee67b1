"""The e-mail code goes to the API while a person is waited for, and is answered there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.confirm_contact import code_for
from bot.services.heard import Heard
from bot.services.start_complaint import start_complaint
from tests.support.desk_rows import add_agent, at_the_desk
from tests.web.desk_house import DeskHouse, desk_running

STORY = "Billed twice, nobody answers. sam@example.com"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_the_code_is_answered_while_a_person_is_waited_for(desk: DeskHouse) -> None:
    customer, context = desk.house.open(), desk.context
    start_complaint(context, Heard(customer.id, "1", STORY, context.now(), "make_complaint", 0.9), False)
    with context.store.read() as tx:
        check = tx.identity_checks.latest(customer.id)
    assert check is not None
    at_the_desk(context, add_agent(context, provider="netservers"))
    customer.person()
    heard_before = len(desk.engine.texts)
    sent = customer.say(code_for(context.secret, check.id), key="the-code")
    customer.say(code_for(context.secret, check.id), key="the-code")
    said = [line["text"] for line in customer.lines("system") if line["in_reply_to"] == sent]
    assert said == [context.words.text("utter_code_confirmed")]
    assert len(desk.engine.texts) == heard_before, "the bot keeps out of it"
