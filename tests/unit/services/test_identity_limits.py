"""Where a chat was opened from, as a keyed hash that limits count by."""

from __future__ import annotations

import pytest

from bot.services.identity.limits import address_key


def test_the_same_address_has_the_same_key_and_another_secret_another() -> None:
    assert address_key("secret", "192.0.2.1") == address_key("secret", "192.0.2.1")
    assert address_key("secret", "192.0.2.1") != address_key("other", "192.0.2.1")
    assert address_key("secret", "192.0.2.1") != address_key("secret", "192.0.2.2")
    assert "192" not in (address_key("secret", "192.0.2.1") or "")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::/64"])
def test_a_proxy_on_this_machine_is_nobody_in_particular(address: str) -> None:
    assert address_key("secret", address) is None
