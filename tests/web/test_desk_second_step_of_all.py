"""The second step is turned off, asked of everybody, and reset for somebody who lost their telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.records import Role
from tests.support.desk import Browser, DeskHouse, desk_house
from tests.support.second_steps import PAGE, set_up


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    made = desk_house(tmp_path)
    made.person(netservers=Role.ADMINISTRATOR)
    return made


def is_in(browser: Browser) -> bool:
    return browser.get("/desk/account").status_code == 200


def test_it_is_turned_off_with_a_code_and_not_without(house: DeskHouse) -> None:
    browser = house.signed_in()
    app, _ = set_up(house, browser)
    assert browser.post(f"{PAGE}/off", {"code": "000000"}).status_code == 422
    assert house.browser().sign_in().headers["location"].startswith("/desk/sign-in/code")
    assert browser.post(f"{PAGE}/off", {"code": app.code(house.clock())}).status_code == 303
    assert house.browser().sign_in().headers["location"] == "/desk"


def test_where_it_is_asked_of_everybody_nothing_else_opens_before_it_is_set_up(house: DeskHouse) -> None:
    ann, bob = house.signed_in(), house.person("bob@example.org", "Bob", netservers=Role.AGENT)
    bobs = house.signed_in("bob@example.org")
    assert bobs.get("/desk").status_code == 200
    app, _ = set_up(house, ann)
    answer = ann.post("/desk/people/second-step", {"provider": "netservers", "required": "yes"})
    assert answer.headers["location"] == "/desk/people?done=required-yes"
    for path in ("/desk", "/desk/cases", "/desk/log", "/desk/news"):
        assert bobs.get(path).headers["location"] == PAGE
    assert bobs.post("/desk/code", {"provider": "netservers", "code": "ABC234"}).status_code == 403
    assert "asks everybody" in bobs.get(PAGE).text
    set_up(house, bobs)
    assert bobs.get("/desk").status_code == 200
    assert ann.post(f"{PAGE}/off", {"code": app.code(house.clock())}).status_code == 303
    assert "cannot be turned off" in ann.get(PAGE).text
    with house.context.store.read() as tx:
        assert [each.action for each in tx.audit.of("provider:netservers")] == ["desk.second_step_required"]
        assert tx.second_steps.get(bob.id) is not None


def test_only_an_administrator_asks_it_of_everybody_and_only_at_their_own_provider(house: DeskHouse) -> None:
    house.person("sue@example.org", "Sue", netservers=Role.SUPERVISOR)
    ask = {"provider": "netservers", "required": "yes"}
    assert house.signed_in("sue@example.org").post("/desk/people/second-step", ask).status_code == 403
    other = {"provider": "contactnow", "required": "yes"}
    assert house.signed_in().post("/desk/people/second-step", other).status_code == 404
    with house.context.store.read() as tx:
        assert tx.second_steps.required_at() == frozenset()


def test_an_administrator_resets_it_for_somebody_who_lost_their_telephone(house: DeskHouse) -> None:
    bob = house.person("bob@example.org", "Bob", netservers=Role.AGENT)
    bobs = house.signed_in("bob@example.org")
    set_up(house, bobs)
    ann = house.signed_in()
    assert "second step on" in ann.get("/desk/people").text
    assert ann.post(f"/desk/people/{bob.id}/second-step").headers["location"].endswith("?done=reset")
    assert not is_in(bobs)
    fresh = house.browser()
    assert fresh.sign_in("bob@example.org").headers["location"] == "/desk"
    with house.context.store.read() as tx:
        last = tx.audit.of(f"agent:{bob.id}")
        ann_agent = tx.agents.by_email("ann@example.org")
        assert tx.second_steps.codes_left(bob.id) == 0
    reset = [each for each in last if each.action == "account.second_step_reset"]
    assert [each.agent_id for each in reset] == [ann_agent.id if ann_agent else None]


def test_nobody_resets_their_own_or_that_of_somebody_who_works_elsewhere_too(house: DeskHouse) -> None:
    ann = house.signed_in()
    set_up(house, ann)
    both = house.person("both@example.org", "Both", netservers=Role.AGENT, contactnow=Role.AGENT)
    with house.context.store.read() as tx:
        me = tx.agents.by_email("ann@example.org")
    assert me
    assert ann.post(f"/desk/people/{me.id}/second-step").status_code == 403
    assert ann.post(f"/desk/people/{both.id}/second-step").status_code == 403
