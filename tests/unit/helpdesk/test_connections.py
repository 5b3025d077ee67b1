"""The file of connected systems: what it may hold, what is refused, and that no secret of it is ever repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.connections import connection_problems, load_connections
from bot.decisions.connections import (
    MailHelpdesk,
    NoHelpdesk,
    OsTicketJson,
    OsTicketMail,
    Webhook,
    Zendesk,
    secrets_of,
)
from bot.decisions.errors import BrokenConnections

KEY = "s3cret-of-the-helpdesk"
ENV = {"HELP_KEY": KEY, "HOOK_KEY": "another-secret-of-16"}
PROVIDERS = ("netservers", "contactnow")
EXAMPLE = Path(__file__).parents[3] / "docs" / "connections.example.yml"


def written(tmp_path: Path, text: str, name: str = "netservers") -> Path:
    (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def faults(tmp_path: Path, text: str, *, production: bool = False) -> list[tuple[str, str]]:
    found = connection_problems(written(tmp_path, text), ENV, PROVIDERS, production=production)
    return [(each.key, f"{each.what} {each.mend}") for each in found]


SOUND = {
    NoHelpdesk: "helpdesk: {system: none}",
    OsTicketJson: "helpdesk: {system: osticket, url: https://help.example, key: '${HELP_KEY}', topic_id: 2}",
    OsTicketMail: "helpdesk: {system: osticket_mail, url: https://h.example, key: '${HELP_KEY}', to: a@h.example}",
    Zendesk: "helpdesk: {system: zendesk, url: https://x.zendesk.com, email: a@x.example, token: '${HELP_KEY}'}",
    Webhook: "helpdesk: {system: webhook, url: https://x.example, secret: '${HELP_KEY}', hook_secret: '${HOOK_KEY}'}",
    MailHelpdesk: "helpdesk: {system: mail, to: complaints@x.example}",
}


@pytest.mark.parametrize("kind", SOUND)
def test_each_system_can_be_written_down(tmp_path: Path, kind: type) -> None:
    made = load_connections(written(tmp_path, SOUND[kind]), ENV, PROVIDERS)["netservers"]
    assert type(made.helpdesk) is kind


def test_a_folder_that_is_not_there_and_an_empty_file_connect_nothing(tmp_path: Path) -> None:
    assert load_connections(tmp_path / "none", ENV, PROVIDERS) == {}
    assert load_connections(written(tmp_path, ""), ENV, PROVIDERS)["netservers"].helpdesk is None


def test_a_key_comes_from_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    made = load_connections(written(tmp_path, SOUND[Webhook]), ENV, PROVIDERS)["netservers"]
    assert sorted(secrets_of(made)) == sorted(ENV.values())
    assert KEY not in f"{made} {made!r}"


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("helpdesk: {system: none, colour: red}", "helpdesk.colour", "Take it away"),
        ("helpdesk: {system: lotus}", "helpdesk", "'osticket'"),
        ("helpdesk: {system: mail}", "helpdesk.to", "Add it"),
        ("helpdesk: {system: mail, to: Complaints}", "helpdesk.to", "pattern"),
        ("helpdesk: {system: osticket, url: help.example, key: '${HELP_KEY}'}", "helpdesk.url", "https://help"),
        ("helpdesk: {system: osticket, url: 'https://u:p@h.example', key: '${HELP_KEY}'}", "helpdesk.url", "without"),
        ("helpdesk: {system: osticket, url: https://help.example, key: '${NO_SUCH}'}", "helpdesk.key", "NO_SUCH"),
        (f"helpdesk: {{system: osticket, url: https://help.example, key: {KEY}}}", "helpdesk.key", "${NAME}"),
        ("helpdesk: {system: webhook, url: https://x.example, secret: '${HELP_KEY}', hook_secret: '${HELP_KEY}'}",
         "helpdesk", "must differ"),
        ("helpdesk: {system: none}\nhelpdesk: {system: none}", "helpdesk", "given twice"),
        ("helpdesk: [", "", "cannot be read as YAML"),
        ("- helpdesk", "", "valid dictionary"),
        ("fax: 1", "fax", "Take it away"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_mend_and_without_its_value(
    tmp_path: Path, text: str, key: str, says: str
) -> None:
    [(where, words)] = faults(tmp_path, text)
    assert where == key
    assert says in words
    assert KEY not in words


def test_a_short_signing_key_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "helpdesk: {system: webhook, url: https://x.example, secret: '${HELP_KEY}'}")
    [problem] = connection_problems(folder, {"HELP_KEY": "short"}, PROVIDERS)
    assert (problem.key, "16 characters" in problem.what) == ("helpdesk.secret", True)


def test_in_production_nothing_goes_unencrypted_over_a_network(tmp_path: Path) -> None:
    text = SOUND[OsTicketJson].replace("https", "http")
    assert faults(tmp_path, text) == []
    [(key, words)] = faults(tmp_path, text, production=True)
    assert (key, "unencrypted" in words) == ("helpdesk.url", True)
    assert faults(tmp_path, text.replace("help.example", "127.0.0.1:8080"), production=True) == []


def test_a_file_that_names_no_provider_is_found(tmp_path: Path) -> None:
    written(tmp_path, "helpdesk: {system: none}", "netserver")
    with pytest.raises(BrokenConnections, match=r"connections/netserver.yml: the file: It names no provider"):
        load_connections(tmp_path, ENV, PROVIDERS)


def test_every_part_of_the_example_is_sound(tmp_path: Path) -> None:
    """Each part of it is a file; what is commented out is read too."""
    parts = [
        "\n".join(line.removeprefix("# ") for line in part.splitlines() if not line.startswith("##"))
        for part in EXAMPLE.read_text(encoding="utf-8").split("\n\n")
        if "system:" in part
    ]
    assert len(parts) >= len(SOUND) - 1
    for part in parts:
        names = {word.split("}")[0] for word in part.split("${")[1:]}
        env = {name: f"{name}-0123456789" for name in names}
        assert connection_problems(written(tmp_path, part), env, PROVIDERS, production=True) == [], part
