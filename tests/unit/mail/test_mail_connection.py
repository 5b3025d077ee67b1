"""What a provider may write down about its mail, and what is refused before anything leaves."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.decisions.mail_connection import MailConnection, SmsConnection

SOUND: dict[str, Any] = {
    "address": "complaints@netservers.example",
    "smtp": {"host": "smtp.netservers.example", "user": "u", "password": "hidden one"},
    "imap": {"host": "imap.netservers.example", "user": "u", "password": "hidden two"},
}


def test_the_usual_ports_and_encryption_are_taken() -> None:
    mail = MailConnection.model_validate(SOUND)
    assert mail.imap is not None
    assert (mail.smtp.port, mail.smtp.security) == (587, "starttls")
    assert (mail.imap.port, mail.imap.security) == (993, "tls")


def test_secrets_are_never_shown() -> None:
    assert "hidden" not in repr(MailConnection.model_validate(SOUND))


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "complaints"},
        {"address": "c" * 30 + "@netservers.example"},
        {"name": "two\nlines"},
        {"tag": None},
        {"tag": "?"},
        {"team": ["nobody"]},
        {"smtp": {"host": "smtp.example", "security": "none"}},
        {"smtp": {"host": "smtp.example", "user": "u"}},
        {"smtp": {"host": "smtp.example", "port": 0}},
        {"imap": {"host": "imap.example"}},
        {"imap": {"host": "imap.example", "user": "u", "password": "p", "security": "none"}},
        {"colour": "blue"},
    ],
)
def test_what_would_not_work_or_not_be_safe_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MailConnection.model_validate(SOUND | changes)


def test_a_server_on_this_machine_may_do_without_encryption() -> None:
    local = {"smtp": {"host": "127.0.0.1", "security": "none"}}
    assert MailConnection.model_validate(SOUND | local).smtp.security == "none"


@pytest.mark.parametrize(
    "address, token",
    [
        ("complaints+abc@netservers.example", "abc"),
        ("Complaints+ABC@NetServers.example", "abc"),
        ("complaints@netservers.example", None),
        ("complaints+abc@elsewhere.example", None),
        ("mycomplaints+abc@netservers.example", None),
        ("complaints+@netservers.example", ""),
        ("no address", None),
        ("", None),
    ],
)
def test_the_token_is_what_stands_behind_the_tag(address: str, token: str | None) -> None:
    assert MailConnection.model_validate(SOUND).token_in(address) == token


def test_an_address_with_a_token_is_read_back() -> None:
    mail = MailConnection.model_validate(SOUND)
    assert mail.token_in(mail.tagged("r1")) == "r1"
    assert mail.tagged(None) == mail.address


@pytest.mark.parametrize(
    "url, fits",
    [
        ("https://sms.example/send", True),
        ("http://127.0.0.1:8080/send", True),
        ("http://sms.example/send", False),
        ("ftp://sms.example", False),
        ("https://user:secret@sms.example/", False),
        ("sms.example", False),
    ],
)
def test_texts_go_to_an_encrypted_address_only(url: str, fits: bool) -> None:
    given = {"url": url, "secret": "a long enough secret"}
    if fits:
        assert SmsConnection.model_validate(given).url == url
    else:
        with pytest.raises(ValidationError):
            SmsConnection.model_validate(given)
