"""The letter to the manager: for whom there is one, what is filled in, and what is left to write by hand."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.records import Case, ContactKind
from bot.services.case_link import case_link, letter_link
from bot.services.context import Context
from bot.services.escalation_letter import EscalationLetter, escalation_letter, letter_step, open_letter
from tests.support import rows
from tests.support.case_rows import NAME, STORY, add_case
from tests.support.context import Clock

BLANK = "______"


def letter_of(context: Context, case: Case) -> EscalationLetter:
    with context.store.read() as tx:
        letter = escalation_letter(context, tx, case)
    assert letter is not None
    return letter


def body(context: Context, case: Case) -> str:
    return TemplateLetters().render("to_manager", asdict(letter_of(context, case))).body


def test_only_a_page_that_says_what_to_send_and_where_has_a_letter(context: Context) -> None:
    with_letter = {slug for slug, provider in context.providers.items() if letter_step(provider)}
    assert with_letter == {"netservers"}
    with context.store.read() as tx:
        assert escalation_letter(context, tx, rows.case(provider="contactnow")) is None


def test_the_letter_names_both_whom_it_is_addressed_to_and_whom_it_is_to_reach(context: Context) -> None:
    text = body(context, add_case(context, "netservers"))
    step = letter_step(context.provider("netservers"))
    assert step is not None
    assert "\n".join(step.lines) in text
    assert step.lines[0] == "Attn: Complaints Manager"
    assert "Please refer my complaint to the Customer Services Manager." in text


def test_reference_name_date_story_and_wish_are_filled_in(context: Context) -> None:
    case = add_case(context, "netservers", "2026-11-05", answers={"outcome": "Take the second bill back."})
    text = body(context, case)
    for wanted in (
        case.reference, NAME, "23 November 2026", STORY, "Take the second bill back.",
        "I first complained about this on 5 November 2026.",
    ):  # fmt: skip
        assert wanted in text
    assert text.count("_" * 30) == 2  # their address, as they are to be written to by e-mail, and to sign


@pytest.mark.parametrize(
    ("kind", "address", "wanted"),
    [
        (ContactKind.EMAIL, "sam@example.com", "Please reply by e-mail, to sam@example.com."),
        (ContactKind.PHONE, "07700 900123", "Please reply by phone. My number is 07700 900123."),
        (
            ContactKind.LETTER,
            "10 High Street, Leeds, LS1 4AB",
            "Please reply by letter, to my address above.",
        ),
    ],
)
def test_the_letter_says_how_they_want_the_reply(
    context: Context, kind: ContactKind, address: str, wanted: str
) -> None:
    assert wanted in body(context, add_case(context, "netservers", kind=kind, address=address))


def test_a_postal_address_stands_under_the_name_a_line_a_part(context: Context) -> None:
    case = add_case(
        context, "netservers", kind=ContactKind.LETTER, address="Flat 2, 10 High Street,Leeds, LS1 4AB"
    )
    assert body(context, case).startswith(f"{NAME}\nFlat 2\n10 High Street\nLeeds\nLS1 4AB\n\n")


def test_a_postal_address_given_besides_is_used_too(context: Context) -> None:
    case = add_case(context, "netservers")
    with context.store.write() as tx:
        tx.contacts.add(
            rows.contact("other", case.conversation_id, kind=ContactKind.LETTER, value="1 Low Road, York")
        )
        tx.commit()
    text = body(context, case)
    assert "1 Low Road\nYork" in text
    assert "to sam@example.com" in text


@pytest.mark.parametrize("none", [None, "", "  ", "unknown", 7])
def test_what_is_not_known_is_left_as_a_line_to_write_on(context: Context, none: object) -> None:
    case = add_case(context, "netservers", answers={"name": none, "outcome": none})
    letter = letter_of(context, case)
    assert (letter.name, letter.outcome, letter.address, letter.told_on) == (None, None, None, None)
    text = body(context, case)
    assert "None" not in text
    assert "unknown" not in text
    assert f"What I would like you to do:\n\n{BLANK}" in text
    assert f"My name: {BLANK}" in text
    assert f"My address: {BLANK}" in text


def test_the_story_is_printed_and_never_run(context: Context) -> None:
    case = add_case(context, "netservers", description="{{ 7 * 7 }} {% if %}\n\nSecond part")
    assert "{{ 7 * 7 }} {% if %}\n\nSecond part" in body(context, case)


def test_a_letter_link_opens_the_letter_and_the_link_to_the_dates_does_not(
    context: Context, clock: Clock
) -> None:
    case = add_case(context, "netservers")
    token = letter_link(context, case).rpartition("/letter")[0].rpartition("/")[2]
    dates = case_link(context, case).rpartition("/")[2]
    written = open_letter(context, TemplateLetters(), token)
    assert written is not None
    assert (written.reference, written.who) == (case.reference, "the Customer Services Manager")
    assert written.days == context.rule("letter_link_lifetime")
    assert STORY in written.letter.body
    assert open_letter(context, TemplateLetters(), dates) is None
    clock.forward(days=written.days, seconds=1)
    assert open_letter(context, TemplateLetters(), token) is None


def test_a_letter_link_for_a_provider_without_one_opens_nothing(context: Context) -> None:
    token = letter_link(context, add_case(context)).rpartition("/letter")[0].rpartition("/")[2]
    assert open_letter(context, TemplateLetters(), token) is None
