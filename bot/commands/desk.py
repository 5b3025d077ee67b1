"""What the desk commands read: the shipped profiles, the clock and the bank holidays. Loaded when first asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.decisions.calendar import BankHolidays
from bot.decisions.language import Languages
from bot.decisions.mail import Letter
from bot.decisions.playbook import Playbooks
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme

if TYPE_CHECKING:
    from bot.adapters.printed_letters import PrintedLetters


def profiles() -> dict[str, Provider]:
    """Every profile by slug. Raises ``BrokenProfile``."""
    from bot.adapters.yaml_files import load_providers

    return load_providers()


def profile(slug: str) -> Provider:
    """Raises ``UnknownProvider`` or ``BrokenProfile``."""
    from bot.adapters.yaml_files import PROVIDERS, load_provider

    return load_provider(PROVIDERS, slug)


def rulebook() -> Rulebook:
    """Every rule by key. Raises ``BrokenRule``."""
    from bot.adapters.yaml_files import load_rules

    return load_rules()


def schemes() -> dict[str, Scheme]:
    """Every ADR scheme by key. Raises ``BrokenRule``."""
    from bot.adapters.yaml_files import load_schemes

    return load_schemes()


def playbooks() -> Playbooks:
    """Every playbook by problem. Raises ``BrokenPlaybook``."""
    from bot.adapters.playbook_files import load_playbooks

    return load_playbooks()


def printed_letters() -> PrintedLetters:
    """How letters of a provider are worded and set."""
    from bot.adapters.printed_letters import PrintedLetters

    return PrintedLetters()


def letter(template: str, facts: Mapping[str, Any]) -> Letter:
    """A letter of ``bot/letters``. Raises ``BrokenWording``."""
    from bot.adapters.letters import TemplateLetters

    return TemplateLetters().render(template, facts)


def now() -> datetime:
    """The present instant by the clock of every process (``FIRSTLINE_NOW``), aware, in UTC."""
    from bot.adapters.clock import clock_from

    return clock_from(os.environ)()


def bank_holidays() -> BankHolidays:
    from bot.adapters.holidays import LibraryBankHolidays

    return LibraryBankHolidays()


def languages() -> Languages:
    """What customers write in and we do not answer in. Raises ``BrokenRule``."""
    from bot.adapters.languages import load_languages

    return load_languages()


def print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
