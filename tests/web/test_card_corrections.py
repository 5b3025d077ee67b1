"""The customer puts the card right while a person has the chat: by the API of the widget, and on plain pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.decisions.questions import Question
from bot.decisions.records import Message, Sender
from bot.services.context import Context
from bot.services.desk.take_over import claim, hand_back
from bot.services.fill_form import FillForm
from bot.services.form_answer import Sent
from bot.services.hand_off import request_person
from bot.services.open_conversation import open_conversation
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent, at_the_desk
from tests.support.files import pdf
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running
from tests.web.filler import Filler, form_house
from tests.web.house import Customer

STORY = "You have charged me twice in a row and nobody answers my emails"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.fixture
def priya(desk: DeskHouse) -> AgentBrowser:
    return desk.browser("Priya")


@dataclass
class Theirs:
    """A customer with a logged complaint whom Priya has, and their card as the widget gets it."""

    customer: Customer
    context: Context

    def card(self) -> dict[str, dict[str, Any]]:
        answer = self.customer.client.get(f"{self.customer.path}/card", headers=self.customer.headers)
        assert answer.status_code == 200, answer.text
        return {each["question"]: each for each in answer.json()["details"]}

    def files(self) -> list[str]:
        answer = self.customer.client.get(f"{self.customer.path}/card", headers=self.customer.headers)
        return list(answer.json()["files"])

    def send(self, name: str, content: bytes) -> None:
        answer = self.customer.client.post(
            f"{self.customer.path}/files",
            files={"file": (name, content)},
            headers={**self.customer.headers, "Idempotency-Key": str(uuid4())},
        )
        assert answer.status_code == 201, answer.text

    def correct(self, question: str, text: str = "", *choices: str, key: str | None = None) -> httpx.Response:
        return self.customer.client.post(
            f"{self.customer.path}/card",
            json={"question": question, "text": text, "choices": list(choices)},
            headers={**self.customer.headers, "Idempotency-Key": key or str(uuid4())},
        )

    def remove(self, question: str) -> httpx.Response:
        return self.customer.client.post(
            f"{self.customer.path}/card",
            json={"question": question, "remove": True},
            headers={**self.customer.headers, "Idempotency-Key": str(uuid4())},
        )

    def lines(self) -> list[Message]:
        with self.context.store.read() as tx:
            return tx.messages.after(self.customer.id, 0)

    def details(self) -> dict[str, Any]:
        with self.context.store.read() as tx:
            [case] = tx.cases.of_conversation(self.customer.id)
            return dict(case.details)


def told(desk: DeskHouse, finished: bool) -> Theirs:
    """A complaint, told to its end or half-way, with Priya in the chat."""
    context = desk.context
    provider = context.provider("netservers")
    form = FillForm(context, 5000)
    conversation, token = form.begin(provider)
    for question, sent in (
        (Question.DESCRIPTION, Sent(text=STORY)),
        (Question.HAPPENED_ON, Sent(day="1", month="11", year="2026")),
        (Question.FIRST_TOLD_ON, Sent(day="2", month="11", year="2026")),
        (Question.NAME, Sent(text="Jo Bloggs")),
        (Question.REPLY_BY, Sent(choices=("email",))),
        (Question.REPLY_ADDRESS, Sent(text="jo@example.org")),
    ):
        form.take(conversation, question, sent, str(uuid4()))
    for _ in range(30) if finished else ():
        where = form.where(conversation)
        if not isinstance(where, Question):
            break
        page = form.page(conversation, where)
        assert page is not None
        choice = page.skip.payload if page.skip else "yes"
        form.take(conversation, where, Sent(choices=(choice,)), str(uuid4()))
    at_the_desk(context, desk.browser("Sam").agent)
    request_person(context, conversation.id, "1", "asked")
    return Theirs(Customer(desk.house.client, conversation.id, token), context)


@pytest.fixture(params=[True, False], ids=["told to the end", "half told"])
def theirs(request: pytest.FixtureRequest, desk: DeskHouse, priya: AgentBrowser) -> Theirs:
    made = told(desk, request.param)
    assert claim(desk.context, priya.agent, desk.handoff_id(made.customer.id)).won
    return made


def test_a_date_is_put_right_and_the_bot_says_nothing(
    desk: DeskHouse, priya: AgentBrowser, theirs: Theirs
) -> None:
    before = theirs.lines()
    assert theirs.card()["happened_on"]["value"] == "Sunday 1 November"
    answer = theirs.correct("happened_on", "3 November")
    assert (answer.status_code, answer.json()) == (200, {"changed": True})
    assert theirs.card()["happened_on"]["value"] == "Tuesday 3 November"
    assert theirs.details()["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}
    [notice] = theirs.lines()[len(before) :]
    assert notice.sender is Sender.SYSTEM
    assert notice.text == (
        "You changed your details.\nWhen it began: Tuesday 3 November\nBefore: Sunday 1 November"
    )
    page = priya.see(f"/desk/conversations/{theirs.customer.id}")
    assert "Tuesday 3 November" in page
    assert "Monday 23 November, 10:00: The customer changed the card: When it began" in page
    assert desk.engine.heard == []


def test_every_detail_of_the_card_can_be_changed(theirs: Theirs) -> None:
    new = {
        "description": ("And the fee came twice as well", ()),
        "happened_on": ("3 November", ()),
        "first_told_on": ("4 November", ()),
        "still_happening": ("", ("yes",)),
        "name": ("Jo Blogs", ()),
        "reply_address": ("07700 900123", ()),
        "outcome": ("", ("apology",)),
        "needs": ("", ("braille",)),
        "reference": ("44120", ()),
        "account": ("NS-20417", ()),
        "handled_by": ("Priya in Support", ()),
        "examples": ("Two bills on 3 November", ()),
    }
    for question, (text, choices) in new.items():
        if question in theirs.card():
            answer = theirs.correct(question, text, *choices)
            assert (answer.status_code, answer.json()) == (200, {"changed": True}), (question, answer.text)
    details = theirs.details()
    assert (details["name"], details["reference"], details["needs"]) == ("Jo Blogs", "44120", ["braille"])
    assert theirs.card()["description"]["value"].startswith(STORY)
    assert [line for line in theirs.lines() if line.sender is Sender.BOT and "Jo Blogs" in line.text] == []


def test_a_number_in_the_place_of_an_address_is_the_new_way_to_reply(
    theirs: Theirs, priya: AgentBrowser
) -> None:
    assert theirs.card()["reply_address"]["title"] == "Reply to"
    assert theirs.correct("reply_address", "07700 900123").json() == {"changed": True}
    with theirs.context.store.read() as tx:
        [case] = tx.cases.of_conversation(theirs.customer.id)
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert (contact.kind, contact.value) == ("phone", "07700 900123")
    assert "07700 900123" in priya.see(f"/desk/conversations/{theirs.customer.id}")


def test_an_answer_is_taken_out_and_stands_as_not_given(theirs: Theirs, priya: AgentBrowser) -> None:
    theirs.correct("still_happening", "", "yes")
    theirs.correct("needs", "", "braille")
    for question, label in (
        ("name", "Name"),
        ("still_happening", "Still going on"),
        ("needs", "Large print"),
    ):
        before = theirs.card()[question]["value"]
        assert theirs.remove(question).json() == {"changed": True}, question
        assert theirs.card()[question]["value"] == ""
        assert theirs.details()[question] == "unknown"
        notice = theirs.lines()[-1].text
        assert notice.startswith(f"You took this out of your details. {label}")
        assert notice.endswith(before)
        assert theirs.remove(question).json() == {"changed": False}
    assert (
        "braille" not in priya.see(f"/desk/conversations/{theirs.customer.id}").partition("What happened")[0]
    )


def test_a_file_that_was_sent_is_named_on_the_card(theirs: Theirs) -> None:
    assert theirs.files() == []
    theirs.send("the bill.pdf", pdf())
    assert theirs.files() == ["the bill.pdf"]
    assert theirs.card()["copies"]["value"] == "see the files you sent"
    assert theirs.correct("copies", "", "to_follow").json() == {"changed": True}
    assert theirs.card()["copies"]["value"] == "to follow"


def test_files_that_nobody_can_see_here_are_told_as_what_the_customer_said(
    theirs: Theirs, priya: AgentBrowser
) -> None:
    assert theirs.correct("copies", "", "sent").json() == {"changed": True}
    assert theirs.card()["copies"]["value"] == "you said you have sent them, but no files came in here"
    desk = f"/desk/conversations/{theirs.customer.id}"
    assert "they said they have sent them, but no files came in here" in priya.see(desk)
    theirs.send("the bill.pdf", pdf())
    assert theirs.card()["copies"]["value"] == "sent"
    assert "they said they have sent them" not in priya.see(desk)


def test_what_is_needed_is_not_taken_out_and_the_reason_is_said(theirs: Theirs) -> None:
    before = (theirs.lines(), theirs.details())
    for question, reason in (
        ("description", "nobody can look into it"),
        ("reply_address", "one way to send"),
    ):
        answer = theirs.remove(question)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_taken")
        assert reason in answer.json()["error"]["message"]
    assert (theirs.lines(), theirs.details()) == before


def test_a_value_that_ends_with_a_full_stop_gets_no_second_one(theirs: Theirs) -> None:
    for words in ("Two bills on 3 November.", "Two bills on 4 November."):
        assert theirs.correct("examples", words).json() == {"changed": True}
    said = theirs.lines()[-1].text
    assert said == (
        "You changed your details.\nExamples: Two bills on 4 November.\nBefore: Two bills on 3 November."
    )


def test_another_address_than_the_confirmed_one_is_not_confirmed(theirs: Theirs, priya: AgentBrowser) -> None:
    with theirs.context.store.write() as tx:
        [case] = tx.cases.of_conversation(theirs.customer.id)
        tx.contacts.confirm(case.contact_id, theirs.context.now())
        tx.commit()
    for address in ("eve@example.net", "07700 900123"):
        assert theirs.correct("reply_address", address).json() == {"changed": True}
        with theirs.context.store.read() as tx:
            [case] = tx.cases.of_conversation(theirs.customer.id)
            now = tx.contacts.get(case.contact_id)
        assert now is not None
        assert (now.value, now.confirmed_at) == (address, None)
        assert re.search(
            rf"{address}</span> <span class=.tag.>not confirmed",
            priya.get(f"/desk/conversations/{theirs.customer.id}").text,
        )
    told = [line.text for line in theirs.lines() if "confirmed by a code" in line.text]
    assert len(told) == 1, "the second change is from one that was not confirmed"
    assert theirs.correct("reply_address", "jo@example.org").json() == {"changed": True}
    with theirs.context.store.read() as tx:
        [case] = tx.cases.of_conversation(theirs.customer.id)
        back = tx.contacts.get(case.contact_id)
    assert back is not None
    assert back.confirmed_at is not None, "a code came back from this one"


def test_name_and_address_that_were_not_asked_yet_are_added_and_the_complaint_is_logged(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    context = desk.context
    form = FillForm(context, 5000)
    conversation, token = form.begin(context.provider("netservers"))
    form.take(conversation, Question.DESCRIPTION, Sent(text=STORY), "k")
    at_the_desk(context, priya.agent)
    request_person(context, conversation.id, "1", "asked")
    theirs = Theirs(Customer(desk.house.client, conversation.id, token), context)
    card = theirs.card()
    for question in ("name", "reply_address", "happened_on", "first_told_on"):
        assert card[question]["value"] == "", question
    assert theirs.correct("name", "Jo Bloggs").json() == {"changed": True}
    assert theirs.correct("reply_address", "nonsense").status_code == 422
    assert theirs.correct("reply_address", "14 Mill Road, Cambridge, CB1 2AB").json() == {"changed": True}
    assert theirs.card()["reply_address"]["value"] == "14 Mill Road, Cambridge, CB1 2AB"
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(conversation.id)
    assert case.details["name"] == "Jo Bloggs"
    assert f"Your reference is {case.reference}." in theirs.lines()[-1].text
    assert {line.sender for line in theirs.lines()[-3:]} == {Sender.SYSTEM}


def test_what_cannot_be_read_is_refused_in_words_and_changes_nothing(theirs: Theirs) -> None:
    before = (theirs.lines(), theirs.details())
    for question, text in (("happened_on", "blue"), ("name", "  "), ("still_happening", "x")):
        if question not in theirs.card():
            continue
        answer = theirs.correct(question, text)
        assert answer.status_code == 422, (question, answer.text)
        assert answer.json()["error"]["code"] == "not_taken"
        assert answer.json()["error"]["message"].endswith(".")
    assert (theirs.lines(), theirs.details()) == before


def test_the_same_again_is_one_change(theirs: Theirs) -> None:
    before = len(theirs.lines())
    for _ in range(3):
        assert theirs.correct("name", "Jo Blogs", key="k").status_code == 200
    assert theirs.correct("name", "Jo Blogs").json() == {"changed": False}
    assert len(theirs.lines()) == before + 1


def test_only_while_a_person_has_it(desk: DeskHouse, priya: AgentBrowser, theirs: Theirs) -> None:
    hand_back(desk.context, priya.agent, theirs.customer.id, "")
    assert theirs.card() == {}
    answer = theirs.correct("name", "Jo Blogs")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_now")
    assert theirs.details()["name"] == "Jo Bloggs"


def test_nobody_else_sees_or_changes_it(desk: DeskHouse, theirs: Theirs) -> None:
    other = desk.house.open("netservers")
    for headers in ({}, other.headers):
        assert desk.house.client.get(f"{theirs.customer.path}/card", headers=headers).status_code == 401
        answer = desk.house.client.post(
            f"{theirs.customer.path}/card",
            json={"question": "name", "text": "Eve"},
            headers={**headers, "Idempotency-Key": "k"},
        )
        assert answer.status_code == 401
    assert theirs.details()["name"] == "Jo Bloggs"


def test_the_trail_holds_no_words_of_the_customers(desk: DeskHouse, theirs: Theirs) -> None:
    theirs.correct("name", "Jo Blogs")
    [entry] = [each for each in desk.trail(theirs.customer.id) if each.action == "card.corrected"]
    assert entry.data == {"by": "customer", "what": "Name"}
    assert entry.agent_id is None


# --- without JavaScript ---


def test_the_same_without_javascript(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock())
    with form_house(context) as house:
        filler = Filler(house.url).begin()
        filler.answers(text=STORY).answers(day="1", month="11", year="2026").answers(rough="last week")
        filler.answers(text="Jo Bloggs").chooses("E-mail").answers(text="jo@example.org")
        assert "Check or change what the person sees" not in filler.page.links
        agent = add_agent(context, "Priya", "netservers")
        at_the_desk(context, agent)
        filler.press("Talk to a person instead")
        with context.store.read() as tx:
            handoff = tx.handoffs.open_of(filler.conversation_id(context))
        assert handoff is not None
        assert (
            "You have asked for a person. They see what you fill in here."
            in filler.get("still-happening").text
        )
        assert "Talk to a person instead" not in filler.buttons()
        assert claim(context, agent, handoff.id).won
        assert "A person has this now. They see what you fill in here." in filler.get("still-happening").text
        assert "Talk to a person instead" not in filler.buttons()
        filler.get(filler.page.links["Check or change what the person sees"].rpartition("/")[2])
        assert "Sunday 1 November" in filler.text

        def transcript() -> list[Message]:
            with context.store.read() as tx:
                return tx.messages.after(filler.conversation_id(context), 0)

        before = len(transcript())
        filler.get("card/happened-on").press("Save", day="31", month="2", year="2026")
        assert filler.status == 422
        assert filler.page.title.strip().startswith("Error: ")
        filler.press("Save", day="3", month="11", year="2026")
        assert (filler.step, filler.status) == ("card", 200)
        assert "Tuesday 3 November" in filler.text
        filler.get("card/still-happening").press(
            "Save", choice=[filler.get("card/still-happening").choice("Yes, still")]
        )
        assert filler.answers_kept(context)["still_happening"] == "yes"
        assert [line.sender for line in transcript()[before:]] == [Sender.SYSTEM, Sender.SYSTEM]
        filler.get("card/name").press("Take my answer out")
        assert filler.answers_kept(context)["name"] == "unknown"
        filler.get("card/reply-address").press("Take my answer out")
        assert filler.status == 422
        assert "There must be one way to send you the answer." in filler.text
        assert filler.page.h1 == "Where should the reply go?"
        assert filler.get("card/check").step == "card"
        assert filler.get("card/nothing-such").status == 404
        hand_back(context, agent, filler.conversation_id(context), "")
        assert filler.get("card").step != "card"


def test_a_person_asked_for_before_anything_was_told_has_an_empty_card(desk: DeskHouse) -> None:
    conversation, token = open_conversation(desk.context.store, desk.context.now, "netservers", [])
    request_person(desk.context, conversation.id, "1", "asked")
    assert Theirs(Customer(desk.house.client, conversation.id, token), desk.context).card() == {}
