"""Somebody who never was: their name, how to reach them, what they tell, and their side of a chat."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from bot.decisions.demo_bank import Problem
from bot.decisions.demo_bank import Story as Told
from bot.decisions.questions import DETAILS, Purpose, Question
from bot.decisions.records import Case, ConversationState, Turn
from bot.decisions.safety import danger_in
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.demo.assistant import Meant
from bot.services.demo.persona import Persona
from bot.services.demo.world import World
from bot.services.open_conversation import open_conversation
from bot.services.opening import opening_words
from bot.services.take_answer import question_now
from bot.services.take_file import take_file
from bot.services.take_message import take_message
from bot.services.told_meanwhile import read_meanwhile

_TO_THE_DESK = frozenset({Meant.WANTS_PERSON, Meant.HIGHER, Meant.LETTER})


def persona(world: World, chance: random.Random, told: Told, today: date) -> Persona:
    """Somebody for this story, as of ``today``."""
    people, year = world.bank.people, world.bank.year
    first, last = chance.choice(people.first_names), chance.choice(people.last_names)
    reply_by = chance.choices(("email", "phone", "letter"), (70, 21, 9))[0]
    letters = "".join(
        each for each in f"{first}.{last}".lower() if each.isascii() and (each.isalpha() or each == ".")
    )
    addresses = {
        "email": f"{letters}{chance.choice(('', chance.randrange(50, 99)))}@example.{chance.choice(('org', 'com'))}",
        "phone": chance.choice(
            (f"07700 900{chance.randrange(1000):03}", f"020 7946 0{chance.randrange(1000):03}")
        ),
        "letter": f"{chance.choice(people.streets)}, {chance.choice(people.towns)}",
    }
    before = chance.random() >= year.first_time
    first_told = (
        today - timedelta(days=7 * chance.choice(year.weeks_before) - chance.randrange(3)) if before else None
    )
    return Persona(
        name=f"{first} {last}",
        first_name=first,
        reply_by=reply_by,
        address=addresses[reply_by],
        patient=chance.random() < year.answers_details,
        confirms=chance.random() < year.confirms_code,
        happened=(first_told or today) - timedelta(days=chance.randrange(1, 12)),
        first_told=first_told,
        firm=chance.choice(people.firms) if told.business else None,
    )


@dataclass
class Chat:
    """A customer's browser. ``lines``: how many were written, for a key each."""

    world: World
    provider: str
    id: str
    lines: int = 0

    @property
    def context(self) -> Context:
        return self.world.context

    def says(self, text: str, meant: Meant) -> None:
        """Typed, kept, answered by whoever has the chat; nothing where the chat has ended."""
        self._sent(text=text, button=None, meant=meant)

    def presses(self, choice: str) -> bool:
        """The button of the last lines with that choice; false where there is none."""
        with self.context.store.read() as tx:
            newest = tx.messages.newest(self.id, 8)
        for line in reversed(newest):
            for button in line.buttons:
                if f'"choice": "{choice}"' in button["payload"]:
                    self._sent(text=None, button=button["id"], meant=Meant.ANSWERS)
                    return True
        return False

    def _sent(self, text: str | None, button: str | None, meant: Meant) -> None:
        world = self.world
        if self.state() is ConversationState.CLOSED:
            return  # nobody types into a chat that has ended
        if wishes := meant in _TO_THE_DESK or danger_in(text or "") is not None:
            world.somebody_is_there(self.provider)  # and what is said depends on it
        waited = wishes and self.waits()
        self.lines += 1
        key = f"demo-{self.lines}"
        line = take_message(
            self.context.store, world.clock, self.context.words, self.id, key, text=text, button=button
        )
        if line.turn is Turn.DONE:  # a person has the chat, or is on the way
            if not take_code_meanwhile(self.context, self.id, line):
                read_meanwhile(self.context, self.id, line)
            return
        world.assistant.meant = meant
        world.loop.run(world.turns.run_oldest(self.id))
        if wishes and not waited and self.waits():
            world.queue_watched()

    def state(self) -> ConversationState:
        with self.context.store.read() as tx:
            return tx.conversations.get(self.id).state

    def waits(self) -> bool:
        """For a person, or somebody has the chat."""
        with self.context.store.read() as tx:
            return tx.handoffs.open_of(self.id) is not None

    def case(self) -> Case | None:
        with self.context.store.read() as tx:
            return next(iter(tx.cases.of_conversation(self.id)[-1:]), None)

    def asked(self) -> Question | None:
        return question_now(self.context, self.id, Purpose.COMPLAINT)

    def code(self) -> str | None:
        """What the letter with the code says: the customer has it before them."""
        with self.context.store.read() as tx:
            check = tx.identity_checks.latest(self.id)
        return None if check is None else code_for(self.context.secret, check.id)

    def sends_file(self, name: str, text: str) -> None:
        draft = self.world.filing.files.begin()
        draft.write(text.encode())
        self.lines += 1
        take_file(self.world.filing, self.id, f"demo-file-{self.lines}", name, draft)


