"""As it is built from the environment and a provider's file: a complaint, the relay's own rounds, and back."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.clock import clock_from
from bot.bootstrap import build_context
from bot.bootstrap_relay import relay_round
from bot.config import Config
from bot.decisions.errors import BrokenConnections
from bot.decisions.records import Sender
from tests.support.case_rows import add_case
from tests.support.helpdesk_rows import KEY
from tests.support.helpdesks.zendesk import zendesk
from tests.support.store import fresh_url
from tests.support.waiting import until

FILE = "helpdesk: {{system: zendesk, url: '{url}', email: firstline@help.example, token: '${{HELP_KEY}}'}}"


def set_now(folder: Path, instant: str) -> None:
    """In one step: the round has threads of its own that read the clock meanwhile."""
    draft = folder / "now.new"
    draft.write_text(instant)
    draft.replace(folder / "now")


def environment(tmp_path: Path, url: str) -> dict[str, str]:
    folder = tmp_path / "connections"
    folder.mkdir()
    (folder / "it-communications.yml").write_text(FILE.format(url=url), encoding="utf-8")
    set_now(tmp_path, "2026-11-23T10:00:00Z")
    (tmp_path / "run").mkdir()
    return {
        "FIRSTLINE_VAR": str(tmp_path),
        "DATABASE_URL": fresh_url(tmp_path),
        "FIRSTLINE_SECRET": "a secret of the stack",
        "FIRSTLINE_NOW": str(tmp_path / "now"),
        "HELP_KEY": KEY,
        "ENGINE_TOKEN": "t",
    }


def test_from_the_file_to_the_ticket_and_from_the_answer_to_the_chat(tmp_path: Path) -> None:
    with zendesk() as behind:
        env = environment(tmp_path, behind.server.url)
        context = build_context(Config.from_env(env), env)
        case = add_case(context)
        round_ = relay_round(Config.from_env(env), env)
        try:
            set_now(tmp_path, "2026-11-23T10:06:00Z")

            def arrived() -> bool:
                round_()
                return bool(behind.tickets)

            until(arrived, "the ticket is there", 60)
            [(number, ticket)] = behind.tickets.items()
            assert ticket["external_id"] == case.reference
            behind.now = clock_from(env)()
            behind.says(number, "We ring you at four.")
            minutes = itertools.count(12)

            def answered() -> bool:
                # A look that was under way when they answered has not seen it: there is a next one minutes later.
                now = datetime(2026, 11, 23, 10, tzinfo=UTC) + timedelta(minutes=next(minutes))
                set_now(tmp_path, now.isoformat())
                round_()
                with context.store.read() as tx:
                    lines = tx.messages.newest(case.conversation_id, 20)
                return any(line.sender is Sender.AGENT and "at four" in line.text for line in lines)

            until(answered, "the answer is in the chat", 60)
            with context.store.read() as tx:
                kept = tx.tickets.of_case(case.id)
            assert kept is not None
            assert kept.number == str(number)
        finally:
            round_.close()


def test_nothing_is_built_over_a_file_that_is_wrong(tmp_path: Path) -> None:
    env = environment(tmp_path, "https://help.example")
    del env["HELP_KEY"]
    with pytest.raises(BrokenConnections, match="HELP_KEY is not set"):
        build_context(Config.from_env(env), env)
