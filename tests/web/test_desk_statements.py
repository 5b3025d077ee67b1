"""How often a page of the desk asks the database: as often for fifty rows as for five."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import Agent, Case, Message, Role, Sender, Turn
from bot.services.context import Context
from bot.services.desk.case_list import case_list
from bot.services.desk.how_many_wait import how_many_wait
from bot.services.desk.missed_in_silence import missed_in_silence
from bot.services.desk.queue import queue
from bot.services.desk.refused_offers import refused_offers
from bot.services.desk.take_over import claim, close_chat, pass_on
from bot.services.desk.work_case import offer_outcome, promise
from bot.services.earlier_chat import FOLLOWS
from bot.services.heard import Heard
from bot.services.offers import answer_offer
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent, waiting_chat
from tests.support.statements import statements
from tests.web.desk_house import DeskHouse, desk_running

PROVIDER = "netservers"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def a_row_of_each(desk: DeskHouse, number: int) -> None:
    """A late case, one with a promise, one whose offer was refused; a chat that waits, one that was passed on, and one
    that goes on from another which was ended."""
    context, before = desk.context, desk.context.now() - timedelta(days=20)
    ann, ben = desk_agents(desk)
    add_case(context, PROVIDER, id=f"late{number}", at=before)
    promised = add_case(context, PROVIDER, id=f"promised{number}")
    promise(context, ann, promised.reference, "A call", context.today())
    refuses(desk, ann, add_case(context, PROVIDER, id=f"refused{number}"), str(number))
    waiting_chat(context, f"{number:032}", PROVIDER)
    with context.store.write() as tx:
        told = "My line is dead again, and nobody rings back."
        tx.messages.add(Message(f"{number:032}", 0, Sender.CUSTOMER, told, context.now(), turn=Turn.DONE))
        tx.commit()
    passed = f"{number + 1000:032}"
    handoff = waiting_chat(context, passed, PROVIDER)
    claim(context, ann, handoff)
    pass_on(context, ann, handoff, ben.id, "You know them.")
    earlier = f"{number + 2000:032}"
    claim(context, ann, waiting_chat(context, earlier, PROVIDER))
    close_chat(context, ann, earlier, "They will ring.")
    follows = f"{number + 3000:032}"
    waiting_chat(context, follows, PROVIDER)
    with context.store.write() as tx:
        subject = f"conversation:{follows}"
        tx.audit.add(context.now(), FOLLOWS, subject, None, PROVIDER, {"earlier": earlier})
        tx.commit()


def desk_agents(desk: DeskHouse) -> tuple[Agent, Agent]:
    with desk.context.store.read() as tx:
        known = {each.name: each for each in tx.agents.all()}
    return known["Ann"], known["Ben"]


def refuses(desk: DeskHouse, agent: Agent, case: Case, message: str) -> None:
    offer_outcome(desk.context, agent, case.reference, "£20 off the next bill")
    heard = Heard(case.conversation_id, message, "no", desk.context.now(), "deny", 0.9)
    answer_offer(desk.context, heard, in_form=False)


def asked(desk: DeskHouse, agent: Agent, look: Callable[[Context, Agent], object]) -> int:
    with statements(desk.context) as seen:
        look(desk.context, agent)
    return len(seen)


def rows_of_each(desk: DeskHouse) -> Iterator[int]:
    """Five of each kind, then fifty."""
    for name in ("Ann", "Ben"):
        add_agent(desk.context, name, PROVIDER, Role.SUPERVISOR)
    for count in (5, 50):
        for number in range(0 if count == 5 else 5, count):
            a_row_of_each(desk, number)
        yield count


def test_what_pages_of_the_desk_read_is_as_many_statements_for_fifty_rows_of_each_kind_as_for_five(
    desk: DeskHouse,
) -> None:
    looks = {"queue": queue, "refused": refused_offers, "cases": case_list, "waiting": how_many_wait}
    looks["missed"] = missed_in_silence
    counts = {
        count: {name: asked(desk, desk_agents(desk)[0], look) for name, look in looks.items()}
        for count in rows_of_each(desk)
    }
    assert counts[50] == counts[5]
    assert max(counts[50].values()) < 30


def test_no_statement_is_made_again_and_again_for_a_page(desk: DeskHouse) -> None:
    assert list(rows_of_each(desk)) == [5, 50]
    agent = desk.browser()
    for path in ("/desk", "/desk/news", "/desk/cases"):
        with statements(desk.context) as seen:
            assert agent.get(path).status_code == 200
        alike = Counter(re.sub(r"\([?, ]+\)", "(?)", each) for each in seen if each.startswith("SELECT"))
        assert alike.most_common(1)[0][1] <= 5, alike.most_common(3)
