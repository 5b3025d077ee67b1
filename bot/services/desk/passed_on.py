"""A chat that was passed to a named agent, who has not taken it up yet: until then its customer waits."""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Handoff
from bot.services.ports import Transaction

PASSED_ON: Final = "handoff.passed_on"
"""In the audit trail of the chat; its data: ``to``, the id of who has it next (``None`` for the queue)."""


def is_passed_on(tx: Transaction, handoff: Handoff) -> bool:
    """Whether the last one it was passed to has done nothing with it since, by the order of the audit trail."""
    if handoff.claimed_by is None:
        return False
    done = [
        each
        for each in tx.audit.of(f"conversation:{handoff.conversation_id}")
        if each.at >= handoff.requested_at
    ]
    given = [each for each in done if each.action == PASSED_ON and each.data.get("to") == handoff.claimed_by]
    if not given:
        return False
    return not any(each.id > given[-1].id and each.agent_id == handoff.claimed_by for each in done)
