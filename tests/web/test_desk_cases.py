"""Cases at the desk: the list, what is done with one, and one that came by letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.decisions.records import Case, CaseStatus, Role
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.desk import Browser, DeskHouse, desk_house
from tests.support.desk_rows import add_agent
from tests.web.desk_house import words


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    return desk_house(tmp_path)


@pytest.fixture
def context(house: DeskHouse) -> Context:
    return house.context


@pytest.fixture
def desk(house: DeskHouse) -> Browser:
    return house.signed_in(add_agent(house.context).email)


def post(desk: Browser, path: str, **typed: str) -> tuple[int, str]:
    answer = desk.post(path, typed)
    return answer.status_code, answer.headers.get("location", "")


def test_the_list_has_the_late_ones_first_and_only_of_ones_own_providers(
    context: Context, desk: Browser
) -> None:
    late = add_case(context, id="late", at=context.now() - timedelta(days=20))
    fresh = add_case(context, id="fresh")
    other = add_case(context, "netservers", id="other")
    page = desk.get("/desk/cases").text
    assert page.index(late.reference) < page.index(fresh.reference)
    assert other.reference not in page
    assert "13 days late" in page
    assert "2 open cases" in page


def test_a_promise_that_is_nearer_than_the_target_is_the_day_of_its_case(
    context: Context, desk: Browser
) -> None:
    first, second = add_case(context, id="first"), add_case(context, id="second")
    assert first.due_on == second.due_on == date(2026, 11, 30)
    post(desk, f"/desk/cases/{second.reference}/promise", what="An engineer comes", due_on="Friday")
    html = desk.get("/desk/cases").text
    assert html.index(second.reference) < html.index(first.reference)
    assert "Friday 27 November promised: An engineer comes" in words(html)
    assert words(html).count("Monday 30 November") == 1


def test_a_reference_as_it_is_spoken_opens_the_case_and_a_strangers_does_not(
    context: Context, desk: Browser
) -> None:
    case, other = add_case(context), add_case(context, "netservers", id="other")
    found = desk.get(f"/desk/cases?q={case.reference.lower().replace('-', '+')}")
    assert (found.status_code, found.headers["location"]) == (303, f"/desk/cases/{case.reference}")
    assert "There is no case with the reference" in desk.get(f"/desk/cases?q={other.reference}").text


def test_an_outcome_is_offered_and_the_customers_yes_resolves(context: Context, desk: Browser) -> None:
    case = add_case(context)
    where = f"/desk/cases/{case.reference}"
    assert post(desk, f"{where}/outcome", outcome="£20 credit") == (303, f"{where}?done=offered")
    assert post(desk, f"{where}/answer", accepted="yes", how="rang today") == (303, f"{where}?done=accepted")
    with context.store.read() as tx:
        kept = tx.cases.get(case.id)
        assert kept is not None
        assert kept.status is CaseStatus.RESOLVED
        assert "£20 credit" in tx.messages.newest(case.conversation_id, 1)[0].text


def test_what_is_refused_comes_back_with_the_reason_and_what_was_typed(
    context: Context, desk: Browser
) -> None:
    case = add_case(context)
    answer = desk.post(f"/desk/cases/{case.reference}/outcome", {"outcome": " "})
    assert (answer.status_code, "There is a problem" in answer.text) == (422, True)
    assert '<a href="#offer">Write what you offer.</a>' in answer.text
    typed = {"what": "A call & a letter", "due_on": "soon"}
    answer = desk.post(f"/desk/cases/{case.reference}/promise", typed)
    assert answer.status_code == 422
    assert "Give the day of the promise, such as 3 December 2026" in answer.text
    assert 'value="A call &amp; a letter"' in answer.text
    assert 'value="soon"' in answer.text
    assert 'id="due_on-fault"' in answer.text
    assert 'aria-invalid="true" aria-describedby="due_on-hint due_on-fault"' in answer.text
    assert '<a href="#due_on">Give the day of the promise' in answer.text


def test_a_promise_for_a_day_to_come_is_kept(context: Context, desk: Browser) -> None:
    case = add_case(context)
    status, where = post(desk, f"/desk/cases/{case.reference}/promise", what="I ring", due_on="2026-12-01")
    assert (status, where.split("?")[1]) == (303, "done=promised&on=2026-12-01")
    with context.store.read() as tx:
        assert date(2026, 12, 1) in [
            each.due_on for each in tx.promises.of_case(case.id) if each.kind == "agent.promise"
        ]


@pytest.mark.parametrize(
    "typed", ["Friday", "this Friday", "on Friday", "next Friday", "27 November", "27/11"]
)
def test_the_day_of_a_promise_is_the_coming_one_and_is_read_back_in_words(
    context: Context, desk: Browser, typed: str
) -> None:
    case = add_case(context)
    where = f"/desk/cases/{case.reference}/promise"
    status, there = post(desk, where, what="An engineer comes", due_on=typed)
    assert status == 303
    page = words(desk.get(there).text)
    assert "The promise is on record. Its day is Friday 27 November." in page
    with context.store.read() as tx:
        made = [each.due_on for each in tx.promises.of_case(case.id) if each.kind == "agent.promise"]
    assert made == [date(2026, 11, 27)]


def test_a_day_that_has_passed_is_said_beside_the_box(context: Context, desk: Browser) -> None:
    case = add_case(context)
    typed = {"what": "I ring", "due_on": "3 November"}
    answer = desk.post(f"/desk/cases/{case.reference}/promise", typed)
    assert answer.status_code == 422
    assert "Tuesday 3 November has passed already." in words(answer.text)
    assert 'id="due_on-fault"' in answer.text


@pytest.mark.parametrize("action", ["outcome", "answer", "higher", "promise"])
def test_a_case_of_another_provider_is_not_there(context: Context, desk: Browser, action: str) -> None:
    case = add_case(context, "netservers")
    typed = {"outcome": "x", "accepted": "yes", "how": "x", "why": "x", "what": "x", "due_on": "2026-12-01"}
    assert post(desk, f"/desk/cases/{case.reference}/{action}", **typed)[0] == 404
    assert post(desk, f"/desk/cases/FL-AAA-AAA-AAAA/{action}", **typed)[0] == 404
    with context.store.read() as tx:
        assert [event.code for event in tx.cases.events(case.id)] == ["case.opened"]


def test_without_the_forms_token_nothing_happens(context: Context, desk: Browser) -> None:
    case = add_case(context)
    answer = desk.post(f"/desk/cases/{case.reference}/outcome", {"outcome": "£20"}, csrf="another")
    assert answer.status_code == 403
    with context.store.read() as tx:
        assert len(tx.cases.events(case.id)) == 1


LETTER = {
    "provider": "it-communications", "channel": "letter", "received_on": "19/11/2026", "posted_on": "17 November",
    "first_told_on": "12/10/2026", "description": "No dial tone for a week. <b>", "name": "Edith Crabtree",
    "reply_by": "letter", "reply_address": "14 Mill Lane, Wem, SY4 5XX", "service": "landline", "reference": "44120",
}  # fmt: skip


def test_a_letter_is_logged_with_its_own_clock(context: Context, desk: Browser) -> None:
    status, where = post(desk, "/desk/log", **LETTER)
    assert status == 303
    reference = where.removeprefix("/desk/cases/").removesuffix("?done=logged")
    with context.store.read() as tx:
        case = tx.cases.by_reference(reference)
    assert case is not None
    assert (case.due_on, case.first_complained_on) == (date(2026, 11, 26), date(2026, 10, 12))
    assert (case.details["service"], case.details["reference"]) == ("landline", "44120")


def test_the_card_of_a_letter_says_how_it_came_and_has_nothing_of_a_chat(desk: Browser) -> None:
    where = post(desk, "/desk/log", **LETTER)[1]
    html = desk.get(where).text
    page = words(html)
    assert "The complaint is logged." in page
    assert "This complaint came by letter. There is no chat." in page
    for name, day in (("Posted or written", "Tuesday 17"), ("Received", "Thursday 19")):
        assert f"{name} {day} November" in page
    assert "Logged Monday 23 November, 10:00, by Priya" in page
    assert "Priya logged the complaint" in page
    for never in (
        "This chat has ended", "Nothing was written here", "Nothing yet", "Join this chat", "The chat",
        "in the chat", "Nobody asked for a person",
    ):  # fmt: skip
        assert never not in page, never
    assert 'id="lines"' not in html
    assert "send it to the customer yourself" in page


def test_what_is_done_with_it_stands_in_its_trail_in_its_words(context: Context, desk: Browser) -> None:
    where = post(desk, "/desk/log", **LETTER)[1].partition("?")[0]
    page = words(desk.get(post(desk, f"{where}/outcome", outcome="£20 credit")[1]).text)
    assert "The outcome is offered." in page
    assert "Priya offered an outcome: £20 credit" in page


def test_the_list_has_the_day_on_which_it_was_received_and_when_it_was_logged(
    context: Context, desk: Browser
) -> None:
    post(desk, "/desk/log", **LETTER)
    assert "Thursday 19 November (logged Monday 23 November)" in words(desk.get("/desk/cases").text)
    add_case(context)
    assert words(desk.get("/desk/cases").text).count("(logged") == 1


def test_a_day_is_typed_in_words_or_figures_and_never_in_a_box_of_the_browsers_own(
    context: Context, desk: Browser
) -> None:
    case = add_case(context)
    html = desk.get(f"/desk/cases/{case.reference}").text + desk.get("/desk/log").text
    assert 'type="date"' not in html
    assert html.count("or example 3 ") >= 4
    where = f"/desk/cases/{case.reference}/promise"
    assert "done=promised" in post(desk, where, what="I ring", due_on="3 December 2026")[1]
    assert "done=promised" in post(desk, where, what="I ring again", due_on="4/12/2026")[1]
    with context.store.read() as tx:
        made = [each.due_on for each in tx.promises.of_case(case.id) if each.kind == "agent.promise"]
    assert made == [date(2026, 12, 3), date(2026, 12, 4)]


def test_a_slip_comes_back_beside_its_box_with_all_that_was_typed(context: Context, desk: Browser) -> None:
    answer = desk.post("/desk/log", {**LETTER, "received_on": "some day soon"})
    assert answer.status_code == 422
    assert "Error: Log a complaint" in answer.text
    assert 'id="received_on-fault"' in answer.text
    assert "No dial tone for a week. &lt;b&gt;" in answer.text
    with context.store.read() as tx:
        assert tx.cases.all() == []


def test_nobody_logs_for_another_provider(desk: Browser) -> None:
    assert post(desk, "/desk/log", **{**LETTER, "provider": "netservers"})[0] == 404


def test_nobody_who_is_not_signed_in_comes_in(house: DeskHouse) -> None:
    stranger = house.browser()
    assert stranger.get("/desk/cases").headers["location"].startswith("/desk/sign-in")
    assert stranger.post("/desk/log", LETTER, csrf="-").status_code == 401


def test_nothing_that_decides_something_is_chosen_beforehand(context: Context, house: DeskHouse) -> None:
    agent = add_agent(context, "Zoe")
    with context.store.write() as tx:
        tx.agents.save(replace(agent, roles={**agent.roles, "netservers": Role.AGENT}))
        tx.commit()
    html = house.signed_in(agent.email).get("/desk/log").text
    assert " checked" not in html
    assert " selected" not in html
    assert '<option value="">Choose one</option>' in html


def test_the_only_provider_need_not_be_chosen(desk: Browser) -> None:
    html = desk.get("/desk/log").text
    assert '<input type="hidden" name="provider" value="it-communications">' in html
    assert "<select" not in html


def test_what_was_not_chosen_is_asked_for_beside_its_box(context: Context, desk: Browser) -> None:
    answer = desk.post("/desk/log", {**LETTER, "provider": "", "channel": "", "reply_by": ""})
    assert answer.status_code == 422
    page = words(answer.text)
    for asked in ("Choose the provider.", "Choose how it came.", "Choose how they want the reply."):
        assert asked in page
    assert 'id="channel-fault"' in answer.text
    assert 'id="reply_by-fault"' in answer.text
    with context.store.read() as tx:
        assert tx.cases.all() == []


def test_all_that_is_wrong_with_a_complaint_to_log_is_said_at_once(desk: Browser) -> None:
    answer = desk.post("/desk/log", {"provider": "it-communications", "received_on": "some day"})
    faults = [part.partition('-fault"')[0] for part in answer.text.split('<p class="fault" id="')[1:]]
    assert faults == ["channel", "received_on", "description", "name", "reply_by", "reply_address"]


def logged(context: Context, desk: Browser, **typed: str) -> Case:
    status, where = post(desk, "/desk/log", **{**LETTER, **typed})
    assert status == 303
    with context.store.read() as tx:
        case = tx.cases.by_reference(where.removeprefix("/desk/cases/").removesuffix("?done=logged"))
    assert case is not None
    return case


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("end of September", ("2026-09-21", "2026-09-30")),
        ("between 1 and 10 September", ("2026-09-01", "2026-09-10")),
        ("this month", ("2026-11-01", "2026-11-19")),
        ("3/10/2026", ("2026-10-03", "2026-10-03")),
        ("not before", ("2026-11-19", "2026-11-19")),
        ("", ("2026-11-19", "2026-11-19")),
    ],
)
def test_when_they_first_complained_is_read_as_the_chat_reads_it(
    context: Context, desk: Browser, typed: str, kept: tuple[str, str]
) -> None:
    told = logged(context, desk, first_told_on=typed).details["first_told_on"]
    assert (told["from"], told["to"]) == kept


def test_a_time_that_nobody_remembers_is_kept_as_that(context: Context, desk: Browser) -> None:
    case = logged(context, desk, first_told_on="ages ago")
    assert (case.details["first_told_on"], case.first_complained_on) == ("unknown", None)


@pytest.mark.parametrize("typed", ["banana", "31 September", "tomorrow", "20 November 2026", "3 March 2027"])
def test_what_is_no_time_before_it_came_is_asked_again(desk: Browser, typed: str) -> None:
    answer = desk.post("/desk/log", {**LETTER, "first_told_on": typed})
    assert answer.status_code == 422
    assert 'id="first_told_on-fault"' in answer.text


def test_an_address_of_several_lines_keeps_its_parts(context: Context, desk: Browser) -> None:
    case = logged(context, desk, reply_address="14 Mill Lane,\r\nWem \r\n\r\nSY4 5XX\r\n")
    with context.store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.value == "14 Mill Lane, Wem, SY4 5XX"


def test_a_sorted_case_takes_a_promise_a_note_and_the_customers_no(context: Context, desk: Browser) -> None:
    case = add_case(context)
    where = f"/desk/cases/{case.reference}"
    post(desk, f"{where}/outcome", outcome="£20 credit")
    post(desk, f"{where}/answer", accepted="yes", how="rang today")
    html = desk.get(where).text
    assert "The customer said that it is sorted." in words(html)
    assert [form for form in ("outcome", "answer", "higher") if f'action="{where}/{form}"' in html] == []
    assert post(desk, f"{where}/promise", what="I ring", due_on="Friday")[0] == 303
    answer = desk.post(f"{where}/reopen", {"how": " "})
    assert (answer.status_code, 'id="how-fault"' in answer.text) == (422, True)
    assert post(desk, f"{where}/reopen", how="it is off again") == (303, f"{where}?done=reopened")
    page = desk.get(f"{where}?done=reopened").text
    assert "Put down: it is not sorted after all. The case is open again, with its old clock." in words(page)
    assert "put down that it is not sorted after all: it is off again" in words(page)
    assert f'action="{where}/outcome"' in page


def test_what_helps_them_whose_account_it_is_and_when_it_began_are_put_down_too(
    context: Context, desk: Browser
) -> None:
    more = {"happened_on": "end of September", "needs": "large print please", "acting_for": "Mabel Crabtree"}
    case = logged(context, desk, **more)
    assert case.details["happened_on"] == {"from": "2026-09-21", "to": "2026-09-30"}
    assert case.details["needs"] == ["large_print"]
    assert (case.details["role"], case.details["acting_for"]) == ("acting_for", "Mabel Crabtree")
    page = words(desk.get(f"/desk/cases/{case.reference}").text)
    assert "Needs: large print" in page
    assert "Mabel Crabtree" in page


def test_a_need_that_no_reader_knows_is_kept_in_its_words(context: Context, desk: Browser) -> None:
    case = logged(context, desk, needs="Ring the bell twice")
    assert (case.details["needs"], case.details["needs_words"]) == (["other"], "Ring the bell twice")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"happened_on": "the blue one"}, "Give a day or a rough time"),
        ({"happened_on": "20 November 2026"}, "It cannot have begun after this complaint was received."),
        ({"role": "account_holder", "acting_for": "Mabel"}, "Say whose account it is"),
    ],
)
def test_what_cannot_be_of_these_is_said_beside_its_box(
    desk: Browser, typed: dict[str, str], said: str
) -> None:
    answer = desk.post("/desk/log", {**LETTER, **typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Edith Crabtree"' in answer.text


# --- late, and kept ---


def target_of(context: Context, case: Case) -> str:
    with context.store.read() as tx:
        return tx.promises.of_case(case.id)[0].id


def test_why_it_is_late_and_the_new_day_are_put_down_and_read_back(context: Context, desk: Browser) -> None:
    case = add_case(context)
    at = f"/desk/cases/{case.reference}"
    status, location = post(
        desk,
        f"{at}/late",
        promise=target_of(context, case),
        why_late="We wait for a part.",
        new_day="7 December",
    )
    assert (status, location) == (303, f"{at}?done=late&on=2026-12-07")
    card = words(desk.get(location).text)
    assert "told why it is late, and the new day. Its day is Monday 7 December." in card
    assert "told the customer that something comes later: We wait for a part." in card
    with context.store.read() as tx:
        assert "We wait for a part." in tx.messages.newest(case.conversation_id, 1)[0].text


def test_a_slip_in_the_new_day_comes_back_with_what_was_typed(context: Context, desk: Browser) -> None:
    case = add_case(context)
    typed = {"promise": target_of(context, case), "why_late": "a part", "new_day": "30 November"}
    answer = desk.post(f"/desk/cases/{case.reference}/late", typed)
    assert answer.status_code == 422
    page = words(answer.text)
    assert "They were told Monday 30 November. Give a later day." in page
    assert 'value="a part"' in answer.text


def test_what_was_done_is_put_down_and_leaves_the_form(context: Context, desk: Browser) -> None:
    case = add_case(context)
    at = f"/desk/cases/{case.reference}"
    assert "Put down that it was done" in desk.get(at).text
    status, location = post(desk, f"{at}/kept", promise=target_of(context, case), how_kept="rang at 10")
    assert (status, location) == (303, f"{at}?done=kept")
    page = desk.get(location).text
    assert "It is on record that this was done." in page
    assert "Put down that it was done" not in page
    assert "put down that something was done as promised: rang at 10" in words(page)


@pytest.mark.parametrize("action", ["late", "kept"])
def test_promises_of_another_provider_are_not_there(context: Context, desk: Browser, action: str) -> None:
    other = add_case(context, "netservers", id="other")
    typed = {"promise": target_of(context, other), "why_late": "x", "new_day": "7 December", "how_kept": "x"}
    assert desk.post(f"/desk/cases/{other.reference}/{action}", typed).status_code == 404
    with context.store.read() as tx:
        assert all(each.moved_to is None and each.kept_at is None for each in tx.promises.of_case(other.id))


def test_no_form_of_the_desk_sets_a_case_as_sorted_without_an_offer(context: Context, desk: Browser) -> None:
    case = add_case(context)
    page = desk.get(f"/desk/cases/{case.reference}").text
    assert "resolved" not in page
    for action in ("answer", "resolve", "sorted", "withdraw", "close"):
        desk.post(f"/desk/cases/{case.reference}/{action}", {"accepted": "yes", "how": "I think it is fine"})
    with context.store.read() as tx:
        found = tx.cases.by_reference(case.reference)
    assert found is not None
    assert found.status is CaseStatus.OPEN
