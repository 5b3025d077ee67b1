"""Coming in at the desk with a browser: cookies, forms, places to go, and who sees whom."""

from __future__ import annotations

import re
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie
from pathlib import Path

import pytest
from httpx import Response

from bot.decisions.records import Role
from bot.services.change_agent import disable, set_role
from bot.services.desk.reply import add_note
from bot.services.desk.work_case import offer_outcome
from bot.web.app import create_app
from bot.web.desk.next_page import next_page
from tests.support.case_rows import add_case
from tests.support.context import open_chat
from tests.support.desk import Browser, DeskHouse, browser_client, desk_house
from tests.support.signing_in import PASSWORD
from tests.support.store import fresh_store
from tests.web.house import FakeEngine, deps_for

NEW = "green bottle station"


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    made = desk_house(tmp_path)
    made.person(netservers=Role.ADMINISTRATOR)
    return made


def cookie_of(answer: Response) -> Morsel[str]:
    parsed = SimpleCookie(answer.headers["set-cookie"])
    return parsed["firstline_desk"]


# --- the cookie ---


def test_the_cookie_is_for_the_desk_only_and_not_for_scripts(house: DeskHouse) -> None:
    cookie = cookie_of(house.browser().sign_in())
    assert (cookie["path"], cookie["httponly"], cookie["samesite"].lower()) == ("/desk", True, "strict")
    assert cookie["secure"] is True
    assert not cookie["max-age"]
    assert not cookie["expires"], "it goes with the browser"
    assert not cookie["domain"]


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://127.0.0.1:8000"])
def test_on_this_machine_there_is_no_https_to_ask_for(house: DeskHouse, origin: str) -> None:
    answer = house.browser(origin).sign_in()
    assert answer.status_code == 303
    assert not cookie_of(answer)["secure"]


def test_signing_in_never_takes_over_a_session_that_the_browser_brings(house: DeskHouse) -> None:
    browser = house.browser()
    browser.client.cookies.set("firstline_desk", "planted-by-somebody-else", path="/desk")
    planted = browser.sign_in()
    assert cookie_of(planted).value != "planted-by-somebody-else"
    assert len(cookie_of(planted).value) >= 43


def test_signing_in_again_makes_a_new_session_and_ends_the_old_one(house: DeskHouse) -> None:
    browser = house.signed_in()
    old = browser.token
    again = browser.sign_in()
    assert cookie_of(again).value != old
    thief = house.browser()
    thief.client.cookies.set("firstline_desk", old or "", path="/desk")
    assert thief.get("/desk/account").status_code == 303


def test_signing_out_ends_the_session_and_takes_the_cookie_back(house: DeskHouse) -> None:
    browser = house.signed_in()
    token = browser.token or ""
    answer = browser.post("/desk/sign-out")
    assert answer.headers["location"] == "/desk/sign-in?done=signed_out"
    assert cookie_of(answer)["max-age"] == "0"
    assert browser.token is None
    browser.client.cookies.set("firstline_desk", token, path="/desk")
    assert browser.get("/desk/account").status_code == 303


def test_nobody_is_signed_out_by_a_link(house: DeskHouse) -> None:
    browser = house.signed_in()
    assert browser.get("/desk/sign-out").status_code == 404
    assert browser.get("/desk/account").status_code == 200


# --- forms from elsewhere ---


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "https://testserver:444"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_another_site_does_nothing_even_with_the_right_token(
    house: DeskHouse, headers: dict[str, str]
) -> None:
    browser = house.signed_in()
    assert browser.post("/desk/sign-out", **headers).status_code == 403
    assert browser.get("/desk/account").status_code == 200
    assert house.browser().sign_in(**headers).status_code == 403, "nor does it sign anybody in"


