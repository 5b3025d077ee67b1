"""What happens to one made-up customer, from the first line on, and what the desk does for them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.decisions.calendar import add_weeks, london_date
from bot.decisions.demo_bank import Problem
from bot.decisions.demo_bank import Story as Told
from bot.decisions.demo_times import awake, pick, slowness
from bot.decisions.records import CaseStatus, ConversationState
from bot.readers.dates import Day
from bot.services.demo.assistant import Meant
from bot.services.demo.customer import Chat, answer, open_chat, persona
from bot.services.demo.desk_work import Work, serve
from bot.services.demo.persona import Persona
from bot.services.demo.world import Story, World
from bot.services.desk.log_complaint import Arrived, log_complaint
from bot.services.desk.reply import add_note

_A_DAY = timedelta(days=1)
_MOST_LINES = 45
_WEEKS_OF_THE_RULE = 6
Hold = Literal["queue", "upset", "talking", "promise"]
"""What is left standing on purpose: a chat that waits, one of somebody in distress, one that an agent has, a promise
for today."""


@dataclass(frozen=True)
class Plot:
    """``number``: which story this is, for its chance. ``channel``: ``chat`` or how an agent had it."""

    number: int
    provider: str
    problem: str
    channel: str
    text: str | None = None
    hold: Hold | None = None


def complaint(world: World, plot: Plot) -> Story:
    """The whole of it. Begins at the instant at which it is first run."""
    chance = world.chance("complaint", plot.number)
    problem = world.bank.problems[plot.problem]
    told = chance.choice(problem.says)
    if plot.text is not None:
        told = Told(text=plot.text)
    who = persona(world, chance, told, world.context.today())
    if plot.channel != "chat":
        yield from _arrived(world, plot, chance, problem, told, who)
        return
    chat = open_chat(world, plot.provider)
    world.cast[chat.id] = who, problem
    yield world.clock.instant + timedelta(seconds=chance.randrange(8, 40))
    if chance.random() < 0.12:
        chat.says(chance.choice(world.bank.words.hellos), Meant.GREETS)
        yield world.clock.instant + timedelta(seconds=chance.randrange(15, 60))
    chat.says(told.text, Meant.COMPLAINS)
    leaves = chance.random() < world.bank.year.left_in_the_middle and plot.hold is None
    yield from _tell(world, chat, who, told, problem, chance, leaves)
    if plot.hold in ("queue", "upset", "talking"):
        world.left_alone.add(chat.id)
        yield from _left_standing(world, chat, who, problem, chance, plot.hold)
        return
    yield from _beside(world, chat, who, problem, chance)
    yield from life(world, chat, who, problem, chance, plot)


def _tell(
    world: World, chat: Chat, who: Persona, told: Told, problem: Problem, chance: random.Random, leaves: bool
) -> Story:
    """Question after question, until nothing is asked or they have had enough."""
    seen: dict[str, int] = {}
    last = chance.randrange(2, 5) if leaves else _MOST_LINES
    for _ in range(last):
        yield world.clock.instant + timedelta(seconds=chance.randrange(6, 75))
        if chat.waits():  # comforted, or a person has been asked for
            yield from serve(world, chat, who, problem, chance)
            if chat.state() is ConversationState.CLOSED:
                return
        asked = chat.asked()
        if asked is None:
            if chat.case() is None and not seen:
                chat.says(
                    told.text if not told_in_full(chat) else "please log it as a complaint", Meant.COMPLAINS
                )
                seen["again"] = 1
                continue
            return
        seen[asked] = seen.get(asked, 0) + 1
        if seen[asked] > 2:
            chat.says("skip", Meant.ANSWERS)
        elif seen[asked] > 4:
            return
        else:
            answer(chat, who, told, problem, chance, asked)


def told_in_full(chat: Chat) -> bool:
    """Whether their story is kept already, although nothing was logged."""
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    return intake is not None and "_before" in intake.answers


def _beside(world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random) -> Story:
    """What some of them do after the last question."""
    year, words = world.bank.year, world.bank.words
    if chance.random() < year.sends_file:
        yield world.clock.instant + timedelta(seconds=chance.randrange(30, 200))
        file = chance.choice(words.files)
        chat.sends_file(file.name, file.text)
    if chance.random() < year.in_distress:
        yield world.clock.instant + timedelta(seconds=chance.randrange(20, 200))
        chat.says(chance.choice(words.distress), Meant.ADDS)
        yield from serve(world, chat, who, problem, chance)
    elif chance.random() < year.wants_person:
        yield world.clock.instant + timedelta(seconds=chance.randrange(20, 200))
        chat.says(chance.choice(words.wants_person), Meant.WANTS_PERSON)
        yield from serve(world, chat, who, problem, chance)
    elif chance.random() < 0.4:
        yield world.clock.instant + timedelta(seconds=chance.randrange(10, 60))
        chat.says(chance.choice(words.thanks), Meant.THANKS)


def _arrived(
    world: World, plot: Plot, chance: random.Random, problem: Problem, told: Told, who: Persona
) -> Story:
    """By telephone, letter or e-mail: an agent puts it down, by letter some days after it was written."""
    came = world.context.today()
    yield world.desk_time(plot.provider, chance.choice((0, 1)) if plot.channel == "letter" else 0, chance)
    agent = world.somebody(plot.provider, chance)
    posted = came - timedelta(days=2) if plot.channel == "letter" else None
    received = min(came, world.context.today())
    first = who.first_told if who.first_told and who.first_told <= received else None
    case = log_complaint(
        world.context,
        agent,
        Arrived(
            provider=plot.provider,
            channel=plot.channel,
            received_on=received,
            posted_on=posted,
            description=told.text,
            name=who.name,
            reply_by=who.reply_by,
            reply_address=who.address,
            first_told_on=Day(first, first) if first else None,
        ),
    )
    world.opened.append(case.conversation_id)
    if chance.random() < 0.6:
        add_note(world.context, agent, case.conversation_id, chance.choice(world.bank.words.logged_notes))
    chat = Chat(world, plot.provider, case.conversation_id)
    yield from life(world, chat, who, problem, chance, plot)


def _left_standing(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random, hold: Hold
) -> Story:
    yield world.clock.instant + timedelta(seconds=chance.randrange(20, 120))
    words = world.bank.words
    if hold == "upset":
        chat.says(chance.choice(words.distress), Meant.ADDS)
    else:
        chat.says(chance.choice(words.wants_person), Meant.WANTS_PERSON)
    if hold == "talking":
        yield world.clock.instant + timedelta(minutes=chance.randrange(1, 9))
        work = Work(world, chat, who, problem, chance, world.somebody(chat.provider, chance))
        work.take()
        yield world.clock.instant + timedelta(seconds=chance.randrange(30, 90))
        work.reply(chance.choice(problem.replies))
        yield world.clock.instant + timedelta(seconds=chance.randrange(30, 90))
        chat.says(chance.choice(words.to_agent), Meant.ANSWERS)


def life(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random, plot: Plot
) -> Story:
    """The case after it was told, up to its end or to now."""
    case, year = chat.case(), world.bank.year
    if case is None or case.status is CaseStatus.RESOLVED:
        return
    lately = (london_date(world.until) - world.context.today()).days <= year.lately_days
    fate = pick(chance, year.fates_lately if lately else year.fates)
    slow = slowness(year.bad_months, chat.provider, world.clock.instant, world.until)
    days = round(chance.randint(*year.first_answer[fate]) * slow)
    if plot.hold == "promise":
        yield from _promised_for_today(world, chat, who, problem, chance)
        return
    yield world.desk_time(chat.provider, days, chance)
    yield from _until_free(world, chat, chance)
    work = Work(world, chat, who, problem, chance, world.somebody(chat.provider, chance))
    work.acknowledge()
    yield from work.first_answer()
    yield from _customer_between(world, chat, who, problem, chance)
    if fate == "silent":
        return
    if fate == "six_weeks":
        yield from _six_weeks(world, chat, who, problem, chance, work)
    yield world.desk_time(chat.provider, chance.choice((0, 0, 1, 2)), chance)
    yield from _offers(world, chat, who, problem, chance, work, fate)


def _offers(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random, work: Work, fate: str
) -> Story:
    """An offer, the customer's word on it, and what follows from a no."""
    year = world.bank.year
    if not work.offer(chance.choice(problem.outcomes)):
        return
    if chance.random() < year.no_word_on_offer:
        yield from work.chase()
        return
    yield awake(world.clock.instant + timedelta(hours=chance.choice((1, 3, 8, 22, 46))), chance)
    refuses = fate == "refused" or (fate == "six_weeks" and chance.random() < 0.4)
    yield from work.word(accepted=not refuses)
    if refuses:
        if chance.random() < year.goes_higher:
            yield from work.higher()
        yield world.desk_time(chat.provider, chance.randint(2, 9), chance)
        yield from _until_free(world, chat, chance)
        if not work.offer(chance.choice(problem.better)):
            return
        yield awake(world.clock.instant + timedelta(hours=chance.choice((2, 20, 50))), chance)
        accepts = chance.random() < year.takes_the_second
        yield from work.word(accepted=accepts)
        if not accepts:
            yield world.desk_time(chat.provider, chance.randint(10, 20), chance)
            if work.offer(chance.choice(problem.better)):
                yield from work.chase()
    elif fate == "reopened":
        yield world.desk_time(chat.provider, chance.randint(4, 15), chance)
        work.reopen()
        yield world.desk_time(chat.provider, chance.randint(1, 4), chance)
        if work.offer(chance.choice(problem.better)):
            yield awake(world.clock.instant + timedelta(hours=chance.choice((2, 20))), chance)
            yield from work.word(accepted=True)


