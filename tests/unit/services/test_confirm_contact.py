"""The six-digit code: right, wrong, too late, too often; and never in a row of the database."""

from __future__ import annotations

import json

from bot.decisions.questions import Purpose, Question
from bot.services.confirm_contact import Confirmation, check_code, code_for
from bot.services.context import Context
from bot.services.known_cases import cases_known
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import take_answer
from tests.support.case_rows import add_case
from tests.support.context import Chat, Clock


def with_code(chat: Chat) -> str:
    """A case whose code is on its way; the code comes back."""
    start_complaint(
        chat.context, chat.hears("Billed twice, nobody answers. sam@example.com", "make_complaint"), False
    )
    with chat.context.store.read() as tx:
        check = tx.identity_checks.latest(chat.id)
    assert check is not None
    return code_for(chat.context.secret, check.id)


def try_code(chat: Chat, typed: str) -> tuple[Confirmation, int]:
    with chat.context.store.write() as tx:
        result = check_code(chat.context, tx, chat.id, typed)
        tx.commit()
    return result


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_confirms_the_contact(context: Context, chat: Chat) -> None:
    assert try_code(chat, with_code(chat)) == (Confirmation.CONFIRMED, 0)
    with context.store.read() as tx:
        [contact] = tx.contacts.of(chat.id)
    assert contact.confirmed_at == context.now()


def test_the_right_code_lets_this_chat_tell_of_other_complaints_with_the_address(
    context: Context, chat: Chat
) -> None:
    before = add_case(context, id="before")
    with context.store.read() as tx:
        assert before.id not in {case.id for case in cases_known(tx, chat.id)}
    try_code(chat, with_code(chat))
    with context.store.read() as tx:
        assert before.id in {case.id for case in cases_known(tx, chat.id)}


def test_each_wrong_code_costs_a_try_and_the_last_ends_it(chat: Chat) -> None:
    code = with_code(chat)
    results = [try_code(chat, other(code)) for _ in range(5)]
    assert results == [*[(Confirmation.WRONG, left) for left in (4, 3, 2, 1)], (Confirmation.TOO_MANY, 0)]
    assert try_code(chat, code) == (Confirmation.TOO_MANY, 0)


def test_a_code_is_good_until_its_minutes_are_over(chat: Chat, clock: Clock) -> None:
    code = with_code(chat)
    clock.forward(minutes=10)
    assert try_code(chat, code) == (Confirmation.EXPIRED, 0)


def test_a_code_for_one_chat_says_nothing_in_another(context: Context, chat: Chat) -> None:
    from tests.support.context import open_chat

    code = with_code(chat)
    open_chat(context, id="d" * 32)
    with context.store.write() as tx:
        assert check_code(context, tx, "d" * 32, code) == (Confirmation.NONE_SENT, 0)


def test_the_code_stands_in_no_row(context: Context, chat: Chat) -> None:
    code = with_code(chat)
    with context.store.read() as tx:
        rows = json.dumps([item.payload for item in tx.outbox.all()])
        check = tx.identity_checks.latest(chat.id)
    assert code not in rows
    assert check is not None
    assert code not in check.code_hash


def test_a_new_code_makes_the_old_one_worthless_and_there_is_an_end_to_new_ones(
    context: Context, chat: Chat
) -> None:
    old = with_code(chat)
    says = []
    for _ in range(6):
        outcome = take_answer(context, chat.hears("send it again"), Question.CODE, Purpose.COMPLAINT)
        says.append(outcome.says[0][0])
    assert says == [*["utter_code_again"] * 4, "utter_code_no_more", "utter_code_no_more"]
    assert try_code(chat, old)[0] is Confirmation.WRONG
