"""Everything that the page of a case shows: dates, what they rest on, what happened, what was promised.

No story, no name and no address of the customer's: whoever holds the link sees dates, steps and the files that they
sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.decisions.adr import OFCOM_ADR_PAGE
from bot.decisions.calendar import london_date
from bot.decisions.case_moves import CAN_COME_BACK
from bot.decisions.file_size import size_in_words
from bot.decisions.records import Case, CaseStatus, Promise
from bot.services.case_adr import adr_dates
from bot.services.case_copy import copy_of
from bot.services.case_dates import CaseDate, target_dates
from bot.services.case_link import file_token, read_case_link
from bot.services.case_timeline import Happening, Promised, happenings, promised
from bot.services.context import Context
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.wording import span_in_words

ENDED: Final = CAN_COME_BACK
"""Nobody has to act on the dates of these any more."""


@dataclass(frozen=True)
class CaseFile:
    """A file that can be opened from the page, for a while, by ``token``. ``size`` is in words."""

    id: str
    token: str
    name: str
    size: str
    day: str


@dataclass(frozen=True)
class CaseWorking:
    """The page of one case. ``version`` rises with every event of it. ``ended`` is a sentence for a case whose dates no
    longer count, ``unsure`` one in the place of the scheme's dates; ``membership`` says how sure the scheme is.
    ``told`` are the first and last day on which they can have told the provider first, where they said so (one day
    twice if they named it), and ``told_words`` the same as it goes on after "first told". ``file_minutes``: for how
    long the files can be opened from this page. ``agreed`` is what a person noted as agreed when they left the chat, in
    a sentence: the customer was told it. ``copy``: whether all of it can be mailed to them (``case_copy.Copy``).
    a sentence: the customer was told it. ``can_come_back``: it
    has ended, and the customer can open it again.
    """

    reference: str
    provider: str
    scheme: str
    status: str
    today: date
    today_words: str
    received_on: date
    told: tuple[date, date] | None
    told_words: str | None
    ended: str | None
    unsure: str | None
    membership: str
    dates: tuple[CaseDate, ...]
    happenings: tuple[Happening, ...]
    promises: tuple[Promised, ...]
    version: int
    files: tuple[CaseFile, ...] = ()
    file_minutes: int = 0
    agreed: str | None = None
    provider_slug: str = ""
    copy: str = "person"
    can_come_back: bool = False

    @property
    def told_on(self) -> date | None:
        """The day of the first complaint to the provider, where the customer named one."""
        return self.told[0] if self.told is not None and self.told[0] == self.told[1] else None

    def dated(self, key: str) -> CaseDate | None:
        """The date that ``key`` names, if the case has it."""
        return next((each for each in self.dates if each.key == key), None)


def open_case_page(context: Context, token: str) -> CaseWorking | None:
    """The page that a link leads to; ``None`` for a link that is no good (any more)."""
    case_id = read_case_link(context, token)
    if case_id is None:
        return None
    with context.store.read() as tx:
        case = tx.cases.get(case_id)
        if case is None or tx.conversations.get(case.conversation_id).erased_at is not None:
            return None
        return case_working(context, tx, case)


def case_working(context: Context, tx: Transaction, case: Case) -> CaseWorking:
    """What the page of ``case`` shows today. Raises ``UnknownProvider`` when its profile was taken away."""
    provider = context.provider(case.provider)
    scheme = context.schemes[provider.adr.scheme].name.value
    words = context.words
    events, promises = tx.cases.events(case.id), tx.promises.of_case(case.id)
    intake = tx.intakes.get(case.intake_id)
    adr = adr_dates(context, case, {**case.details, **(intake.answers if intake else {})})
    targets = [_with_outcome(each, promises, case.status) for each in target_dates(context, case, events)]
    return CaseWorking(
        reference=case.reference,
        provider=provider.name,
        scheme=scheme,
        status=words.text(f"utter_status_{case.status}"),
        today=context.today(),
        today_words=context.day(context.today()),
        received_on=london_date(case.received_at),
        told=adr.told,
        told_words=span_in_words(*adr.told, context.today()) if adr.told else None,
        ended=words.text(f"utter_case_page_ended_{case.status}") if case.status in ENDED else None,
        unsure=adr.unsure,
        membership=words.text(
            "utter_adr_membership",
            provider=provider.name,
            scheme=scheme,
            check_url=context.rules.at(OFCOM_ADR_PAGE, context.today()).value,
        ),
        dates=tuple(sorted((*targets, *adr.dates), key=lambda each: each.on)),
        happenings=tuple(happenings(context, provider, events)),
        promises=tuple(promised(context, promises, events, case.status)),
        version=len(events),
        files=tuple(
            CaseFile(
                id=file.id,
                token=file_token(context, case, file.id),
                name=file.name,
                size=size_in_words(file.size),
                day=context.day(london_date(file.stored_at)),
            )
            for file in tx.files.of_case(case.id)
        ),
        file_minutes=context.rule("file_link_lifetime"),
        agreed=_agreed(context, tx, case),
        provider_slug=case.provider,
        copy=copy_of(tx, case).value,
        can_come_back=case.status in CAN_COME_BACK,
    )


def _agreed(context: Context, tx: Transaction, case: Case) -> str | None:
    """What was agreed in the chat belongs to the newest case of it."""
    newest = case_of(tx, case.conversation_id)
    agreed = (
        tx.conversations.get(case.conversation_id).agreed
        if newest is not None and newest.id == case.id
        else None
    )
    provider = context.provider(case.provider).name
    return context.words.text("utter_agreed_before", provider=provider, agreed=agreed) if agreed else None


def _with_outcome(dated: CaseDate, promises: Iterable[Promise], status: CaseStatus) -> CaseDate:
    """Done, if the promise of that kind for that day was kept; answered, while an offer stands."""
    kind = f"target.{dated.key.partition('-')[0]}"
    kept = any(p.kind == kind and p.due_on == dated.on and p.kept_at is not None for p in promises)
    return replace(dated, done=kept, answered=not kept and status is CaseStatus.OUTCOME_OFFERED)
