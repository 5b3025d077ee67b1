"""Somebody comes back for a complaint that is on record: its days, and what was asked for, are known already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.decisions.records import Case, CaseStatus, IntakeStatus, Sender
from bot.services.chat_adr import when_adr_opens
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from bot.services.transcript import lines
from bot.wording import Button, Said
from tests.actions.test_coming_back_in_plain_words import REPLY, coded, complaints, now, shown
from tests.actions.test_identity_actions import FORM
from tests.actions.trackers import Ran, Talk
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent


@pytest.mark.parametrize("about", ["{} when can I go to the ombudsman", "when can i go to CISAS about {}?"])
@pytest.mark.parametrize("newer", [IntakeStatus.OPEN, IntakeStatus.COMPLETE])
def test_the_scheme_opens_on_the_day_of_the_case_page_whatever_was_told_later(
    talk: Talk, context: Context, about: str, newer: IntakeStatus
) -> None:
    case = add_case(context, later=REPLY, told="2026-10-27", at=context.now() - timedelta(days=3))
    other = add_case(context, later={**REPLY, "complaining": True}, id="newer")
    with context.store.write() as tx:
        intake = tx.intakes.get(other.intake_id)
        assert intake is not None
        tx.intakes.save(replace(intake, status=newer))
        tx.commit()
    talk.hears(about.format(case.reference), "ask_adr")
    talk.runs("action_adr")
    ran = coded(talk)
    assert "You first told I.T Communications about this on Tuesday 27 October" in ran.words
    assert "From Tuesday 8 December" in ran.words
    assert "8 December" in when_adr_opens(context, case, by_mail=True)


@pytest.mark.parametrize(
    "line",
    [
        "dont hav it, deleted the email lol",
        "lost the ref",
        "I do not have the reference, it went to my daughter",
        "no ref sorry",
        "i cant find it",
        "binned that letter weeks ago",
    ],
)
def test_who_lacks_the_reference_is_asked_for_the_address(talk: Talk, context: Context, line: str) -> None:
    case = add_case(context, later=REPLY)
    talk.hears("whats happening with my complaint", "ask_case_status")
    talk.runs("action_case_status")
    talk.hears(line)
    ran = talk.runs(FORM)
    assert "The e-mail address that you gave with the complaint will do." in ran.words
    assert talk.asked == "who_which"
    assert case.reference in shown(talk, "sam@example.com").words


@pytest.mark.parametrize(
    "line", ["I have neither", "I don't have an email or the reference", "lost it, and my email got hacked"]
)
def test_who_has_neither_gets_another_way(talk: Talk, line: str) -> None:
    talk.hears("whats happening with my complaint", "ask_case_status")
    talk.runs("action_case_status")
    talk.hears(line)
    assert "I can't show that it is you" in talk.runs(FORM).words


def test_an_address_typed_after_the_questions_are_over_still_answers(talk: Talk, context: Context) -> None:
    case = add_case(context, later=REPLY)
    talk.hears("whats happening with my complaint", "ask_case_status")
    talk.runs("action_case_status")
    talk.presses("give_details", question="who_which", choice="not_to_hand")
    talk.runs(FORM)
    talk.hears("its sam@example.com")
    talk.runs("action_add_details")
    assert case.reference in coded(talk).words


@pytest.mark.parametrize(
    "line", ["My complaint of the 23rd of November", "i alredy got a complant with yous bout this"]
)
def test_the_story_that_is_being_told_goes_to_the_complaint_that_they_have(
    talk: Talk, context: Context, line: str
) -> None:
    case = add_case(context, later=REPLY)
    talk.hears("It was mended on Friday and now it has gone dead again.", "make_complaint")
    talk.runs("action_start_complaint")
    talk.hears(line)
    assert talk.runs("validate_complaint_form").texts == []
    assert "First I need to know that it is yours" in talk.runs("action_add_details").words
    shown(talk, "sam@example.com")
    assert complaints(context) == 1
    with context.store.read() as tx:
        assert "mended on Friday" in str([each.data for each in tx.cases.events(case.id)])


@pytest.mark.parametrize(
    ("line", "intent", "action"),
    [
        (
            "you promised me the technician for Friday and nobody came, I complained already on the 10 November",
            "make_complaint",
            "action_start_complaint",
        ),
        (
            "i alredy got a complant with yous, i want the anser sent to a diffrent email",
            "make_complaint",
            "action_start_complaint",
        ),
        ("hi its lee garrity need to chang my email on the complant", "give_details", "action_add_details"),
        ("u offerd me 56.01 back il take it", "ask_compensation", "action_compensation"),
        (
            "got yous email bout the 120. no way im not taken that i want it all off",
            "out_of_scope",
            "action_not_understood",
        ),
    ],
)
def test_they_are_known_as_coming_back_whatever_the_model_hears(
    talk: Talk, context: Context, line: str, intent: str, action: str
) -> None:
    add_case(context, later=REPLY)
    talk.hears(line, intent)
    assert "First I need to know that it is yours" in talk.runs(action).words
    shown(talk, "sam@example.com")
    assert complaints(context) == 1


def test_a_wish_typed_with_the_reference_is_asked_once_after_the_code(talk: Talk, context: Context) -> None:
    case = add_case(context, later=REPLY)
    line = "I made a complaint about the carpet but the young man came back and cleaned it so please just drop it."
    talk.hears(f"{line} {case.reference}", "give_details")
    talk.runs("action_add_details")
    assert f"If you withdraw your complaint {case.reference}" in coded(talk).words
    assert now(context, case).status is CaseStatus.OPEN


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("I told you the 27 October, you have it already", "Yes, I have it. Tuesday 27 October is down"),
        ("27 October, you should already have that", "Yes, I have it. Tuesday 27 October is down"),
        ("From which day exactly", ""),
        ("from when exactly then", ""),
    ],
)
def test_a_day_on_record_is_known_and_is_that_of_the_mail(
    talk: Talk, context: Context, line: str, start: str
) -> None:
    case = add_case(context, later=REPLY, told="2026-10-27")
    talk.hears(f"when can I go to CISAS {case.reference}", "ask_adr")
    talk.runs("action_adr")
    coded(talk)
    talk.hears(line, "out_of_scope")
    ran = talk.runs("action_not_understood")
    assert ran.words.startswith(start)
    assert "Tuesday 8 December" in ran.words
    assert "Tuesday 8 December" in when_adr_opens(context, case, by_mail=True)


@pytest.mark.parametrize("confirmed", [True, False])
def test_that_it_is_withdrawn_goes_by_mail_to_a_confirmed_address_and_to_no_other(
    talk: Talk, context: Context, confirmed: bool
) -> None:
    case = add_case(context, later=REPLY)
    if confirmed:
        with context.store.write() as tx:
            tx.contacts.confirm(case.contact_id, context.now())
            tx.commit()
    talk.hears(f"withdraw my complaint {case.reference}", "ask_case_status")
    talk.runs("action_case_status")
    coded(talk)
    talk.presses("ask_case_status", choice="case_withdraw_yes")
    assert "I have withdrawn" in talk.runs("action_case_status").words
    with context.store.read() as tx:
        queued = [each for each in tx.outbox.all() if each.key.startswith("withdrawn-")]
    assert len(queued) == int(confirmed)
    talk.hears("Will I get a letter to say it is withdrawn?", "ask_response_target")
    words = talk.runs("action_response_target").words
    assert words.startswith("Yes. A mail that says so" if confirmed else "No letter goes out for that.")


def test_when_the_money_comes_is_asked_after_an_offer_was_accepted(talk: Talk, context: Context) -> None:
    case = add_case(context, later=REPLY)
    offer_outcome(context, add_agent(context), case.reference, "We credit £56.01 to your next bill")
    talk.hears(f"{case.reference} what did you offer", "ask_case_status")
    talk.runs("action_case_status")
    asked(talk, context, coded(talk))
    typed(talk, context, "yea il take it")
    talk.hears("yea il take it", "affirm")
    assert "that you accept the answer" in talk.runs("action_affirm").words
    assert now(context, case).status is CaseStatus.RESOLVED
    talk.hears("wen do i get it", "ask_response_target")
    assert "We credit £56.01 to your next bill" in talk.runs("action_response_target").words


class TestTwoComplaints:
    NEVER_INSTALLED = "Nobody came to install the line at our new office."
    BILL = "You charge me twice for the same router."

    @pytest.fixture
    def both(self, context: Context) -> tuple[Case, Case]:
        older = context.now() - timedelta(days=6)
        return (
            add_case(context, later=REPLY, at=older, description=self.NEVER_INSTALLED),
            add_case(context, later=REPLY, id="newer", description=self.BILL),
        )

    def comes_back(self, talk: Talk) -> None:
        talk.hears("where is my complaint?", "ask_case_status")
        talk.runs("action_case_status")
        shown(talk, "sam@example.com")

    def words_on(self, context: Context, case: Case) -> str:
        with context.store.read() as tx:
            return str([each.data for each in tx.cases.events(case.id) if "text" in each.data])

    def test_what_is_unclear_is_asked_and_goes_on_the_one_that_they_choose(
        self, talk: Talk, context: Context, both: tuple[Case, Case]
    ) -> None:
        older, newer = both
        self.comes_back(talk)
        typed(talk, context, "I want to add that I have a photo of it")
        talk.hears("I want to add that I have a photo of it", "give_details")
        ran = talk.runs("action_add_details")
        assert ran.texts[-1] == "You have 2 complaints here. Which one is this about?"
        assert ran.buttons == [older.reference, newer.reference]
        assert self.NEVER_INSTALLED in ran.words
        assert "photo" not in self.words_on(context, older) + self.words_on(context, newer)
        asked(talk, context, ran)
        typed(talk, context, older.reference)
        talk.presses("give_details", choice=f"which_add_{older.reference}")
        assert f"added that to your complaint {older.reference}" in talk.runs("action_add_details").words
        assert "photo" in self.words_on(context, older)
        assert "photo" not in self.words_on(context, newer)

    @pytest.mark.parametrize(
        "answer",
        ["the first one, of the line that was not installed", "the one about the office", "the older one"],
    )
    def test_it_goes_higher_only_once_they_said_which(
        self, talk: Talk, context: Context, both: tuple[Case, Case], answer: str
    ) -> None:
        older, _ = both
        self.comes_back(talk)
        typed(talk, context, "I want to take it to the next level")
        talk.hears("I want to take it to the next level", "request_escalation")
        ran = talk.runs("action_request_escalation")
        assert "Which one is this about?" in ran.words
        asked(talk, context, ran)
        typed(talk, context, answer)
        talk.hears(answer, "give_details")
        assert older.reference in talk.runs("action_add_details").words
        with context.store.read() as tx:
            taken = [
                case.id for case in both if any(e.code == "case.escalated" for e in tx.cases.events(case.id))
            ]
        assert taken == [older.id]

    def test_the_first_one_is_the_first(self, talk: Talk, context: Context, both: tuple[Case, Case]) -> None:
        self.comes_back(talk)
        talk.hears("take the first one to a manager please", "request_escalation")
        assert both[0].reference in talk.runs("action_request_escalation").words


class TestAnAddressWithAnOpenComplaint:
    """They begin as if it were new; what shows that there is one already comes only after the code."""

    def logged(self, talk: Talk, context: Context) -> Case:
        talk.hears("nobody came to mend my line on Friday, I want to log a complaint", "make_complaint")
        talk.runs("action_start_complaint")
        talk.hears("my mail is sam@example.com")
        ran = talk.runs("validate_complaint_form")
        assert "already" not in ran.words.replace("logged your complaint already", "")
        with context.store.read() as tx:
            return tx.cases.of_conversation(talk.id)[-1]

    def coded(self, talk: Talk, context: Context) -> Ran:
        with context.store.read() as tx:
            sent = tx.identity_checks.latest(talk.id)
        assert sent is not None
        talk.hears(code_for(context.secret, sent.id))
        ran = talk.runs("validate_complaint_form")
        asked(talk, context, ran)
        return ran

    def test_is_told_and_asked_after_the_code_and_is_put_together_on_their_word(
        self, talk: Talk, context: Context
    ) -> None:
        before = add_case(context, later=REPLY, at=context.now() - timedelta(days=5))
        new = self.logged(talk, context)
        ran = self.coded(talk, context)
        assert f"You have an open complaint with this address already: {before.reference}" in ran.words
        assert "About that one" in ran.buttons
        talk.presses("give_details", choice="same_complaint")
        assert talk.runs("validate_complaint_form").texts == []
        ran = talk.runs("action_add_details")
        assert f"all one complaint: {before.reference}" in ran.words
        assert ran.loops == [None]
        assert now(context, new).status is CaseStatus.WITHDRAWN
        assert now(context, before).status is CaseStatus.OPEN
        assert now(context, before).due_on == before.due_on
        with context.store.read() as tx:
            assert "nobody came to mend my line" in str([each.data for each in tx.cases.events(before.id)])

    @pytest.mark.parametrize(("line", "stays"), [("its the same one", False), ("no its a new one", True)])
    def test_in_their_own_words_too(self, talk: Talk, context: Context, line: str, stays: bool) -> None:
        add_case(context, later=REPLY, at=context.now() - timedelta(days=5))
        new = self.logged(talk, context)
        self.coded(talk, context)
        typed(talk, context, line)
        talk.hears(line)
        assert talk.runs("validate_complaint_form").texts == []
        ran = talk.runs("action_add_details")
        assert (now(context, new).status is CaseStatus.OPEN) is stays
        assert ran.loops == ([] if stays else [None])  # the questions about a new one go on

    def test_hears_nothing_of_one_that_has_ended_or_is_of_another_provider(
        self, talk: Talk, context: Context
    ) -> None:
        add_case(context, later=REPLY, status=CaseStatus.WITHDRAWN)
        add_case(context, "contactnow", later=REPLY, id="elsewhere")
        self.logged(talk, context)
        assert "open complaint with this address" not in self.coded(talk, context).words


def typed(talk: Talk, context: Context, text: str) -> None:
    """Put into the transcript as the web app does before the engine hears it."""
    _keep(talk, context, Sender.CUSTOMER, [Said(text)])


def asked(talk: Talk, context: Context, ran: Ran) -> None:
    last = [Button(each["title"], each["payload"]) for each in ran.said[-1]["buttons"]]
    _keep(talk, context, Sender.BOT, [*(Said(text) for text in ran.texts[:-1]), Said(ran.texts[-1], last)])


def _keep(talk: Talk, context: Context, who: Sender, said: list[Said]) -> None:
    with context.store.write() as tx:
        for line in lines(talk.id, who, said, context.now()):
            tx.messages.add(line)
        tx.commit()
