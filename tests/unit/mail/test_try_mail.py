"""``firstline mail``: tries a provider's mail for real, and says what it found, without a secret."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.services.mail_in import try_mail
from tests.support.imap_server import ImapBox, imap_server
from tests.support.mail_server import PASSWORD, USER, MailServer, ca_file, mail_server
from tests.support.store import fresh_store

PROVIDER = "it-communications"


@dataclass
class Place:
    """A folder with a connection file, a mail server that puts what goes to our own address into our mailbox."""

    var: Path
    smtp: MailServer
    imap: ImapBox
    delivers: bool = True

    def connects(self, **changes: object) -> None:
        server = {"host": "localhost", "ca": ca_file(), "user": USER, "password": "${TEST_MAIL_PASSWORD}"}
        mail = {
            "address": USER,
            "team": ["team@netservers.example"],
            "smtp": {**server, "port": self.smtp.port},
            "imap": {**server, "port": self.imap.port},
            **changes,
        }
        folder = self.var / "connections"
        folder.mkdir(exist_ok=True)
        (folder / f"{PROVIDER}.yml").write_text(yaml.safe_dump({"mail": mail}), encoding="utf-8")

    def pause(self, _: float) -> None:
        """While we wait, the mail system does its work."""
        for envelope in self.smtp.taken if self.delivers else []:
            if envelope.rcpt_tos[0].startswith("complaints+"):
                content = envelope.original_content
                self.imap.put(content if isinstance(content, bytes) else b"")
        self.smtp.taken.clear()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with mail_server() as smtp, imap_server() as imap:
        fresh_store(tmp_path)
        made = Place(tmp_path, smtp, imap)
        monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
        monkeypatch.setenv("FIRSTLINE_SECRET", "not a secret")
        monkeypatch.setenv("TEST_MAIL_PASSWORD", PASSWORD)
        monkeypatch.setattr(try_mail.try_mail, "__defaults__", (made.pause,))
        yield made


Says = Callable[..., tuple[int, dict[str, dict[str, object]], str]]


@pytest.fixture
def says(place: Place, capsys: pytest.CaptureFixture[str]) -> Says:
    def run(*more: str) -> tuple[int, dict[str, dict[str, object]], str]:
        code = main(["mail", "test", PROVIDER, "--to", "me@example.org", "--json", *more])
        out = capsys.readouterr().out
        steps = {step["what"]: step for step in json.loads(out).get("steps", ())}
        return code, steps, out

    return run


def test_all_is_well(place: Place, says: Says) -> None:
    place.connects()
    code, steps, out = says()
    assert code == 0
    assert {what: step["ok"] for what, step in steps.items()} == {
        "mailbox": True,
        "mail out": True,
        "team": True,
        "address with a tag": True,
    }
    assert PASSWORD not in out
    assert place.imap.seen() == [1]


def test_a_mail_system_that_knows_no_tags_is_found_out(place: Place, says: Says) -> None:
    place.connects()
    place.delivers = False
    code, steps, _ = says()
    assert code == 1
    assert steps["address with a tag"]["ok"] is False
    assert "tag" in str(steps["address with a tag"]["advice"])


def test_a_wrong_password_is_said_with_what_to_do_and_without_it(
    place: Place, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_MAIL_PASSWORD", "quite another")
    place.connects()
    code, steps, out = says()
    assert code == 1
    assert steps["mailbox"]["ok"] is False
    assert "password" in str(steps["mail out"]["found"])
    assert "quite another" not in out


def test_without_a_mailbox_and_a_team_it_says_what_is_missing(place: Place, says: Says) -> None:
    place.connects(imap=None, team=[])
    code, steps, _ = says()
    assert code == 1
    assert steps["mailbox"]["ok"] is None
    assert steps["mail out"]["ok"] is True
    assert steps["team"]["ok"] is False


def test_a_refused_address_is_said(place: Place, says: Says) -> None:
    place.connects()
    place.smtp.behaviour.answers = {"rcpt": "550 5.1.1 nobody"}
    code, steps, _ = says()
    assert code == 1
    assert "refused the recipient (550 5.1.1)" in str(steps["mail out"]["found"])


def test_in_words_for_a_person(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.connects()
    assert main(["mail", "test", PROVIDER, "--to", "me@example.org"]) == 0
    out = capsys.readouterr().out
    assert "ok    mail out: The mail server took one to me@example.org" in out
    assert main(["mail", "list"]) == 0
    out = capsys.readouterr().out
    assert f"{PROVIDER}: mail from {USER}, answers are read" in out
    assert "netservers: mail stays in the local folder" in out


@pytest.mark.parametrize(
    "arguments",
    [["nobody", "--to", "a@b.example"], ["netservers", "--to", "a@b.example"], [PROVIDER, "--to", "x"]],
)
def test_what_cannot_be_tried_is_refused(place: Place, arguments: list[str]) -> None:
    place.connects()
    assert main(["mail", "test", *arguments]) == 2


def test_a_password_in_the_file_itself_is_refused(place: Place) -> None:
    place.connects(smtp={"host": "localhost", "user": USER, "password": "in the clear"})
    assert main(["mail", "list"]) == 3
