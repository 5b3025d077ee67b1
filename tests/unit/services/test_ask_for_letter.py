"""The final answer in writing, and going to the scheme early: asked for, recorded once, passed on, and what follows."""

from __future__ import annotations

from typing import Any

import pytest

from bot.services.ask_for_letter import EVENTS, Wish, ask_for_letter
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.context import open_chat

each_wish = pytest.mark.parametrize("wish", EVENTS)
each_provider = pytest.mark.parametrize(
    "slug", ["x-communications", "contactnow", "it-communications", "netservers", "all-communications"]
)


def said(context: Context, chat: str, wish: Wish, message: str = "1:x") -> str:
    return "\n".join(one.text for one in ask_for_letter(context, chat, message, wish))


def recorded(context: Context, wish: Wish) -> list[dict[str, Any]]:
    with context.store.read() as tx:
        return [event.data for event in tx.cases.events("case") if event.code == EVENTS[wish]]


@each_wish
@each_provider
def test_it_is_put_down_on_the_case_and_they_hear_what_follows(
    context: Context, slug: str, wish: Wish
) -> None:
    case = add_case(context, slug)
    told = said(context, case.conversation_id, wish)
    assert recorded(context, wish) == [{"by": "customer", "message": "1:x"}]
    assert case.reference in told
    weeks = context.rule("adr_wait")
    assert context.words.text("utter_letter_may_be_refused", weeks=weeks) in told
    assert context.schemes[context.provider(slug).adr.scheme].name.value in told


@each_wish
@each_provider
def test_without_a_case_it_is_said_that_there_is_none(context: Context, slug: str, wish: Wish) -> None:
    told = said(context, open_chat(context, slug), wish)
    assert context.words.text("utter_letter_no_case", provider=context.provider(slug).name) in told
    assert "utter" not in told


@each_wish
def test_the_same_message_twice_is_put_down_once_and_says_the_same(context: Context, wish: Wish) -> None:
    case = add_case(context)
    first = said(context, case.conversation_id, wish)
    assert said(context, case.conversation_id, wish) == first
    assert len(recorded(context, wish)) == 1


@each_wish
def test_asked_for_again_later_it_is_put_down_again_and_one_person_waits(
    context: Context, wish: Wish
) -> None:
    case = add_case(context)
    for number in (1, 2):
        said(context, case.conversation_id, wish, f"{number}:x")
    assert [event["message"] for event in recorded(context, wish)] == ["1:x", "2:x"]
    with context.store.read() as tx:
        assert len(tx.handoffs.open()) == 1


@pytest.mark.parametrize(
    ("wish", "reason"), [("adr_letter", "deadlock_letter"), ("early_referral", "early_referral")]
)
def test_the_team_hears_what_is_wanted(context: Context, wish: Wish, reason: str) -> None:
    case = add_case(context)
    said(context, case.conversation_id, wish)
    with context.store.read() as tx:
        [handoff] = tx.handoffs.open()
        [letter] = [item.payload for item in tx.outbox.all() if item.payload["template"] == "person_wanted"]
    assert handoff.reason == reason
    assert letter["facts"]["reason"] == context.words.text(f"utter_reason_{reason}")


def test_the_two_wishes_are_two_events(context: Context) -> None:
    case = add_case(context)
    said(context, case.conversation_id, "adr_letter", "1:x")
    said(context, case.conversation_id, "early_referral", "2:x")
    assert (len(recorded(context, "adr_letter")), len(recorded(context, "early_referral"))) == (1, 1)


@each_wish
@each_provider
def test_nothing_is_promised_for_the_provider(context: Context, slug: str, wish: Wish) -> None:
    told = said(context, add_case(context, slug).conversation_id, wish).lower()
    assert "say no" in told or "may decline" in told or "may refuse" in told
    assert "will send you the letter" not in told
