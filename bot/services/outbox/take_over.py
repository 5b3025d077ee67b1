"""What a relay had in hand when it died is not left until its time is up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.services.ports import Store

logger = logging.getLogger("bot.relay")


def take_over(store: Store, me: str, is_gone: Callable[[str], bool]) -> int:
    """Let go of what relays had that are surely dead; how many items. Others keep theirs until their time is up."""
    with store.read() as tx:
        others = [each for each in tx.outbox.claimants() if each != me]
    released = 0
    for other in filter(is_gone, others):
        with store.write() as tx:
            items = tx.outbox.release(other)
            tx.commit()
        logger.warning("a relay died with %d items in hand; they are taken over", items)
        released += items
    return released
