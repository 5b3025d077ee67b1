"""What somebody wanted first is done once they have shown who they are: they are not asked to say it again."""

from __future__ import annotations

import pytest

from actions.base import FirstlineAction
from bot.decisions.records import Case, CaseStatus, Sender
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from bot.services.identity.shown import lapse
from bot.services.transcript import lines
from bot.wording import Said
from tests.actions.test_identity_actions import FORM, code_of
from tests.actions.trackers import Ran, Talk
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

REPLY = {"reply_by": "email", "reply_address": "sam@example.com"}
RULES = {
    "stop_cancel": "action_cancel",
    "out_of_scope": "action_out_of_scope",
    "make_complaint": "action_start_complaint",
    "report_fault": "action_start_complaint",
    "give_details": "action_add_details",
    "ask_case_status": "action_case_status",
    "ask_adr": "action_adr",
    "ask_compensation": "action_compensation",
    "request_escalation": "action_request_escalation",
    "ask_response_target": "action_response_target",
}
"""As ``rules.yml`` has it."""


def shows(talk: Talk, text: str, intent: str) -> Ran:
    """They say it, are asked who they are, type the code, and hear what comes of it."""
    talk.hears(text, intent)
    begun = talk.runs(RULES[intent])
    assert talk.asked == "who_code", begun.texts
    talk.hears(code_of(talk))
    talk.runs(FORM)
    assert talk.asked is None
    return talk.runs("action_after_identity")


def now(context: Context, case: Case) -> Case:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found