def _six_weeks(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random, work: Work
) -> Story:
    """It drags on until the customer may go to the scheme, or nearly."""
    case = chat.case()
    began = (case.first_complained_on if case else None) or world.context.today()
    yield world.desk_time(chat.provider, chance.randint(4, 9), chance)
    work.note(chance.choice(world.bank.words.late_reasons))
    near = add_weeks(began, _WEEKS_OF_THE_RULE) - timedelta(days=chance.randrange(-6, 10))
    days = (near - world.context.today()).days
    if days > 0:
        yield awake(world.clock.instant + timedelta(days=days), chance)
    if chat.state() is ConversationState.BOT and chance.random() < world.bank.year.asks_the_letter:
        chat.says(chance.choice(world.bank.words.letter), Meant.LETTER)
        yield from serve(world, chat, who, problem, chance)
    yield world.desk_time(chat.provider, chance.randint(1, 8), chance)


def _customer_between(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random
) -> Story:
    """They come back while it is worked on: news, a date put right, a question where it stands."""
    year, words = world.bank.year, world.bank.words
    todo = [
        (year.adds_words, chance.choice(words.adds), Meant.ADDS),
        (year.corrects_a_date, f"It began on {_before(who.happened)}, not {_said(who.happened)}", Meant.ADDS),
        (year.asks_how_it_stands, chance.choice(words.status), Meant.STATUS),
    ]
    for likely, text, meant in todo:
        if chance.random() < likely and chat.state() is ConversationState.BOT:
            yield awake(world.clock.instant + timedelta(hours=chance.choice((2, 9, 20))), chance)
            if chat.state() is ConversationState.BOT:
                chat.says(text, meant)


