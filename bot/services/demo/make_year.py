"""Make a year that never was, or take it away again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.demo_bank import Bank
from bot.decisions.demo_data import DONE, MARKS, Made, made_by
from bot.decisions.demo_times import at_hour, first_day, last_at_the_desk, moments, pick, storm_day
from bot.decisions.errors import Refused
from bot.services.add_agent import add_agent
from bot.services.context import Context
from bot.services.demo.stories import Hold, Plot, complaint, mornings, no_complaint
from bot.services.demo.world import DemoClock, World, with_batch
from bot.services.ports import Batch, FileStore, Letters, MailRemover, PasswordHasher, Store
from bot.services.take_file import Filing

Progress = Callable[[str, int, int], None]
"""Hears the month, how many complaints have begun, and of how many."""


@dataclass(frozen=True)
class Wanted:
    """``providers``: none is all, the busiest year being at the bank's own choice; else the first is in focus."""

    providers: tuple[str, ...] = ()
    cases: int = 600
    months: int = 12
    seed: str = "1"
    password: str | None = None


@dataclass(frozen=True)
class Maker:
    """What a year is made with: ``context`` as it is for real, and ``batch`` over the same database."""

    context: Context
    batch: Batch
    bank: Bank
    filing: Filing
    letters: Letters
    passwords: PasswordHasher


def what_is_there(store: Store) -> Made:
    """What is made up in the database now."""
    with store.read() as tx:
        return made_by(tx.audit.of(MARKS))


def may_make(store: Store, made: Made, beside: bool) -> None:
    """Raises ``Refused`` where there is a made-up year already, or, unless ``beside``, anything real."""
    if made:
        which = "another seed" if made.seed else "a year that was not finished"
        raise Refused(f"There is demo data of {which} here. Take it away first: firstline demo --remove.")
    with store.read() as tx:
        others = tx.demo.others(made.conversations)
    if others and not beside:
        raise Refused(
            f"There are {others:,} conversations here that are not demo data. Use an empty database "
            "(FIRSTLINE_VAR), or give --beside to put the made-up ones beside them."
        )


def make_year(maker: Maker, wanted: Wanted, tell: Progress) -> dict[str, Any]:
    """Make it, up to the present instant; what was made comes back in numbers. Raises ``UnknownProvider``,
    ``Refused``."""
    context, now = maker.context, maker.context.now()
    providers = wanted.providers or tuple(sorted(context.providers))
    for slug in providers:
        context.provider(slug)
    clock = DemoClock(at_hour(first_day(now, wanted.months), 0))
    demo = with_batch(context, maker.batch, clock, wanted.seed)
    world = World(
        context=demo,
        clock=clock,
        batch=maker.batch,
        bank=maker.bank,
        filing=replace(maker.filing, context=demo),
        letters=maker.letters,
        passwords=maker.passwords,
        seed=wanted.seed,
        until=now,
    )
    try:
        _people(world, providers, wanted.password)
        begun = _plan(world, providers, wanted)
        world.run(lambda at: tell(f"{at:%B}", sum(each <= at for each in begun), len(begun)))
        told = _counted(world, providers, wanted)
        with maker.batch.write() as tx:
            data = {"seed": wanted.seed, "cases": told["cases"], "providers": list(providers)}
            tx.audit.add(now, DONE, MARKS, data=data)
            tx.commit()
        maker.batch.keep()
    finally:
        world.close()
    return told


def take_away(store: Store, files: FileStore, mails: MailRemover) -> dict[str, int]:
    """Every row, file and mail of the made-up data, and nothing else; rows by table come back. Raises ``Refused`` while
    a made-up agent has a chat of a real customer, and ``OSError`` or ``FilesUnavailable`` before any row is gone."""
    with store.write() as tx:
        made = made_by(tx.audit.of(MARKS))
        if not made:
            return {}
        if tx.demo.held_elsewhere(made.conversations, made.agents):
            raise Refused(
                "A demo agent has a chat of a customer who is not made up. Pass it on or end it first, at the desk."
            )
        gone = tx.demo.take_away(made.conversations, made.agents, MARKS)
        for id in gone.files:
            files.remove(id)
        for key in gone.mails:
            mails.remove(key)
        tx.commit()
    return gone.rows


def _people(world: World, providers: Sequence[str], password: str | None) -> None:
    for slug in providers:
        world.agents[slug] = []
        for each in world.bank.people.agents[slug]:
            local = ".".join(
                "".join(c for c in part.lower() if c.isascii() and c.isalnum()) for part in each.name.split()
            )
            agent = add_agent(
                world.context,
                world.passwords,
                None,
                name=each.name,
                email=f"{local}@{slug}.example.org",
                password=password or secrets.token_urlsafe(24),
                roles={slug: each.role},
            )
            world.agents[slug].append(agent)
            world.staff.append(agent.id)
    world.keep()