def test_a_form_that_does_not_say_where_it_comes_from_is_refused(house: DeskHouse) -> None:
    browser = house.signed_in()
    token = browser.csrf()
    assert browser.client.post("/desk/sign-out", data={"csrf": token}).status_code == 403
    answer = browser.client.post(
        "/desk/sign-out", data={"csrf": token}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 303


def test_the_token_of_another_session_is_no_token(house: DeskHouse) -> None:
    mine, other = house.signed_in(), house.signed_in()
    assert mine.csrf() != other.csrf()
    for wrong in ("", "0" * 64, other.csrf(), "\u00e9"):
        assert mine.post("/desk/sign-out", csrf=wrong or "-").status_code == 403
    assert mine.get("/desk/account").status_code == 200


def test_a_script_of_ours_may_send_the_token_as_a_header(house: DeskHouse) -> None:
    browser = house.signed_in()
    headers = {"Origin": "https://testserver", "X-CSRF-Token": browser.csrf()}
    assert browser.client.post("/desk/sign-out", headers=headers).status_code == 303


def test_our_own_forms_are_sent_with_their_origin(house: DeskHouse) -> None:
    """Under the app's own "no-referrer", browsers send ``Origin: null``."""
    browser = house.signed_in()
    for path in ("/desk/sign-in?next=/desk", "/desk/account", "/desk/people", "/desk/nothing"):
        answer = house.browser().get(path) if "sign-in" in path else browser.get(path)
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_another_host_is_refused_whatever_the_cookie(house: DeskHouse) -> None:
    browser = house.signed_in()
    assert browser.get("/desk/account", Host="evil.example").status_code == 400
    assert browser.sign_in(Host="evil.example").status_code == 400


# --- where to ---


@pytest.mark.parametrize(
    "wanted",
    ["/desk", "/desk/", "/desk/cases/FL-7KM-3RX-9PT4", "/desk/audit?provider=netservers", "/desk/people/new"],
)
def test_after_signing_in_one_is_where_one_wanted_to_be(wanted: str) -> None:
    assert next_page(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "https://evil.example/desk",
        "//evil.example/desk",
        "/\\evil.example",
        "\\\\evil.example",
        "/desk//evil.example",
        "/desk/..//evil.example",
        "/desk/../demo",
        "/desk@evil.example",
        "/deskevil",
        "/desk.evil.example",
        "javascript:alert(1)",
        " /desk",
        "/desk\r\nLocation: https://evil.example",
        "/desk\n",
        "/desk/sign-in?next=/desk",
        "/desk/sign-out",
        "/" + "desk/" * 200,
        "/demo/netservers",
        "/desk?x=https://evil.example",
    ],
)
def test_and_never_anywhere_else(house: DeskHouse, wanted: str) -> None:
    assert next_page(wanted) == "/desk"
    assert house.browser().sign_in(next=wanted).headers["location"] == "/desk"
    assert (
        house.signed_in().client.get("/desk/sign-in", params={"next": wanted}).headers["location"] == "/desk"
    )


def test_a_page_leads_to_the_sign_in_page_and_back(house: DeskHouse) -> None:
    browser = house.browser()
    there = browser.get("/desk/audit?provider=netservers").headers["location"]
    assert there == "/desk/sign-in?next=%2Fdesk%2Faudit%3Fprovider%3Dnetservers"
    hidden = re.search(r'name="next" value="([^"]*)"', browser.get(there).text)
    assert hidden is not None
    assert browser.sign_in(next=hidden.group(1)).headers["location"] == "/desk/audit?provider=netservers"


def test_a_link_from_a_mail_offers_the_way_on_to_those_who_are_signed_in(house: DeskHouse) -> None:
    page = house.browser().get("/desk/sign-in?next=/desk/audit", **{"Sec-Fetch-Site": "cross-site"}).text
    assert '<a href="/desk/audit">go on to the page</a>' in page
    assert "go on to the page" not in house.browser().get("/desk/sign-in?next=/desk/audit").text


# --- who is there, and who is not ---


def strip(answer: Response, *typed: str) -> tuple[int, str]:
    text = answer.text
    for each in typed:
        text = text.replace(each, "")
    return answer.status_code, text


