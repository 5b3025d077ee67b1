"""What a new password must be."""

from __future__ import annotations

import pytest

from bot.decisions.password import PasswordFault, normalised, password_fault, policy_of

POLICY = policy_of(12, 64, ["Password1234", "qwertyuiopasdf"])


def fault(password: str, email: str = "ann.lee@example.org", name: str = "Ann Lee") -> PasswordFault | None:
    return password_fault(POLICY, password, email, name)


@pytest.mark.parametrize(
    "password",
    [
        "purple kettle mountain",
        "aaaabbbbccccd",
        "nocapitalsnosigns",
        "пурпурный чайник",
        "🙂🙃🙂🙃🙂🙃🙂🙂🙂🙃🙃🙃🙂",
    ],
)
def test_length_is_enough_whatever_it_is_made_of(password: str) -> None:
    assert fault(password) is None


def test_eleven_characters_are_too_short_and_twelve_are_not() -> None:
    assert fault("kettle wood") is PasswordFault.TOO_SHORT
    assert fault("kettle woods") is None


def test_the_longest_is_taken_and_one_more_is_not() -> None:
    fits = "kettle wood " * 5
    assert fault(fits + "abcd") is None
    assert fault(fits + "abcde") is PasswordFault.TOO_LONG


@pytest.mark.parametrize(
    "password",
    ["ann.lee@example.org", "Ann Lee Ann Lee", "ANNLEE-ANNLEE-1", "lee.ann.example.org", "ann-lee-12345"],
)
def test_ones_own_name_or_address_is_refused(password: str) -> None:
    assert fault(password) is PasswordFault.YOURS


def test_a_sentence_in_which_the_name_stands_is_not_refused_for_it() -> None:
    assert fault("savannah fleece river") is None


@pytest.mark.parametrize(
    "password", ["password1234", "Pass-Word-1234", "QWERTY uiop asdf", "aaaaaaaaaaaa", "abcabcabcabc"]
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert fault(password) is PasswordFault.COMMON


def test_two_keyboards_give_one_password() -> None:
    assert normalised("cafe\N{COMBINING ACUTE ACCENT}") == normalised(
        "caf\N{LATIN SMALL LETTER E WITH ACUTE}"
    )
