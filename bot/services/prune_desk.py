"""What the desk keeps for a while only: tries to sign in, and sessions that are over. The audit trail stays."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from bot.services.context import Context
from bot.services.identity.limits import longest_looked_back

EVERY_SECONDS = 3600.0

log = logging.getLogger(__name__)


def prune_desk(context: Context) -> tuple[int, int]:
    """Drop what rules ``sign_ins_kept`` and ``sessions_kept`` say; how many tries and sessions went.

    No try goes that a pause (``sign_in_pauses``, ``identity_pauses``) may still count.
    """
    at = context.now()
    pauses = context.rules.at("sign_in_pauses", context.today()).value
    longest = max(step["within_minutes"] for steps in pauses.values() for step in steps)
    tries = max(timedelta(days=context.rule("sign_ins_kept")), timedelta(minutes=longest))
    sessions = timedelta(days=context.rule("sessions_kept"))
    with context.store.write() as tx:
        gone = tx.sign_ins.prune(at - tries), tx.agent_sessions.prune(at - sessions)
        tx.recognitions.forget_tries(at - longest_looked_back(context))
        tx.second_steps.prune_halves(at)
        tx.received.prune(at - timedelta(days=context.rule("received_kept")))
        tx.commit()
    return gone


class Pruning:
    """Prunes at the first call and then every hour (``clock``: monotonic seconds). Raises nothing: letters must go out
    meanwhile, and it is tried again later."""

    def __init__(self, context: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self._context, self._clock = context, clock
        self._due: float | None = None

    def __call__(self) -> None:
        at = self._clock()
        if self._due is not None and at < self._due:
            return
        self._due = at + EVERY_SECONDS
        try:
            tries, sessions = prune_desk(self._context)
        except Exception as error:
            # Its message may quote a statement; the kind is enough to look further.
            log.error("Old sign-ins and sessions could not be dropped (%s)", type(error).__name__)
            return
        if tries or sessions:
            log.info("Dropped %d old tries to sign in and %d old sessions", tries, sessions)