def test_unknown_wrong_and_disabled_get_the_same_page(house: DeskHouse) -> None:
    gone = house.person("gone@example.org", "Gone", netservers=Role.AGENT)
    disable(house.context, None, gone.id)
    answers = {
        strip(house.browser().sign_in("ann@example.org", "wrong"), "ann@example.org"),
        strip(house.browser().sign_in("nobody@example.org", PASSWORD), "nobody@example.org"),
        strip(house.browser().sign_in("gone@example.org", PASSWORD), "gone@example.org"),
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_a_pause_looks_like_a_wrong_password(house: DeskHouse) -> None:
    browser = house.browser()
    wrong = [strip(browser.sign_in(password=f"wrong {number}")) for number in range(6)]
    assert {*wrong, strip(browser.sign_in())} == {wrong[0]}
    assert "sign_in.locked_out" in house.audit("netservers")
    house.clock.forward(minutes=5, seconds=1)
    assert browser.sign_in().status_code == 303


def test_what_was_typed_comes_back_escaped_and_the_password_does_not(house: DeskHouse) -> None:
    text = house.browser().sign_in('"><script>x</script>@example.org', "my wrong secret").text
    assert "<script>x" not in text
    assert "my wrong secret" not in text


def test_a_browser_that_tries_too_often_in_a_minute_is_told_to_wait(tmp_path: Path) -> None:
    house = desk_house(tmp_path)
    house.person(netservers=Role.AGENT)
    house.app.state.web.new_sign_ins._most = 3
    answers = [house.browser().sign_in(password="wrong").status_code for _ in range(5)]
    assert answers == [422, 422, 422, 429, 429]


def test_a_first_password_leads_to_choosing_ones_own(house: DeskHouse) -> None:
    house.person("new@example.org", "New", own_password=False, netservers=Role.AGENT)
    browser = house.browser()
    assert (
        browser.sign_in("new@example.org", next="/desk/audit").headers["location"] == "/desk/account?first=1"
    )
    assert "Your password was set for you" in browser.get("/desk/account?first=1").text
    form = {"present": PASSWORD, "new": NEW, "again": NEW}
    assert browser.post("/desk/account", form).headers["location"] == "/desk/sign-in?done=changed"
    assert house.browser().sign_in("new@example.org", NEW, next="/desk").headers["location"] == "/desk"


# --- one's own password ---


def test_changing_the_password_signs_out_everywhere(house: DeskHouse) -> None:
    here, elsewhere = house.signed_in(), house.signed_in()
    answer = here.post("/desk/account", {"present": PASSWORD, "new": NEW, "again": NEW})
    assert answer.headers["location"] == "/desk/sign-in?done=changed"
    assert elsewhere.get("/desk/account").status_code == 303
    assert house.browser().sign_in().status_code == 422
    assert house.browser().sign_in(password=NEW).status_code == 303


@pytest.mark.parametrize(
    "form, words",
    [
        ({"present": "wrong", "new": NEW, "again": NEW}, "That is not your present password"),
        ({"present": PASSWORD, "new": NEW, "again": "different"}, "are not the same"),
        ({"present": PASSWORD, "new": "short", "again": "short"}, "needs 12 characters at least"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "is the old one"),
        (
            {"present": PASSWORD, "new": "ann@example.org", "again": "ann@example.org"},
            "little more than the name",
        ),
        ({"present": PASSWORD, "new": "password1234", "again": "password1234"}, "everybody tries first"),
        ({}, "That is not your present password"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_above_and_at_the_box(
    house: DeskHouse, form: dict[str, str], words: str
) -> None:
    browser = house.signed_in()
    answer = browser.post("/desk/account", form)
    assert answer.status_code == 422
    assert answer.text.count(words) == 2
    assert 'aria-invalid="true"' in answer.text
    assert "<title>Error: Your account" in answer.text
    assert all(typed not in answer.text for typed in {PASSWORD, "different"})
    assert browser.get("/desk/account").status_code == 200, "still signed in"


# --- a session in its middle ---


def test_an_hour_untouched_and_the_next_click_leads_to_the_sign_in_page(house: DeskHouse) -> None:
    browser = house.signed_in()
    csrf = browser.csrf()
    house.clock.forward(minutes=60)
    assert browser.get("/desk/people").headers["location"].startswith("/desk/sign-in")
    answer = browser.post("/desk/people/new", csrf=csrf)
    assert answer.status_code == 401
    assert "nothing was changed" in answer.text


def test_twelve_hours_are_the_end_of_a_busy_day(house: DeskHouse) -> None:
    browser = house.signed_in()
    began = house.clock.instant
    while house.clock.instant < began + timedelta(hours=11, minutes=30):
        house.clock.forward(minutes=30)
        assert browser.get("/desk/account").status_code == 200
    house.clock.forward(minutes=30)
    assert browser.get("/desk/account").status_code == 303


def test_disabled_in_the_middle_of_a_session_is_out_at_the_next_click(house: DeskHouse) -> None:
    bob = house.person("bob@example.org", "Bob", netservers=Role.AGENT)
    his = house.signed_in("bob@example.org")
    assert house.signed_in().post(f"/desk/people/{bob.id}/disable").status_code == 303
    assert his.get("/desk/account").status_code == 303
    assert house.browser().sign_in("bob@example.org").status_code == 422


def test_a_role_taken_away_in_the_middle_closes_its_pages(house: DeskHouse) -> None:
    carl = house.person("carl@example.org", "Carl", netservers=Role.SUPERVISOR)
    his = house.signed_in("carl@example.org")
    assert his.get("/desk/audit").status_code == 200
    set_role(house.context, None, carl.id, "netservers", Role.AGENT)
    assert his.get("/desk/audit").status_code == 403
    assert 'href="/desk/audit"' not in his.get("/desk/account").text


# --- people ---


@pytest.fixture
def boss(house: DeskHouse) -> Browser:
    return house.signed_in()


def added(house: DeskHouse, boss: Browser) -> str:
    form = {
        "name": "Dora",
        "email": "dora@example.org",
        "password": NEW,
        "provider": "netservers",
        "role": "agent",
    }
    return str(boss.post("/desk/people/new", form).headers["location"]).partition("?")[0]


def test_an_administrator_adds_somebody_who_can_sign_in(house: DeskHouse, boss: Browser) -> None:
    page = boss.get(added(house, boss))
    assert "Dora" in page.text
    assert house.browser().sign_in("dora@example.org", NEW).status_code == 303
    assert "dora@example.org" in boss.get("/desk/people").text


@pytest.mark.parametrize(
    "change, words",
    [
        ({"name": " "}, "Enter a name"),
        ({"email": "nothing"}, "Enter an e-mail address"),
        ({"email": "ann@example.org"}, "cannot be added"),
        ({"password": "short"}, "needs 12 characters"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_and_what_was_typed_stays(
    house: DeskHouse, boss: Browser, change: dict[str, str], words: str
) -> None:
    form = {
        "name": "Dora",
        "email": "dora@example.org",
        "password": NEW,
        "provider": "netservers",
        "role": "supervisor",
    }
    answer = boss.post("/desk/people/new", {**form, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert NEW not in answer.text
    assert '<option value="supervisor" selected>' in answer.text


@pytest.mark.parametrize(
    "change", [{"role": "king"}, {"role": ""}, {"provider": "contactnow"}, {"provider": "nope"}]
)
def test_a_form_that_was_tampered_with_adds_nobody(
    house: DeskHouse, boss: Browser, change: dict[str, str]
) -> None:
    form = {
        "name": "Dora",
        "email": "dora@example.org",
        "password": NEW,
        "provider": "netservers",
        "role": "agent",
    }
    assert boss.post("/desk/people/new", {**form, **change}).status_code in (404, 422)
    assert "dora@example.org" not in boss.get("/desk/people").text


def test_a_role_and_a_password_are_changed_and_the_account_closed_and_opened(
    house: DeskHouse, boss: Browser
) -> None:
    dora = added(house, boss)
    hers = house.browser()
    hers.sign_in("dora@example.org", NEW)
    boss.post(f"{dora}/role", {"provider": "netservers", "role": "supervisor"})
    assert hers.get("/desk/audit").status_code == 200
    assert boss.post(f"{dora}/password", {"password": "short"}).status_code == 422
    boss.post(f"{dora}/password", {"password": PASSWORD})
    assert hers.get("/desk/audit").status_code == 303
    boss.post(f"{dora}/disable")
    assert house.browser().sign_in("dora@example.org").status_code == 422
    boss.post(f"{dora}/enable")
    assert house.browser().sign_in("dora@example.org").status_code == 303
    told = [action for action in house.audit("netservers") if action.startswith("account.")]
    assert told[-4:] == ["account.role", "account.password_set", "account.disabled", "account.enabled"]


def test_the_administrator_of_another_provider_sees_and_changes_nobody(
    house: DeskHouse, boss: Browser
) -> None:
    dora = added(house, boss)
    house.person("other@example.org", "Other", contactnow=Role.ADMINISTRATOR)
    other = house.signed_in("other@example.org")
    assert "dora@example.org" not in other.get("/desk/people").text
    assert other.get(dora).status_code == 404
    for deed in ("role", "disable", "enable", "password"):
        form = {"provider": "netservers", "role": "none", "password": PASSWORD}
        assert other.post(f"{dora}/{deed}", form).status_code == 404
    assert "account." not in " ".join(house.audit("contactnow")[2:])
    assert house.browser().sign_in("dora@example.org", NEW).status_code == 303


def test_somebody_at_two_providers_shows_each_administrator_their_own_role_only(
    house: DeskHouse, boss: Browser
) -> None:
    both = house.person("both@example.org", "Both", netservers=Role.AGENT, contactnow=Role.SUPERVISOR)
    page = boss.get(f"/desk/people/{both.id}").text
    assert "Netservers" in page
    assert "ContactNow" not in page
    assert boss.post(f"/desk/people/{both.id}/disable").status_code == 403
    assert boss.post(f"/desk/people/{both.id}/password", {"password": NEW}).status_code == 403


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR])
def test_only_administrators_see_the_people(house: DeskHouse, role: Role) -> None:
    house.person("bob@example.org", "Bob", netservers=role)
    his = house.signed_in("bob@example.org")
    assert his.get("/desk/people").status_code == 403
    assert his.get("/desk/people/new").status_code == 403
    form = {
        "name": "Eve",
        "email": "eve@example.org",
        "password": NEW,
        "provider": "netservers",
        "role": "administrator",
    }
    assert his.post("/desk/people/new", form).status_code == 403


def test_nobody_makes_themselves_more(house: DeskHouse, boss: Browser) -> None:
    ann = re.search(r'/desk/people/([0-9a-f]{32})">Ann', boss.get("/desk/people").text)
    assert ann is not None
    for deed in ("role", "disable", "password"):
        form = {"provider": "netservers", "role": "agent", "password": NEW}
        assert boss.post(f"/desk/people/{ann.group(1)}/{deed}", form).status_code == 403


# --- the audit trail ---


def test_a_supervisor_reads_the_trail_of_their_provider_and_of_no_other(house: DeskHouse) -> None:
    house.person("carl@example.org", "Carl", netservers=Role.SUPERVISOR)
    house.person("zoe@example.org", "Zoe of ContactNow", contactnow=Role.AGENT)
    his = house.signed_in("carl@example.org")
    page = his.get("/desk/audit").text
    assert "signed in" in page
    assert "Zoe" not in page
    assert his.get("/desk/audit?provider=contactnow").status_code == 404
    assert his.get("/desk/audit?provider=nope").status_code == 404
    house.person("bob@example.org", "Bob", netservers=Role.AGENT)
    assert house.signed_in("bob@example.org").get("/desk/audit").status_code == 403


def test_of_several_providers_one_can_be_chosen(house: DeskHouse) -> None:
    house.person("both@example.org", "Both", netservers=Role.SUPERVISOR, contactnow=Role.SUPERVISOR)
    theirs = house.signed_in("both@example.org")
    cell = 'data-label="Provider">{}<'
    all_of_them, chosen = theirs.get("/desk/audit").text, theirs.get("/desk/audit?provider=contactnow").text
    assert cell.format("ContactNow, Netservers") in all_of_them
    assert cell.format("ContactNow") in chosen
    assert "ContactNow, Netservers" not in chosen


def test_the_trail_names_complaints_and_chats_and_shows_no_long_id(house: DeskHouse) -> None:
    house.person("carl@example.org", "Carl", netservers=Role.SUPERVISOR)
    ann = house.person("ana@example.org", "Ana", netservers=Role.AGENT)
    case = add_case(house.context, "netservers")
    open_chat(house.context, "netservers")
    add_note(house.context, ann, case.conversation_id, "Of a complaint.")
    add_note(house.context, ann, "c" * 32, "Of a chat.")
    offer_outcome(house.context, ann, case.reference, "£20")
    with house.context.store.write() as tx:
        tx.audit.add(house.context.now(), "file.sent", f"conversation:{'c' * 32}", ann.id, "netservers",
                     {"file": "f" * 32, "to": ann.id})  # fmt: skip
        tx.commit()
    html = house.signed_in("carl@example.org").get("/desk/audit").text
    assert html.count(f'href="/desk/cases/{case.reference}">{case.reference}</a>') == 2
    assert f'href="/desk/conversations/{"c" * 32}" title="{"c" * 32}">chat cccccccc</a>' in html
    assert f'file: <span title="{"f" * 32}">ffffffff</span>' in html
    assert "to: Ana" in html
    assert not re.search(r"[0-9a-f]{32}", re.sub(r"<[^>]*>", "", html))


def test_wrong_tries_stand_in_the_trail_with_where_they_came_from(house: DeskHouse, boss: Browser) -> None:
    house.browser().sign_in(password="wrong")
    page = boss.get("/desk/audit").text
    assert "wrong password" in page
    assert "address: testclient" in page


def test_an_app_without_a_desk_has_no_desk(tmp_path: Path) -> None:
    app = create_app(deps_for(fresh_store(tmp_path), FakeEngine()))
    assert browser_client(app).get("/desk/sign-in").status_code == 404
