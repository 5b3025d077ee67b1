"""``firstline helpdesk``: says what is connected, and tries it for real, with advice for all that can be wrong."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import cli
from bot.adapters.file_store import FolderFiles
from bot.adapters.helpdesk.build import by_http
from bot.decisions.delivery import TryAgain
from bot.decisions.helpdesk import TICKET_KIND
from tests.support.context import MONDAY
from tests.support.helpdesk_rows import HOOK, KEY, helpdesk
from tests.support.helpdesks import serving
from tests.support.helpdesks.osticket import osticket
from tests.support.helpdesks.receiver import receiver
from tests.support.helpdesks.zendesk import US, zendesk
from tests.support.store import fresh_url
from tests.unit.helpdesk.test_contract import item


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", fresh_url(tmp_path))
    monkeypatch.setenv("FIRSTLINE_SECRET", "a secret")
    monkeypatch.setenv("HELP_KEY", KEY)
    monkeypatch.setenv("HOOK_KEY", HOOK)
    (tmp_path / "connections").mkdir()
    return tmp_path


FILES = {
    "zendesk": "helpdesk: {{system: zendesk, url: '{url}', email: firstline@help.example, token: '${{HELP_KEY}}'}}",
    "osticket": "helpdesk: {{system: osticket, url: '{url}', key: '${{HELP_KEY}}', topic_id: 12}}",
    "osticket_mail": "helpdesk: {{system: osticket_mail, url: '{url}', key: '${{HELP_KEY}}', to: a@help.example}}",
    "webhook": "helpdesk: {{system: webhook, url: '{url}', secret: '${{HELP_KEY}}', hook_secret: '${{HOOK_KEY}}'}}",
    "mail": "helpdesk: {{system: mail, to: complaints@help.example}}",
}


def connect(var: Path, system: str, url: str = "") -> None:
    text = FILES[system].format(url=url)
    (var / "connections" / "netservers.yml").write_text(text, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["helpdesk", *arguments])
    shown = capsys.readouterr()
    assert KEY not in shown.out + shown.err
    return code, shown.out + shown.err


def test_it_says_what_each_provider_has(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connect(var, "mail")
    code, shown = run(capsys, "list", "--json")
    assert code == 0
    told = json.loads(shown)
    assert (told["netservers"], told["contactnow"]) == ("mail", None)


SERVERS = {"zendesk": zendesk, "osticket": osticket, "osticket_mail": osticket, "webhook": receiver}


@pytest.mark.parametrize("system", SERVERS)
def test_a_helpdesk_that_works_is_said_to_work_and_is_left_as_it_was(
    var: Path, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    with SERVERS[system]() as behind:
        connect(var, system, behind.server.url)
        code, shown = run(capsys, "test", "netservers")
        assert code == 0, shown
        assert "ok    key:" in shown
        assert "FAIL" not in shown
        assert not getattr(behind, "tickets", {})


NUMBERS = {"zendesk": "35437", "osticket": "000042", "osticket_mail": "000042", "webhook": "CRM-2"}


@pytest.mark.parametrize("system", SERVERS)
def test_a_test_ticket_says_that_it_is_one(
    var: Path, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    with SERVERS[system]() as behind:
        connect(var, system, behind.server.url)
        code, shown = run(capsys, "test", "netservers", "--ticket")
        assert code == 0, shown
        assert f"A test is there as {NUMBERS[system]}: TEST-" in shown
        assert "No customer of Netservers has complained" in str(vars(behind))


def test_a_mailbox_is_tried_with_a_test_mail(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connect(var, "mail")
    code, shown = run(capsys, "test", "netservers", "--ticket")
    assert (code, "A test is there" in shown) == (0, True)
    [mail] = (var / "mail").glob("*.eml")
    assert "complaints@help.example" in mail.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("system", "wrong", "says"),
    [
        ("zendesk", serving.answers(401, "Couldn't authenticate you"), "Compare 'email'"),
        ("zendesk", serving.answers(200, '{"user": {"id": null, "role": "end-user"}}'), "Compare 'email'"),
        (
            "zendesk",
            serving.answers(200, json.dumps({"user": {**US, "role": "end-user"}})),
            "role of an agent",
        ),
        ("zendesk", serving.answers(404), "Is 'url' the address"),
        ("zendesk", serving.answers(200, "<html>"), "Is 'url' the address"),
        ("zendesk", serving.answers(302, Location="https://x.example"), "leads to another address"),
        ("zendesk", serving.hangs_up, "No answer that can be used"),
        ("osticket", serving.answers(401, "API key not found/active"), "may it create tickets"),
        ("osticket", serving.answers(404), "with its folder"),
        ("osticket", serving.answers(200, "<html>"), "with its folder"),
        ("osticket_mail", serving.answers(401), "may it create tickets"),
        ("webhook", serving.answers(401), "Compare the secret"),
        ("webhook", serving.answers(500), "'ping' too"),
    ],
)
def test_each_thing_that_is_wrong_is_told_with_what_to_do(
    var: Path, capsys: pytest.CaptureFixture[str], system: str, wrong: serving.Wrong, says: str
) -> None:
    with SERVERS[system]() as behind:
        behind.server.only = ("GET", "POST")
        behind.server.wrongs.append(wrong)
        connect(var, system, behind.server.url)
        code, shown = run(capsys, "test", "netservers", "--ticket")
        assert code == 1
        assert says in shown
        assert "A test is there" not in shown  # not tried after that


def test_nobody_at_the_address_is_told(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connect(var, "zendesk", serving.nobody())
    code, shown = run(capsys, "test", "netservers")
    assert (code, "Nothing answers there" in shown, "firewall" in shown) == (1, True, True)


def test_a_name_that_nobody_knows_is_told(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connect(var, "zendesk", "https://help.invalid")
    code, shown = run(capsys, "test", "netservers")
    assert (code, "No name server knows help.invalid." in shown) == (1, True)


def test_what_is_not_connected_and_who_is_not_known_is_refused(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "test", "netservers") == (
        2,
        "netservers has connected no helpdesk: see docs/helpdesks.md.\n",
    )
    assert run(capsys, "test", "nobody")[0] == 2


@contextmanager
def with_a_certificate_of_its_own(folder: Path) -> Iterator[str]:
    """An https server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "own.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM) + pem)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_certificate_that_nobody_vouches_for_gets_no_key_and_no_ticket(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with with_a_certificate_of_its_own(var) as url:
        connect(var, "zendesk", url)
        code, shown = run(capsys, "test", "netservers")
        assert (code, "Its certificate is not good: self-signed" in shown) == (1, True)
        for system in SERVERS:
            carrier = by_http(helpdesk(system, url), FolderFiles(var), lambda: MONDAY, lambda _: None)[
                TICKET_KIND
            ]
            assert carrier.deliver(item(TICKET_KIND)) == TryAgain("its certificate is not one that we trust")
