"""The card of the desk, by words and by what the database holds afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import ConversationState, Message, Role, Sender, StoredFile
from bot.services.case_link import case_link
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words
from tests.web.house import Customer

HOSTILE = "<script>alert(1)</script> & <b>nine</b> days, see https://evil.example/x"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.fixture
def priya(desk: DeskHouse) -> AgentBrowser:
    return desk.browser("Priya")


@pytest.fixture
def customer(desk: DeskHouse) -> Customer:
    """Somebody who asked for a person."""
    made = desk.house.open("netservers")
    made.wait_for(made.say("My line has been dead for nine days."))
    assert made.person().status_code == 202
    return made


def path(customer: Customer, deed: str = "") -> str:
    return f"/desk/conversations/{customer.id}" + (f"/{deed}" if deed else "")


def test_the_card_shows_the_chat_and_who_has_it(priya: AgentBrowser, customer: Customer) -> None:
    page = priya.see(path(customer))
    assert "Nobody has it yet" in page
    assert "Customer Monday 23 November, 10:00 My line has been dead for nine days." in page
    assert "Assistant Monday 23 November, 10:00 I heard: My line has been dead" in page
    assert "Buttons: Log it now · Sort it" in page
    assert "Your reply" not in page


def test_claiming_tells_the_customer_who_is_there(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    page = priya.press(path(customer, "claim"))
    assert "You have this chat now." in page
    assert "Your reply" in page
    assert desk.holder(customer.id) == "priya"
    assert customer.news()["state"] == "human"
    assert "You are now talking to Priya at Netservers, a person." in customer.texts("system")[-1]


def test_of_two_browsers_that_claim_at_once_one_has_it_and_the_other_reads_who(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    both = [priya, desk.browser("Ben")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda agent: agent.post(path(customer, "claim")), both))
    ends = [answer.headers["location"].partition("done=")[2] for answer in answers]
    assert sorted(ends) == ["claimed", "lost"]
    winner, loser = both[ends.index("claimed")], both[ends.index("lost")]
    assert desk.holder(customer.id) == winner.agent.id
    page = loser.see(f"{path(customer)}?done=lost")
    assert "Somebody was quicker than you." in page
    assert f"{winner.agent.name} has this chat" in page
    assert "Your reply" not in page
    assert [entry.action for entry in desk.trail(customer.id)].count("handoff.claimed") == 1
    assert sum("You are now talking to" in line for line in customer.texts("system")) == 1


def test_a_chat_that_was_deleted_while_somebody_waited_is_not_claimed_and_the_page_says_so_kindly(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    assert priya.get("/desk").text.count(">Claim</button>") == 1
    customer.client.delete(customer.path, headers=customer.headers)
    page = priya.press(path(customer, "claim"))
    assert "This chat has ended, so nobody waits in it any more." in page
    assert "cannot be" not in page
    assert "Claim this chat" not in page
    assert "Nobody waits for a person just now." in priya.see("/desk")


def test_a_new_chat_after_an_ended_one_leads_back_to_it(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    customer.wait_for(customer.say("My line has been dead for nine days"))
    priya.press(path(customer, "join"))
    priya.press(path(customer, "close"), text="An engineer comes on Friday.", anyway="yes")
    made = customer.client.post(
        "/api/conversations",
        json={"provider": "netservers", "earlier": {"id": customer.id, "token": customer.token}},
    ).json()
    new = Customer(customer.client, made["conversation_id"], made["token"])
    new.person()
    page = priya.see(path(new))
    assert (
        f"Earlier chat of this customer, ended on Monday 23 November, 10:00: chat {customer.id[:8]}" in page
    )
    assert "They have told nothing more in this chat yet." in page
    assert f"goes on from chat {customer.id[:8]}" in priya.see("/desk")
    assert f'href="{path(customer)}"' in priya.get(path(new)).text


@pytest.mark.parametrize("theirs", [True, False])
def test_a_new_chat_names_the_open_complaint_only_to_the_browser_that_made_it(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer, theirs: bool
) -> None:
    case = add_case(desk.context, "netservers", conversation_id=customer.id)
    priya.press(path(customer, "join"))
    priya.press(path(customer, "close"), text="An engineer comes on Friday.")
    earlier = {"id": customer.id, "token": customer.token if theirs else "another"}
    made = customer.client.post(
        "/api/conversations", json={"provider": "netservers", "earlier": earlier}
    ).json()
    new = Customer(customer.client, made["conversation_id"], made["token"])
    named = [text for text in new.texts("bot") if case.reference in text]
    assert len(named) == int(theirs)


def test_a_reply_reaches_the_customer_once_and_the_assistant_is_silent(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(path(customer, "claim"))
    before = customer.texts("bot")
    seen = str(desk.lines(customer.id)[-1].id)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(customer.news, int(seen), 20)
        page = priya.press(
            path(customer, "reply"), text="Good morning.\r\nAn engineer comes at 2.", seen=seen
        )
        told = waiting.result(10)
    assert "Sent." in page
    priya.press(path(customer, "reply"), text="Good morning.\r\nAn engineer comes at 2.", seen=seen)
    lines = customer.lines("agent")
    assert [line["text"] for line in lines] == ["Good morning.\nAn engineer comes at 2."]
    assert [line["sender"] for line in told["messages"]] == ["agent"]
    assert desk.lines(customer.id)[-1].spoken_by == "Priya"
    assert "Priya Monday 23 November, 10:00 Good morning. An engineer comes at 2." in page
    customer.wait_for(customer.say("Thank you, I will be there."))
    assert customer.texts("bot") == before
    assert len(desk.engine.texts) == 1


def test_new_lines_come_to_an_open_card(priya: AgentBrowser, customer: Customer) -> None:
    priya.press(path(customer, "claim"))
    last = customer.news()["last_id"]
    assert priya.get(f"{path(customer)}/news?after={last}").json()["lines"] == ""
    customer.say(HOSTILE)
    news = priya.get(f"{path(customer)}/news?after={last}").json()
    assert news["last"] == last + 1
    assert news["theirs"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;nine&lt;/b&gt;" in news["lines"]
    assert "<script" not in news["lines"]
    assert "<a " not in news["lines"]


def test_what_people_wrote_is_shown_as_text_and_leads_nowhere(desk: DeskHouse, priya: AgentBrowser) -> None:
    made = desk.house.open("netservers")
    made.wait_for(made.say(HOSTILE))
    case = add_case(
        desk.context, "netservers", told="2026-10-20", description=HOSTILE, answers={"name": HOSTILE}
    )
    for address in (f"/desk/conversations/{made.id}", f"/desk/cases/{case.reference}"):
        html = priya.get(address).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert" not in html
        assert "<b>nine" not in html
        assert 'href="https://evil.example' not in html


def test_handing_back_tells_the_customer_and_the_assistant_answers_again(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(path(customer, "claim"))
    page = priya.press(path(customer, "hand-back"), text="An engineer comes on Friday at 2.")
    assert "The assistant has the chat again, and the customer was told." in page
    assert "Join this chat" in page
    assert "An engineer comes on Friday at 2." in customer.texts("system")[-1]
    with desk.context.store.read() as tx:
        kept = tx.conversations.get(customer.id)
    assert (kept.state, kept.agreed) == (ConversationState.BOT, "An engineer comes on Friday at 2.")
    customer.wait_for(customer.say("What was that again?"))
    assert customer.texts("bot")[-1] == "I heard: What was that again?"


def test_what_the_customer_was_told_is_on_the_card_and_a_reply_keeps_it(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    priya.get("/desk/news")  # she is at the desk
    there, later = desk.house.open("netservers"), desk.house.open("netservers")
    there.person()
    assert "Somebody at Netservers is there now." in " ".join(there.texts("system"))
    page = priya.see(path(there))
    assert "They were told that somebody is there now." in page
    assert "reply by the end of" not in page
    desk.clock.forward(minutes=5)  # and has gone
    later.person()
    assert "by the end of Tuesday 24 November" in " ".join(later.texts("system"))
    assert "They were told to expect a reply by the end of Tuesday 24 November." in priya.see(path(later))
    queue = priya.see("/desk")
    assert "somebody is there now" in queue
    assert "a reply by the end of Tuesday 24 November" in queue
    for each in (there, later):
        priya.press(path(each, "claim"))
        assert "Kept: answered" not in priya.see(path(each))
        page = priya.press(path(each, "reply"), text="Here I am.")
        assert "Kept: answered on Monday 23 November, 10:05" in page


def test_after_handing_back_the_card_says_who_answered_and_what_was_agreed(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(path(customer, "claim"))
    priya.press(path(customer, "reply"), text="Here I am.")
    desk.clock.forward(minutes=5)
    page = priya.press(path(customer, "hand-back"), text="An engineer comes on Friday at 2.")
    assert "Nobody asked for a person." not in page
    assert "They asked for a person on Monday 23 November, 10:00." in page
    assert "Priya answered, and gave the chat back to the assistant on Monday 23 November, 10:05." in page
    assert "What was agreed: An engineer comes on Friday at 2." in page


def test_a_chat_that_was_joined_and_handed_back_was_not_asked_for(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    made = desk.house.open("netservers")
    priya.press(path(made, "join"))
    page = priya.press(path(made, "hand-back"), text="")
    assert "Priya joined the chat on" in page
    assert "They asked for a person" not in page
    assert "Nothing was put down as agreed." in page


def test_the_link_of_a_case_has_a_name_in_the_lines_of_the_assistant_only(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    case = add_case(desk.context, "netservers")
    link = case_link(desk.context, case)
    with desk.context.store.write() as tx:
        for sender in (Sender.BOT, Sender.CUSTOMER):
            tx.messages.add(Message(case.conversation_id, 0, sender, f"Look: {link}.", desk.context.now()))
        tx.commit()
    html = priya.get(f"/desk/cases/{case.reference}").text
    named = f'<a href="{link}" rel="noreferrer noopener">the page of the complaint</a>'
    assert f"Look: {named}." in html
    assert f"Look: {link}." in html
    assert f'value="{link}" readonly' in html


ANSWERS = {
    "not known": (None, {}, "That depends on the day on which they first told Netservers"),
    "not yet": ("2026-10-20", {}, "Not yet: from Tuesday 1 December"),
    "yes": ("2026-10-01", {}, "Yes, since Thursday 12 November."),
    "today": ("2026-10-12", {}, "Yes, from today."),
    "letter": ("2026-11-01", {"final_letter_on": "2026-11-20"}, "sent its final answer on Friday 20 November, so they"),
    "too late": ("2025-01-01", {"final_letter_on": "2025-02-01"}, "It looks too late."),
    "last day": ("2025-09-01", {"final_letter_on": "2025-11-23"}, "Today is the last day, as it looks"),
    "early": ("2026-11-01", {"early_referral_on": "2026-11-20"}, "agreed on Friday 20 November that they can go early"),
    "too big": ("2026-10-01", {"customer": "business", "employees": 40}, "they told of 40 employees"),
    "over": ("2026-10-01", {"claim_pounds": 50000}, "theirs is for £50,000"),
    "court": ("2026-10-01", {"in_court": True}, "A court is already dealing"),
    "settled": ("2026-10-01", {"settled_on": "2026-11-10"}, "They accepted an offer on Tuesday 10 November"),
    "people": ("2026-10-01", {"customer": "charity", "employees": 4, "volunteers": 40}, "they should ask it"),
    "never": (None, {"not_complained": True}, "they need to complain to Netservers first"),
}  # fmt: skip


@pytest.mark.parametrize("known", ANSWERS)
def test_the_answer_about_the_scheme_speaks_about_the_customer(desk: DeskHouse, known: str) -> None:
    day, answers, expected = ANSWERS[known]
    case = add_case(desk.context, "netservers", told=day, answers=answers)
    html = desk.browser().get(f"/desk/cases/{case.reference}").text
    answer = words(html[html.index('id="scheme"') : html.index("The answer as the customer reads it")])
    assert expected in answer
    assert not re.search(r"\b(you|your)\b", answer, re.IGNORECASE)
    assert "None" not in answer


def test_a_day_of_the_scheme_ends_a_sentence(desk: DeskHouse) -> None:
    case = add_case(desk.context, "netservers", told="2026-10-10")
    page = desk.browser().see(f"/desk/cases/{case.reference}")
    assert (
        "They have been able to go to the Communications Ombudsman since Saturday 21 November , 2 days ago"
        in page
    )


def test_the_rules_are_as_sure_as_the_working_says(desk: DeskHouse) -> None:
    case = add_case(desk.context, "netservers", told="2026-10-10")
    page = desk.browser().see(f"/desk/cases/{case.reference}")
    working, rules = page[page.index("How this is worked out") :].split("The rules behind it")
    assert "From a reliable second source." in working
    rule = rules[rules.index("adr_wait :") :]
    assert "From a reliable second source. It is right as far as we know." in rule[:300]


def test_no_two_things_on_a_card_have_the_same_id(desk: DeskHouse, priya: AgentBrowser) -> None:
    case = add_case(desk.context, "netservers")
    request_person(desk.context, case.conversation_id, "1", "asked")
    priya.press(f"/desk/conversations/{case.conversation_id}/claim")
    ids = re.findall(r'\sid="([^"]+)"', priya.get(f"/desk/cases/{case.reference}").text)
    assert [id for id in set(ids) if ids.count(id) > 1] == []


def test_passing_on_to_a_colleague_gives_them_the_note(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    ben = desk.browser("Ben")
    desk.browser("Olu", "contactnow")
    priya.press(path(customer, "claim"))
    assert ">Ben</option>" in priya.get(path(customer)).text
    assert ">Olu</option>" not in priya.get(path(customer)).text
    page = priya.press(path(customer, "pass-on"), to="ben", text="Ring the exchange first.")
    assert "Passed on." in page
    assert "Ben has this chat" in page
    page = ben.see(path(customer))
    assert "You have this chat" in page
    assert "Passed on with this note Ring the exchange first." in page
    assert desk.holder(customer.id) == "ben"
    assert all("Ring the exchange" not in text for text in customer.texts())


def test_passing_on_needs_a_note_and_keeps_what_was_chosen(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    desk.browser("Ben")
    priya.press(path(customer, "claim"))
    answer = priya.post(path(customer, "pass-on"), to="ben", text=" ")
    assert answer.status_code == 422
    assert "Write a note for whoever has it next." in answer.text
    assert '<option value="ben" selected>' in answer.text
    answer = priya.post(path(customer, "pass-on"), to="olu", text="Please take this.")
    assert answer.status_code == 422
    assert desk.holder(customer.id) == "priya"


def test_back_into_the_queue_it_waits_for_anybody(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(path(customer, "claim"))
    page = priya.press(path(customer, "pass-on"), to="queue", text="I must leave.")
    assert "Nobody has it yet" in page
    assert "Claim this chat" in page
    assert (desk.holder(customer.id), desk.state(customer.id)) == (None, ConversationState.WAITING)


def test_a_chat_ends_only_with_an_outcome(desk: DeskHouse, priya: AgentBrowser, customer: Customer) -> None:
    priya.press(path(customer, "claim"))
    answer = priya.post(path(customer, "close"), text="  ")
    assert answer.status_code == 422
    assert "Say what came of it: the customer reads it." in words(answer.text)
    assert '<a href="#outcome">' in answer.text
    assert desk.state(customer.id) is ConversationState.HUMAN
    page = priya.press(path(customer, "close"), text="Your line works again.")
    assert "This chat has ended" in page
    assert "Join this chat" not in page
    assert "Your line works again." in customer.texts("system")[-1]
    assert desk.state(customer.id) is ConversationState.CLOSED
    answer = priya.post(path(customer, "join"))
    assert answer.status_code == 422
    assert "This chat has ended, so nobody can join it." in words(answer.text)


def test_an_empty_reply_is_refused_at_its_box(priya: AgentBrowser, customer: Customer) -> None:
    priya.press(path(customer, "claim"))
    answer = priya.post(path(customer, "reply"), text=" ", seen="1")
    assert answer.status_code == 422
    assert '<a href="#reply">Write your reply first.</a>' in answer.text
    assert customer.lines("agent") == []


def test_a_reply_that_is_too_long_is_kept_for_the_agent(priya: AgentBrowser, customer: Customer) -> None:
    priya.press(path(customer, "claim"))
    answer = priya.post(path(customer, "reply"), text="x" * 2001, seen="1")
    assert answer.status_code == 422
    assert "A reply has 2,000 characters at most." in answer.text
    assert "x" * 2001 in answer.text


def test_a_reply_to_a_chat_that_somebody_else_has_by_now_is_shown_again(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    desk.browser("Ben")
    priya.press(path(customer, "claim"))
    priya.press(path(customer, "pass-on"), to="ben", text="Yours.")
    answer = priya.post(path(customer, "reply"), text="One more <thing>.", seen="1")
    assert answer.status_code == 422
    assert "You don't have this chat any more, so nothing was sent." in words(answer.text)
    assert "One more &lt;thing&gt;.</textarea>" in answer.text
    assert customer.lines("agent") == []


def test_joining_takes_a_chat_that_nobody_asked_a_person_for(desk: DeskHouse, priya: AgentBrowser) -> None:
    made = desk.house.open("netservers")
    assert "Nobody asked for a person." in priya.see(path(made))
    page = priya.press(path(made, "join"))
    assert "You have this chat" in page
    assert (desk.holder(made.id), made.news()["state"]) == ("priya", "human")


def test_a_note_is_for_colleagues_only(desk: DeskHouse, priya: AgentBrowser, customer: Customer) -> None:
    page = priya.press(path(customer, "note"), text="He rang <twice>.")
    assert "Priya Monday 23 November, 10:00 He rang <twice>." in page
    assert "added a note" in page
    assert all("twice" not in text for text in customer.texts())
    assert priya.post(path(customer, "note"), text="").status_code == 422


def test_the_card_of_a_case_has_clocks_the_answer_about_the_scheme_and_its_working(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    case = add_case(
        desk.context,
        "netservers",
        told="2026-10-20",
        answers={"service": "broadband", "needs": ["large_print"]},
    )
    request_person(desk.context, case.conversation_id, "1", "asked")
    with desk.context.store.write() as tx:
        tx.files.add(
            StoredFile("f" * 32, case.conversation_id, "bill <1>.pdf", "application/pdf", 20480, "0" * 64,
                       "customer", desk.context.now())
        )  # fmt: skip
        tx.commit()
    page = priya.see(f"/desk/cases/{case.reference}")
    assert f"Complaint {case.reference} with a customer of Netservers" in page
    assert "Needs: large print" in page
    assert "E-mail: sam@example.com not confirmed" in page
    assert "Service broadband" in page
    assert "Can they go to the Communications Ombudsman yet?" in page
    assert "Not yet." in page
    assert "Tuesday 20 October + 6 weeks = Tuesday 1 December" in page
    assert "adr_wait" in page
    assert ", tomorrow" in page
    assert "bill <1>.pdf (20 kB, application/pdf)" in page
    assert "Late" not in page
    assert "What they were promised" in page


def test_a_day_that_has_passed_is_shown_as_late_and_one_of_the_scheme_is_not(desk: DeskHouse) -> None:
    case = add_case(desk.context, "netservers", told="2026-10-20")
    desk.clock.forward(days=60)
    html = desk.browser().get(f"/desk/cases/{case.reference}").text
    clocks = html[html.index('class="clocks"') : html.index("Can they go to")]
    late = [words(item) for item in clocks.split("<li")[1:] if 'class="late"' in item]
    assert late
    assert all("Late" in item and "Ombudsman" not in item for item in late)
    assert any("Ombudsman" in words(item) for item in clocks.split("<li")[1:])


def test_forms_of_a_card_that_was_opened_by_its_reference_lead_back_to_it(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    case = add_case(desk.context, "netservers")
    other = add_case(desk.context, "netservers", id="other")
    chat = f"/desk/conversations/{case.conversation_id}"
    answer = priya.post(f"{chat}/note", text="Hello.", reference=case.reference)
    assert answer.headers["location"] == f"/desk/cases/{case.reference}?done=note"
    assert priya.post(f"{chat}/note", text="Hello.", reference=other.reference).status_code == 404
    assert priya.see(f"/desk/cases/{case.reference}").count("Hello.") == 1
    assert f"/desk/cases/{other.reference}" in priya.get(chat).text, "the other case of this contact"


DEEDS = ("claim", "join", "reply", "note", "pass-on", "hand-back", "close")


def test_what_belongs_to_another_provider_is_not_there(desk: DeskHouse, customer: Customer) -> None:
    case = add_case(desk.context, "netservers")
    other = desk.browser("Olu", "contactnow", Role.ADMINISTRATOR)
    before = desk.lines(customer.id)
    for address in (path(customer), path(customer, "news"), f"/desk/cases/{case.reference}"):
        answer = other.get(address)
        assert answer.status_code == 404
        assert "There is no such page" in answer.text
    missing = other.post(f"/desk/conversations/{'0' * 32}/claim")
    for deed in DEEDS:
        answer = other.post(path(customer, deed), text="Hello.", to="queue")
        assert (answer.status_code, words(answer.text)) == (404, words(missing.text))
    assert desk.lines(customer.id) == before
    assert desk.holder(customer.id) is None


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_done_for_a_form_that_is_not_ours_or_after_the_session(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer, deed: str
) -> None:
    before = desk.lines(customer.id)
    assert priya.post(path(customer, deed), csrf="", text="Hello.").status_code == 403
    assert desk.house.client.post(path(customer, deed), data={"text": "Hello."}).status_code == 401
    desk.clock.instant += timedelta(hours=13)
    assert priya.post(path(customer, deed), text="Hello.").status_code == 401
    assert desk.lines(customer.id) == before
    assert desk.holder(customer.id) is None


def test_every_line_of_a_person_is_the_agents(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(path(customer, "claim"))
    priya.press(path(customer, "reply"), text="Hello, this is Priya.", seen="0")
    said = [(line.sender, line.text) for line in desk.lines(customer.id) if line.spoken_by == "Priya"]
    [(notice, _), (reply, text)] = said  # the notice says who has the chat, before they write
    assert (notice, reply, text) == (Sender.SYSTEM, Sender.AGENT, "Hello, this is Priya.")
