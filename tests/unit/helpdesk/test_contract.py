"""One contract for all helpdesks: what comes of a delivery, whatever the other side does, and that nothing leaks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.file_store import FolderFiles
from bot.adapters.helpdesk.build import ByHttp, by_http
from bot.adapters.helpdesk.http import Patience
from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain, Unknown
from bot.decisions.helpdesk import NOTE_KIND, TICKET_KIND
from bot.decisions.records import OutboxItem
from tests.support.context import MONDAY
from tests.support.helpdesk_rows import KEY, helpdesk
from tests.support.helpdesks import serving
from tests.support.helpdesks.osticket import OsTicket, osticket
from tests.support.helpdesks.receiver import Receiver, receiver
from tests.support.helpdesks.serving import StandIn, Wrong
from tests.support.helpdesks.zendesk import Zendesk, zendesk

QUICK = Patience(connect=1.0, read=0.6, total=1.2)
REFERENCE = "FL-7KM-3RX-9PT4"
SECRETS = (KEY, "Sam Carter", "sam@example.com", "dead for nine days")
CASES = [
    ("osticket", TICKET_KIND),
    ("osticket_mail", TICKET_KIND),
    ("osticket_mail", NOTE_KIND),
    ("zendesk", TICKET_KIND),
    ("zendesk", NOTE_KIND),
    ("webhook", TICKET_KIND),
    ("webhook", NOTE_KIND),
]
REPEATABLE = [case for case in CASES if case not in (("osticket", TICKET_KIND), ("zendesk", NOTE_KIND))]


def item(kind: str, **values: Any) -> OutboxItem:
    common = {
        "provider": "it-communications",
        "provider_name": "I.T Communications",
        "case_id": "case",
        "reference": REFERENCE,
        "link": "https://chat.example/desk/cases/FL-7KM-3RX-9PT4",
        "requester": {"name": "Sam Carter", "email": "sam@example.com", "confirmed": True, "phone": None},
        "reply_to": None,
        "files": [],
    }
    ticket = {
        "template": "helpdesk_ticket",
        "priority": "normal",
        "due_on": "2026-11-30",
        "received_at": MONDAY.isoformat(),
        "facts": {
            "provider": "I.T Communications",
            "reference": REFERENCE,
            "name": "Sam Carter",
            "description": "My line has been dead for nine days – £45 wasted.",
            "aim": "Monday 30 November",
            "link": common["link"],
        },
    }
    line = {"code": "customer.added", "at": "Monday 23 November, 11:00", "name": "", "words": "Still dead."}
    note = {
        "template": "helpdesk_note",
        "number": 1,
        "mark": f"{REFERENCE}/1",
        "thread": "ticket-case",
        "reopens": False,
        "facts": {
            "reference": REFERENCE,
            "happened": [line],
            "link": common["link"],
            "mark": f"{REFERENCE}/1",
        },
    }
    key = "ticket-case" if kind == TICKET_KIND else "ticket-note-case-1"
    payload = {**common, **(ticket if kind == TICKET_KIND else note)}
    return replace(OutboxItem(1, kind, key, payload, MONDAY, MONDAY), **values)


@dataclass
class House:
    """A carrier with its system behind it. ``there``: how many tickets or notes of ours that system holds."""

    carrier: ByHttp
    kind: str
    there: Callable[[], int]
    server: StandIn
    system: OsTicket | Zendesk | Receiver

    def deliver(self, **values: Any) -> Outcome:
        return self.carrier.deliver(item(self.kind, **values))

    def find(self) -> Found:
        return self.carrier.find(item(self.kind))


def house(stack: ExitStack, system: str, kind: str, folder: Path, url: str | None = None) -> House:
    """``url``: where the carrier looks instead of at the stand-in."""
    made: OsTicket | Zendesk | Receiver
    if system.startswith("osticket"):
        made = stack.enter_context(osticket())
    elif system == "zendesk":
        made = stack.enter_context(zendesk())
    else:
        made = stack.enter_context(receiver())
    files = FolderFiles(folder / "files")

    def build(address: str) -> dict[str, ByHttp]:
        return by_http(helpdesk(system, address), files, lambda: MONDAY, lambda _case: None, QUICK)

    if kind == NOTE_KIND:
        assert isinstance(build(made.server.url)[TICKET_KIND].deliver(item(TICKET_KIND)), Delivered)
        made.server.asked.clear()

    def there() -> int:
        if isinstance(made, OsTicket):
            return len(made.tickets) if kind == TICKET_KIND else sum(map(len, made.tickets.values())) - 1
        if isinstance(made, Zendesk):
            comments = sum(len(each["comments"]) for each in made.tickets.values())
            return len(made.tickets) if kind == TICKET_KIND else comments - 1
        return sum(
            each["event"] == ("ticket" if kind == TICKET_KIND else "note") for each in made.taken.values()
        )

    return House(build(url or made.server.url)[kind], kind, there, made.server, made)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


@pytest.fixture(params=CASES, ids="-".join)
def any_house(request: pytest.FixtureRequest, stack: ExitStack, tmp_path: Path) -> House:
    return house(stack, *request.param, tmp_path)


@pytest.fixture(params=REPEATABLE, ids="-".join)
def keyed(request: pytest.FixtureRequest, stack: ExitStack, tmp_path: Path) -> House:
    return house(stack, *request.param, tmp_path)


def holds_no_secret(outcome: Any, caplog: pytest.LogCaptureFixture) -> None:
    said = f"{outcome} {caplog.text}"
    assert not [secret for secret in SECRETS if secret in said]


# --- it works ---


NUMBERS = {"osticket": "000042", "osticket_mail": "000042", "zendesk": "35437", "webhook": "CRM-1"}


@pytest.mark.parametrize("system", NUMBERS)
def test_a_ticket_arrives_and_its_number_comes_back_as_they_write_it(
    stack: ExitStack, tmp_path: Path, system: str
) -> None:
    made = house(stack, system, TICKET_KIND, tmp_path)
    assert made.deliver() == Delivered(NUMBERS[system])
    assert made.there() == 1


def test_what_arrives_has_the_words_as_they_are(any_house: House) -> None:
    assert isinstance(any_house.deliver(), Delivered)
    system, words = any_house.system, ""
    if isinstance(system, OsTicket):
        entries = [entry for thread in system.tickets.values() for entry in thread]
        words = f"{entries[-1].subject}\n{entries[-1].text}"
        assert system.unexpected == []
        assert {entry.email for entry in entries} == {"sam@example.com"}
    elif isinstance(system, Zendesk):
        [ticket] = system.tickets.values()
        words = f"{ticket['subject']}\n{ticket['comments'][-1]['body']}"
        assert ticket["external_id"] == REFERENCE
        assert not any(comment["public"] for comment in ticket["comments"])  # nothing is mailed to anybody
        assert ticket["requester"] is None
    else:
        document = list(system.taken.values())[-1]
        words = f"{document['subject']}\n{document['text']}"
    told = "dead for nine days – £45" if any_house.kind == TICKET_KIND else "Still dead."
    assert REFERENCE in words
    assert told in words


def test_an_item_that_is_sent_again_is_one_over_there(keyed: House) -> None:
    first = keyed.deliver()
    assert isinstance(first, Delivered)
    assert keyed.carrier.repeatable
    for attempts in range(3):
        assert keyed.deliver(attempts=attempts) == first
    assert keyed.there() == 1


# --- the other side misbehaves: (what it does, what comes of it, whether it is there) ---


WRONGS: dict[str, tuple[Wrong, type, bool]] = {
    "refuses our key": (serving.answers(401, KEY), Impossible, False),
    "forbids": (serving.answers(403, "sam@example.com"), Impossible, False),
    "has nothing there": (serving.answers(404), Impossible, False),
    "does not take it": (serving.answers(400, "Sam Carter: unknown field"), Impossible, False),
    "leads elsewhere": (serving.answers(302, Location="https://elsewhere.example/"), Impossible, False),
    "has too much to do": (serving.answers(429, Retry_After="5"), TryAgain, False),
    "is being mended": (serving.answers(503, Retry_After="120"), TryAgain, False),
    "breaks": (serving.answers(500, "PHP Fatal error: sam@example.com"), Unknown, False),
    "has a broken gateway": (serving.answers(502), Unknown, False),
    "is slow beyond our timeout": (serving.is_slow(1.5), Unknown, False),
    "hangs up": (serving.hangs_up, Unknown, False),
    "drips its headers": (serving.drips_its_headers, Unknown, False),
    "speaks no HTTP": (serving.talks_no_http, Unknown, False),
    "sends without end": (serving.sends_without_end, Unknown, False),
    "takes it and answers late": (serving.does_it_and_answers_late(0.9), Unknown, True),
    "takes it and resets mid-body": (serving.does_it_and_resets_mid_body, Unknown, True),
    "takes it and talks garbage": (serving.does_it_and_talks_garbage(201), Unknown, True),
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_what_comes_of_it_when_the_other_side(
    any_house: House, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    behaviour, expected, there = WRONGS[wrong]
    if wrong == "takes it and talks garbage" and isinstance(any_house.system, Receiver):
        expected = Delivered  # any 2xx says that it was taken
    any_house.server.wrongs.append(behaviour)
    outcome = any_house.deliver()
    assert type(outcome) is expected
    assert any_house.there() == there
    assert (
        len([asked for asked in any_house.server.asked if asked.method != "GET"]) == 1
    )  # not tried again by itself
    holds_no_secret(outcome, caplog)


@pytest.mark.parametrize(("status", "seconds"), [(429, 5), (503, 120)])
def test_what_the_other_side_asks_us_to_wait_comes_back(any_house: House, status: int, seconds: int) -> None:
    any_house.server.wrongs.append(serving.answers(status, Retry_After=str(seconds)))
    outcome = any_house.deliver()
    assert isinstance(outcome, TryAgain)
    assert outcome.after == timedelta(seconds=seconds)


@pytest.mark.parametrize("said", ["soon", "-1", "", "9" * 400])
def test_a_wait_that_cannot_be_read_is_none_or_long(any_house: House, said: str) -> None:
    any_house.server.wrongs.append(serving.answers(429, Retry_After=said))
    assert isinstance(any_house.deliver(), TryAgain)


@pytest.mark.parametrize(("system", "kind"), CASES)
def test_nobody_at_the_address_means_surely_not_there(
    stack: ExitStack, tmp_path: Path, system: str, kind: str
) -> None:
    gone = house(stack, system, kind, tmp_path, serving.nobody())
    assert gone.deliver() == TryAgain("it cannot be reached")


UNKNOWN_BUT_THERE = ("takes it and answers late", "takes it and resets mid-body")


@pytest.mark.parametrize("wrong", UNKNOWN_BUT_THERE)
def test_after_an_unknown_outcome_the_same_again_is_one(keyed: House, wrong: str) -> None:
    keyed.server.wrongs.append(WRONGS[wrong][0])
    assert isinstance(keyed.deliver(), Unknown)
    assert isinstance(keyed.deliver(attempts=1), Delivered)
    assert keyed.there() == 1


def test_500_three_times_and_then_well_is_one(keyed: House) -> None:
    keyed.server.wrongs += [serving.answers(500)] * 3
    outcomes = [type(keyed.deliver(attempts=attempt)) for attempt in range(4)]
    assert outcomes == [Unknown, Unknown, Unknown, Delivered]
    assert keyed.there() == 1


# --- looking ---


@pytest.mark.parametrize(("system", "kind"), CASES)
def test_what_can_be_looked_for_is_found_and_what_cannot_says_so(
    stack: ExitStack, tmp_path: Path, system: str, kind: str
) -> None:
    made = house(stack, system, kind, tmp_path)
    can = system == "zendesk"
    assert made.find() == (Missing() if can else None)
    made.deliver()
    found = made.find()
    assert isinstance(found, Delivered) if can else found is None


@pytest.mark.parametrize("kind", [TICKET_KIND, NOTE_KIND])
@pytest.mark.parametrize(
    "wrong", ["refuses our key", "has too much to do", "breaks", "hangs up", "is slow beyond our timeout"]
)
def test_a_look_that_fails_is_no_answer(stack: ExitStack, tmp_path: Path, kind: str, wrong: str) -> None:
    made = house(stack, "zendesk", kind, tmp_path)
    made.server.only = ("GET",)
    made.server.wrongs.append(WRONGS[wrong][0])
    assert isinstance(made.find(), TryAgain)


# --- each system's own ways ---


def osticket_house(stack: ExitStack, tmp_path: Path, system: str = "osticket") -> tuple[House, OsTicket]:
    made = house(stack, system, TICKET_KIND, tmp_path)
    assert isinstance(made.system, OsTicket)
    return made, made.system


def zendesk_house(stack: ExitStack, tmp_path: Path, kind: str = TICKET_KIND) -> tuple[House, Zendesk]:
    made = house(stack, "zendesk", kind, tmp_path)
    assert isinstance(made.system, Zendesk)
    return made, made.system


@pytest.mark.parametrize("system", ["osticket", "osticket_mail"])
def test_osticket_refuses_a_banned_address_without_our_repeating_it(
    stack: ExitStack, tmp_path: Path, system: str
) -> None:
    made, system_behind = osticket_house(stack, tmp_path, system)
    system_behind.denied = ("sam@example.com",)
    outcome = made.deliver()
    assert isinstance(outcome, Impossible)
    assert "sam@" not in outcome.reason


def test_osticket_says_500_for_a_field_that_is_missing_and_no_repeat_helps(
    stack: ExitStack, tmp_path: Path
) -> None:
    made, system = osticket_house(stack, tmp_path)
    system.required = ("site",)
    outcome = made.deliver()
    assert isinstance(outcome, Impossible)
    assert "a field" in outcome.reason


def test_osticket_500_without_a_cause_may_have_opened_it(stack: ExitStack, tmp_path: Path) -> None:
    made, _ = osticket_house(stack, tmp_path)
    made.server.wrongs.append(serving.answers(500, "Unable to create new ticket: unknown error"))
    assert isinstance(made.deliver(), Unknown)


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({"reply_to": "complaints+abc@it.example"}, "complaints+abc@it.example"),
        ({}, "sam@example.com"),
        ({"requester": {"name": None, "email": "sam@example.com", "confirmed": False, "phone": None}},
         "fl-7km-3rx-9pt4@it-communications.firstline.invalid"),
        ({"requester": {"name": "Sam", "email": None, "confirmed": False, "phone": "07700 900321"}},
         "fl-7km-3rx-9pt4@it-communications.firstline.invalid"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("system", ["osticket", "osticket_mail"])
def test_osticket_writes_to_us_or_to_a_confirmed_address_only(
    stack: ExitStack, tmp_path: Path, system: str, changed: dict[str, Any], address: str
) -> None:
    made, system_behind = osticket_house(stack, tmp_path, system)
    given = item(TICKET_KIND)
    assert isinstance(made.carrier.deliver(replace(given, payload={**given.payload, **changed})), Delivered)
    assert [thread[0].email for thread in system_behind.tickets.values()] == [address]


def test_a_note_by_mail_joins_the_thread_of_its_ticket(stack: ExitStack, tmp_path: Path) -> None:
    made = house(stack, "osticket_mail", NOTE_KIND, tmp_path)
    assert isinstance(made.system, OsTicket)
    assert made.deliver() == Delivered()
    [thread] = made.system.tickets.values()
    assert [len(thread), "Still dead." in thread[1].text] == [2, True]


def test_zendesk_knows_our_key_for_two_hours_and_the_reference_for_ever(
    stack: ExitStack, tmp_path: Path
) -> None:
    made, system = zendesk_house(stack, tmp_path)
    first = made.deliver()
    system.now += timedelta(hours=3)
    assert made.deliver(attempts=1) == first
    assert (
        made.deliver(created_at=MONDAY - timedelta(hours=3)) == first
    )  # a relay that was killed, hours later
    assert len(system.tickets) == 1


def test_zendesk_with_another_ticket_under_our_key_is_asked_later(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path)
    assert isinstance(made.deliver(), Delivered)
    system.tickets.clear()
    given = item(TICKET_KIND)
    facts = {**given.payload["facts"], "description": "Another story."}
    outcome = made.carrier.deliver(replace(given, payload={**given.payload, "facts": facts}))
    assert isinstance(outcome, TryAgain)
    assert outcome.after == timedelta(hours=2)


def test_zendesk_422_names_its_own_word_and_no_more(stack: ExitStack, tmp_path: Path) -> None:
    made, _ = zendesk_house(stack, tmp_path)
    body = '{"error": "RecordInvalid", "description": "sam@example.com is suspended"}'
    made.server.wrongs.append(serving.answers(422, body))
    assert made.deliver() == Impossible("it does not take what we send (HTTP 422): RecordInvalid")


def test_a_ticket_that_is_closed_there_takes_no_note_and_says_why(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path, NOTE_KIND)
    for ticket in system.tickets.values():
        ticket["status"] = "closed"
    assert made.deliver() == Impossible("it does not take what we send (HTTP 422): RecordInvalid")


def test_a_note_of_not_sorted_after_all_opens_the_ticket_again(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path, NOTE_KIND)
    [ticket] = system.tickets.values()
    ticket["status"] = "solved"
    given = item(NOTE_KIND)
    made.carrier.deliver(replace(given, payload={**given.payload, "reopens": True}))
    assert ticket["status"] == "open"


def test_a_ticket_that_is_gone_there_takes_no_note(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path, NOTE_KIND)
    system.tickets.clear()
    assert isinstance(made.deliver(), Impossible)


# --- files ---


def stored(folder: Path, name: str, content: bytes, id: str) -> dict[str, Any]:
    draft = FolderFiles(folder / "files").begin()
    draft.write(content)
    draft.keep(id)
    return {"id": id, "name": name, "media_type": "application/pdf", "size": len(content)}


def with_files(made: House, *files: dict[str, Any]) -> Outcome:
    given = item(made.kind)
    return made.carrier.deliver(replace(given, payload={**given.payload, "files": list(files)}))


def files_there(made: House) -> dict[str, bytes]:
    if isinstance(made.system, OsTicket):
        entries = [entry for thread in made.system.tickets.values() for entry in thread]
        return {name: content for entry in entries for name, content in entry.files.items()}
    assert isinstance(made.system, Zendesk)
    names = [
        each["file_name"]
        for ticket in made.system.tickets.values()
        for comment in ticket["comments"]
        for each in comment["attachments"]
    ]
    return {name: content for name, content in made.system.uploads.values() if name in names}


TAKES_FILES = [case for case in CASES if case[0] != "webhook"]


@pytest.mark.parametrize(("system", "kind"), TAKES_FILES)
def test_files_go_along_byte_for_byte(stack: ExitStack, tmp_path: Path, system: str, kind: str) -> None:
    made = house(stack, system, kind, tmp_path)
    bill = stored(tmp_path, "bill – May.pdf", b"%PDF\x00\xff bill", "a" * 32)
    photo = stored(tmp_path, "line.pdf", b"%PDF line", "b" * 32)
    assert isinstance(with_files(made, bill, photo), Delivered)
    assert files_there(made) == {"bill – May.pdf": b"%PDF\x00\xff bill", "line.pdf": b"%PDF line"}


@pytest.mark.parametrize(("system", "kind"), TAKES_FILES)
@pytest.mark.parametrize("why", ["gone from our disk", "too many bytes", "never sent"])
def test_files_that_cannot_go_along_stop_no_ticket(
    stack: ExitStack, tmp_path: Path, system: str, kind: str, why: str
) -> None:
    made = house(stack, system, kind, tmp_path)
    bill = stored(tmp_path, "bill.pdf", b"%PDF bill", "a" * 32)
    if why == "gone from our disk":
        (tmp_path / "files" / ("a" * 32)).unlink()
    elif why == "too many bytes":
        bill["size"] = 9_000_000
    else:
        made.carrier._files = replace(made.carrier._files, files="link")  # type: ignore[union-attr]
    assert isinstance(with_files(made, bill), Delivered)
    assert (made.there(), files_there(made)) == (1, {})


@pytest.mark.parametrize("system", ["osticket", "osticket_mail"])
def test_a_request_that_is_too_large_goes_again_without_files(
    stack: ExitStack, tmp_path: Path, system: str
) -> None:
    made, system_behind = osticket_house(stack, tmp_path, system)
    system_behind.most_bytes = 20_000
    assert isinstance(with_files(made, stored(tmp_path, "bill.pdf", b"x" * 30_000, "a" * 32)), Delivered)
    assert (made.there(), files_there(made)) == (1, {})


def test_an_upload_that_zendesk_refuses_leaves_the_rest(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path)
    system.refuses_uploads = True
    assert isinstance(with_files(made, stored(tmp_path, "bill.pdf", b"%PDF", "a" * 32)), Delivered)
    assert files_there(made) == {}


def test_zendesk_gets_the_files_of_a_ticket_once(stack: ExitStack, tmp_path: Path) -> None:
    made, system = zendesk_house(stack, tmp_path)
    bill = stored(tmp_path, "bill.pdf", b"%PDF", "a" * 32)
    for _ in range(3):
        with_files(made, bill)
    [ticket] = system.tickets.values()
    assert [comment["attachments"] for comment in ticket["comments"]] == [[], [{"file_name": "bill.pdf"}]]


def test_a_webhook_is_told_of_files_and_where_they_are(stack: ExitStack, tmp_path: Path) -> None:
    made = house(stack, "webhook", TICKET_KIND, tmp_path)
    with_files(made, stored(tmp_path, "bill.pdf", b"%PDF", "a" * 32))
    assert isinstance(made.system, Receiver)
    [document] = made.system.taken.values()
    assert document["files"] == [{"name": "bill.pdf", "media_type": "application/pdf", "size": 4}]
    assert document["link"].startswith("https://")


# --- clocks ---


def test_zendesk_is_told_no_time_of_day(stack: ExitStack, tmp_path: Path) -> None:
    """The same item gives the same bytes whenever it is sent: else our key would be refused."""
    made, _ = zendesk_house(stack, tmp_path)
    made.deliver()
    made.server.wrongs.clear()
    made.deliver()
    first, second = [asked.body for asked in made.server.asked if asked.method == "POST"]
    assert first == second
