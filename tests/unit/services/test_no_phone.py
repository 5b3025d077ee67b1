"""Who cannot phone is sent to no phone."""

from __future__ import annotations

import pytest

from bot.readers.no_phone import no_phone
from bot.services.case_words import status_words
from bot.services.closing_words import contact_point_words
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.mail_words import mail_contact_point
from tests.support.case_rows import add_case
from tests.support.context import Chat
from tests.support.telling import begin

DEAF = "I am deaf, please do not phone me"


@pytest.mark.parametrize(
    "words",
    [
        DEAF,
        "please don't ring me",
        "Deaf. E-mail only",
        "I can't use the phone",
        "no phone calls please",
        "I cannot hear on the phone",
    ],
)
def test_their_words_say_so(words: str) -> None:
    assert no_phone({"needs_words": words})


@pytest.mark.parametrize(
    "words",
    [
        "my phone is dead",
        "you do not call back",
        "nobody phoned me",
        "please phone me in the evening",
        "large print",
    ],
)
def test_other_words_do_not(words: str) -> None:
    assert not no_phone({"needs_words": words})


def test_the_letter_the_last_page_and_the_status_name_another_way(context: Context) -> None:
    hearing, deaf = (
        add_case(context, id=id, answers=answers)
        for id, answers in (("one", {}), ("two", {"needs": ["other"], "needs_words": DEAF}))
    )
    provider = context.provider(deaf.provider)
    phone = next(each.value for each in provider.channels if each.kind == "phone")
    assert phone
    said = [
        mail_contact_point(context, deaf),
        contact_point_words(context, deaf, provider, "utter_form_contact_point"),
        *(each.text for each in status_words(context, deaf.conversation_id)),
    ]
    assert [each for each in said if phone in each] == []
    assert phone in mail_contact_point(context, hearing)


def test_in_a_story_a_dead_phone_is_no_such_wish() -> None:
    assert not no_phone({"description": "I can't phone anybody, and you never call me back"})
    assert no_phone({"description": "It is dead. Please do not ring me, I am deaf"})


def test_who_asks_for_a_person_hears_of_no_phone(context: Context, chat: Chat) -> None:
    begin(chat, f"You billed me twice and nobody answers. {DEAF}")
    said = " ".join(each.text for each in request_person(context, chat.id, "person", "asked", on_form=True))
    provider = context.provider("it-communications")
    phone = next(each.value for each in provider.channels if each.kind == "phone")
    assert phone
    assert phone not in said
