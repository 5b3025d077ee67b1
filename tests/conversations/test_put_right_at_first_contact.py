"""First contact, through the real stack: tried, explained or told of an outage, and never the same thing twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.adapters.status_page import HttpStatusPage
from bot.bootstrap import build_context
from bot.config import Config
from bot.decisions.records import Agent, CaseStatus, Role
from bot.serve.keys import kept_keys
from bot.services.context import Context
from bot.services.desk.same_day import end_note, told_together, write_note
from bot.services.ports import Store
from bot.services.watch_status_pages import watch_status_pages
from tests.support.customer import Customer
from tests.support.stack import Stack

CustomerOf = Callable[[str], Customer]
At = Callable[[str], None]

SUMMARY = {
    "page": {"name": "ContactNow Status"},
    "components": [],
    "incidents": [
        {
            "name": "Calls fail in the south",
            "status": "identified",
            "impact": "major",
            "created_at": "2026-12-09T08:40:00Z",
            "incident_updates": [{"body": "We have found it.", "created_at": "2026-12-09T08:50:00Z"}],
        }
    ],
    "scheduled_maintenances": [],
}


@pytest.fixture
def context(stack: Stack) -> Context:
    """The stack's own store, clock and words, for the relay's and the desk's part in a conversation."""
    env = kept_keys(stack.env(), stack.var)
    return build_context(Config.from_env(env), env)


@pytest.fixture
def status_page() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(SUMMARY).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def agent_of(context: Context, provider: str) -> Agent:
    agent = Agent(context.new_id(), "Ann Lee", f"{context.new_id()}@example.org", "x", context.now(), None)
    agent = Agent(**{**agent.__dict__, "roles": {provider: Role.AGENT}})
    with context.store.write() as tx:
        tx.agents.add(agent)
        tx.commit()
    return agent


def test_slow_broadband_is_tried_step_by_step_and_only_their_yes_resolves_it(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    assert "try to sort it first" in customer.says("My broadband is painfully slow and I want to complain")
    heard = customer.presses("Try to sort it first")
    assert "1. Switch the router off at the wall." in heard
    assert "Has that sorted it?" in heard
    assert "glad it works again" in customer.presses("Yes, it works")
    assert "Your note has the reference FL-" in customer.says("sam.slow@example.com")
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
    assert case.status is CaseStatus.RESOLVED
    assert case.details["tried"] == ["restart", "wired", "others_off"]


def test_what_they_tried_before_they_came_is_not_asked_for(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says("I want to complain, my broadband is down. I've restarted the router three times already")
    heard = customer.presses("Try to sort it first")
    assert "cable is pushed in firmly" in heard
    assert "Switch the router off" not in heard
    heard = customer.says("no, still dead")
    assert "nobody asks you to do it again" in heard
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["tried"] == ["power", "restart", "near"]


def test_who_comes_back_the_next_day_is_not_sent_to_the_router_again(customer_of: CustomerOf, at: At) -> None:
    customer = customer_of("all-communications")
    customer.says("I want to complain, my internet is dead")
    customer.presses("Try to sort it first")
    customer.says("no it is still dead")
    at("2026-11-24T09:00:00+00:00")
    for line in ("hello, I'm back", "since 20 November", "I told you on 21 November", "Sam Carter"):
        heard = customer.says(line)
        assert "Switch the router off" not in heard
        assert "try to sort it" not in heard


def test_just_log_it_asks_for_the_complaint_and_explains_nothing(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says("You have charged me twice for October. Just log it please, I want to complain")
    assert "Customer Services can help" not in heard
    assert "When did it happen" in heard or "When did you first tell" in heard


def test_a_wrong_bill_has_one_route_and_is_logged_all_the_same(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says("I want to complain, you have charged me twice on my last bill")
    assert "questions about bills, Customer Services can help" in heard
    assert "I can log it here" in heard
    assert "try to sort it" not in heard
    customer.says_all("3 November", "5 November", "Sam Carter", "sam.bill@example.com")
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
    assert case.details["problem"] == "bill_wrong"


def test_a_missed_visit_is_explained_without_a_promise_of_money(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says(
        "Your engineer never turned up and I took a day off work. I want to make a complaint"
    )
    assert "I can't book a new visit from this chat" in heard
    assert "£" not in heard
    assert "Has that sorted it?" not in heard


def test_somebody_who_was_treated_badly_hears_sorry_and_no_steps(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says("I want to complain, your agent was rude to my mother and hung up on her")
    assert "I'm sorry about this." in heard
    assert "That is not how you should be treated" in heard
    assert "try to sort it" not in heard


def test_an_outage_is_told_as_the_status_page_had_it_and_nobody_is_sent_to_a_router(
    customer_of: CustomerOf, at: At, context: Context, status_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    customer = customer_of("contactnow")
    at("2026-12-09T09:05:00+00:00")
    assert watch_status_pages(context, {"contactnow": HttpStatusPage(status_page)}) == 1
    at("2026-12-09T09:10:00+00:00")
    heard = customer.says("is there an outage?")
    assert 'says since 8:40am: "Calls fail in the south". That is how it stood at 9:05am.' in heard
    heard = customer.says("I want to complain, our phones are dead")
    assert "Calls fail in the south" in heard
    assert "So I won't ask you to try anything." in heard
    assert "try to sort it first" not in heard
    at("2026-12-09T09:21:00+00:00")
    heard = customer.says("is there an outage?")
    assert "I could last read the status page of ContactNow at 9:05am" in heard
    assert "Calls fail" not in heard


def test_the_others_of_today_are_counted_and_one_note_answers_all_of_them(
    customer_of: CustomerOf, at: At, context: Context, store: Store
) -> None:
    at("2026-12-02T09:00:00+00:00")
    agent = agent_of(context, "x-communications")
    first = [Customer(customer_of("x-communications").url, "x-communications") for _ in range(3)]
    at("2026-12-02T09:00:00+00:00")
    for customer in first:
        customer.says("I want to complain, my broadband is down")
    at("2026-12-02T10:00:00+00:00")
    fourth = Customer(first[0].url, "x-communications")
    heard = fourth.says("I want to complain, there is no internet here at all")
    assert "3 others told me the same since 9am today. That does not prove that there is a fault" in heard
    [together] = told_together(context, agent)
    assert together.count == 4
    note = write_note(context, agent, "x-communications", "no_service", "We aim to be done by 4pm.")
    for customer in (*first, fourth):
        last = customer.transcript()[-1]
        assert last["sender"] == "system"
        assert "Ann Lee at X.Communications wrote this today" in last["text"]
    late = Customer(first[0].url, "x-communications")
    assert "We aim to be done by 4pm." in late.says("I want to complain, my internet is down")
    assert "We aim to be done by 4pm." not in late.says("log it")
    late.says_all("since this morning", "today is the first time", "Sam Carter", "sam.late@example.com")
    with store.read() as tx:
        [case] = tx.cases.of_conversation(late.id)
        codes = [event.code for event in tx.cases.events(case.id)]
    assert codes.count("agent.noted_all") == 1
    end_note(context, agent, note.id)
    later = Customer(first[0].url, "x-communications")
    assert "We aim to be done by 4pm." not in later.says("I want to complain, my internet is down")
