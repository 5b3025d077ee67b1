"""The second step of signing in, with a browser and an authenticator app: only both halves together open the desk."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import Response

from bot.adapters.one_time_codes import AppCodes
from bot.decisions.records import Role
from bot.services.change_agent import disable
from bot.services.change_password import set_password
from tests.support.desk import Browser, DeskHouse, desk_house
from tests.support.second_steps import PAGE, App, begin, set_up
from tests.support.signing_in import PASSWORD


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    made = desk_house(tmp_path)
    made.person(netservers=Role.ADMINISTRATOR)
    return made


@pytest.fixture
def app(house: DeskHouse) -> App:
    """Ann's, turned on."""
    return set_up(house, house.signed_in())[0]


def half_way(house: DeskHouse) -> Browser:
    browser = house.browser()
    answer = browser.sign_in()
    assert answer.headers["location"].startswith("/desk/sign-in/code"), answer.headers
    return browser


def type_code(browser: Browser, code: str, **headers: str) -> Response:
    sent = {"Origin": browser.origin, **headers}
    return browser.client.post("/desk/sign-in/code", data={"code": code, "next": "/desk/cases"}, headers=sent)


def is_in(browser: Browser) -> bool:
    return browser.get("/desk/account").status_code == 200


# --- setting it up ---


def test_the_page_shows_a_secret_and_a_picture_only_after_the_password(house: DeskHouse) -> None:
    browser = house.signed_in()
    assert "secret" not in browser.get(PAGE).text
    refused = browser.post(f"{PAGE}/begin", {"password": "not the password"})
    assert refused.status_code == 422
    assert "not your present password" in refused.text
    begin(browser)
    shown = browser.get(PAGE)
    assert "<svg" in shown.text
    assert shown.headers["cache-control"] == "no-store"


def test_nobody_is_asked_for_a_code_before_a_first_one_was_right(house: DeskHouse) -> None:
    begin(house.signed_in())
    assert house.browser().sign_in().headers["location"] == "/desk"


def test_a_wrong_first_code_turns_nothing_on(house: DeskHouse) -> None:
    browser = house.signed_in()
    app = begin(browser)
    wrong = str((int(app.code(house.clock())) + 1) % 1_000_000).zfill(6)
    assert browser.post(f"{PAGE}/confirm", {"code": wrong}).status_code == 422
    assert house.browser().sign_in().headers["location"] == "/desk"
    assert "account.code_wrong" in house.audit("netservers")


def test_a_secret_that_was_shown_and_left_has_to_be_made_anew(house: DeskHouse) -> None:
    browser = house.signed_in()
    app = begin(browser)
    house.clock.forward(minutes=10)
    assert browser.post(f"{PAGE}/confirm", {"code": app.code(house.clock())}).status_code == 303
    assert "secret" not in browser.get(PAGE).text
    assert house.browser().sign_in().headers["location"] == "/desk"


def test_turning_it_on_ends_the_sessions_that_came_in_without_it(house: DeskHouse) -> None:
    elsewhere, here = house.signed_in(), house.signed_in()
    set_up(house, here)
    assert is_in(here)
    assert not is_in(elsewhere)


def test_what_is_kept_is_no_secret_and_no_code(house: DeskHouse, tmp_path: Path) -> None:
    browser = house.signed_in()
    begin(browser)
    app_secret = re.search(r'class="secret">([A-Z2-7 ]+)<', browser.get(PAGE).text)
    assert app_secret
    _, codes = set_up(house, browser)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) > 1000
    for each in [app_secret.group(1), *codes]:
        assert each.encode() not in kept
        assert each.replace(" ", "").encode() not in kept


# --- signing in ---


