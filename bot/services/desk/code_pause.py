"""After wrong spoken codes an agent has to wait: whoever tries them one after the other would read strangers' chats."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from bot.services.context import Context
from bot.services.ports import Transaction

WRONG = "spoken_code.unknown"
"""What a wrong try is called in the audit trail, where they are counted."""


def minutes_to_wait(context: Context, tx: Transaction, agent_id: str) -> int:
    """Whole minutes until the agent may try again, 0 for at once (rule ``spoken_code_pauses``).

    A step ``{tries, within_minutes}`` refuses while there were that many wrong tries within those minutes. Refused
    tries are not counted, so the pause ends by itself.
    """
    at, longest = context.now(), timedelta()
    for step in context.rules.at("spoken_code_pauses", context.today()).value:
        within = timedelta(minutes=step["within_minutes"])
        wrong = tx.audit.times(agent_id, WRONG, at - within)
        if len(wrong) >= step["tries"]:
            # The pause ends when the oldest of the last so many is old enough.
            longest = max(longest, wrong[-step["tries"]] + within - at)
    return ceil(longest / timedelta(minutes=1))
