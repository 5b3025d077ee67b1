"""How somebody is treated, whatever intent the model hears: words, what is kept, and what an agent reads first."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from bot.decisions.adjustments import Adjustment
from bot.decisions.care import Care, Consent, Listening
from bot.decisions.records import Contact, ContactKind, Message, Sender
from bot.services.caring.know_first import know_first
from bot.services.caring.notes import known_adjustments
from tests.actions.trackers import Ran, Talk
from tests.support.context import open_chat

STORY = "You billed me twice and nobody answers my letters"


def care_of(talk: Talk) -> Care:
    with talk.context.store.read() as tx:
        return tx.care.of(talk.id)


def first_on_the_card(talk: Talk) -> str:
    with talk.context.store.read() as tx:
        return "\n".join(know_first(talk.context, tx, talk.id, talk.answers()))


def waits(talk: Talk) -> tuple[str, bool] | None:
    with talk.context.store.read() as tx:
        handoff = tx.handoffs.open_of(talk.id)
    return (handoff.reason, handoff.priority) if handoff else None


def says(talk: Talk, text: str, action: str = "action_not_understood", intent: str = "nlu_fallback") -> Ran:
    """A line of the chat, in the transcript as the web app keeps it, and what the action answers."""
    number = next(talk._numbers)
    talk._numbers = itertools.count(number)
    with talk.context.store.write() as tx:
        tx.messages.add(Message(talk.id, number, Sender.CUSTOMER, text, talk.context.now(), key=str(number)))
        tx.commit()
    talk.hears(text, intent)
    return talk.runs(action)


# --- whom to ring ---


@pytest.mark.parametrize(
    ("text", "numbers", "kind"),
    [
        ("I want to kill myself", ["999", "116 123"], "suicide"),
        ("there is smoke coming out of the router", ["999"], "danger to somebody's life"),
        ("my ex is threatening me and I am not safe at home", ["999"], "somebody they fear"),
        (
            "my mum's care alarm runs on this line and it is dead, she is alone",
            ["999"],
            "depends on this line",
        ),
        ("my husband John died and you still bill him", [], "Somebody has died"),
        ("I can't afford food because of your bill", [], "food or heating"),
    ],
)
def test_the_number_fits_the_danger_and_a_person_comes_first(
    talk: Talk, text: str, numbers: list[str], kind: str
) -> None:
    ran = says(talk, text, "action_start_complaint", "make_complaint")
    said = " ".join(ran.texts)
    assert [number for number in ("999", "116 123") if number in said] == numbers
    assert waits(talk) == ("vulnerable", True)
    assert ran.loops == [None]
    assert kind in first_on_the_card(talk)
    assert text in str(talk.answers())


def test_a_death_beside_despair_is_condoled_and_has_a_number_to_ring(talk: Talk) -> None:
    text = "my husband has died and I just can't cope with all of this any more"
    said = " ".join(says(talk, text, "action_start_complaint", "make_complaint").texts)
    assert "sorry for your loss" in said
    assert "116 123" in said
    card = first_on_the_card(talk)
    assert card.index("in distress") < card.index("Somebody has died")


def test_after_a_death_its_name_is_not_the_customers(talk: Talk) -> None:
    says(
        talk, "My husband John Carter died and you still bill him", "action_start_complaint", "make_complaint"
    )
    assert care_of(talk).deceased == "John Carter"
    assert "John Carter" in first_on_the_card(talk)
    assert talk.answers().get("name") != "John Carter"


def test_after_a_death_nobody_is_asked_to_tell_it_again_or_whether_they_are_satisfied(talk: Talk) -> None:
    ran = says(
        talk, "my wife Mary died last week, please stop her bills", "action_start_complaint", "make_complaint"
    )
    said = " ".join(ran.texts)
    assert "sorry for your loss" in said
    assert "You won't have to tell me about it again" in said
    assert "satisfied" not in said


# --- needs ---


def test_a_need_is_noted_said_once_and_never_asked(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("please don't ring me, it was on 3 November")
    first = talk.runs("validate_complaint_form")
    assert "no phone calls, only in writing" in " ".join(first.texts)
    talk.hears("I said don't ring me, I first told you on 5 November")
    again = talk.runs("validate_complaint_form")
    assert "I have noted what you need" not in " ".join(again.texts)
    assert talk.answers()["needs"] == ["in_writing"]
    assert "no phone calls" in first_on_the_card(talk)


def test_who_cannot_phone_is_offered_no_phone(asked_since_when: Talk) -> None:
    talk = asked_since_when
    for said in ("I'm deaf so don't ring. 3 November", "5 November", "Sam Carter"):
        talk.hears(said)
        talk.runs("validate_complaint_form")
    assert talk.asked == "reply_by"
    ran = talk.runs("action_ask_reply_by")
    assert ran.buttons == ["E-mail", "Letter"]
    assert "phone" not in " ".join(ran.texts).lower()
    talk.hears("a person please", "request_agent")
    person = " ".join(talk.runs("action_request_person").texts)
    assert "you can phone" not in person
    assert "phone number" not in person


def test_who_uses_relay_hears_of_the_phone_last(asked_since_when: Talk) -> None:
    talk = asked_since_when
    for said in ("I use Relay UK. 3 November", "5 November", "Sam Carter"):
        talk.hears(said)
        talk.runs("validate_complaint_form")
    assert talk.runs("action_ask_reply_by").buttons[-1] == "Phone"


@pytest.mark.parametrize(
    ("answer", "consent"),
    [
        ("yes", Consent.YES),
        ("note it, that's fine", Consent.YES),
        ("no thanks", Consent.NO),
        ("please don't note it", Consent.NO),
    ],
)
def test_why_they_need_it_is_kept_only_after_a_yes(talk: Talk, answer: str, consent: Consent) -> None:
    ran = says(talk, "I had a stroke so I type slowly, please be patient", "action_greet", "greet")
    assert "May I also note why" in " ".join(ran.texts)
    kept = care_of(talk)
    assert (kept.reason, kept.adjustments) == (None, (Adjustment.MORE_TIME,))
    assert "stroke" not in str(replace(kept, says=()))
    ran = says(talk, answer, "action_affirm", "affirm")
    assert len(ran.texts) == 1
    assert care_of(talk).consent is consent
    assert ("stroke" in str(care_of(talk).reason)) is (consent is Consent.YES)
    assert ("stroke" in first_on_the_card(talk)) is (consent is Consent.YES)
    assert care_of(talk).adjustments == (Adjustment.MORE_TIME,)


def test_a_button_answers_it_in_the_middle_of_a_complaint_and_the_question_stands(
    asked_since_when: Talk,
) -> None:
    talk = asked_since_when
    talk.hears("I'm deaf so don't ring me")
    assert "May I also note why" in " ".join(talk.runs("validate_complaint_form").texts)
    talk.presses("deny", choice="leave_why")
    ran = talk.runs("validate_complaint_form")
    assert "I have not noted why" in " ".join(ran.texts)
    assert talk.asked == "happened_on"
    assert "needs_words" not in talk.answers()
    assert talk.answers()["needs"] == ["in_writing"]


def test_without_an_answer_nothing_of_it_is_kept(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("I'm deaf so don't ring me")
    talk.runs("validate_complaint_form")
    talk.hears("3 November")
    talk.runs("validate_complaint_form")
    assert "deaf" not in str({key: value for key, value in talk.answers().items() if key != "description"})
    assert care_of(talk).reason is None


def test_needs_go_with_the_confirmed_person_to_their_next_chat_and_with_nobody_else(talk: Talk) -> None:
    says(talk, "please write in large print", "action_greet", "greet")
    other, third = "d" * 32, "e" * 32
    for id in (other, third):
        open_chat(talk.context, id=id)
    now = talk.context.now()
    with talk.context.store.write() as tx:
        for id, confirmed in ((talk.id, now), (other, now), (third, None)):
            tx.contacts.add(Contact(f"contact-{id[0]}", id, ContactKind.EMAIL, "sam@example.com", now))
            if confirmed:
                tx.contacts.confirm(f"contact-{id[0]}", confirmed)
        tx.commit()
    with talk.context.store.read() as tx:
        assert known_adjustments(tx, other) == (Adjustment.LARGE_PRINT,)
        assert known_adjustments(tx, third) == ()


def test_where_life_is_at_stake_nothing_is_asked_beside_the_number(talk: Talk) -> None:
    ran = says(
        talk, "I'm deaf so don't ring me, I want to kill myself", "action_start_complaint", "make_complaint"
    )
    said = " ".join(ran.texts)
    assert "116 123" in said
    assert "May I also note why" not in said
    assert care_of(talk).adjustments == (Adjustment.IN_WRITING,)
    assert care_of(talk).consent is Consent.UNASKED


def test_the_mail_to_the_team_says_what_they_need_and_not_why(talk: Talk) -> None:
    says(talk, "I'm deaf so don't ring me", "action_greet", "greet")
    says(talk, "a person please", "action_request_person", "request_agent")
    with talk.context.store.read() as tx:
        [mail] = [item for item in tx.outbox.due(talk.context.now()) if "person-wanted" in item.key]
    assert mail.payload["facts"]["needs"] == "no phone calls, only in writing"
    assert "deaf" not in str(mail.payload)


# --- somebody for somebody, and children ---


def test_who_acts_for_somebody_hears_that_it_may_be_checked_and_the_card_says_that_nobody_has(
    talk: Talk,
) -> None:
    ran = says(
        talk,
        "I have power of attorney for my mum, you billed her twice, I want to complain",
        "action_start_complaint",
        "make_complaint",
    )
    assert "may ask to see that you may act for them" in " ".join(ran.texts)
    assert "Nobody has checked it" in first_on_the_card(talk)
    assert "power of attorney" in first_on_the_card(talk)


def test_a_child_may_complain_and_hears_that_the_account_needs_a_grown_up(talk: Talk) -> None:
    ran = says(
        talk, "I'm 14 and our internet has been down all week", "action_start_complaint", "make_complaint"
    )
    assert "needs a grown-up" in " ".join(ran.texts)
    assert care_of(talk).under_18
    assert "under 18" in first_on_the_card(talk)
    assert talk.answers()["complaining"]


# --- other languages ---


def test_a_foreign_sentence_opens_nothing_is_kept_and_brings_a_person(talk: Talk) -> None:
    text = "Internet nie działa od trzech dni, proszę o pomoc"
    ran = says(talk, text, "action_start_complaint", "make_complaint")
    assert ran.texts[0] == "Odpowiadamy tylko po angielsku."
    assert "I think that is Polish" in ran.texts[1]
    assert ran.loops == []
    assert talk.answers() == {"_before": text}
    assert waits(talk) == ("language", False)
    assert "They wrote in Polish" in first_on_the_card(talk)
    again = says(talk, "nikt nie odbiera, nie mam internetu", "action_case_status", "ask_case_status")
    assert again.texts[0].startswith("I can read English only")


def test_only_cisas_is_said_to_take_welsh(talk: Talk) -> None:
    said = " ".join(says(talk, "Nid yw fy rhyngrwyd yn gweithio", "action_greet", "greet").texts)
    assert "CISAS" in said
    assert "Welsh too" in said


def test_a_foreign_name_is_a_name(asked_since_when: Talk) -> None:
    talk = asked_since_when
    for said in ("3 November", "5 November", "Nie Jest Dla"):
        talk.hears(said)
        talk.runs("validate_complaint_form")
    assert talk.answers()["name"] == "Nie Jest Dla"


# --- anger, threats ---


def test_a_threat_is_noted_answered_in_a_line_and_the_complaint_is_served(talk: Talk) -> None:
    ran = says(
        talk,
        "You billed me twice. I will come down there and smash your face in",
        "action_start_complaint",
        "make_complaint",
    )
    assert ran.texts[0].startswith("Please don't threaten people")
    assert talk.answers()["complaining"]
    assert "threatened violence" in first_on_the_card(talk)


def test_swearing_at_what_happened_changes_nothing(talk: Talk) -> None:
    ran = says(talk, f"This is fucking shit. {STORY}", "action_start_complaint", "make_complaint")
    assert "Please don't" not in " ".join(ran.texts)
    assert first_on_the_card(talk) == ""


# --- only to be heard ---

HEARD = "I don't want to complain. The engineer walked mud into my house. I just want someone to know."


def test_who_only_wants_to_be_heard_hears_their_words_and_is_asked_once_without_a_button(talk: Talk) -> None:
    ran = says(talk, HEARD, "action_start_complaint", "make_complaint")
    assert '"The engineer walked mud into my house."' in ran.texts[0]
    assert "pass it on" in ran.texts[1]
    assert (ran.buttons, ran.loops) == ([], [])
    more = says(talk, "and the carpet was new and ruined", "action_start_complaint", "report_fault")
    assert "pass it on" not in " ".join(more.texts)
    assert more.loops == []
    assert not talk.answers().get("complaining")


def test_a_no_is_a_no(talk: Talk) -> None:
    says(talk, HEARD, "action_start_complaint", "make_complaint")
    ran = says(talk, "no, leave it", "action_cancel", "stop_cancel")
    assert "I pass nothing on" in " ".join(ran.texts)
    assert care_of(talk).listening is Listening.KEPT
    with talk.context.store.read() as tx:
        assert [item for item in tx.outbox.due(talk.context.now()) if "words-passed-on" in item.key] == []
    assert waits(talk) is None


def test_a_yes_passes_their_words_on_and_logs_nothing(talk: Talk) -> None:
    says(talk, HEARD, "action_start_complaint", "make_complaint")
    ran = says(talk, "yes please", "action_affirm", "affirm")
    assert "I have passed on" in " ".join(ran.texts)
    with talk.context.store.read() as tx:
        [mail] = [item for item in tx.outbox.due(talk.context.now()) if "words-passed-on" in item.key]
        assert tx.cases.of_conversation(talk.id) == []
    assert "mud" in mail.payload["facts"]["told"]


def test_a_complaint_after_all_is_taken_as_one(talk: Talk) -> None:
    says(talk, HEARD, "action_start_complaint", "make_complaint")
    ran = says(talk, "actually I want to complain about it", "action_start_complaint", "make_complaint")
    assert ran.loops == ["complaint_form"]


def test_the_same_message_twice_says_the_same_and_does_one_thing(talk: Talk) -> None:
    first = says(talk, HEARD, "action_start_complaint", "make_complaint")
    again = talk.runs("action_start_complaint")
    assert again.texts == first.texts