def test_password_and_code_together_open_the_page_that_was_asked_for(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    answer = type_code(browser, app.code(house.clock()))
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/cases")
    assert is_in(browser)
    assert house.audit("netservers")[-1] == "sign_in.done"


def test_the_password_alone_opens_nothing(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    assert browser.token is None
    assert not is_in(browser)
    half = browser.client.cookies.get("firstline_desk_step")
    assert half
    browser.client.cookies.set("firstline_desk", half, path="/desk")
    assert not is_in(browser), "half of a sign-in is no session"


def test_the_cookie_between_the_halves_goes_to_the_sign_in_only(house: DeskHouse, app: App) -> None:
    header = house.browser().sign_in().headers["set-cookie"]
    assert header.startswith("firstline_desk_step=")
    assert "Path=/desk/sign-in;" in header
    assert "HttpOnly" in header
    assert "samesite=strict" in header.lower()
    assert "Secure" in header


def test_a_planted_session_is_not_taken_over_by_the_second_half(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    browser.client.cookies.set("firstline_desk", "planted-by-somebody-else", path="/desk")
    type_code(browser, app.code(house.clock()))
    with house.context.store.read() as tx:
        assert tx.agent_sessions.by_token("planted-by-somebody-else") is None
    values = {each.value for each in browser.client.cookies.jar if each.name == "firstline_desk"}
    assert any(value and len(value) >= 43 for value in values)


def test_the_first_half_counts_once(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    half = browser.client.cookies.get("firstline_desk_step") or ""
    assert type_code(browser, app.code(house.clock())).status_code == 303
    house.clock.forward(seconds=60)
    thief = house.browser()
    thief.client.cookies.set("firstline_desk_step", half, path="/desk/sign-in")
    answer = type_code(thief, app.code(house.clock()))
    assert answer.headers["location"].startswith("/desk/sign-in?done=again")
    assert not is_in(thief)


def test_without_a_first_half_there_is_no_second(house: DeskHouse, app: App) -> None:
    browser = house.browser()
    assert browser.get("/desk/sign-in/code").headers["location"].startswith("/desk/sign-in?done=again")
    assert (
        type_code(browser, app.code(house.clock())).headers["location"].startswith("/desk/sign-in?done=again")
    )
    assert not is_in(browser)


@pytest.mark.parametrize("what", ["time", "password", "disabled", "reset"])
def test_the_first_half_is_over_when_something_changed(house: DeskHouse, app: App, what: str) -> None:
    browser = half_way(house)
    with house.context.store.read() as tx:
        ann = tx.agents.by_email("ann@example.org")
    assert ann
    if what == "time":
        house.clock.forward(minutes=10)
    elif what == "password":
        set_password(house.context, house.passwords, None, ann.id, "green bottle station")
    elif what == "disabled":
        disable(house.context, None, ann.id)
    else:
        with house.context.store.write() as tx:
            tx.second_steps.remove(ann.id)
            tx.commit()
    answer = type_code(browser, app.code(house.clock()))
    assert answer.headers["location"].startswith("/desk/sign-in?done=again")
    assert not is_in(browser)


# --- which codes count ---


@pytest.mark.parametrize(
    ("seconds", "counts"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)]
)
def test_a_clock_may_be_wrong_by_one_step(house: DeskHouse, app: App, seconds: int, counts: bool) -> None:
    house.clock.forward(minutes=5)
    browser = half_way(house)
    now = house.clock()
    house.clock.forward(seconds=seconds)
    code = app.code(house.clock())
    house.clock.instant = now
    assert (type_code(browser, code).status_code == 303) is counts
    assert is_in(browser) is counts


def test_a_code_counts_once_in_its_window(house: DeskHouse, app: App) -> None:
    code = app.code(house.clock())
    assert type_code(half_way(house), code).status_code == 303
    again = half_way(house)
    assert type_code(again, code).status_code == 422
    assert not is_in(again)


def test_an_older_code_does_not_count_after_a_newer_one(house: DeskHouse, app: App) -> None:
    older = app.code(house.clock())
    house.clock.forward(seconds=30)
    assert type_code(half_way(house), app.code(house.clock())).status_code == 303
    assert type_code(half_way(house), older).status_code == 422


def test_the_code_that_turned_it_on_does_not_sign_in_as_well(house: DeskHouse) -> None:
    browser = house.signed_in()
    app = begin(browser)
    code = app.code(house.clock())
    assert browser.post(f"{PAGE}/confirm", {"code": code}).status_code == 200
    assert type_code(half_way(house), code).status_code == 422


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 5000, "\x00"])
def test_what_is_no_code_is_refused(house: DeskHouse, app: App, typed: str) -> None:
    browser = half_way(house)
    assert type_code(browser, typed).status_code == 422
    assert not is_in(browser)


def test_gaps_in_a_code_do_not_matter(house: DeskHouse, app: App) -> None:
    code = app.code(house.clock())
    assert type_code(half_way(house), f" {code[:3]} {code[3:]} ").status_code == 303


# --- tries end ---


def test_wrong_codes_lead_to_the_same_pause_as_wrong_passwords(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    for _ in range(5):
        assert type_code(browser, "000000").status_code == 422
    right = type_code(browser, app.code(house.clock()))
    assert right.status_code == 422, "the right one neither"
    assert house.audit("netservers")[-2:] == ["sign_in.locked_out", "sign_in.refused"]
    house.clock.forward(minutes=6)
    assert type_code(browser, app.code(house.clock())).status_code == 303


def test_the_right_password_begins_no_new_count_of_wrong_codes(house: DeskHouse, app: App) -> None:
    """Or whoever knows the password could try codes without end."""
    for _ in range(5):
        assert type_code(half_way(house), "000000").status_code == 422
    assert house.browser().sign_in().status_code == 422, "a pause, also for the password"


def test_a_wrong_code_tells_nothing_of_why(house: DeskHouse, app: App) -> None:
    used = app.code(house.clock())
    type_code(half_way(house), used)
    answers = {type_code(half_way(house), each).text for each in ("000000", used, "nonsense")}
    assert len(answers) == 1


# --- recovery codes ---


def test_there_are_ten_recovery_codes_and_each_counts_once(house: DeskHouse) -> None:
    _, codes = set_up(house, house.signed_in())
    assert len(set(codes)) == 10
    for code in codes[:2]:
        assert type_code(half_way(house), code.lower().replace(" ", "-")).status_code == 303
        assert type_code(half_way(house), code).status_code == 422
    assert house.audit("netservers").count("account.recovery_code_used") == 2
    browser = half_way(house)
    type_code(browser, codes[2])
    assert "7 recovery codes left" in browser.get(PAGE).text


def test_recovery_codes_are_shown_once(house: DeskHouse) -> None:
    browser = house.signed_in()
    _, codes = set_up(house, browser)
    for page in (PAGE, "/desk/account", f"{PAGE}/recovery-codes", f"{PAGE}/confirm"):
        assert not any(code in browser.get(page).text for code in codes)


def test_new_recovery_codes_end_the_old_ones(house: DeskHouse) -> None:
    browser = house.signed_in()
    app, old = set_up(house, browser)
    answer = browser.post(f"{PAGE}/recovery-codes", {"code": app.code(house.clock())})
    new = re.findall(r"<li><code>([0-9A-Z ]+)</code></li>", answer.text)
    assert len(new) == 10
    assert answer.headers["cache-control"] == "no-store"
    assert type_code(half_way(house), old[0]).status_code == 422
    assert type_code(half_way(house), new[0]).status_code == 303


def test_a_recovery_code_of_somebody_else_opens_nothing(house: DeskHouse, app: App) -> None:
    house.person("bob@example.org", "Bob", netservers=Role.AGENT)
    _, bobs = set_up(house, house.signed_in("bob@example.org"))
    assert type_code(half_way(house), bobs[0]).status_code == 422


# --- forms from elsewhere ---


def test_no_form_of_another_site_types_a_code_or_changes_anything(house: DeskHouse, app: App) -> None:
    browser = half_way(house)
    assert type_code(browser, app.code(house.clock()), Origin="https://evil.example").status_code == 403
    assert not is_in(browser)
    type_code(browser, app.code(house.clock()))
    house.clock.forward(seconds=60)
    for path in ("begin", "confirm", "recovery-codes", "off"):
        form = {"code": app.code(house.clock()), "password": PASSWORD}
        assert browser.post(f"{PAGE}/{path}", form, csrf="0" * 64).status_code == 403
        assert browser.post(f"{PAGE}/{path}", form, Origin="https://evil.example").status_code == 403
    assert house.browser().sign_in().headers["location"].startswith("/desk/sign-in/code"), "it is still on"


def test_a_secret_sealed_under_another_key_lets_nobody_in(house: DeskHouse, app: App) -> None:
    other = AppCodes("another secret", digits=6, seconds=30, drift=1)
    with house.context.store.write() as tx:
        ann = tx.agents.by_email("ann@example.org")
        assert ann
        step = tx.second_steps.get(ann.id)
        assert step
        tx.second_steps.put(replace(step, sealed_secret=other.new_secret()))
        tx.commit()
    browser = half_way(house)
    answer = type_code(browser, app.code(house.clock()))
    assert answer.status_code == 503
    assert not is_in(browser)
