"""Tokens that were changed, made up, lengthened, of another kind, of another secret or too old, counted."""

from __future__ import annotations

import base64
import random
import secrets
import string
from dataclasses import replace

from bot.decisions.errors import LinkTooOld, UnknownConversation
from bot.services.case_link import (
    case_link,
    file_token,
    letter_link,
    read_case_link,
    read_file_token,
    read_letter_link,
)
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.open_conversation import open_conversation, recognise
from tests.support.case_rows import add_case
from tests.support.context import Clock

CHANCE = random.Random(20261128)
ALPHABET = string.ascii_letters + string.digits + "-_."


def token_of(link: str) -> str:
    return link.partition("/case/")[2].removesuffix("/letter")


def changed(token: str) -> list[str]:
    """Each character replaced, left out and doubled; halves, and what is put before or behind."""
    made = []
    for at, old in enumerate(token):
        other = CHANCE.choice([each for each in ALPHABET if each != old])
        made += [
            token[:at] + other + token[at + 1 :],
            token[:at] + token[at + 1 :],
            token[:at] + old + token[at:],
        ]
    made += [token[:at] for at in range(0, len(token), 7)]
    made += [token + each for each in (".", "A", "=", "\n", " ", "\0", "é", token)]
    made += ["." + token, "A" + token, token.upper(), token.lower(), token[::-1]]
    return [each for each in made if each != token]


def same_to_the_reader(one: str, other: str) -> bool:
    """The last character of a base64 text holds bits that nobody reads: the same bytes, written another way."""

    def parts(token: str) -> list[bytes] | None:
        try:
            return [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split(".")]
        except ValueError:
            return None

    return parts(one) is not None and parts(one) == parts(other)


def test_no_changed_link_to_a_case_leads_anywhere(context: Context) -> None:
    case = add_case(context)
    good = token_of(case_link(context, case))
    assert open_case_page(context, good) is not None
    forged = changed(good)
    opened = [
        each
        for each in forged
        if read_case_link(context, each) is not None and not same_to_the_reader(each, good)
    ]
    assert len(forged) > 190
    assert opened == []


def test_no_changed_link_to_a_letter_or_a_file_leads_anywhere(context: Context) -> None:
    case = add_case(context)
    letter, file = token_of(letter_link(context, case)), file_token(context, case, "file-id")
    forged = [(read_letter_link, each, letter) for each in changed(letter)]
    forged += [(read_file_token, each, file) for each in changed(file)]
    opened = []
    for read, each, good in forged:
        try:
            found = read(context, each)
        except LinkTooOld:
            continue
        if found is not None and not same_to_the_reader(each, good):
            opened.append(each)
    assert len(forged) > 450
    assert opened == []


def test_a_link_of_one_kind_never_opens_another(context: Context) -> None:
    case = add_case(context)
    dates, letter = token_of(case_link(context, case)), token_of(letter_link(context, case))
    file = file_token(context, case, "file-id")
    assert read_letter_link(context, dates) is None
    assert read_letter_link(context, file) is None
    assert read_case_link(context, letter) is None
    assert read_case_link(context, file) is None
    assert read_file_token(context, dates) is None
    assert read_file_token(context, letter) is None


def test_two_hundred_links_signed_with_other_secrets_lead_nowhere(context: Context) -> None:
    case = add_case(context)
    opened = 0
    for _ in range(200):
        stranger = replace(context, secret=secrets.token_hex(16))
        opened += read_case_link(context, token_of(case_link(stranger, case))) is not None
        opened += read_letter_link(context, token_of(letter_link(stranger, case))) is not None
    assert opened == 0


def test_a_link_that_was_good_ends_with_its_time(context: Context, clock: Clock) -> None:
    case = add_case(context)
    dates, letter = token_of(case_link(context, case)), token_of(letter_link(context, case))
    clock.forward(days=context.rule("letter_link_lifetime"), seconds=1)
    assert read_letter_link(context, letter) is None
    clock.forward(days=context.rule("case_link_lifetime"))
    assert read_case_link(context, dates) is None


def test_a_reference_is_no_link_and_no_id_is_one(context: Context) -> None:
    case = add_case(context)
    for guess in (case.reference, case.id, case.conversation_id, case.intake_id, case.contact_id):
        assert open_case_page(context, guess) is None


def test_a_thousand_made_up_tokens_open_no_chat(context: Context) -> None:
    mine, token = open_conversation(context.store, context.now, "netservers", [])
    theirs, other = open_conversation(context.store, context.now, "netservers", [])
    assert recognise(context.store, mine.id, token).id == mine.id
    guesses = [*changed(token), other, "", mine.id]
    guesses += [secrets.token_urlsafe(32) for _ in range(1000 - len(guesses))]
    opened = 0
    for guess in guesses:
        try:
            recognise(context.store, mine.id, guess)
        except UnknownConversation:
            continue
        opened += 1
    assert (len(guesses), opened) == (1000, 0)
    for id in (theirs.id, "0" * 32, secrets.token_hex(16), "../" + mine.id, mine.id.upper()):
        try:
            recognise(context.store, id, token)
        except UnknownConversation:
            continue
        raise AssertionError(id)