def _plan(world: World, providers: Sequence[str], wanted: Wanted) -> list[datetime]:
    """Everything that will begin, put where the year goes by itself; when the complaints do comes back."""
    year, chance = world.bank.year, world.chance("plan")
    shares = {slug: year.shares.get(slug, 1) for slug in providers}
    focus = wanted.providers[0] if wanted.providers else year.focus
    plots: list[tuple[datetime, Plot]] = []

    def add(at: datetime, slug: str, problem: str, channel: str, **more: Any) -> None:
        plots.append((at, Plot(len(plots), slug, problem, channel, **more)))

    for at, slug, hold in _standing(world, providers, focus, wanted.cases):
        add(at, slug, pick(chance, year.problems), "chat", hold=hold)
    if year.storm.provider in providers:
        for at in _storm(world, wanted):
            texts = world.bank.problems["no_service"].storm
            add(at, year.storm.provider, "no_service", "chat", text=texts[len(plots) % len(texts)])
    left = max(0, wanted.cases - len(plots))
    nation = world.context.provider(focus).nation
    holidays = world.context.holidays
    for at in moments(year, chance, world.until, wanted.months, left, holidays, nation):
        add(at, pick(chance, shares), pick(chance, year.problems), pick(chance, year.channels))
    besides = moments(
        year, chance, world.until, wanted.months, round(wanted.cases * year.besides), holidays, nation
    )
    for at, plot in plots:
        world.begin(at, complaint(world, plot))
    for number, at in enumerate(besides):
        world.begin(at, no_complaint(world, number, pick(chance, shares)))
    for slug in providers:
        world.begin(world.clock.instant, mornings(world, slug))
    return sorted(at for at, _ in plots)


def _standing(
    world: World, providers: Sequence[str], focus: str, cases: int
) -> list[tuple[datetime, str, Hold]]:
    """When those begin that are left standing: chats that wait, of minutes to days ago; chats that an agent has, from
    the desk's last hour; promises, of some days ago. A small year has fewer."""
    year, chance, now = world.bank.year, world.chance("standing"), world.until
    most = max(1, cases // 25)
    found: list[tuple[datetime, str, Hold]] = []
    for slug in providers:
        nation = world.context.provider(slug).nation
        worked = last_at_the_desk(now, year.desk, world.context.holidays, nation)
        for number in range(min(year.today.handoffs if slug == focus else year.today.others, most)):
            if number % 5 == 4:
                found.append((worked - timedelta(minutes=chance.randrange(18, 50)), slug, "talking"))
            elif number % 4 == 3:
                ago = timedelta(days=chance.randrange(2, 5), hours=chance.randrange(6))
                found.append((now - ago, slug, "queue"))
            else:
                ago = timedelta(minutes=30 + round(1400 * chance.random() ** 2))
                found.append((now - ago, slug, "upset" if number == 1 and slug == focus else "queue"))
        for _ in range(min(year.today.due_today if slug == focus else 1, most)):
            ago = timedelta(days=chance.randrange(4, 9), hours=chance.randrange(8))
            found.append((now - ago, slug, "promise"))
    return found


def _storm(world: World, wanted: Wanted) -> list[datetime]:
    year, chance = world.bank.year, world.chance("storm")
    day = storm_day(
        year, world.until, world.context.holidays, world.context.provider(year.storm.provider).nation
    )
    if not first_day(world.until, wanted.months) < day < london_date(world.until):
        return []
    begins, ends = at_hour(day, year.storm.from_hour), at_hour(day, year.storm.to_hour)
    count = round(wanted.cases * year.storm.share)
    return [begins + (ends - begins) * chance.random() ** 1.6 for _ in range(count)]


def _counted(world: World, providers: Sequence[str], wanted: Wanted) -> dict[str, Any]:
    made = what_is_there(world.context.store)
    statuses: dict[str, int] = {}
    by_provider: Mapping[str, int]
    known = set(made.conversations)
    with world.context.store.read() as tx:
        cases = [
            each
            for slug in providers
            for each in tx.cases.all(slug, 1_000_000)
            if each.conversation_id in known
        ]
        waiting = sum(each.conversation_id in known for each in tx.handoffs.open())
    for each in cases:
        statuses[each.status.value] = statuses.get(each.status.value, 0) + 1
    by_provider = {slug: sum(each.provider == slug for each in cases) for slug in providers}
    return {
        "seed": wanted.seed,
        "from": first_day(world.until, wanted.months).isoformat(),
        "to": london_date(world.until).isoformat(),
        "conversations": len(made.conversations),
        "agents": len(made.agents),
        "cases": len(cases),
        "by_provider": dict(by_provider),
        "by_status": dict(sorted(statuses.items())),
        "waiting_for_a_person": waiting,
        "ended_early": dict(world.broken),
    }
