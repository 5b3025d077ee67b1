"""A case of I.T Communications with a confirmed address, and an agent who writes its letters."""

from __future__ import annotations

import pytest

from bot.decisions.records import Agent, Case
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import confirm


@pytest.fixture
def priya(context: Context) -> Agent:
    return add_agent(context)


@pytest.fixture
def case(context: Context) -> Case:
    made = add_case(context, told="2026-11-05")
    confirm(context, made)
    return made
