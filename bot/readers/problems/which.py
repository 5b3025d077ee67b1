"""One problem for a description, or none: a wrong playbook is worse than no playbook."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.decisions.problem import Problem
from bot.readers.problems.bill_wrong import is_bill
from bot.readers.problems.charge_after_leaving import is_charged_after_leaving
from bot.readers.problems.missed_appointment import is_missed_visit
from bot.readers.problems.no_service import is_dead
from bot.readers.problems.order_delayed import is_late_order
from bot.readers.problems.porting import is_porting
from bot.readers.problems.privacy import is_privacy
from bot.readers.problems.rude_or_no_reply import is_treatment
from bot.readers.problems.slow import is_slow
from bot.readers.problems.spelling import plainly
from bot.readers.problems.voip_quality import is_call_quality

READERS: dict[Problem, Callable[[str], bool]] = {
    Problem.PRIVACY: is_privacy,
    Problem.CHARGE_AFTER_LEAVING: is_charged_after_leaving,
    Problem.PORTING: is_porting,
    Problem.MISSED_APPOINTMENT: is_missed_visit,
    Problem.ORDER_DELAYED: is_late_order,
    Problem.NO_SERVICE: is_dead,
    Problem.VOIP_QUALITY: is_call_quality,
    Problem.SLOW: is_slow,
    Problem.BILL_WRONG: is_bill,
    Problem.RUDE_OR_NO_REPLY: is_treatment,
}
"""The first that fits is the problem. What explains the others comes before them: nobody who waits for an engineer, a
number or an order is sent to restart a router, and how they were treated is the problem only where no other is told."""


def problem_of(description: str, besides: Collection[Problem] = ()) -> Problem | None:
    """What the description is about, ``besides`` those that the customer said it is not; ``None`` when it fits no
    playbook."""
    words = plainly(description)
    left = ((problem, says) for problem, says in READERS.items() if problem not in besides)
    return next((problem for problem, says in left if says(words)), None)
