"""The queue of the desk: who waits, for whom, since when; and nothing of other providers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import Case, ConversationState, Message, Role, Sender
from bot.services.desk.presence import somebody_is_there
from bot.services.desk.reply import add_note
from bot.services.desk.spoken_code import show_code
from bot.services.desk.work_case import offer_outcome
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.offers import answer_offer
from bot.web.desk.span import span
from tests.support.case_rows import add_case, add_promise
from tests.support.context import open_chat
from tests.support.desk_rows import add_agent, waiting_chat
from tests.web.desk_house import DeskHouse, desk_running, words


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_an_empty_queue_says_so_kindly(desk: DeskHouse) -> None:
    assert "Nobody waits for a person just now." in desk.browser().see("/desk")


def test_what_customers_were_told_for_today_or_before_is_seen_first_thing(desk: DeskHouse) -> None:
    late = add_case(desk.context, "netservers", id="late", at=desk.context.now() - timedelta(days=20))
    add_case(desk.context, "netservers", id="fresh")
    theirs = add_case(desk.context, "contactnow", id="theirs", at=desk.context.now() - timedelta(days=20))
    agent = desk.browser()
    assert "1 complaint has something due" in agent.see("/desk")
    due = agent.get("/desk").text.split('id="due-today"')[1].split("</section>")[0]
    assert late.reference in due
    assert "days late" in due
    assert theirs.reference not in due


def test_with_nothing_due_it_says_so(desk: DeskHouse) -> None:
    add_case(desk.context, "netservers")
    assert "Nothing that customers were told is due today or late." in desk.browser().see("/desk")


def test_without_a_session_the_queue_leads_to_the_sign_in_page(desk: DeskHouse) -> None:
    answer = desk.house.client.get("/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in?next=%2Fdesk")
    assert desk.house.client.get("/desk/news").status_code == 303


def test_a_row_says_who_waits_why_how_long_and_until_when(desk: DeskHouse) -> None:
    case = add_case(desk.context, "netservers")
    request_person(desk.context, case.conversation_id, "1", "asked")
    desk.clock.forward(hours=2, minutes=5)
    agent = desk.browser()
    page = agent.see("/desk")
    assert "The customer asked for a person." in page
    assert "2 hours 5 minutes" in page
    assert case.reference in page
    assert "Sam Carter: " in page  # two rows of one hour can be told apart
    assert "1 customer waits for a person" in page
    assert agent.get("/desk").text.count(">Claim</button>") == 1


def test_chats_that_told_nothing_yet_can_be_told_apart(desk: DeskHouse) -> None:
    for id, lines in (
        ("a", ("Hi", "My bill is wrong again, and nobody answers.")),
        ("b", ("hello", "my bill")),
        ("c", ("Hello, can I speak to a real person please?",)),
        ("d", ()),
    ):
        open_chat(desk.context, "netservers", id * 32)
        with desk.context.store.write() as tx:
            for text in lines:
                tx.messages.add(Message(id * 32, 0, Sender.CUSTOMER, text, desk.context.now()))
            tx.commit()
        request_person(desk.context, id * 32, "1", "asked")
        desk.clock.forward(minutes=10)
    page = desk.browser().see("/desk")
    assert "not logged yet ( chat aaaaaaaa , began 10:00) My bill is wrong again, and nobody answers." in page
    assert "not logged yet ( chat bbbbbbbb , began 10:10) my bill" in page
    assert "not logged yet ( chat cccccccc , began 10:20) They have not said yet what it is about." in page
    assert "not logged yet ( chat dddddddd , began 10:30) They have not said yet what it is about." in page
    desk.clock.forward(days=1)
    assert "began Monday 23 November, 10:00" in desk.browser("Dan").see("/desk")


def test_the_buttons_of_a_row_say_whose_it_is(desk: DeskHouse) -> None:
    handoff = waiting_chat(desk.context, provider="netservers")
    html = desk.browser().get("/desk").text
    assert html.count(f'aria-describedby="who-{handoff} what-{handoff}"') == 2
    assert f'id="what-{handoff}"' in html


def test_the_vulnerable_stand_first_and_those_who_are_answered_last(desk: DeskHouse) -> None:
    agent = desk.browser()
    for id, priority in (("a", False), ("b", False), ("d", True)):
        open_chat(desk.context, "netservers", id * 32)
        reason = "vulnerable" if priority else "asked"
        request_person(desk.context, id * 32, "1", reason, priority=priority)
        desk.clock.forward(minutes=1)
    agent.press(f"/desk/conversations/{'a' * 32}/claim")
    html = agent.get("/desk").text
    places = [html.index(f"/desk/conversations/{id * 32}") for id in "dba"]
    assert places == sorted(places)
    assert "Answer first" in html
    assert "Priya (you)" in html


def test_another_providers_queue_is_not_seen(desk: DeskHouse) -> None:
    waiting_chat(desk.context, provider="netservers")
    other = desk.browser("Olu", "contactnow")
    assert "Nobody waits" in other.see("/desk")
    assert other.get("/desk/news").json()["waiting"] == 0


def test_news_has_the_table_only_when_it_looks_different(desk: DeskHouse) -> None:
    agent = desk.browser()
    empty = agent.get("/desk/news").json()
    assert agent.get("/desk/news").json()["rows"] == empty["rows"]
    same = agent.get(f"/desk/news?version={empty['version']}").json()
    assert same == {"version": empty["version"], "waiting": 0, "rows": None}
    waiting_chat(desk.context, provider="netservers")
    new = agent.get(f"/desk/news?version={empty['version']}").json()
    assert new["waiting"] == 1
    assert "A customer of Netservers waits for a person. The customer asked for a person." in new["rows"]


def test_asking_for_news_shows_that_somebody_is_at_the_desk_and_keeps_no_session_alive(
    desk: DeskHouse,
) -> None:
    agent = desk.browser()
    for _ in range(100):
        desk.clock.forward(minutes=5)
        answer = agent.get("/desk/news")
        with desk.context.store.read() as tx:
            there = somebody_is_there(desk.context, tx, "netservers")
        if answer.status_code != 200:
            break
        assert there
    assert answer.status_code == 303
    assert not there


def test_a_code_that_a_caller_reads_out_opens_their_card(desk: DeskHouse) -> None:
    agent = desk.browser()
    waiting_chat(desk.context, provider="netservers")
    code = show_code(desk.context, "c" * 32).code
    page = agent.press("/desk/code", provider="netservers", code=f" {code[:3].lower()} {code[3:]} ")
    assert "This is the chat whose code the caller read out." in page
    assert [entry.action for entry in desk.trail("c" * 32)][-1] == "spoken_code.used"


def test_a_wrong_code_is_refused_and_kept_in_its_box(desk: DeskHouse) -> None:
    agent = desk.browser()
    answer = agent.post("/desk/code", provider="netservers", code="AAA<b>")
    assert answer.status_code == 422
    assert "There is no such code, or it has run out." in answer.text
    assert 'value="AAA&lt;b&gt;"' in answer.text
    assert agent.post("/desk/code", provider="netservers", code=" ").status_code == 422


def test_after_too_many_wrong_codes_the_page_says_for_how_long_and_what_to_do(desk: DeskHouse) -> None:
    agent = desk.browser()
    for _ in range(10):
        assert agent.post("/desk/code", provider="netservers", code="AAAAAA").status_code == 422
    answer = agent.post("/desk/code", provider="netservers", code="AAAAAA")
    assert answer.status_code == 429
    assert "no code is taken from you for 10 minutes" in answer.text
    assert "open their case by its reference" in answer.text
    desk.clock.forward(minutes=9, seconds=30)
    answer = agent.post("/desk/code", provider="netservers", code="AAAAAA")
    assert "no code is taken from you for 1 minute." in answer.text


def test_a_code_of_another_provider_opens_nothing(desk: DeskHouse) -> None:
    waiting_chat(desk.context, provider="netservers")
    code = show_code(desk.context, "c" * 32).code
    other = desk.browser("Olu", "contactnow")
    assert other.post("/desk/code", provider="contactnow", code=code).status_code == 422
    assert other.post("/desk/code", provider="netservers", code=code).status_code == 404


def test_only_those_who_serve_several_choose_the_provider(desk: DeskHouse) -> None:
    assert "<select" not in desk.browser().get("/desk").text
    both = desk.browser("Bo", "netservers", contactnow=Role.AGENT)
    page = both.get("/desk").text
    assert page.count("<option") == 2
    assert ">ContactNow" in page or ">Contact Now" in page


def test_the_form_of_somebody_elses_page_claims_nothing(desk: DeskHouse) -> None:
    agent = desk.browser()
    waiting_chat(desk.context, provider="netservers")
    assert agent.post(f"/desk/conversations/{'c' * 32}/claim", csrf="wrong").status_code == 403
    assert desk.holder("c" * 32) is None
    assert desk.state("c" * 32) is not ConversationState.HUMAN


@pytest.mark.parametrize(
    "length, told",
    [
        (timedelta(seconds=59), {}),
        (timedelta(minutes=1), {"minute": 1}),
        (timedelta(hours=2, minutes=5), {"hour": 2, "minute": 5}),
        (timedelta(days=1, hours=3, minutes=59), {"day": 1, "hour": 3}),
        (timedelta(days=2), {"day": 2}),
    ],
)
def test_a_span_is_told_in_two_units_at_most(length: timedelta, told: dict[str, int]) -> None:
    assert span(length) == told


def refuse(desk: DeskHouse, case: Case, text: str) -> None:
    heard = Heard(case.conversation_id, "7", text, desk.context.now(), "deny", 0.9)
    assert answer_offer(desk.context, heard, in_form=False)


def test_who_refuses_an_offer_in_the_chat_is_in_the_queue_the_list_and_at_the_head_of_the_card(
    desk: DeskHouse,
) -> None:
    agent, case = desk.browser(), add_case(desk.context, "netservers")
    offer_outcome(desk.context, agent.agent, case.reference, "£30 off the next bill")
    before = agent.get("/desk/news").json()
    assert case.reference not in before["rows"]
    refuse(desk, case, "no, that is <b>not enough</b>")
    after = agent.get(f"/desk/news?version={before['version']}").json()
    assert 'data-says="A customer of Netservers refused an offer."' in after["rows"]
    assert after["waiting"] == 0  # nobody waits in a chat, so there is nothing to claim
    day = "Refused the offer on Monday 23 November"
    for page in ("/desk", "/desk/cases"):
        assert day in agent.see(page), page
        assert case.reference in agent.see(page), page
    assert "no, that is <b>not enough</b>" in agent.see("/desk")
    card = agent.see(f"/desk/cases/{case.reference}")
    assert (
        "The customer refused it in the chat on Monday 23 November. They said: no, that is <b>not enough</b>"
        in card
    )
    add_note(desk.context, agent.agent, case.conversation_id, "Seen.")
    assert case.reference not in agent.see("/desk")
    assert "Refused the offer" not in agent.see("/desk/cases")
    assert "Nobody has acted since." not in agent.see(f"/desk/cases/{case.reference}")


def test_another_provider_sees_no_refusal(desk: DeskHouse) -> None:
    agent, case = desk.browser(), add_case(desk.context, "netservers")
    offer_outcome(desk.context, agent.agent, case.reference, "£30")
    refuse(desk, case, "I refuse the offer")
    assert case.reference not in desk.browser("Sean", "x-communications").see("/desk")


def test_a_chat_passed_to_a_named_agent_waits_in_its_place_until_it_is_taken_up(desk: DeskHouse) -> None:
    priya, ben = desk.browser("Priya"), desk.browser("Ben")
    waiting_chat(desk.context, "c" * 32, "netservers")
    desk.clock.forward(minutes=5)
    later = waiting_chat(desk.context, "d" * 32, "netservers")
    priya.press(f"/desk/conversations/{'c' * 32}/claim")
    assert "1 customer waits for a person" in ben.see("/desk")
    priya.press(f"/desk/conversations/{'c' * 32}/pass-on", to="ben", text="Ring them.")
    html = ben.get("/desk").text
    assert "2 customers wait for a person" in words(html)
    assert html.index("Passed to you") < html.index(later)  # above who came after them
    assert "A chat with a customer of Netservers was passed to you." in html
    assert ben.get("/desk/news").json()["waiting"] == 2
    assert "Passed to Ben (not taken up yet)" in priya.see("/desk")
    page = ben.press(f"/desk/conversations/{'c' * 32}/claim")
    assert "You have this chat now." in page
    assert "Passed on with this note Ring them." in page
    assert ben.get("/desk/news").json()["waiting"] == 1
    assert html.count(">Claim</button>") == 2
    assert ben.get("/desk").text.count(">Claim</button>") == 1


def test_a_reply_takes_a_passed_chat_up_too(desk: DeskHouse) -> None:
    priya, ben = desk.browser("Priya"), desk.browser("Ben")
    waiting_chat(desk.context, "c" * 32, "netservers")
    priya.press(f"/desk/conversations/{'c' * 32}/claim")
    priya.press(f"/desk/conversations/{'c' * 32}/pass-on", to="ben", text="Ring them.")
    assert "Passed to you" in ben.see(f"/desk/conversations/{'c' * 32}")
    ben.press(f"/desk/conversations/{'c' * 32}/reply", text="Here I am.")
    assert ben.get("/desk/news").json()["waiting"] == 0
    assert "Passed to you" not in ben.see(f"/desk/conversations/{'c' * 32}")


def test_a_colleague_takes_a_passed_chat_where_whoever_it_was_passed_to_is_not_there(desk: DeskHouse) -> None:
    priya, ben, zoe = desk.browser("Priya"), desk.browser("Ben"), desk.browser("Zoe")
    waiting_chat(desk.context, "c" * 32, "netservers")
    priya.press(f"/desk/conversations/{'c' * 32}/claim")
    priya.press(f"/desk/conversations/{'c' * 32}/pass-on", to="ben", text="Ring them.")
    page = zoe.press(f"/desk/conversations/{'c' * 32}/claim")
    assert "You have this chat now." in page
    assert "Ring them." in page
    assert desk.holder("c" * 32) == "zoe"
    assert "You are now talking to Zoe" in desk.lines("c" * 32)[-1].text
    assert "Zoe has this chat" in ben.press(f"/desk/conversations/{'c' * 32}/claim")
    assert desk.holder("c" * 32) == "zoe"


@pytest.mark.parametrize("where", ["cases", "log", "people", "people/new", "audit", "account"])
def test_every_page_of_the_desk_says_that_customers_wait(desk: DeskHouse, where: str) -> None:
    agent = desk.browser("Ada", role=Role.ADMINISTRATOR)
    waiting_chat(desk.context, "c" * 32, "netservers")
    waiting_chat(desk.context, "d" * 32, "contactnow")
    html = agent.get(f"/desk/{where}").text
    assert "1 customer waits for a person Look at the queue" in words(html)
    assert html.count('id="alarm"') == 1
    assert "/static/desk.js" in html


def test_the_line_stands_once_on_the_queue_and_the_card(desk: DeskHouse) -> None:
    agent = desk.browser()
    waiting_chat(desk.context, "c" * 32, "netservers")
    for where in ("/desk", f"/desk/conversations/{'c' * 32}"):
        assert agent.get(where).text.count('id="alarm"') == 1


def test_the_sign_in_page_says_nothing_of_who_waits(desk: DeskHouse) -> None:
    waiting_chat(desk.context, "c" * 32, "netservers")
    assert 'id="alarm"' not in desk.house.client.get("/desk/sign-in").text


def test_who_refused_an_offer_keeps_the_tag_of_the_queue(desk: DeskHouse) -> None:
    agent, case = desk.browser(), add_case(desk.context, "netservers", told="2026-11-05")
    offer_outcome(desk.context, agent.agent, case.reference, "£30")
    answer_offer(
        desk.context, Heard(case.conversation_id, "7", "no", desk.context.now(), "deny", 0.9), in_form=False
    )
    request_person(desk.context, case.conversation_id, "1", "vulnerable", priority=True)
    html = agent.get("/desk").text
    assert "Answer first" in html[html.index("Who refused an offer") :]


def test_what_stands_first_says_why(desk: DeskHouse) -> None:
    waiting_chat(desk.context, provider="netservers")
    with desk.context.store.write() as tx:
        handoff = tx.handoffs.open_of("c" * 32)
        assert handoff is not None
        tx.handoffs.save(replace(handoff, priority=True))
        tx.commit()
    page = desk.browser().see("/desk")
    assert "Answer first They told of danger, distress or another hard situation." in page


def test_a_case_that_was_answered_in_time_is_late_nowhere_however_long_the_customer_thinks(
    desk: DeskHouse,
) -> None:
    case = add_case(desk.context, "netservers", target_kind="resolve")
    add_promise(desk.context, case, "target.resolve", case.due_on)
    offer_outcome(
        desk.context, add_agent(desk.context, "Ann", "netservers"), case.reference, "£20 off the next bill"
    )
    desk.clock.forward(days=40)
    agent = desk.browser("Sue", role=Role.SUPERVISOR)
    listed = agent.see("/desk/cases")
    assert (
        "Answered on Monday 23 November 2026: it is for the customer to say whether that settles it" in listed
    )
    assert "late" not in listed[listed.index(case.reference) :]
    assert "Nothing that customers were told is due today or late." in agent.see("/desk")
    card = agent.see(f"/desk/cases/{case.reference}")
    clocks = card[card.index("Clocks") : card.index("Files")]
    assert "answered: the customer’s word is awaited" in clocks
    assert "Late" not in clocks.split("Can they go to")[0]
    assert "Late" not in clocks[clocks.index("What they were promised") :]
    assert "Still to be answered: 0 past the target, 0 due" in agent.see("/desk/reports?provider=netservers")


def test_a_supervisor_sees_what_was_missed_long_ago_with_no_word_and_an_agent_does_not(
    desk: DeskHouse,
) -> None:
    case = add_case(desk.context, "netservers", at=desk.context.now() - timedelta(days=90))
    assert "Missed long ago" not in desk.browser().see("/desk")
    seen = desk.browser("Sue", role=Role.SUPERVISOR).see("/desk")
    row = seen[seen.index("Missed long ago, and nobody told the customer") :]
    assert "for 7 days after it" in row
    assert f"{case.reference} Netservers Sam Carter the target of the procedure" in row
