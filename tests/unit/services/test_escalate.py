"""Up the provider's own ladder: what is said, what is recorded on the case, and a person asked once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.services.case_link import letter_link
from bot.services.context import Context
from bot.services.escalate import EVENT, escalate
from tests.support.case_rows import add_case
from tests.support.context import Clock, open_chat

UP = {
    "x-communications": ["senior_manager", "adr"],
    "contactnow": ["senior_manager", "adr"],
    "it-communications": ["escalation", "adr"],
    "netservers": ["manager", "managing_director", "ispa", "adr"],
    "all-communications": ["manager", "managing_director", "adr"],
}
each_provider = pytest.mark.parametrize("slug", UP)


def said(context: Context, chat: str, message: str = "1:x", text: str = "take it higher", **more: Any) -> str:
    return "\n".join(one.text for one in escalate(context, chat, message, text, **more))


def events(context: Context) -> list[dict[str, Any]]:
    with context.store.read() as tx:
        return [event.data for event in tx.cases.events("case") if event.code == EVENT]


@each_provider
def test_each_time_it_goes_one_rung_up_and_the_event_says_to_whom(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    words = [said(context, case.conversation_id, f"{number}:x") for number in range(len(UP[slug]) + 1)]
    ladder = {step.stage: step for step in context.provider(slug).ladder}
    recorded = events(context)
    assert [event["stage"] for event in recorded] == UP[slug][
        :-1
    ]  # the scheme is not the provider's to be asked
    for event, told in zip(recorded, words, strict=False):
        assert (event["by"], event["who"]) == ("customer", ladder[event["stage"]].who)
        assert ladder[event["stage"]].who in told
        assert case.reference in told
    top = context.words.text(
        "utter_escalate_top", provider=context.provider(slug).name, scheme=scheme(context, slug)
    )
    assert [top in told for told in words] == [False] * (len(UP[slug]) - 1) + [True, True]


def scheme(context: Context, slug: str) -> str:
    return context.schemes[context.provider(slug).adr.scheme].name.value


def test_a_rung_with_a_target_has_its_date_on_the_event_and_in_the_words(context: Context) -> None:
    case = add_case(context, "netservers")
    told = said(context, case.conversation_id)
    [event] = events(context)
    assert (date.fromisoformat(event["due_on"]), event["kind"]) == (date(2026, 12, 7), "respond")
    assert context.words.text("utter_escalate_by", day=context.day(date(2026, 12, 7))) in told


@pytest.mark.parametrize("slug", [slug for slug in UP if slug != "netservers"])
def test_a_rung_without_a_target_is_given_no_date(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    told = said(context, case.conversation_id)
    [event] = events(context)
    assert "due_on" not in event
    assert context.words.text("utter_escalate_no_time", provider=context.provider(slug).name) in told


def test_the_letter_to_the_manager_is_written_and_its_link_given(context: Context) -> None:
    case = add_case(context, "netservers")
    assert letter_link(context, case) in said(context, case.conversation_id)


@pytest.mark.parametrize("slug", [slug for slug in UP if slug != "netservers"])
def test_where_the_page_wants_no_letter_none_is_linked(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    assert "/letter" not in said(context, case.conversation_id)


def test_a_rung_asked_for_by_name_is_the_next_one(context: Context) -> None:
    case = add_case(context, "netservers")
    told = said(context, case.conversation_id, text="I want the managing director to see this")
    assert [event["stage"] for event in events(context)] == ["managing_director"]
    assert "ISPA" in told  # the other way that may be taken instead


def test_the_same_message_twice_is_recorded_once(context: Context) -> None:
    case = add_case(context, "netservers")
    for _ in range(3):
        said(context, case.conversation_id)
    assert [event["stage"] for event in events(context)] == ["manager"]
    with context.store.read() as tx:
        assert len(tx.handoffs.open()) == 1


@each_provider
def test_the_same_message_twice_says_the_same(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    assert said(context, case.conversation_id) == said(context, case.conversation_id)


@each_provider
def test_a_person_is_asked_for_to_take_it_up_with_a_dated_promise(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    told = said(context, case.conversation_id)
    with context.store.read() as tx:
        [handoff] = tx.handoffs.open()
    assert (handoff.reason, handoff.promised_by) == ("escalation", date(2026, 11, 24))
    assert "Tuesday 24 November" in told


@each_provider
def test_who_only_asks_how_it_goes_hears_how_and_sets_nothing_going(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    lines = escalate(
        context, case.conversation_id, "1:x", "what if I am not happy with the answer?", ask=False
    )
    assert events(context) == []
    with context.store.read() as tx:
        assert tx.handoffs.open() == []
    assert [button.payload for button in lines[-1].buttons] == ["/request_escalation"]


@each_provider
def test_who_only_asks_is_not_told_that_it_is_put_down(context: Context, slug: str) -> None:
    case = add_case(context, slug)
    told = said(context, case.conversation_id, text="what happens after that?", ask=False)
    assert "I have put down" not in told


@each_provider
def test_without_a_case_of_this_chat_the_first_rung_is_told_and_a_complaint_offered(
    context: Context, slug: str
) -> None:
    chat = open_chat(context, slug)
    told = said(context, chat)
    step = next(step for step in context.provider(slug).ladder if step.stage == UP[slug][0])
    assert step.who in told
    assert context.words.text("utter_escalate_no_case") in told
    with context.store.read() as tx:
        assert tx.handoffs.open_of(chat) is not None


@each_provider
def test_a_manager_who_has_not_helped_is_not_suggested_again(context: Context, slug: str) -> None:
    manager = [
        step for step in context.provider(slug).ladder if "manager" in step.who.lower() and not step.ends
    ]
    told = said(context, open_chat(context, slug), text="your manager was useless, I want to go higher")
    if manager:
        assert f"is {manager[0].who}." not in told


@pytest.mark.parametrize(
    "words", ["the manager is ignoring me, I want it to go higher", "your manager was no help"]
)
def test_a_senior_manager_is_left_where_only_the_first_one_has_had_it(context: Context, words: str) -> None:
    told = said(context, open_chat(context, "contactnow"), text=words)
    assert "a senior manager" in told
    assert "That was the last step" not in told


def test_after_a_senior_manager_comes_the_scheme(context: Context) -> None:
    told = said(
        context, open_chat(context, "contactnow"), text="the senior manager was useless, who is higher"
    )
    assert (
        context.words.text("utter_escalate_top", provider="ContactNow", scheme="the Communications Ombudsman")
        in told
    )


def test_later_days_count_from_the_day_it_is_asked_for(context: Context, clock: Clock) -> None:
    case = add_case(context, "netservers")
    clock.forward(days=7)
    said(context, case.conversation_id)
    [event] = events(context)
    assert event["due_on"] == "2026-12-14"
