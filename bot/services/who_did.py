"""Who did what stands in the audit trail."""

from __future__ import annotations

from typing import Final, Literal

from bot.decisions.records import AuditEntry
from bot.services.corrected import CORRECTED
from bot.services.earlier_chat import FOLLOWS

Doer = Literal["agent", "customer", "not_known", "command_line"]

_OF_CUSTOMERS: Final = (CORRECTED, FOLLOWS)
"""What nobody but a customer does."""
_SIGNING_IN: Final = "sign_in."


def who_did(entry: AuditEntry) -> Doer:
    """``not_known``: a try to sign in, which anybody may have made. ``command_line``: somebody with access to the
    machine."""
    if entry.agent_id is not None:
        return "agent"
    if entry.action in _OF_CUSTOMERS or entry.data.get("by") == "customer":
        return "customer"
    return "not_known" if entry.action.startswith(_SIGNING_IN) else "command_line"
