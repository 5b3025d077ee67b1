"""The days that the provider still aims at for a complaint, as they were told last: in one place for whoever asks when
it is mended, paid or answered, in a form or outside of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.decisions.late import due_by, first_aim_is_met
from bot.decisions.records import Case
from bot.services.case_words import later_aims
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.ports import Transaction
from bot.wording import Said


def first_aim(context: Context, tx: Transaction, case: Case) -> Says:
    """The aim that it was opened with, by the day that holds now, or that this day has passed. Nothing once it is met,
    or while an answer waits for the customer's word."""
    promises = tx.promises.of_case(case.id)
    due_on = None if first_aim_is_met(case, promises) else due_by(case, promises)
    if due_on is None:
        return []
    late = "_late" if due_on < context.today() else ""
    return [_aim(f"{case.target_kind}{late}", due_on)]


def all_aims(context: Context, tx: Transaction, case: Case) -> Says:
    """The same, and the other targets that are ahead."""
    return [*first_aim(context, tx, case), *(_aim(kind, day) for kind, day in later_aims(context, case))]


def aims_in_words(context: Context, case: Case, aims: Says) -> list[Said]:
    """``aims`` as they are said."""
    provider = context.provider(case.provider).name
    return [
        context.words.say(key, provider=provider, day=context.day(date.fromisoformat(facts["day"]["to"])))
        for key, facts in aims
    ]


def is_late_aim(aims: Says) -> bool:
    """Whether the first of ``aims`` says that its day has passed."""
    return bool(aims) and aims[0][0].endswith("_late")


def _aim(kind: str, due_on: date) -> tuple[str, dict[str, Any]]:
    due = due_on.isoformat()
    return f"utter_close_target_{kind}", {"day": {"from": due, "to": due}}
