"""Somebody comes back in a chat that knows nothing of them, in words that name no reference; and the reverse."""

from __future__ import annotations

import pytest

from actions.base import FirstlineAction
from actions.registry import all_actions
from bot.decisions.records import Case, CaseStatus
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from tests.actions.test_identity_actions import FORM, code_of
from tests.actions.trackers import Ran, Talk
from tests.support.case_rows import add_case
from tests.support.context import open_chat
from tests.support.desk_rows import add_agent
from tests.support.who import Directory, with_directory

REPLY = {"reply_by": "email", "reply_address": "sam@example.com"}
NOBODYS = "FL-37X-XK7-HMVN"
"""Well formed, and of no complaint."""


@pytest.fixture
def sams(context: Context) -> Case:
    return add_case(context, later=REPLY, told="2026-11-02")


def now(context: Context, case: Case) -> Case:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found


def complaints(context: Context) -> int:
    with context.store.read() as tx:
        return len(tx.cases.all("it-communications"))


def shown(talk: Talk, which: str) -> Ran:
    """They name a complaint or an address, and type the code that comes."""
    talk.hears(which)
    talk.runs(FORM)
    return coded(talk)


def coded(talk: Talk) -> Ran:
    assert talk.asked == "who_code"
    talk.hears(code_of(talk))
    talk.runs(FORM)
    assert talk.asked is None
    return talk.runs("action_after_identity")


@pytest.mark.parametrize(
    ("line", "intent", "action"),
    [
        ("got ur email bout 10 quid. no chance m8 not takin it", "give_details", "action_add_details"),
        (
            "i already complained. u offered me £10 and im not takin it",
            "make_complaint",
            "action_start_complaint",
        ),
        ("your letter says £10, I refuse it", "report_fault", "action_start_complaint"),
    ],
)
def test_an_offer_is_refused_once_they_have_shown_who_they_are(
    talk: Talk, sams: Case, context: Context, line: str, intent: str, action: str
) -> None:
    offer_outcome(context, add_agent(context), sams.reference, "£10")
    talk.hears(line, intent)
    assert "First I need to know that it is yours" in talk.runs(action).texts[0]
    ran = shown(talk, "sam@example.com")
    assert "does not settle it for you" in ran.texts[0]
    assert now(context, sams).status is CaseStatus.OPEN
    assert complaints(context) == 1


def test_what_they_accepted_and_never_got_opens_no_second_complaint(
    talk: Talk, sams: Case, context: Context
) -> None:
    talk.hears("the router never came and I accepted on that basis", "report_fault")
    assert "First I need to know that it is yours" in talk.runs("action_start_complaint").texts[0]
    shown(talk, "sam@example.com")
    assert complaints(context) == 1


class TestAReferenceInTheMiddleOfANewOne:
    STORY = "I was promised an engineer yesterday and I waited in all day and nobody came."

    def tells(self, talk: Talk, then: str) -> Ran:
        talk.hears(f"Good morning. {self.STORY}", "make_complaint")
        talk.runs("action_start_complaint")
        assert talk.asked is not None
        talk.hears(then)
        assert talk.runs("validate_complaint_form").texts == []
        return talk.runs("action_add_details")

    def test_turns_to_that_complaint_and_takes_the_story_along(
        self, talk: Talk, sams: Case, context: Context
    ) -> None:
        ran = self.tells(talk, f"My complaint number is {sams.reference}")
        assert "so I start no new one" in ran.texts[0]
        coded(talk)
        assert complaints(context) == 1
        with context.store.read() as tx:
            events = tx.cases.events(sams.id)
        assert any(self.STORY in str(each.data) for each in events)

    @pytest.mark.parametrize("how", ["My complaint number is {}", "{}", "it's about {}, I should have said"])
    def test_is_answered_alike_whether_it_exists(
        self, talk: Talk, sams: Case, context: Context, actions: dict[str, FirstlineAction], how: str
    ) -> None:
        there = self.tells(talk, how.format(sams.reference))
        other = Talk(context, open_chat(context, id="b" * 32), actions)
        not_there = self.tells(other, how.format(NOBODYS))
        assert there.texts == not_there.texts
        assert talk.asked == other.asked == "who_code"

    def test_is_never_put_down_as_a_ticket_number(self, talk: Talk, sams: Case) -> None:
        self.tells(talk, f"My complaint number is {sams.reference}")
        assert "reference" not in talk.answers()

    def test_with_a_slip_in_it_is_said_to_have_one(self, talk: Talk, sams: Case) -> None:
        wrong = sams.reference[:-1] + ("2" if sams.reference[-1] != "2" else "3")
        ran = self.tells(talk, f"My complaint number is {wrong}")
        assert any(f"I can't read {wrong} as a reference" in each for each in ran.texts)
        assert talk.asked == "who_which"

    def test_is_a_new_one_after_all_when_they_say_so_with_the_story(
        self, talk: Talk, sams: Case, context: Context
    ) -> None:
        self.tells(talk, f"My complaint number is {NOBODYS}")
        talk.hears("no sorry, it is a new complaint", "make_complaint")
        assert talk.runs(FORM).texts == []
        talk.runs("action_after_identity")
        assert self.STORY in talk.answers()["description"]
        assert "reference" not in talk.answers()


