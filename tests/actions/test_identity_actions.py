"""Who is asking, as the action server sees it: the form begins, takes, ends, and says what they asked after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.base import FirstlineAction
from bot.decisions.records import Conversation, ConversationState
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.identity.send_code import send_codes
from tests.actions.trackers import Talk
from tests.support.case_rows import add_case
from tests.support.who import Directory

FORM = "validate_identity_form"


@pytest.fixture
def sams(context: Context) -> str:
    reply = {"reply_by": "email", "reply_address": "sam@example.com"}
    return add_case(context, later=reply).reference


def code_of(talk: Talk) -> str:
    send_codes(talk.context)
    with talk.context.store.read() as tx:
        row = tx.recognitions.latest(talk.id)
    assert row is not None
    return code_for(talk.context.secret, f"who:{row.id}:{row.answers['_codes']}")


def asked_who(talk: Talk, text: str = "where is my complaint?") -> None:
    talk.hears(text, "ask_case_status")
    talk.runs("action_case_status")


def confirmed(talk: Talk, reference: str) -> None:
    asked_who(talk, f"where is {reference}?")
    talk.hears(code_of(talk))
    talk.runs(FORM)


def test_asking_after_a_complaint_of_another_chat_begins_the_form(talk: Talk) -> None:
    talk.hears("where is my complaint?", "ask_case_status")
    ran = talk.runs("action_case_status")
    assert "First I need to know that it is yours" in ran.texts[0]
    assert talk.asked == "who_which"


def test_the_code_ends_the_form_and_the_status_follows(talk: Talk, sams: str) -> None:
    confirmed(talk, sams)
    assert talk.asked is None
    ran = talk.runs("action_after_identity")
    assert f"Your complaint {sams} is open" in ran.texts[0]


def test_whoever_is_confirmed_adds_to_that_complaint(talk: Talk, sams: str) -> None:
    confirmed(talk, sams)
    talk.hears("it happened again yesterday, the whole line was dead", "give_details")
    ran = talk.runs("action_add_details")
    assert sams in ran.texts[0]
    with talk.context.store.read() as tx:
        case = tx.cases.by_reference(sams)
        assert case is not None
        events = [
            event.data.get("text") for event in tx.cases.events(case.id) if event.code == "customer.added"
        ]
    assert events == ["it happened again yesterday, the whole line was dead"]


def test_can_i_go_to_the_scheme_is_answered_for_that_complaint(talk: Talk) -> None:
    reference = add_case(talk.context, told="2026-11-02").reference
    confirmed(talk, reference)
    talk.hears("can I go to CISAS yet?", "ask_adr")
    ran = talk.runs("action_adr")
    assert "Monday 14 December" in " ".join(ran.texts)


def test_a_new_complaint_of_somebody_confirmed_keeps_their_name_and_address(talk: Talk, sams: str) -> None:
    confirmed(talk, sams)
    talk.hears("I have another complaint, your engineer was rude to my wife", "make_complaint")
    talk.runs("action_start_complaint")
    with talk.context.store.read() as tx:
        latest = tx.intakes.latest(talk.id)
        assert latest is not None
        assert latest.conversation_id == talk.id
        assert (latest.answers["name"], latest.answers["reply_address"]) == ("Sam Carter", "sam@example.com")


@pytest.mark.parametrize("there", [True, False])
def test_a_bare_reference_that_this_chat_may_not_know_begins_the_form(
    talk: Talk, sams: str, there: bool
) -> None:
    talk.hears(sams if there else "FL-37X-XK7-HMVN", "give_details")
    ran = talk.runs("action_add_details")
    assert "If there is a complaint or an account with that" in ran.texts[0]
    assert talk.asked == "who_code"


def test_in_the_middle_of_a_complaint_that_one_is_finished_first(asked_since_when: Talk) -> None:
    asked_since_when.hears("and where is my other complaint?", "ask_case_status")
    ran = asked_since_when.runs("action_case_status")
    assert "Let us finish this one first" in ran.texts[0]
    assert asked_since_when.asked == "happened_on"


def test_stop_ends_the_questions(talk: Talk) -> None:
    asked_who(talk)
    talk.hears("stop, forget it", "stop_cancel")
    assert talk.runs(FORM).texts == []
    ran = talk.runs("action_cancel")
    assert "I have stopped asking" in ran.texts[0]
    with talk.context.store.read() as tx:
        row = tx.recognitions.latest(talk.id)
    assert row is not None
    assert row.answers == {}


def test_a_person_is_asked_for_whoever_acts_for_somebody(
    talk: Talk, context: Context, actions: dict[str, FirstlineAction]
) -> None:
    for each in actions.values():
        each.context = replace(context, directory=Directory())
    talk = Talk(replace(context, directory=Directory()), talk.id, actions)
    asked_who(talk)
    for line in (
        "none of these",
        "AB12345",
        "BN3 7TF",
        "Sam Carter",
        "I act for him",
        "his son Tom, he asked me",
    ):
        talk.hears(line)
        talk.runs(FORM)
    assert talk.asked is None
    talk.runs("action_after_identity")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(talk.id)
    assert handoff is not None
    assert handoff.reason == "acting_for"


def test_danger_is_left_to_the_rules(talk: Talk, sams: str) -> None:
    asked_who(talk, f"where is {sams}?")
    talk.hears("I want to end my life", "upset_vulnerable")
    assert talk.runs(FORM).texts == []
    assert talk.asked == "who_code"


def test_a_provider_without_a_case_says_so_to_whoever_is_confirmed(context: Context, talk: Talk) -> None:
    from tests.support.who import SAM, Asker, with_directory

    asker = Asker(with_directory(context, Directory([SAM])))
    asker.begins()
    asker.says("none")
    asker.keys("AB12345", "BN3 7TF", "Sam Carter", "mine")
    with context.store.read() as tx:
        chat = tx.conversations.get(asker.id)
    assert isinstance(chat, Conversation)
    assert chat.state is ConversationState.BOT
    there = Talk(context, asker.id, talk.actions)
    there.hears("mine")
    ran = there.runs("action_after_identity")
    assert "I can't find a complaint of yours here" in ran.texts[0]