def texts_added(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [each.data["text"] for each in tx.cases.events(case.id) if each.code == "customer.added"]


def complaints(context: Context) -> int:
    with context.store.read() as tx:
        return len(tx.cases.all("it-communications"))


@pytest.fixture
def sams(context: Context) -> Case:
    return add_case(context, later=REPLY, told="2026-11-02")


def test_withdrawing_is_explained_and_asked_at_once(talk: Talk, sams: Case) -> None:
    ran = shows(talk, f"I wish to withdraw my complaint {sams.reference} please", "stop_cancel")
    assert f"If you withdraw your complaint {sams.reference}" in ran.texts[0]
    assert ran.buttons == ["Yes, withdraw it", "No, keep it open"]


def test_an_offer_that_they_accept_unseen_is_shown_first_and_accepted_on_their_yes(
    talk: Talk, sams: Case, context: Context
) -> None:
    offer_outcome(context, add_agent(context), sams.reference, "We credit you £45")
    line = f"I got an offer for my complaint {sams.reference} and I'd like to accept it"
    ran = shows(talk, line, "out_of_scope")
    assert ran.texts[0].endswith("We credit you £45")
    assert ran.buttons == ["Accept", "Don't accept"]
    assert now(context, sams).status is CaseStatus.OUTCOME_OFFERED
    keeps(talk, ran)
    talk.hears("yes", "affirm")
    assert "you accept the answer" in talk.runs("action_affirm").texts[0]
    assert now(context, sams).status is CaseStatus.RESOLVED


def test_a_refusal_is_done_with_their_words(talk: Talk, sams: Case, context: Context) -> None:
    offer_outcome(context, add_agent(context), sams.reference, "£5")
    line = f"FIVE POUNDS is an insult. I refuse your offer {sams.reference}"
    ran = shows(talk, line, "make_complaint")
    assert "does not settle it for you" in ran.texts[0]
    assert now(context, sams).status is CaseStatus.OPEN
    with context.store.read() as tx:
        assert tx.cases.events(sams.id)[-1].data["how"] == line


def test_a_line_of_theirs_that_quotes_the_offer_is_no_sight_of_it(
    talk: Talk, sams: Case, context: Context
) -> None:
    offer_outcome(context, add_agent(context), sams.reference, "£45")
    with context.store.write() as tx:
        typed = Said(f"I accept the £45 for {sams.reference}")
        for line in lines(talk.id, Sender.CUSTOMER, [typed], context.now()):
            tx.messages.add(line)
        tx.commit()
    shows(talk, f"I accept the £45 for {sams.reference}", "out_of_scope")
    assert now(context, sams).status is CaseStatus.OUTCOME_OFFERED


def test_not_sorted_after_all_opens_it_again(talk: Talk, context: Context) -> None:
    sorted_one = add_case(context, later=REPLY, status=CaseStatus.RESOLVED)
    line = f"its NOT sorted after all, dropping again!! {sorted_one.reference}"
    ran = shows(talk, line, "make_complaint")
    assert f"Your complaint {sorted_one.reference} is open again" in ran.texts[0]
    assert now(context, sorted_one).status is CaseStatus.OPEN
    assert complaints(context) == 1


def test_words_to_add_are_added(talk: Talk, sams: Case, context: Context) -> None:
    line = f"I want to add something to my complaint {sams.reference}: the light on the router is red"
    ran = shows(talk, line, "out_of_scope")
    assert f"added that to your complaint {sams.reference}" in ran.texts[0]
    assert texts_added(context, sams) == [line]
    assert complaints(context) == 1


def test_who_only_wants_to_add_something_is_asked_what_and_the_next_line_is_it(
    talk: Talk, sams: Case, context: Context
) -> None:
    ran = shows(talk, f"I want to add something to my complaint {sams.reference}", "make_complaint")
    assert f"What would you like to add to your complaint {sams.reference}?" in ran.texts[0]
    assert texts_added(context, sams) == []
    keeps(talk, ran)
    talk.hears("my router is a Zyxel and the man was rude to my wife", "make_complaint")
    assert sams.reference in talk.runs("action_start_complaint").texts[0]
    assert texts_added(context, sams) == ["my router is a Zyxel and the man was rude to my wife"]


@pytest.mark.parametrize(
    "line",
    [
        "hiya can u tell me about my complaint {}",
        "Status of {}. And it better be good",
        "how is my complaint {} getting on",
        "{}",
    ],
)
@pytest.mark.parametrize("intent", ["make_complaint", "out_of_scope", "ask_case_status"])
def test_who_only_asks_after_it_hears_how_it_stands_whatever_the_model_hears(
    talk: Talk, sams: Case, context: Context, line: str, intent: str
) -> None:
    ran = shows(talk, line.format(sams.reference), intent)
    assert f"Your complaint {sams.reference} is open" in ran.texts[0]
    assert texts_added(context, sams) == []


def test_of_two_only_the_one_that_they_named_is_told(talk: Talk, sams: Case, context: Context) -> None:
    other = add_case(context, id="other", status=CaseStatus.RESOLVED)
    ran = shows(talk, f"any news on {sams.reference}", "ask_case_status")
    assert other.reference not in " ".join(ran.texts)


def test_trouble_told_with_the_reference_is_added_and_no_new_complaint_is_begun(
    talk: Talk, sams: Case, context: Context
) -> None:
    line = f"{sams.reference} my line went dead again last night and nobody rings me"
    ran = shows(talk, line, "make_complaint")
    assert f"added that to your complaint {sams.reference}" in ran.texts[0]
    with context.store.read() as tx:
        assert tx.intakes.latest(talk.id) is None


def test_can_i_go_to_the_scheme_is_answered_for_that_complaint(talk: Talk, sams: Case) -> None:
    ran = shows(talk, f"can I go to CISAS yet with {sams.reference}?", "ask_adr")
    assert "Monday 14 December" in " ".join(ran.texts)


def test_taking_it_higher_is_done_in_one_go(talk: Talk, sams: Case, context: Context) -> None:
    ran = shows(talk, f"take my complaint {sams.reference} higher", "request_escalation")
    assert f"The next step for your complaint {sams.reference}" in ran.texts[0]
    with context.store.read() as tx:
        assert "case.escalated" in [each.code for each in tx.cases.events(sams.id)]
        assert tx.handoffs.open_of(talk.id) is not None


def test_a_wish_without_a_reference_asks_who_they_are_too(talk: Talk, sams: Case) -> None:
    talk.hears("I want to withdraw my complaint", "stop_cancel")
    ran = talk.runs("action_cancel")
    assert "First I need to know that it is yours" in " ".join(ran.texts)
    assert talk.asked == "who_which"
    talk.hears(sams.reference)
    talk.runs(FORM)
    talk.hears(code_of(talk))
    talk.runs(FORM)
    assert f"If you withdraw your complaint {sams.reference}" in talk.runs("action_after_identity").texts[0]


def test_a_wish_said_at_the_code_is_done_after_it(talk: Talk, sams: Case) -> None:
    talk.hears(f"where is {sams.reference}?", "ask_case_status")
    talk.runs("action_case_status")
    talk.hears("I want to withdraw my complaint", "stop_cancel")
    assert talk.runs(FORM).texts == ["I will, as soon as I know that it is you."]
    assert talk.asked == "who_code"
    talk.hears(code_of(talk))
    talk.runs(FORM)
    assert f"If you withdraw your complaint {sams.reference}" in talk.runs("action_after_identity").texts[0]


def test_the_wish_is_forgotten_when_it_lapses(talk: Talk, sams: Case, context: Context, clock: Clock) -> None:
    shows(talk, f"I want to withdraw my complaint {sams.reference}", "stop_cancel")
    clock.forward(minutes=61)
    lapse(context, talk.id)
    with context.store.read() as tx:
        row = tx.recognitions.latest(talk.id)
    assert row is not None
    assert row.answers == {}


def test_somebody_who_is_not_theirs_hears_nothing_of_the_complaint_that_they_name(
    talk: Talk, sams: Case, context: Context, actions: dict[str, FirstlineAction]
) -> None:
    """The code goes to the contact of their own complaint, whose address they put in the place of the reference."""
    own = add_case(context, id="own", address="ann@example.com", later={"reply_address": "ann@example.com"})
    talk.hears(f"I want to withdraw my complaint {sams.reference}", "stop_cancel")
    talk.runs("action_cancel")
    talk.hears("sorry, ann@example.com")
    talk.runs(FORM)
    talk.hears(code_of(talk))
    talk.runs(FORM)
    said = " ".join(talk.runs("action_after_identity").texts)
    assert own.reference in said
    assert sams.reference not in said
    assert now(context, sams).status is CaseStatus.OPEN


class TestWhenTheyFirstComplained:
    """ "Can I go to CISAS yet?" with a complaint that is on record."""

    @pytest.fixture
    def asked(self, talk: Talk) -> Talk:
        talk.hears("can I go to CISAS yet?", "ask_adr")
        talk.runs("action_adr")
        talk.runs("action_ask_first_told_on")
        assert talk.asked == "first_told_on"
        return talk

    def test_it_can_be_looked_up_instead_of_told(self, asked: Talk, sams: Case) -> None:
        asked.presses("ask_case_status", choice="look_up")
        assert asked.runs("validate_adr_form").texts == []
        assert "First I need to know that it is yours" in " ".join(asked.runs("action_case_status").texts)
        asked.hears(sams.reference)
        asked.runs(FORM)
        asked.hears(code_of(asked))
        asked.runs(FORM)
        assert "Monday 14 December" in " ".join(asked.runs("action_after_identity").texts)

    @pytest.mark.parametrize(
        "line", ["I complained ages ago, its the one about no dial tone", "you should have it on the system"]
    )
    def test_who_says_that_it_is_there_is_asked_who_they_are(self, asked: Talk, line: str) -> None:
        asked.hears(line, "report_fault")
        assert asked.runs("validate_adr_form").texts == []
        asked.runs("action_start_complaint")
        assert asked.asked == "who_which"

    def test_an_address_is_no_answer_to_when_and_sends_a_code(self, asked: Talk, sams: Case) -> None:
        asked.hears("sam@example.com", "give_details")
        asked.runs("validate_adr_form")
        asked.runs("action_add_details")
        assert asked.asked == "who_code"

    def test_a_day_is_still_an_answer(self, asked: Talk) -> None:
        asked.hears("I complained on 2 November", "give_details")
        asked.runs("validate_adr_form")
        assert asked.asked != "who_which"
        assert asked.answers()["first_told_on"] == {"from": "2026-11-02", "to": "2026-11-02"}


def keeps(talk: Talk, ran: Ran) -> None:
    """The web app keeps what was said, buttons included."""
    with talk.context.store.write() as tx:
        for each in ran.said:
            buttons = [{"title": b["title"], "payload": b["payload"]} for b in each["buttons"]]
            said = Said(each["text"])
            for line in lines(talk.id, Sender.BOT, [said], talk.context.now()):
                line.buttons.extend(buttons)
                tx.messages.add(line)
        tx.commit()
