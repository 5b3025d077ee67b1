"""The two links of the mail "is it still sorted?": a look at what one would do, and the press of its button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.decisions.case_moves import CAN_COME_BACK
from bot.decisions.records import Case, CaseStatus
from bot.services.case_link import StillSorted, case_link, read_still_sorted_link
from bot.services.context import Context
from bot.services.move_case import Word, is_confirmed_sorted, late_by_now, reopen, still_sorted
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat

Stands = Literal["asks", "confirmed", "reopened", "over"]


@dataclass(frozen=True)
class StillSortedPage:
    """``asks``: the button does what ``still`` says; ``confirmed`` and ``reopened``: that has been said; ``over``: the
    complaint went on since, and this link changes nothing any more. ``late``: the day of its target has passed."""

    reference: str
    provider: str
    still: bool
    stands: Stands
    status: str
    link: str
    late: bool = False


def look_still_sorted(context: Context, token: str) -> StillSortedPage | None:
    """What the page of a link shows. It changes nothing: programs that check mails follow links. ``None`` for a link
    that is no good; raises ``LinkTooOld``."""
    said = read_still_sorted_link(context, token)
    if said is None:
        return None
    with context.store.read() as tx:
        case = tx.cases.get(said.case_id)
        return None if case is None else _page(context, tx, case, said)


def answer_still_sorted(context: Context, token: str) -> StillSortedPage | None:
    """Do what the button of the link says, once. A link of an earlier time that it was asked does nothing. ``None`` and
    ``LinkTooOld`` as above."""
    said = read_still_sorted_link(context, token)
    if said is None:
        return None
    with context.store.write() as tx:
        case = tx.cases.get(said.case_id)
        if case is None:
            return None
        if _page(context, tx, case, said).stands != "asks":
            return _page(context, tx, case, said)
        if said.still:
            still_sorted(
                context, tx, case, Word(context.words.text("utter_still_sorted_pressed_yes"), "link")
            )
        else:
            pressed = Word(context.words.text("utter_still_sorted_pressed_no"), "link")
            case = reopen(context, tx, case, pressed)
            provider = context.provider(case.provider).name
            line = context.words.say("utter_reopened", reference=case.reference, provider=provider)
            tell_in_chat(context, tx, case.conversation_id, [line])
        page = _page(context, tx, case, said)
        tx.commit()
    return page


def _page(context: Context, tx: Transaction, case: Case, said: StillSorted) -> StillSortedPage:
    return StillSortedPage(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        still=said.still,
        stands=_stands(tx, case, said),
        status=context.words.text(f"utter_status_{case.status}"),
        link=case_link(context, case),
        late=case.status not in CAN_COME_BACK and late_by_now(context, tx, case),
    )


def _stands(tx: Transaction, case: Case, said: StillSorted) -> Stands:
    """Who said yes may still say no, for what is sorted can break again; after a no the case goes its way."""
    asked_now = case.status is CaseStatus.RESOLVED and case.reminded_at == said.asked_at
    if not asked_now:
        was_open = case.status_since is not None and case.status_since >= said.asked_at
        return "reopened" if was_open and case.status is CaseStatus.OPEN and not said.still else "over"
    return "confirmed" if said.still and is_confirmed_sorted(tx, case) else "asks"
