"""Where a person at the provider can answer a case by mail, so that the customer hears it."""

from __future__ import annotations

from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.mail_addresses import team_reply_address


def reply_address(context: Context, case: Case) -> str | None:
    """An address of the case's own, good only for the provider's people; ``None`` while no mailbox is connected."""
    return team_reply_address(context, case)
