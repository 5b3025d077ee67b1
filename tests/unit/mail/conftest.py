"""A provider whose mail is connected, with a case, and one that is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.decisions.connections import Connections
from bot.decisions.mail_connection import MailConnection
from bot.decisions.records import Case
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.mails import HOME

CONTACT = "c0ffee00" * 4


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def connection() -> MailConnection:
    return MailConnection.model_validate(
        {
            "address": HOME,
            "name": "I.T complaints",
            "team": ["team@it-communications.example"],
            "smtp": {"host": "127.0.0.1", "security": "none", "port": 2525},
            "imap": {"host": "127.0.0.1", "security": "none", "user": "u", "password": "p"},
        }
    )


@pytest.fixture
def context(tmp_path: Path, clock: Clock, connection: MailConnection) -> Context:
    made = make_context(tmp_path, clock)
    return replace(made, connections={"it-communications": Connections(mail=connection)})


@pytest.fixture
def case(context: Context) -> Case:
    return add_case(context, contact_id=CONTACT)
