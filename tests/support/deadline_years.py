"""Years of complaints, lived through day by day: what was due, and whether it was met or stood as missed on that day.

What is due is worked out here once more, by counting days one by one, and not by the code that is tried.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.decisions.case_moves import moved
from bot.decisions.letter_record import LetterKind
from bot.decisions.records import Agent, Case, CaseStatus, Role
from bot.services.clocks.prepare_adr_letter import prepare_adr_letters
from bot.services.clocks.remind_of_offer import remind_of_offer
from bot.services.clocks.remind_of_window import remind_of_window
from bot.services.clocks.send_adr_letter import send_adr_letters
from bot.services.clocks.stop_adr_letter import stop_adr_letter
from bot.services.close_for_silence import close_for_silence
from bot.services.context import Context
from bot.services.desk.deadline_list import deadline_list
from bot.services.desk.work_case import offer_outcome, promise
from bot.services.letters.edit import edit_letter
from bot.services.tell_late import tell_late
from tests.support.case_rows import add_case
from tests.support.context import Clock

WATCHES: tuple[Callable[[Context], int], ...] = (
    tell_late,
    close_for_silence,
    prepare_adr_letters,
    send_adr_letters,
    remind_of_offer,
    remind_of_window,
)
"""What the relay looks for by itself, but for "is it still sorted?"."""
_LONDON = ZoneInfo("Europe/London")
_SIX_WEEKS_SINCE = date(2026, 4, 8)
_UNSOLVED = (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.OUTCOME_OFFERED)


@dataclass
class Tally:
    """``faults``: deadlines that were neither met nor shown as missed on the day after, and letters that went on
    another day than they should."""

    cases: int = 0
    days: int = 0
    met: Counter[str] = field(default_factory=Counter)
    shown_missed: Counter[str] = field(default_factory=Counter)
    stopped: int = 0
    faults: list[str] = field(default_factory=list)


def letter_day(first: date) -> date:
    """The day on which the wait is over, counted a day at a time: six weeks, eight for one made before 8 April 2026."""
    days_left, day = (42 if first >= _SIX_WEEKS_SINCE else 56), first
    while days_left:
        day, days_left = day + timedelta(days=1), days_left - 1
    return day


class Years:
    """``agent`` works at every provider. Each morning at nine the relay looks; then people do things by chance."""

    def __init__(self, context: Context, clock: Clock, agent: Agent, seed: int) -> None:
        self.context, self.clock, self.agent = context, clock, agent
        self.chance = random.Random(seed)
        self.tally = Tally()
        self.open: dict[str, Case] = {}
        self.due: dict[str, date] = {}
        self.handled: set[str] = set()
        """Ids whose letter is not to go by itself: stopped, edited until it cannot go, or not needed any more."""

    def live(self, cases: int, days: int) -> Tally:
        """So many complaints spread over so many days."""
        wanted = sorted(self.chance.randrange(max(1, days - 80)) for _ in range(cases))
        for number in range(days):
            self._morning()
            while wanted and wanted[0] == number:
                wanted.pop(0)
                self._complain()
            self._work()
            self._night()
            self.tally.days += 1
        return self.tally

    # -- a day

    def _morning(self) -> None:
        today = self.context.today()
        self.clock.instant = datetime.combine(today, time(9), _LONDON).astimezone(UTC)
        for watch in WATCHES:
            watch(self.context)
        for watch in WATCHES:  # a second relay, or a restart: nothing is done twice
            again = watch(self.context)
            if again:
                self.tally.faults.append(f"{today} {watch.__name__} did {again} more at its second look")
        self._look_at_letters(today)
        self._look_at_the_desk(today)

    def _night(self) -> None:
        following = self.context.today() + timedelta(days=1)
        self.clock.instant = datetime.combine(following, time(0, 0, 30), _LONDON).astimezone(UTC)

    def _look_at_letters(self, today: date) -> None:
        """Every letter that is due today was issued today, and none was issued on another day."""
        with self.context.store.read() as tx:
            for id in list(self.open):
                issued = [
                    each
                    for each in tx.letters.of_case(id)
                    if each.kind is LetterKind.ADR_END_OF_WAIT and each.issued_on == today
                ]
                due = self.due[id]
                if id in self.handled:
                    if issued:
                        self.tally.faults.append(
                            f"{today} {id}: a letter went that was stopped or not needed"
                        )
                elif due <= today and not issued:
                    self.tally.faults.append(f"{today} {id}: the letter of {due} did not go")
                elif issued and today != due and not self._came_late(id, today):
                    self.tally.faults.append(f"{today} {id}: the letter of {due} went on {today}")
                if issued:
                    self.tally.met["adr_letter"] += 1
                    self.handled.add(id)

    def _came_late(self, id: str, today: date) -> bool:
        """They complained here when the wait was over already."""
        return self.due[id] <= today - timedelta(days=1) and self.open[id].opened_at.astimezone(
            _LONDON
        ).date() == today - timedelta(days=1)

    def _look_at_the_desk(self, today: date) -> None:
        """What was promised for yesterday was kept, moved, ended with the case, or stands as missed today."""
        yesterday = today - timedelta(days=1)
        stuck = self._stuck()
        shown = {row.reference for row in deadline_list(self.context, self.agent).missed}
        with self.context.store.read() as tx:
            for id, case in list(self.open.items()):
                now = tx.cases.get(id)
                assert now is not None
                for each in tx.promises.of_case(id):
                    if each.due_on != yesterday or each.moved_to is not None:
                        continue
                    kind = each.kind
                    if each.kept_at is not None:
                        self.tally.met[kind] += 1
                    elif case.reference in shown:
                        self.tally.shown_missed[kind] += 1
                        if now.status is CaseStatus.OPEN and each.late_told_at is None:
                            self.tally.faults.append(f"{today} {id}: nobody was told that {kind} is late")
                    else:
                        self.tally.faults.append(
                            f"{today} {id}: {kind} of {yesterday} is neither met nor shown"
                        )
                if id in stuck and case.reference not in shown:
                    self.tally.faults.append(f"{today} {id}: a letter that is stuck is not shown as missed")
                elif id in stuck and self.due[id] == yesterday:
                    self.tally.shown_missed["adr_letter"] += 1
                if now.status not in _UNSOLVED and self._nothing_to_come(id):
                    del self.open[id]
                elif now.status not in _UNSOLVED:
                    self.handled.add(id)

    def _stuck(self) -> set[str]:
        return {
            id
            for id in self._broken
            if id in self.open and self.due[id] < self.context.today() and self._needs(id)
        }

    def _needs(self, id: str) -> bool:
        with self.context.store.read() as tx:
            case = tx.cases.get(id)
        return case is not None and case.status in _UNSOLVED

    def _nothing_to_come(self, id: str) -> bool:
        with self.context.store.read() as tx:
            return all(
                each.kept_at is not None or each.moved_to is not None for each in tx.promises.of_case(id)
            )

    # -- what people do

    _broken: set[str]

    def _complain(self) -> None:
        chance, today = self.chance, self.context.today()
        provider = chance.choice(sorted(self.context.providers))
        earlier = chance.choices((None, 1, 10, 40, 70), weights=(60, 15, 15, 7, 3))[0]
        told = None if earlier is None else (today - timedelta(days=earlier)).isoformat()
        self.tally.cases += 1
        at = datetime.combine(today, time(9 + chance.randrange(0, 8)), _LONDON).astimezone(UTC)
        self.clock.instant = max(self.clock.instant, at)  # several a day never reach into the next
        case = add_case(self.context, provider, told, id=f"y{self.tally.cases}", address="sam@example.com")
        self.open[case.id] = case
        self.due[case.id] = letter_day(date.fromisoformat(told) if told else today)

    def _work(self) -> None:
        for id in list(self.open):
            roll = self.chance.random()
            with self.context.store.read() as tx:
                case = tx.cases.get(id)
            if case is None or case.status not in _UNSOLVED:
                continue
            if roll < 0.03:
                self._status(case, CaseStatus.RESOLVED if roll < 0.025 else CaseStatus.WITHDRAWN)
            elif roll < 0.06 and case.status is CaseStatus.OPEN:
                offer_outcome(self.context, self.agent, case.reference, "We credit you £20.")
            elif roll < 0.08 and case.status is CaseStatus.OPEN:
                day = self.context.today() + timedelta(days=self.chance.randrange(1, 10))
                promise(self.context, self.agent, case.reference, "An engineer comes.", day)
            elif roll < 0.12:
                self._keep_one(case)
            elif roll < 0.125 and id not in self.handled:
                stop_adr_letter(self.context, self.agent, case.reference, "They say that it works.")
                self.handled.add(id)
                self.tally.stopped += 1
            elif roll < 0.135 and id not in self.handled:
                self._break_the_draft(case)

    def _status(self, case: Case, status: CaseStatus) -> None:
        with self.context.store.write() as tx:
            tx.cases.save(moved(case, status, self.context.now()))
            tx.promises.settle(case.id, self.context.now())
            tx.commit()
        self.handled.add(case.id)

    def _keep_one(self, case: Case) -> None:
        with self.context.store.write() as tx:
            waiting = [each for each in tx.promises.of_case(case.id) if each.kept_at is None]
            if waiting:
                tx.promises.save(replace(waiting[0], kept_at=self.context.now()))
            tx.commit()

    def _break_the_draft(self, case: Case) -> None:
        """Somebody takes out of a draft what must stand in it."""
        with self.context.store.write() as tx:
            drafts = [each for each in tx.letters.of_case(case.id) if not each.is_issued]
            for draft in drafts:
                edit_letter(self.context, tx, draft, by=self.agent, subject=draft.subject, body="Goodbye.")
                self._broken.add(case.id)
                self.handled.add(case.id)
            tx.commit()


def live(context: Context, clock: Clock, cases: int, days: int, seed: int) -> Tally:
    """From 1 January 2026, with an agent who works at every provider."""
    clock.instant = datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC)
    roles = dict.fromkeys(context.providers, Role.SUPERVISOR)
    agent = Agent("priya", "Priya", "priya@example.com", "x", clock.instant, None, roles)
    with context.store.write() as tx:
        tx.agents.add(agent)
        tx.commit()
    years = Years(context, clock, agent, seed)
    years._broken = set()
    return years.live(cases, days)
