"""The shipped rules, schemes and profiles, read once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rules()


@pytest.fixture(scope="session")
def schemes() -> Mapping[str, Scheme]:
    return load_schemes()


@pytest.fixture(scope="session")
def providers() -> Mapping[str, Provider]:
    return load_providers()


@pytest.fixture(scope="session")
def holidays() -> LibraryBankHolidays:
    return LibraryBankHolidays()
