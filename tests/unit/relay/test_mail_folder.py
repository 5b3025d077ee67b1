from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from bot.adapters.mail_folder import MailFolder, file_name
from bot.decisions.errors import Unsound
from bot.decisions.mail import Letter, Mail

MAIL = Mail(
    key="code:7",
    provider="netservers",
    to="ann@example.com",
    letter=Letter("Your code – Zoë", "Hello Zoë,\n\nit costs £5.\n"),
    written_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
)


def only(folder: Path) -> EmailMessage:
    (file,) = folder.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_is_one_file_that_a_mail_program_can_read(tmp_path: Path) -> None:
    MailFolder(tmp_path / "mail").send(MAIL)
    message = only(tmp_path / "mail")
    assert message["From"] == "no-reply@netservers.firstline.invalid"
    assert message["To"] == "ann@example.com"
    assert message["Subject"] == "Your code – Zoë"
    assert message["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert message.get_content() == MAIL.letter.body


def test_the_same_mail_again_is_the_same_file_with_the_same_bytes(tmp_path: Path) -> None:
    folder = MailFolder(tmp_path)
    folder.send(MAIL)
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    folder.send(MAIL)
    assert [other.read_bytes() for other in tmp_path.iterdir()] == [before]


def test_another_key_is_another_message(tmp_path: Path) -> None:
    folder = MailFolder(tmp_path)
    folder.send(MAIL)
    folder.send(replace(MAIL, key="code:8"))
    ids = {message_from_bytes(file.read_bytes(), policy=default)["Message-ID"] for file in tmp_path.iterdir()}
    assert len(ids) == 2


@pytest.mark.parametrize("key", ["a/b", "../../etc/passwd", "..", "a b:c", "é", "k" * 500, "\n"])
def test_any_key_names_a_file_in_the_folder(tmp_path: Path, key: str) -> None:
    MailFolder(tmp_path / "mail").send(replace(MAIL, key=key))
    (file,) = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    assert list(tmp_path.iterdir()) == [tmp_path / "mail"]


def test_keys_that_look_alike_have_files_of_their_own() -> None:
    keys = ["a/b", "a%2Fb", "a:b", "a_b", "k" * 200, "k" * 201]
    assert len({file_name(key) for key in keys}) == len(keys)


@pytest.mark.parametrize(
    "to", ["ann@example.com, eve@example.com", "ann@example.com\nBcc: eve@example.com", "ann", ""]
)
def test_only_one_plain_address_is_written_to(tmp_path: Path, to: str) -> None:
    with pytest.raises(Unsound):
        MailFolder(tmp_path).send(replace(MAIL, to=to))
    assert list(tmp_path.iterdir()) == []


def test_a_sender_that_is_no_slug_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsound):
        MailFolder(tmp_path).send(replace(MAIL, provider="evil.example>"))


def test_a_very_long_line_arrives_whole(tmp_path: Path) -> None:
    body = "ü" * 2000 + "\n"
    MailFolder(tmp_path).send(replace(MAIL, letter=Letter("Long", body)))
    assert only(tmp_path).get_content() == body


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    MailFolder(tmp_path / "mail").send(MAIL)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_a_removed_mail_is_gone_with_its_draft_and_again_does_nothing(tmp_path: Path) -> None:
    folder = MailFolder(tmp_path)
    folder.send(MAIL)
    folder.send(replace(MAIL, key="other"))
    (tmp_path / f".{file_name(MAIL.key)}.tmp").write_text("half of it")
    folder.remove(MAIL.key)
    assert [file.name for file in tmp_path.iterdir()] == ["other.eml"]
    folder.remove(MAIL.key)
    MailFolder(tmp_path / "never-made").remove(MAIL.key)


def test_removing_leaves_the_folder_and_nothing_outside_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.eml"
    outside.write_text("stays")
    folder = MailFolder(tmp_path / "mail")
    folder.send(MAIL)
    folder.remove("../outside")
    assert outside.exists()
