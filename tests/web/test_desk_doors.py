"""Every route of the desk, found in the app itself, is closed to everybody who has no business there.

A new route is walked without a word here. One with a new name in its path asks for a line in ``thing``: an example of
ContactNow, so that somebody of Netservers can be sent there. What a route refuses, it must refuse before it looks at
its form: ask in a dependency (see ``bot/web/desk/auth.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.routing import iter_route_contexts

from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.mail import Letter
from bot.decisions.post import PostedLetter
from bot.decisions.problem import Problem
from bot.decisions.records import Note, Role, SpokenCode, StoredFile
from bot.decisions.same_day import SameDayNote
from bot.services.change_agent import disable
from tests.support import rows
from tests.support.desk import Browser, DeskHouse, desk_house

OPEN = {(method, f"/desk/sign-in{half}") for method in ("GET", "POST") for half in ("", "/code")}
"""For those who are not signed in yet."""

ENDLESS: set[str] = set()
"""Streams: somebody who may see one would wait for ever. Their refusals are walked like all others."""

MARK = "Zebedee"
"""Stands in everything that is ContactNow's."""


def routes_of(house: DeskHouse) -> list[tuple[str, str]]:
    found = [
        (method, context.path or "")
        for context in iter_route_contexts(house.app.routes)
        for method in sorted(getattr(context, "methods", None) or ())
        if (context.path or "").startswith("/desk") and method != "HEAD"
    ]
    return [each for each in found if each not in OPEN]


def world(tmp_path: Path) -> SimpleNamespace:
    """ContactNow's people, chat, case, handoff, note and file; and an administrator of Netservers."""
    house = desk_house(tmp_path)
    theirs = house.person("zebedee@example.org", f"{MARK} Agent", contactnow=Role.AGENT)
    house.person("ann@example.org", "Ann", netservers=Role.ADMINISTRATOR)
    case = rows.case(description=f"{MARK} has no line since Monday.")
    at = house.context.now()
    with house.context.store.write() as tx:
        rows.add_parents(tx)
        tx.cases.add(case)
        tx.handoffs.add(rows.handoff(reason=f"{MARK} asked"))
        tx.notes.add(Note("note", "chat", theirs.id, f"{MARK} rang twice.", at, case.id))
        tx.spoken_codes.add(SpokenCode("spoken", "chat", "contactnow", "K7MRX9", at, at.replace(year=2030)))
        tx.same_day_notes.add(
            SameDayNote(
                "same-day-note", "contactnow", Problem.SLOW, at.date(), f"{MARK} mends it.", theirs.id, at
            )
        )
        tx.files.add(
            StoredFile("file", "chat", f"{MARK}.pdf", "application/pdf", 4, "0" * 64, "customer", at, case.id)
        )
        words = Letter(f"{MARK}'s letter", f"Dear {MARK}")
        tx.posts.add(
            PostedLetter(
                "post", "post", "contactnow", "chat", case.id, "case_news", f"{MARK} Lane 1", MARK, words, at
            )
        )
        tx.outbox.add("mail", "theirs", {"provider": "contactnow", "to": f"{MARK}@example.org"}, at, "chat")
        (item,) = tx.outbox.all()
        tx.outbox.failed(item.id, f"{MARK} has moved", None, at)
        tx.letters.add(
            LetterRecord(
                "letter", case.id, "chat", "contactnow", LetterKind.HOLDING, f"{MARK}, we need time", MARK, at
            )
        )
        tx.commit()
    return SimpleNamespace(house=house, theirs=theirs, case=case, item=item.id)


def thing(made: SimpleNamespace, name: str) -> str:
    """An example of ContactNow's for each name in the paths of the desk."""
    things = {
        "agent_id": made.theirs.id,
        "case_id": made.case.id,
        "code": "K7MRX9",
        "conversation_id": "chat",
        "file_id": "file",
        "item_id": made.item,
        "handoff_id": "handoff",
        "letter_id": "letter",
        "note_id": "same-day-note",
        "post_id": "post",
        "provider": "contactnow",
        "reference": made.case.reference,
        "rest": "nowhere",
        "slug": "contactnow",
    }
    assert name in things, f"tests/web/test_desk_doors.py does not know what to put for {{{name}}}: add it"
    return str(things[name])


