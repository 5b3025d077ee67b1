"""A desk with agents in real browsers (their cookie is the one that signing in sets), and enough to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import Page

from bot.decisions.records import Agent, Message, Sender, StoredFile
from bot.services.desk.reply import add_note
from bot.services.hand_off import request_person
from bot.web.desk.auth import COOKIE
from tests.support.case_rows import add_case
from tests.support.context import open_chat
from tests.support.desk_rows import add_agent
from tests.web.desk_house import DeskHouse

PROVIDER = "it-communications"
STORY = (
    "My broadband has been down since Saturday 14 November. I have rung four times, and each time somebody promised "
    "to call back within the day. Nobody did. I work from home and have used up my mobile data."
)
TALK = (
    (Sender.BOT, "I'm a bot. What has gone wrong?"),
    (Sender.CUSTOMER, STORY),
    (Sender.BOT, "I'm sorry: four calls and nobody rang back. When did you first tell IT Communications?"),
    (Sender.CUSTOMER, "On the 16th, the Monday. It is <b>still</b> down!"),
    (Sender.BOT, "Thank you. Your complaint is logged."),
    (Sender.CUSTOMER, "Can I please talk to a person now?"),
)


def new_agent(desk: DeskHouse, name: str = "Priya Shah", provider: str = PROVIDER) -> Agent:
    return add_agent(desk.context, name, provider)


def let_in(desk: DeskHouse, page: Page, agent: Agent) -> Page:
    """Sign ``agent`` in at the browser of ``page``."""
    page.context.add_cookies([{"name": COOKIE, "value": desk.session_of(agent), "url": desk.house.url}])
    return page


def write(desk: DeskHouse, conversation_id: str, *lines: tuple[Sender, str]) -> None:
    with desk.context.store.write() as tx:
        for sender, text in lines:
            tx.messages.add(Message(conversation_id, 0, sender, text, desk.context.now()))
            desk.clock.forward(seconds=40)
        tx.commit()


def full_case(desk: DeskHouse, colleague: Agent) -> str:
    """The id of the chat of a complaint that has everything a card can show, and whose customer waits for a person."""
    context = desk.context
    add_case(context, PROVIDER, id="earlier", at=context.now() - timedelta(days=90))
    answers = {
        "happened_on": {"from": "2026-11-14", "to": "2026-11-14"},
        "still_happening": "yes",
        "handled_by": "Dan in support, and before him somebody whose name I did not catch",
        "service": "broadband",
        "reference": "44120",
        "examples": "No light on the router; 020 7946 0018 has no dial tone either",
        "outcome": "credit",
        "amount": 60,
        "reply_by": "email",
        "reply_address": "sam@example.com",
        "customer": "residential",
        "needs": ["large_print"],
    }
    case = add_case(context, PROVIDER, told="2026-11-16", description=STORY, answers=answers)
    chat = case.conversation_id
    write(desk, chat, *TALK)
    request_person(context, chat, "1", "asked")
    with context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, context.now())
        file = StoredFile(
            "f" * 32, chat, "router photo.jpg", "image/jpeg", 1_834_112, "0" * 64, "customer", context.now()
        )
        tx.files.add(replace(file, case_id=case.id))
        tx.commit()
    add_note(
        context,
        colleague,
        chat,
        "I spoke to the exchange: the fault is known, and an engineer is booked for tomorrow.",
    )
    return chat


def full_queue(desk: DeskHouse) -> None:
    """Others that wait: one that goes first, one that is overdue, one that a colleague has."""
    context, now = desk.context, desk.clock.instant
    for id, ago, reason in (
        ("a" * 32, timedelta(days=5), "deadlock_letter"),
        ("b" * 32, timedelta(minutes=18), "asked"),
        ("d" * 32, timedelta(minutes=3), "vulnerable"),
    ):
        desk.clock.instant = now - ago
        open_chat(context, PROVIDER, id)
        write(desk, id, (Sender.CUSTOMER, "Please let me talk to somebody."))
        request_person(context, id, "1", reason, priority=reason == "vulnerable")
    desk.clock.instant = now