def _until_free(world: World, chat: Chat, chance: random.Random) -> Story:
    """Somebody else has the chat, or the customer waits for a person: that is seen to first."""
    for _ in range(5):
        if not chat.waits():
            return
        yield world.desk_time(chat.provider, 1, chance)


def _promised_for_today(
    world: World, chat: Chat, who: Persona, problem: Problem, chance: random.Random
) -> Story:
    """An agent has answered and promised something for the day that is today."""
    yield world.desk_time(chat.provider, 0, chance)
    yield from _until_free(world, chat, chance)
    work = Work(world, chat, who, problem, chance, world.somebody(chat.provider, chance))
    yield from work.first_answer(promises=False)
    work.promise(london_date(world.until))


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"


def _before(day: date) -> str:
    return _said(day - timedelta(days=2))


def no_complaint(world: World, number: int, provider: str) -> Story:
    """A chat in which nobody complains: a question or two, a person wanted, a complaint stopped in the middle."""
    chance, words = world.chance("beside", number), world.bank.words
    chat = open_chat(world, provider)
    if chance.random() < 0.15:
        return  # looked, wrote nothing
    yield world.clock.instant + timedelta(seconds=chance.randrange(6, 50))
    kind = chance.choices(("asks", "person", "stops", "hello"), (70, 8, 14, 8))[0]
    problem = world.bank.problems[pick(chance, world.bank.year.problems)]
    told = chance.choice(problem.says)
    who = persona(world, chance, told, world.context.today())
    world.cast[chat.id] = who, problem
    if kind == "stops":
        chat.says(told.text, Meant.COMPLAINS)
        yield world.clock.instant + timedelta(seconds=chance.randrange(20, 90))
        if chat.state() is ConversationState.BOT:
            chat.says(chance.choice(words.stops), Meant.STOPS)
    elif kind == "person":
        chat.says(chance.choice(words.wants_person), Meant.WANTS_PERSON)
        yield from serve(world, chat, who, problem, chance)
        plot = Plot(number, provider, "", "chat")
        yield from life(world, chat, who, problem, chance, plot)  # the agent may have logged what they told
    elif kind == "hello":
        chat.says(chance.choice(words.hellos), Meant.GREETS)
    else:
        for _ in range(chance.choice((1, 1, 2))):
            asked = chance.choice(sorted(words.asks))
            chat.says(chance.choice(words.asks[asked]), Meant(asked))
            yield world.clock.instant + timedelta(seconds=chance.randrange(15, 80))
        if chance.random() < 0.5:
            chat.says(chance.choice(words.thanks), Meant.THANKS)


def mornings(world: World, provider: str) -> Story:
    """Each working morning somebody looks at who was forgotten the day before, and answers."""
    chance = world.chance("mornings", provider)
    while True:
        yield world.desk_time(provider, 1, chance)
        with world.context.store.read() as tx:
            waiting = [each for each in tx.handoffs.open() if each.provider == provider]
        for each in waiting:
            forgotten = world.clock.instant - each.requested_at > _A_DAY and each.claimed_by is None
            if (
                forgotten
                and each.conversation_id in world.cast
                and each.conversation_id not in world.left_alone
            ):
                who, problem = world.cast[each.conversation_id]
                chat = Chat(world, provider, each.conversation_id)
                work = Work(world, chat, who, problem, chance, world.somebody(provider, chance))
                if work.take():
                    work.reply(chance.choice(problem.replies))
                    work.end(closes=False)
