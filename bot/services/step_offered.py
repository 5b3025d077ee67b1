"""A plain yes right below the button that takes a complaint one step higher: it means just that."""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.records import Sender
from bot.readers.message import YES, plain
from bot.services.context import Context
from bot.services.heard import Heard

HIGHER: Final = "/request_escalation"
_LAST_LINES: Final = 20
_FEW: Final = 6
"""Words of a yes."""


def says_yes_to_higher(context: Context, heard: Heard) -> bool:
    """Whether ``heard`` is a yes, and the last line of ours offers that step and no other yes: one that offers more
    than a single thing is no question that a yes could answer."""
    if heard.choice is not None or not YES.search(plain(heard.text)) or len(heard.text.split()) > _FEW:
        return False
    if re.search(r"\bno\b|\bnot\b|n't\b", plain(heard.text)):
        return False
    with context.store.read() as tx:
        lines = tx.messages.newest(heard.conversation_id, _LAST_LINES)
    for line in reversed(lines):
        if line.sender is not Sender.CUSTOMER:
            return [button["payload"] for button in line.buttons] == [HIGHER]
    return False
