"""Several customers who tell the same problem today, in chats of their own."""

from __future__ import annotations

from bot.services.context import Context
from tests.support.context import Chat
from tests.support.telling import begin


def several_tell(
    context: Context,
    how_many: int = 4,
    provider: str = "netservers",
    story: str = "My broadband is down",
    first: int = 0,
) -> list[Chat]:
    """Each begins a complaint now. ``first``: the number from which their ids count."""
    made = [Chat(context, provider, f"{number:032x}") for number in range(first, first + how_many)]
    for each in made:
        begin(each, story)
    return made
