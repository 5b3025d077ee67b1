"""The desk in real browsers: an agent and a customer, the queue that renews itself, and axe on every page and size."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import Agent, Case, ConversationState, Role
from bot.readers.dates import Day
from bot.services.desk.log_complaint import Arrived, log_complaint
from bot.services.desk.reply import reply
from bot.services.desk.take_over import claim, hand_back
from bot.services.desk.work_case import customer_said, offer_outcome
from bot.services.heard import Heard
from bot.services.offers import answer_offer
from tests.browser.conftest import violations
from tests.browser.desk_house import PROVIDER, STORY, full_case, full_queue, let_in, new_agent
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent, waiting_chat
from tests.support.waiting import until
from tests.web.desk_house import IMPATIENT, DeskHouse, desk_running
from tests.web.house import Customer

Visit = Callable[..., Page]
SHOTS = os.environ.get("FIRSTLINE_SHOTS")
"""A folder for screenshots of every state; none are taken without it."""
NEWS_MS = 10_000
"""The pages of this house ask twice a second."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def sound(page: Page, name: str) -> None:
    """axe finds nothing; nothing reaches out of the page; targets are large enough."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    small = page.evaluate(
        "[...document.querySelectorAll('button, summary, input:not([type=hidden]), select, textarea, a.button')]"
        ".filter(one => one.checkVisibility() && (one.offsetWidth < 44 || one.offsetHeight < 44))"
        ".map(one => one.outerHTML)"
    )
    assert small == []


def customer_who_waits(desk: DeskHouse) -> Customer:
    made = desk.house.open("it-communications")
    made.wait_for(made.say("My line has been dead for nine days."))
    assert made.person().status_code == 202
    return made


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_on_the_queue_and_the_card(desk: DeskHouse, visit: Visit, width: int) -> None:
    priya, dan = new_agent(desk), new_agent(desk, "Dan Roberts")
    page = let_in(desk, visit(width), priya)
    page.goto(f"{desk.house.url}/desk")
    expect(page.get_by_text("Nobody waits for a person just now.")).to_be_visible()
    sound(page, f"desk-{width}-empty")
    full_queue(desk)
    chat = full_case(desk, dan)
    claim(desk.context, dan, desk.handoff_id("b" * 32))
    page.reload()
    expect(page.get_by_text("Dan Roberts")).to_be_visible()
    sound(page, f"desk-{width}-queue")
    page.get_by_role("button", name="Open their card").click()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    sound(page, f"desk-{width}-wrong-code")
    page.goto(f"{desk.house.url}/desk/conversations/{chat}")
    sound(page, f"desk-{width}-card-unclaimed")
    page.get_by_role("button", name="Claim this chat").click()
    expect(page.get_by_label("Your reply")).to_be_visible()
    sound(page, f"desk-{width}-card")
    for each in page.locator("summary").all():
        each.click()
    sound(page, f"desk-{width}-card-open")
    page.get_by_label("Your reply").fill(" ")
    page.get_by_role("button", name="Send to the customer").click()
    expect(page.get_by_role("alert").filter(has_text="Write your reply first.")).to_be_focused()
    sound(page, f"desk-{width}-card-error")
    page.goto(f"{desk.house.url}/desk/conversations/{'b' * 32}")
    expect(page.get_by_text("Dan Roberts has this chat")).to_be_visible()
    sound(page, f"desk-{width}-card-of-a-colleague")


def test_a_person_takes_over_in_one_turn_and_gives_the_chat_back(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(), new_agent(desk))
    page.goto(f"{desk.house.url}/desk")
    customer = customer_who_waits(desk)
    said = page.locator("#said")
    expect(said).to_have_text(
        "A customer of I.T Communications waits for a person. The customer asked for a person.",
        timeout=NEWS_MS,
    )
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_role("status").filter(has_text="You have this chat now.")).to_be_visible()
    assert customer.news()["state"] == "human"

    page.get_by_label("Your reply").fill("Good morning. I am looking at your line now.")
    page.get_by_role("button", name="Send to the customer").dblclick()
    expect(page.get_by_role("log").get_by_text("I am looking at your line now.")).to_have_count(1)
    assert customer.texts("agent") == ["Good morning. I am looking at your line now."]

    bot_before = customer.texts("bot")
    page.get_by_label("Add a note").fill("half a note")
    customer.say("Thank you <i>so</i> much")
    expect(page.get_by_role("log").get_by_text("Thank you <i>so</i> much")).to_be_visible(timeout=NEWS_MS)
    expect(page.get_by_label("Add a note")).to_have_value("half a note")
    assert customer.texts("bot") == bot_before

    page.get_by_text("Give it back to the assistant").click()
    page.get_by_label("What was agreed (optional)").fill("An engineer comes on Friday.")
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("alert").filter(has_text="The customer wrote last.")).to_be_focused()
    page.locator("#anyway").check()
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_text("The assistant has this chat")).to_be_visible()
    assert desk.state(customer.id) is ConversationState.BOT
    customer.wait_for(customer.say("And now?"))
    assert customer.texts("bot")[-1] == "I heard: And now?"


def test_of_two_agents_who_claim_the_second_reads_who_was_first(desk: DeskHouse, visit: Visit) -> None:
    customer = customer_who_waits(desk)
    pages = [let_in(desk, visit(), new_agent(desk, name)) for name in ("Priya Shah", "Dan Roberts")]
    # The second one has not heard the news yet: else the button would be gone before it is pressed.
    pages[1].route("**/desk/news*", lambda route: route.abort())
    for page in pages:
        page.goto(f"{desk.house.url}/desk")
    for page in pages:
        page.get_by_role("button", name="Claim").click()
        page.wait_for_url("**/desk/conversations/**")
    expect(pages[0].get_by_text("You have this chat", exact=True)).to_be_visible()
    expect(pages[1].get_by_text("Somebody was quicker than you.")).to_be_visible()
    expect(pages[1].get_by_text("Priya Shah has this chat")).to_be_visible()
    assert desk.holder(customer.id) == "priya-shah"


def test_the_queue_renews_itself_and_keeps_the_focus(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(), new_agent(desk))
    first = waiting_chat(desk.context)
    page.goto(f"{desk.house.url}/desk")
    page.locator(f"#claim-{first}").focus()
    second = waiting_chat(desk.context, "d" * 32)
    expect(page.locator(f"#claim-{second}")).to_be_visible(timeout=NEWS_MS)
    expect(page.locator(f"#claim-{first}")).to_be_focused()
    claim(desk.context, new_agent(desk, "Dan Roberts"), first)
    expect(page.locator(f"#claim-{first}")).to_have_count(0, timeout=NEWS_MS)
    expect(page.locator(f"#open-{first}")).to_be_focused()


def test_the_alarm_is_repeated_until_somebody_has_taken_them(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(), new_agent(desk))
    handoff = waiting_chat(desk.context)
    page.goto(f"{desk.house.url}/desk")
    page.evaluate(
        "() => { window.heard = []; new MutationObserver(() => {"
        " const words = document.getElementById('said').textContent; if (words) heard.push(words); })"
        ".observe(document.getElementById('said'), {childList: true}); }"
    )
    alarm = "1 customer waits for a person"
    until(lambda: page.evaluate("heard").count(alarm) >= 2, "the alarm heard twice")
    claim(desk.context, new_agent(desk, "Dan Roberts"), handoff)
    expect(page.locator("#waits")).to_be_hidden(timeout=NEWS_MS)
    heard = page.evaluate("heard.length")
    page.wait_for_timeout(2 * 1000 * IMPATIENT.desk_repeat_seconds)
    assert page.evaluate("heard.length") == heard


def test_a_lost_connection_is_said_and_found_again(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(), new_agent(desk))
    page.goto(f"{desk.house.url}/desk")
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_have_text(
        "No connection to the desk. Trying again by itself.", timeout=NEWS_MS
    )
    page.context.set_offline(False)
    expect(page.locator("#said")).to_have_text("The connection is back.", timeout=2 * NEWS_MS)
    expect(page.locator("#trouble")).to_be_empty()


def test_the_sound_is_off_until_an_agent_switches_it_on(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(), new_agent(desk))
    page.goto(f"{desk.house.url}/desk")
    button = page.get_by_role("button", name="Sound when somebody waits")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_an_ended_session_is_said_on_the_open_page(desk: DeskHouse, visit: Visit) -> None:
    agent = new_agent(desk)
    page = let_in(desk, visit(), agent)
    page.goto(f"{desk.house.url}/desk")
    with desk.context.store.write() as tx:
        tx.agent_sessions.end(agent.id, desk.context.now())
        tx.commit()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out here.", timeout=NEWS_MS)


def test_two_browsers_hand_over_talk_and_hand_back(desk: DeskHouse, visit: Visit) -> None:
    """The customer's own chat page and the agent's card, both real: nobody but the agent speaks in between."""
    agents = let_in(desk, visit(1280), new_agent(desk))
    agents.goto(f"{desk.house.url}/desk")
    customers = visit(320)
    customers.goto(f"{desk.house.url}/demo/it-communications/chat")
    box = customers.get_by_role("textbox", name="Your message")
    box.fill("My line has been dead for nine days.")
    box.press("Enter")
    log = customers.get_by_role("log")
    expect(log.get_by_text("I heard: My line")).to_be_visible()
    customers.get_by_role("button", name="Talk to a person").click()
    agents.get_by_role("button", name=re.compile("Claim")).first.click(timeout=NEWS_MS)
    expect(log.get_by_text("You are now talking to Priya Shah")).to_be_visible()
    box.fill("Is anybody there?")
    box.press("Enter")
    expect(agents.get_by_text("Is anybody there?")).to_be_visible(timeout=NEWS_MS)
    agents.get_by_label("Your reply").fill("Yes. An engineer comes tomorrow.")
    agents.get_by_role("button", name="Send to the customer").click()
    expect(log.get_by_text("An engineer comes tomorrow.")).to_be_visible()
    assert log.get_by_text("I heard: Is anybody").count() == 0
    agents.get_by_text("Give it back to the assistant").click()
    agents.get_by_label(re.compile("agreed", re.IGNORECASE)).fill("A visit tomorrow morning.")
    agents.get_by_role("button", name=re.compile("Give it back|Hand it back", re.IGNORECASE)).last.click()
    expect(log.get_by_text("A visit tomorrow morning.")).to_be_visible()
    box.fill("Thank you")
    box.press("Enter")
    expect(log.get_by_text("I heard: Thank you")).to_be_visible()
    assert log.get_by_text("My line has been dead for nine days.").count() >= 1


def logged_letter(desk: DeskHouse, agent: Agent) -> Case:
    """A complaint that came by letter some days ago; there never was a chat."""
    arrived = Arrived(
        provider=PROVIDER,
        channel="letter",
        received_on=date(2026, 11, 19),
        posted_on=date(2026, 11, 17),
        first_told_on=Day(date(2026, 10, 5), date(2026, 10, 5)),
        description=STORY,
        name="Edith Crabtree",
        reply_by="letter",
        reply_address="14 Mill Lane, Wem, SY4 5XX",
    )
    return log_complaint(desk.context, agent, arrived)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_on_a_letter_the_list_the_trail_and_what_is_over(
    desk: DeskHouse, visit: Visit, width: int
) -> None:
    priya = add_agent(desk.context, "Priya Shah", PROVIDER, Role.SUPERVISOR)
    case = logged_letter(desk, priya)
    chat = full_case(desk, new_agent(desk, "Dan Roberts"))
    claim(desk.context, priya, desk.handoff_id(chat))
    reply(desk.context, priya, chat, "I am here.")
    hand_back(desk.context, priya, chat, "An engineer comes on Friday.")
    page = let_in(desk, visit(width), priya)
    for name, path in (
        ("letter", f"/desk/cases/{case.reference}"),
        ("cases", "/desk/cases"),
        ("audit", "/desk/audit"),
        ("reports", "/desk/reports"),
        ("handed-back", f"/desk/conversations/{chat}"),
    ):
        page.goto(desk.house.url + path)
        for each in page.locator("summary").all():
            each.click()
        sound(page, f"desk-{width}-{name}")


def test_no_reference_and_no_day_of_the_trail_is_broken_over_two_lines(desk: DeskHouse, visit: Visit) -> None:
    priya = add_agent(desk.context, "Priya Shah", PROVIDER, Role.SUPERVISOR)
    case = logged_letter(desk, priya)
    page = let_in(desk, visit(1280), priya)
    for path in ("/desk/audit", "/desk/cases", f"/desk/cases/{case.reference}"):
        page.goto(desk.house.url + path)
        kept = page.get_by_text(case.reference, exact=True).or_(page.locator("td time, th time"))
        expect(kept.first).to_be_visible()
        for each in kept.all():
            assert each.evaluate("element => element.getClientRects().length") == 1


def test_a_card_without_a_chat_says_when_it_has_changed(desk: DeskHouse, visit: Visit) -> None:
    priya = new_agent(desk)
    case = logged_letter(desk, priya)
    page = let_in(desk, visit(1280), priya)
    page.goto(f"{desk.house.url}/desk/cases/{case.reference}")
    expect(page.get_by_text("This complaint came by letter.")).to_be_visible()
    offer_outcome(desk.context, priya, case.reference, "A credit of £20.")
    expect(page.get_by_text("This card has changed since you opened it.")).to_be_visible(timeout=NEWS_MS)
    page.get_by_role("link", name="Load it again").click()
    expect(page.get_by_text("offered an outcome: A credit of £20.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_refused_offer_comes_to_the_open_queue_and_a_sorted_case_can_be_worked_on(
    desk: DeskHouse, visit: Visit, width: int
) -> None:
    priya, case = new_agent(desk), add_case(desk.context, PROVIDER, told="2026-11-05")
    offer_outcome(desk.context, priya, case.reference, "A credit of £20.")
    page = let_in(desk, visit(width), priya)
    page.goto(f"{desk.house.url}/desk")
    expect(page.get_by_text("Nobody waits for a person just now.")).to_be_visible()
    page.wait_for_timeout(1000)  # the page has looked once, so that what comes now is new
    heard = Heard(case.conversation_id, "7", "no, that is not enough", desk.context.now(), "deny", 0.9)
    assert answer_offer(desk.context, heard, in_form=False)
    expect(page.locator("#said")).to_have_text(re.compile("refused an offer"), timeout=NEWS_MS)
    sound(page, f"desk-{width}-refused")
    page.get_by_role("row").get_by_role("link", name="Open").click()
    expect(page.get_by_text("The customer refused it in the chat on Monday 23 November.")).to_be_visible()
    sound(page, f"desk-{width}-refused-card")
    offer_outcome(desk.context, priya, case.reference, "A credit of £40.")
    customer_said(desk.context, priya, case.reference, True, "rang today")
    page.reload()
    expect(page.get_by_role("button", name="Open it again")).to_be_visible()
    sound(page, f"desk-{width}-sorted")
    page.goto(f"{desk.house.url}/desk")
    expect(page.get_by_text("Nobody waits for a person just now.")).to_be_visible()
    expect(page.get_by_text(case.reference)).to_be_hidden()