def open_chat(world: World, provider: str) -> Chat:
    """A new chat, with its opening words."""
    opening = opening_words(world.context, world.context.provider(provider))
    conversation, _ = open_conversation(world.context.store, world.clock, provider, opening)
    world.opened.append(conversation.id)
    return Chat(world, provider, conversation.id)


def answer(
    chat: Chat, who: Persona, told: Told, problem: Problem, chance: random.Random, asked: Question
) -> None:
    """Their answer to ``asked``: a button where there is one for it, half of the time, else typed."""
    year, people = chat.world.bank.year, chat.world.bank.people
    pressed = _choice(year.sorts_first, year.sorted_by_it, who, told, chance, asked)
    if pressed is not None and chat.presses(pressed):
        return
    typed = {
        Question.FAULT_OR_COMPLAINT: "I want to log a complaint",
        Question.DESCRIPTION: told.text,
        Question.SORT_OR_LOG: "log it",
        Question.SORTED: "no",
        Question.HAPPENED_ON: _day(who.happened),
        Question.FIRST_TOLD_ON: _day(who.first_told) if who.first_told else "this is the first time",
        Question.NAME: f"{who.name}, {who.firm}" if who.firm else who.name,
        Question.REPLY_BY: {"email": "e-mail", "phone": "phone", "letter": "letter"}[who.reply_by],
        Question.REPLY_ADDRESS: who.address,
        Question.CHECK: "yes",
        Question.CHANGE: "nothing",
        Question.CODE: (chat.code() if who.confirms else None) or "skip",
    }
    if asked in typed:
        chat.says(typed[asked], Meant.ANSWERS)
        return
    if asked not in DETAILS or not who.patient:
        with chat.context.store.read() as tx:
            intake = tx.intakes.latest(chat.id)
        over = intake is not None and "_thats_all" in intake.answers
        chat.says("skip" if over or asked not in DETAILS else "that's all", Meant.ANSWERS)
        return
    detail = {
        Question.STILL_HAPPENING: chance.choice(("yes", "yes it is", "no, but it may come back")),
        Question.HANDLED_BY: chance.choice(people.handlers),
        Question.SERVICE: told.service or chance.choice(problem.services),
        Question.REFERENCE: chance.choice(("skip", "no", f"ticket {chance.randrange(20000, 90000)}")),
        Question.ACCOUNT: chance.choice(("skip", f"AC{chance.randrange(100000, 999999)}")),
        Question.OUTCOME: chance.choice(problem.wants),
        Question.AMOUNT: f"£{told.amount}" if told.amount else "skip",
        Question.ROLE: "it is my own account",
        Question.CUSTOMER: "business" if told.business else "home",
        Question.EMPLOYEES: str(chance.randrange(2, 10)),
        Question.COPIES: "to follow" if chance.random() < 0.3 else "no",
        Question.NEEDS: chance.choice(people.needs) if chance.random() < 0.15 else "no",
    }
    chat.says(detail.get(asked, "skip"), Meant.ANSWERS)


def _choice(
    sorts: float, works: float, who: Persona, told: Told, chance: random.Random, asked: Question
) -> str | None:
    """What they would press, where they press."""
    if asked is Question.SORT_OR_LOG:
        return "sort" if chance.random() < sorts else "log"
    if asked is Question.SORTED:
        return "yes" if chance.random() < works else "no"
    if chance.random() < 0.5:
        return None
    return {
        Question.REPLY_BY: who.reply_by,
        Question.CUSTOMER: "business" if told.business else "residential",
        Question.CHECK: "yes",
    }.get(asked)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
