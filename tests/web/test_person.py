"""A person can be had from the page at any time, whatever the assistant is doing."""

from __future__ import annotations

from tests.web.house import Customer, FakeEngine, FakeTeam, House

PROMISE = "A person will write to you by Friday 27 November."


def test_a_person_can_be_asked_for_while_the_engine_is_down(
    customer: Customer, engine: FakeEngine, team: FakeTeam
) -> None:
    engine.down = True
    customer.say("My line is dead")
    answer = customer.person()
    assert (answer.status_code, answer.json()["turn"]) == (202, "done")
    [said] = customer.answers_to(answer.json()["id"])
    assert (said["sender"], said["text"]) == ("system", PROMISE)
    assert len(team.keys) == 1


def test_the_wish_is_a_line_of_the_customer(customer: Customer, engine: FakeEngine) -> None:
    customer.person()
    assert customer.texts("customer") == ["I would like to talk to a person."]
    assert engine.heard == []


def test_the_same_key_asks_once(customer: Customer, team: FakeTeam) -> None:
    first, again = customer.person("k1"), customer.person("k1")
    assert first.json() == again.json()
    assert customer.texts("system") == [PROMISE]
    assert len(team.keys) == 1


def test_a_key_of_a_message_is_refused(customer: Customer, team: FakeTeam) -> None:
    customer.say("Hello", "k1")
    assert customer.person("k1").json()["error"]["code"] == "key_reused"
    assert team.keys == []


def test_keys_of_two_conversations_never_meet(house: House, team: FakeTeam) -> None:
    house.open().person("k1")
    house.open().person("k1")
    assert len(set(team.keys)) == 2


def test_a_wish_that_could_not_be_passed_on_says_so_and_goes_through_the_next_time(
    customer: Customer, team: FakeTeam
) -> None:
    team.broken = True
    answer = customer.person("k1")
    assert answer.status_code == 503
    assert "01223 446000" in answer.json()["error"]["message"]
    team.broken = False
    assert customer.person("k1").status_code == 202
    assert customer.texts("customer") == ["I would like to talk to a person."]
    assert customer.texts("system") == [PROMISE]