def filled(made: SimpleNamespace, path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: thing(made, match.group(1)), path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    return world(tmp_path_factory.mktemp("doors"))


def ask(browser: Browser, method: str, path: str, csrf: str = "0" * 64) -> tuple[int, str]:
    if method == "GET":
        answer = browser.get(path)
    else:
        form = {"csrf": csrf, "provider": "contactnow", "role": "administrator"}
        answer = browser.client.request(method, path, data=form, headers={"Origin": browser.origin})
    return answer.status_code, answer.headers.get("location", "")


def denied_at_the_door(method: str, status: int, location: str) -> bool:
    if method == "GET":
        return status == 303 and location.startswith("/desk/sign-in?next=")
    return status == 401


def everybody_out(made: SimpleNamespace) -> Iterator[tuple[str, Browser]]:
    house = made.house
    yield "nobody", house.browser()
    forger = house.browser()
    forger.client.cookies.set("firstline_desk", "0" * 43, path="/desk")
    yield "forger", forger
    leaver = house.signed_in()
    token = leaver.token
    leaver.post("/desk/sign-out")
    leaver.client.cookies.set("firstline_desk", token, path="/desk")
    yield "signed out", leaver
    gone = house.person("gone@example.org", "Gone", contactnow=Role.ADMINISTRATOR)
    disabled = house.signed_in("gone@example.org")
    disable(house.context, None, gone.id)
    yield "disabled", disabled
    late = house.signed_in()
    house.clock.forward(hours=1)
    yield "expired", late


def test_there_are_routes_to_walk(made: SimpleNamespace) -> None:
    assert {("GET", "/desk/people"), ("POST", "/desk/people/{agent_id}/role")} <= set(routes_of(made.house))


def test_no_route_is_open_to_whoever_is_not_signed_in(made: SimpleNamespace) -> None:
    got_in = [
        (who, method, path, status)
        for who, browser in everybody_out(made)
        for method, path in routes_of(made.house)
        for status, location in [ask(browser, method, filled(made, path))]
        if not denied_at_the_door(method, status, location)
    ]
    assert got_in == []


def test_no_form_is_taken_without_the_token_of_the_session(made: SimpleNamespace) -> None:
    """By somebody who may do it, at their own provider."""
    made.house.person("own@example.org", "Own", contactnow=Role.ADMINISTRATOR)
    browser = made.house.signed_in("own@example.org")
    taken = [
        (method, path, status)
        for method, path in routes_of(made.house)
        if method != "GET"
        for status, _ in [ask(browser, method, filled(made, path))]
        if status != 403
    ]
    assert taken == []
    assert browser.get("/desk/account").status_code == 200


def test_nothing_of_one_provider_is_shown_to_another(made: SimpleNamespace) -> None:
    browser = made.house.signed_in()
    seen = []
    for method, path in routes_of(made.house):
        if method != "GET" or (path in ENDLESS and "{" not in path):
            continue
        answer = browser.get(filled(made, path))
        named = "{" in path
        if (
            MARK in answer.text
            or answer.status_code >= 500
            or (named and answer.status_code not in (403, 404))
        ):
            seen.append((path, answer.status_code))
    assert seen == []


def test_nothing_of_one_provider_is_changed_by_another(tmp_path: Path) -> None:
    """With the right token, and a form that names the other's provider."""
    made = world(tmp_path)

    def state() -> list[object]:
        with made.house.context.store.read() as tx:
            return [
                tx.audit.newest("contactnow"), tx.cases.all("contactnow"), tx.cases.events(made.case.id),
                tx.handoffs.open(), tx.handoffs.get("handoff"), tx.notes.of_conversation("chat"),
                tx.conversations.get("chat"), tx.agents.get(made.theirs.id), tx.messages.after("chat", 0),
                tx.files.of_conversation("chat"), tx.outbox.all(), tx.promises.of_conversation("chat"),
                tx.letters.of_case(made.case.id),
            ]  # fmt: skip

    before, let_in = state(), []
    for method, path in routes_of(made.house):
        if method == "GET":
            continue
        browser = made.house.signed_in()
        status, _ = ask(browser, method, filled(made, path), browser.csrf())
        if status >= 500 or ("{" in path and status not in (403, 404)):
            let_in.append((path, status))
    assert let_in == []
    assert state() == before


def test_a_wrong_host_is_refused_at_every_door(made: SimpleNamespace) -> None:
    browser = made.house.signed_in()
    answers = {
        browser.client.request(method, filled(made, path), headers={"Host": "evil.example"}).status_code
        for method, path in [*routes_of(made.house), *OPEN]
    }
    assert answers == {400}