def test_a_reference_with_a_slip_is_said_to_have_one_at_any_time(talk: Talk) -> None:
    talk.hears("what about FL-MNM-2WL-J5VN", "ask_case_status")
    ran = talk.runs("action_case_status")
    assert any("I can't read FL-MNM-2WL-J5VN as a reference" in each for each in ran.texts)
    assert talk.asked == "who_which"
    talk.hears("FL-AAA-BBB-CCCC")
    assert "I can't read FL-AAA-BBB-CCCC" in talk.runs(FORM).texts[0]
    assert talk.asked == "who_which"


LOST = (
    "Howya, I logged a complaint with ye there last week about the wifi but I've lost access to that email since, "
    "got hacked"
)


@pytest.mark.parametrize("line", [LOST, "I complained last week but I can't get into my email now"])
def test_who_lost_the_e_mail_is_asked_about_the_account_where_that_can_be_looked_up(
    context: Context, line: str
) -> None:
    told = with_directory(context, Directory())
    talk = Talk(told, open_chat(told), {action.name(): action for action in all_actions(told)})
    talk.hears(line, "make_complaint")
    ran = talk.runs("action_start_complaint")
    assert "three short things about the account" in ran.texts[0]
    assert talk.asked == "who_account"


def test_and_gets_a_person_where_it_cannot(talk: Talk, context: Context) -> None:
    talk.hears(LOST, "make_complaint")
    ran = talk.runs("action_start_complaint")
    assert ran.buttons == ["Talk to a person", "Make a complaint"]
    assert talk.asked is None
    assert complaints(context) == 0


class TestANewOne:
    STORY = "my phone line has been crackling for 3 weeks, two engineers came and it still isnt fixed."

    @pytest.mark.parametrize("intent", ["ask_case_status", "make_complaint", "report_fault"])
    def test_begins_whatever_the_model_hears_in_it(self, talk: Talk, intent: str) -> None:
        talk.hears(f"{self.STORY} i want to log a complaint", intent)
        talk.runs("action_case_status" if intent == "ask_case_status" else "action_start_complaint")
        assert self.STORY in talk.answers()["description"]

    @pytest.mark.parametrize(
        "line",
        [
            "no this is a new complaint i havent complained before",
            "its a new one",
            "I have never complained about this",
            "this is the first time, I want to make a complaint",
            "no i dont have a complaint yet its new",
        ],
    )
    @pytest.mark.parametrize("intent", ["deny", "make_complaint", "give_details"])
    def test_begins_with_what_was_told_when_they_were_asked_who_they_are(
        self, talk: Talk, line: str, intent: str
    ) -> None:
        talk.hears(f"my complaint: {self.STORY}", "ask_case_status")
        talk.runs("action_case_status")
        assert talk.asked == "who_which"
        talk.hears(line, intent)
        assert talk.runs(FORM).texts == []
        ran = talk.runs("action_after_identity")
        assert ran.loops == ["complaint_form"]
        assert self.STORY in talk.answers()["description"]

    def test_asks_what_happened_where_nothing_was_told(self, talk: Talk) -> None:
        talk.hears("where is my complaint?", "ask_case_status")
        talk.runs("action_case_status")
        talk.hears("oh sorry, I want to make a complaint", "make_complaint")
        talk.runs(FORM)
        talk.runs("action_after_identity")
        assert talk.asked == "description"

    def test_takes_up_the_story_where_they_cannot_show_who_they_are(self, talk: Talk) -> None:
        talk.hears(f"where is my complaint? {self.STORY}", "ask_case_status")
        talk.runs("action_case_status")
        talk.presses("give_details", question="who_which", choice="not_to_hand")
        talk.runs(FORM)
        talk.runs("action_after_identity")
        talk.presses("make_complaint")
        talk.runs("action_start_complaint")
        assert self.STORY in talk.answers()["description"]
