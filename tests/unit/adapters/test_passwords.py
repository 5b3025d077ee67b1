"""Argon2id as it is, with little work so that the tests are quick."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest

from bot.adapters.passwords import AT_ONCE, Argon2Passwords
from bot.adapters.yaml_files import load_rules
from tests.support.context import MONDAY


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    return Argon2Passwords(memory_kib=64, passes=1, lanes=1)


def test_the_right_password_fits_and_no_other(passwords: Argon2Passwords) -> None:
    kept = passwords.hash("purple kettle mountain")
    assert kept.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert passwords.fits(kept, "purple kettle mountain")
    assert not passwords.fits(kept, "purple kettle mountains")


def test_the_same_password_is_kept_differently_each_time(passwords: Argon2Passwords) -> None:
    assert passwords.hash("purple kettle mountain") != passwords.hash("purple kettle mountain")


def test_nobodys_password_is_checked_with_the_same_work_and_never_fits(passwords: Argon2Passwords) -> None:
    with patch.object(passwords, "_argon2", wraps=passwords._argon2) as argon2:
        assert not passwords.fits(None, "nobody has this account")
        assert not passwords.fits("no hash at all", "whatever it is")
    verified = [call.args[0] for call in argon2.verify.call_args_list]
    assert verified == [passwords._nobody, "no hash at all", passwords._nobody]


def test_a_hash_that_is_none_is_a_wrong_password(passwords: Argon2Passwords) -> None:
    assert not passwords.fits("plain text", "plain text")


def test_a_hash_made_with_less_work_is_outdated(passwords: Argon2Passwords) -> None:
    kept = passwords.hash("purple kettle mountain")
    more = Argon2Passwords(memory_kib=64, passes=2, lanes=1)
    assert not passwords.outdated(kept)
    assert more.outdated(kept)
    assert more.fits(kept, "purple kettle mountain")


def test_what_cannot_be_encoded_is_a_password_like_any_other(passwords: Argon2Passwords) -> None:
    assert not passwords.fits(passwords.hash("a\udcffb and more of it"), "purple kettle mountain")


def test_a_flood_does_not_hash_more_than_a_few_at_once(passwords: Argon2Passwords) -> None:
    at_once, most, lock = 0, 0, threading.Lock()
    real = passwords._argon2

    class Counting:
        def verify(self, *arguments: str) -> bool:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            try:
                return bool(real.verify(*arguments))
            finally:
                with lock:
                    at_once -= 1

    kept = passwords.hash("purple kettle mountain")
    with patch.object(passwords, "_argon2", Counting()), ThreadPoolExecutor(16) as pool:
        assert all(pool.map(lambda _: passwords.fits(kept, "purple kettle mountain"), range(64)))
    assert 1 <= most <= AT_ONCE


def test_the_rule_asks_for_no_less_than_owasp() -> None:
    work = load_rules().at("password_hashing", MONDAY.date()).value
    assert work["memory_kib"] >= 19 * 1024
    assert work["passes"] >= 2
    Argon2Passwords(**work)
