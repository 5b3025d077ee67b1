"""Did somebody choose their password themselves?"""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Agent
from bot.services.account_trail import subject_of
from bot.services.context import Context

_BY_OTHERS: Final = {"account.added", "account.password_set"}
_BY_ONESELF: Final = "account.password_changed"


def password_is_own(context: Context, agent: Agent) -> bool:
    """False while the password is the one that another person gave them, and so knows."""
    with context.store.read() as tx:
        actions = [entry.action for entry in tx.audit.of(subject_of(agent))]
    last = next((each for each in reversed(actions) if each in _BY_OTHERS or each == _BY_ONESELF), None)
    return last == _BY_ONESELF
