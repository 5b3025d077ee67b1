"""The customer deletes the chat: nothing is left but what belongs to a complaint."""

from __future__ import annotations

from bot.decisions.records import ConversationState, IntakeStatus
from tests.support import rows
from tests.web.house import Customer, FakeEngine, House


def delete(customer: Customer) -> dict[str, object]:
    answer = customer.client.delete(customer.path, headers=customer.headers)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert isinstance(body, dict)
    return body


def told(house: House, customer: Customer) -> None:
    """A half-told complaint, a way to reply, and somebody asked for."""
    customer.wait_for(customer.say("My secret illness"))
    with house.store.write() as tx:
        tx.intakes.add(rows.intake("i" + customer.id, customer.id, answers={"description": "secret"}))
        tx.contacts.add(rows.contact("c" + customer.id, customer.id, value="secret@example.org"))
        tx.identity_checks.add(rows.check("k" + customer.id, "c" + customer.id, conversation_id=customer.id))
        tx.handoffs.add(rows.handoff("h" + customer.id, customer.id))
        tx.commit()


def test_without_a_case_every_word_is_wiped_and_nobody_is_kept_waiting(
    house: House, customer: Customer
) -> None:
    told(house, customer)
    gone = delete(customer)
    assert gone["kept"] is False
    with house.store.read() as tx:
        lines = tx.messages.after(customer.id, 0)
        assert [line.text for line in lines if line.text] == ["The customer has deleted this chat."]
        assert not any(line.buttons or line.payload for line in lines)
        intake = tx.intakes.latest(customer.id)
        assert intake is not None
        assert (intake.answers, intake.status) == ({}, IntakeStatus.CANCELLED)
        assert tx.contacts.of(customer.id) == []
        assert tx.handoffs.open_of(customer.id) is None
        conversation = tx.conversations.get(customer.id)
        assert conversation.state is ConversationState.CLOSED
        assert conversation.deleted_at is not None


def test_with_a_case_what_belongs_to_it_stays_and_the_customer_is_told(
    house: House, customer: Customer
) -> None:
    told(house, customer)
    with house.store.write() as tx:
        parents = {
            "conversation_id": customer.id,
            "intake_id": "i" + customer.id,
            "contact_id": "c" + customer.id,
        }
        tx.cases.add(rows.case(customer.id, **parents))
        tx.commit()
    gone = delete(customer)
    assert gone["kept"] is True
    assert "stays with the complaint" in str(gone["message"])
    with house.store.read() as tx:
        assert "My secret illness" in [line.text for line in tx.messages.after(customer.id, 0)]
        assert tx.contacts.of(customer.id) != []
        assert tx.handoffs.open_of(customer.id) is None
        assert tx.conversations.get(customer.id).state is ConversationState.CLOSED


def test_the_token_opens_nothing_any_more(customer: Customer) -> None:
    delete(customer)
    for method, tail in (("GET", "/messages"), ("POST", "/messages"), ("POST", "/person"), ("DELETE", "")):
        answer = customer.client.request(method, customer.path + tail, headers=customer.headers)
        assert answer.status_code == 401, (method, tail)


def test_nobody_else_can_delete_it(house: House) -> None:
    mine, other = house.open(), house.open()
    assert mine.client.delete(mine.path, headers=other.headers).status_code == 401
    assert mine.client.delete(mine.path).status_code == 401
    assert len(mine.lines()) == 1


def test_what_waits_for_the_engine_is_not_answered_any_more(
    customer: Customer, engine: FakeEngine, house: House
) -> None:
    engine.gate.clear()
    customer.say("Nine days")
    delete(customer)
    engine.gate.set()
    with house.store.read() as tx:
        assert tx.messages.pending(customer.id) == []
        assert not any("heard" in line.text for line in tx.messages.after(customer.id, 0))
