"""Files over HTTP: what is taken, once; what is refused, in words and without being read whole; who gets them back."""

from __future__ import annotations

import re
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import httpx
import pytest

from bot.adapters.clamav import ClamAv
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.decisions.file_size import MB
from bot.decisions.rule import Rulebook
from bot.services.case_link import case_link, file_token
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.ports import Scanner
from bot.services.read_file import open_case_file
from bot.services.take_file import Filing, take_file
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.files import HTML, SAMPLES, ClamServer, bomb, docx, eml, pdf, png
from tests.support.waiting import until
from tests.web.house import QUICK, Customer, FakeEngine, House, deps_for, running

MANY = replace(QUICK, files_a_minute=1000)


@dataclass
class Place:
    """The running app with a folder for files."""

    house: House
    context: Context
    filing: Filing
    folder: Path

    def open(self) -> Customer:
        return self.house.open()

    def on_disk(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@contextmanager
def place(
    folder: Path, scanner: Scanner | None = None, limits: Any = MANY, clock: Clock | None = None
) -> Iterator[Place]:
    context = make_context(folder, clock or Clock())
    filing = Filing(context, FolderFiles(folder / "files"), look_inside, scanner)
    deps = deps_for(
        context.store,
        FakeEngine(),
        now=context.now,
        limits=limits,
        filing=filing,
        case_page=lambda token: open_case_page(context, token),
        case_file=lambda token: open_case_file(context, filing.files, token),
    )
    with running(deps) as house:
        yield Place(house, context, filing, folder / "files")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("files")) as made:
        yield made


@pytest.fixture
def here(shared: Place) -> Iterator[Place]:
    """Nothing half-written is left for the next test, whatever was sent."""
    yield shared
    until(lambda: not list((shared.folder / "incoming").glob("*")), "no draft is left")


def send(
    customer: Customer, name: str, content: Any, key: str | None = None, **headers: str
) -> httpx.Response:
    all_headers = {**customer.headers, "Idempotency-Key": key or str(uuid4()), **headers}
    return customer.client.post(
        f"{customer.path}/files", files={"file": (name, content)}, headers=all_headers
    )


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


# --- taken ---


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_that_is_promised_is_taken_and_comes_back_as_it_was(here: Place, name: str) -> None:
    customer = here.open()
    sent = send(customer, name, SAMPLES[name])
    assert sent.status_code == 201, sent.text
    body = sent.json()
    assert (body["name"], body["size"], body["checked"], body["mine"]) == (
        name,
        len(SAMPLES[name]),
        False,
        True,
    )
    back = customer.client.get(f"{customer.path}/files/{body['id']}", headers=customer.headers)
    assert back.content == SAMPLES[name]
    assert back.headers["content-type"] == body["media_type"]
    assert [each["id"] for each in _list(customer)] == [body["id"]]


def test_the_chat_says_that_the_file_came(here: Place) -> None:
    customer = here.open()
    send(customer, "bill.pdf", pdf(b"x" * 122_900))
    assert customer.texts("system") == ["You sent bill.pdf (120 kB)."]


def test_a_waiting_poll_hears_of_it_at_once(here: Place) -> None:
    customer = here.open()
    last, heard = customer.news()["last_id"], []
    waiting = threading.Thread(target=lambda: heard.extend(customer.news(last, 20)["messages"]))
    waiting.start()
    send(customer, "bill.pdf", pdf())
    waiting.join(10)
    assert [line["sender"] for line in heard] == ["system"]


def test_the_same_key_is_the_same_file_and_another_file_under_it_is_refused(here: Place) -> None:
    customer = here.open()
    first, again = (send(customer, "bill.pdf", pdf(), "k") for _ in range(2))
    assert (again.status_code, again.json()) == (201, first.json())
    assert code(send(customer, "bill.pdf", pdf(b"other"), "k")) == (422, "key_reused")
    assert len(_list(customer)) == len(customer.texts("system")) == 1


def test_one_key_from_many_at_once_is_one_file(here: Place) -> None:
    customer, answers = here.open(), []
    content = pdf(b"x" * 500_000)

    def post() -> None:
        with httpx.Client(base_url=here.house.url, trust_env=False) as client:
            answers.append(send(replace(customer, client=client), "bill.pdf", content, "k").status_code)

    threads = [threading.Thread(target=post) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert len(_list(customer)) == 1


def test_other_fields_of_the_form_are_passed_over(here: Place) -> None:
    customer = here.open()
    headers = {**customer.headers, "Idempotency-Key": "k"}
    files = {"note": (None, "hello"), "file": ("bill.pdf", pdf())}
    answer = customer.client.post(f"{customer.path}/files", files=files, headers=headers)
    assert answer.status_code == 201
    assert here.filing.files.read(answer.json()["id"])


def test_the_limits_are_told_before_anybody_sends(here: Place) -> None:
    told = here.house.client.get("/api/files/limits").json()
    assert (told["max_bytes"], told["max_files"], told["max_total_bytes"]) == (40 * MB, 20, 200 * MB)
    assert told["accept"] == ".pdf,.png,.jpg,.jpeg,.heic,.webp,.doc,.docx,.msg,.eml"
    assert told["words"].startswith("You can send pdf, png")
    assert "Add a file" not in told["words"]  # it is read beside the pressed button


# --- refused ---


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("photo.png", HTML, 415, "file_name_differs"),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "file_kind"),
        ("run.exe", b"MZ" + b"\0" * 500, 415, "file_kind"),
        ("bill.exe", pdf(), 415, "file_name_differs"),
        ("bill.pdf", png(), 415, "file_name_differs"),
        ("letter.docx", bomb(), 415, "file_name_differs"),
        ("letter.docx", bomb(("a.zip", "b.zip")), 415, "file_name_differs"),
        ("both.pdf", pdf() + docx(), 415, "file_name_differs"),
        ("empty.pdf", b"", 422, "file_empty"),
    ],
)
def test_what_is_not_taken_is_refused_in_words_and_leaves_nothing(
    here: Place, name: str, content: bytes, status: int, said: str
) -> None:
    customer = here.open()
    before = len(here.on_disk())
    answer = send(customer, name, content)
    assert code(answer) == (status, said)
    assert re.match(r"(I can't|The name|There is nothing)", answer.json()["error"]["message"])
    assert _list(customer) == []
    assert customer.texts("system") == []
    assert len(here.on_disk()) == before


def streamed(customer: Customer, size: int, declared: bool) -> tuple[httpx.Response, int]:
    """A PDF of ``size`` bytes, sent a megabyte at a time; with the answer the most memory that the whole process
    (server and client are one here) took for it."""
    filler, rest = b"x" * MB, size - len(pdf())
    start = b'--f\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\n\r\n'
    first, last = pdf().split(b"\ntrailer")
    end = b"\ntrailer" + last + b"\r\n--f--\r\n"

    def body() -> Iterator[bytes]:
        yield start + first
        for _ in range(rest // MB):
            yield filler
        yield filler[: rest % MB]
        yield end

    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": "multipart/form-data; boundary=f"}
    if declared:
        headers["Content-Length"] = str(len(start) + len(first) + rest + len(end))
    tracemalloc.start()
    try:
        answer = customer.client.post(f"{customer.path}/files", content=body(), headers=headers)
        return answer, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("declared", [True, False])
def test_41_mb_are_refused_and_never_held_in_memory(here: Place, declared: bool) -> None:
    customer = here.open()
    answer, most = streamed(customer, 41 * MB, declared)
    assert code(answer) == (413, "file_too_big")
    assert "40 MB" in answer.json()["error"]["message"]
    assert most < 20 * MB
    assert _list(customer) == []


@pytest.mark.parametrize("declared", [True, False])
def test_40_mb_are_taken_and_given_back_without_holding_them_in_memory(here: Place, declared: bool) -> None:
    customer = here.open()
    sent, most = streamed(customer, 40 * MB, declared)
    assert sent.status_code == 201, sent.text
    assert most < 20 * MB
    path = f"{customer.path}/files/{sent.json()['id']}"
    tracemalloc.start()
    try:
        with customer.client.stream("GET", path, headers=customer.headers) as back:
            assert sum(len(piece) for piece in back.iter_bytes()) == 40 * MB
        assert tracemalloc.get_traced_memory()[1] < 20 * MB
    finally:
        tracemalloc.stop()


def test_a_body_that_never_ends_is_answered_before_its_end(here: Place) -> None:
    customer = here.open()
    sent = [0]

    def endless() -> Iterator[bytes]:
        yield b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        while sent[0] < 200:
            yield b"x" * MB
            sent[0] += 1

    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": "multipart/form-data; boundary=f"}
    answer = customer.client.post(f"{customer.path}/files", content=endless(), headers=headers)
    assert code(answer) == (413, "file_too_big")
    assert sent[0] < 60


@pytest.mark.parametrize(
    ("kind", "body", "status", "said"),
    [
        ("application/json", b'{"file": "x"}', 422, "unreadable"),
        ("multipart/form-data", b"--f\r\n", 422, "unreadable"),
        ("multipart/form-data; boundary=f", b"no form at all", 422, "unreadable"),
        ("multipart/form-data; boundary=f", b"", 422, "unreadable"),
        ("multipart/form-data; boundary=" + "f" * 5000, b"x", 422, "unreadable"),
        (
            "multipart/form-data; boundary=f",
            b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + pdf(),
            422,
            "unreadable",
        ),
        (
            "multipart/form-data; boundary=f",
            b'--f\r\nContent-Disposition: form-data; name="file"\r\n\r\nno name\r\n--f--\r\n',
            422,
            "no_file",
        ),
        (
            "multipart/form-data; boundary=f",
            b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nx\r\n' * 2
            + b"--f--\r\n",
            422,
            "unreadable",
        ),
        (
            "multipart/form-data; boundary=f",
            b"--f\r\n" + b"X-Long: " + b"x" * 20_000 + b"\r\n\r\nx\r\n--f--\r\n",
            422,
            "unreadable",
        ),
        (
            "multipart/form-data; boundary=f",
            b'--f\r\nContent-Disposition: form-data; name="note"\r\n\r\n' + b"x" * 200_000 + b"\r\n--f--\r\n",
            413,
            "file_too_big",
        ),
    ],
)
def test_what_is_no_form_with_one_file_is_refused(
    here: Place, kind: str, body: bytes, status: int, said: str
) -> None:
    customer = here.open()
    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": kind}
    assert code(customer.client.post(f"{customer.path}/files", content=body, headers=headers)) == (
        status,
        said,
    )
    assert _list(customer) == []


def test_a_client_that_hangs_up_in_the_middle_leaves_nothing_and_may_send_again(here: Place) -> None:
    customer = here.open()
    before = len(here.on_disk())
    url = urlsplit(here.house.url)
    start = (
        b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        + pdf()
        + b"x" * 600_000
    )
    with socket.create_connection((url.hostname, url.port)) as connection:
        connection.sendall(
            f"POST {customer.path}/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {customer.token}\r\n"
            f"Idempotency-Key: k\r\nContent-Type: multipart/form-data; boundary=f\r\n"
            f"Content-Length: 5000000\r\n\r\n".encode()
            + start
        )
        until(lambda: len(list((here.folder / "incoming").glob("*"))) == 1, "the draft has begun")
    until(lambda: len(here.on_disk()) == before, "the draft is gone")
    assert send(customer, "a.pdf", pdf(), "k").status_code == 201


def test_a_sender_that_falls_silent_is_told_after_a_while(tmp_path: Path) -> None:
    with place(tmp_path, limits=replace(MANY, file_silent_seconds=0.3)) as here:
        customer = here.open()

        def dripping() -> Iterator[bytes]:
            yield b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
            time.sleep(1)
            yield b"x"

        headers = {
            **customer.headers,
            "Idempotency-Key": "k",
            "Content-Type": "multipart/form-data; boundary=f",
        }
        answer = customer.client.post(f"{customer.path}/files", content=dripping(), headers=headers)
        assert code(answer) == (408, "too_slow")
        assert here.on_disk() == []


def test_a_chat_may_have_few_files_on_their_way_at_once(tmp_path: Path) -> None:
    with place(tmp_path, limits=replace(MANY, files_at_once_a_chat=1)) as here:
        customer = here.open()
        gate, other = threading.Event(), []

        def slow() -> Iterator[bytes]:
            yield b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + pdf()
            gate.wait(10)
            yield b"\r\n--f--\r\n"

        def post() -> None:
            headers = {
                **customer.headers,
                "Idempotency-Key": "one",
                "Content-Type": "multipart/form-data; boundary=f",
            }
            with httpx.Client(base_url=here.house.url, trust_env=False) as client:
                other.append(
                    client.post(f"{customer.path}/files", content=slow(), headers=headers).status_code
                )

        thread = threading.Thread(target=post)
        thread.start()
        until(lambda: list((here.folder / "incoming").glob("*")) != [], "the first is on its way")
        assert code(send(customer, "b.pdf", pdf(), "one")) == (409, "file_on_its_way")
        assert code(send(customer, "b.pdf", pdf(), "two")) == (429, "too_many")
        gate.set()
        thread.join(10)
        assert other == [201]
        assert send(customer, "b.pdf", pdf(), "two").status_code == 201


def test_too_many_files_in_a_minute_are_put_off(tmp_path: Path) -> None:
    with place(tmp_path, limits=replace(MANY, files_a_minute=2)) as here:
        customer = here.open()
        answers = [send(customer, "a.pdf", pdf()) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert int(answers[2].headers["retry-after"]) > 0


# --- names ---


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../../etc/cron.d/bill.pdf", "bill.pdf"),
        ("..%2F..%2Fbill.pdf", "..%2F..%2Fbill.pdf".lstrip(".")),
        ("C:\\Users\\Sam\\bill.pdf", "bill.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("bill\u202efdp.pdf", "billfdp.pdf"),
        ("Überweisung \u00bd.pdf", "Überweisung \u00bd.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ('"; rm -rf.pdf', '"; rm -rf.pdf'),
    ],
)
def test_a_name_is_for_show_only(here: Place, given: str, shown: str) -> None:
    customer = here.open()
    before = set(here.on_disk())
    sent = send(customer, given, pdf()).json()
    assert sent["name"] == shown
    assert [path.name for path in set(here.on_disk()) - before] == [sent["id"]]
    back = customer.client.get(f"{customer.path}/files/{sent['id']}", headers=customer.headers)
    assert _name_in(back.headers["content-disposition"]) == shown


# --- who gets them back ---


def test_a_file_is_only_ever_saved_and_never_run(here: Place) -> None:
    customer = here.open()
    id = send(customer, "mail.eml", eml(HTML)).json()["id"]
    back = customer.client.get(f"{customer.path}/files/{id}", headers=customer.headers)
    assert back.headers["content-type"] == "message/rfc822"
    assert back.headers["content-disposition"].startswith("attachment;")
    assert back.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in back.headers["content-security-policy"]
    assert "default-src 'none'" in back.headers["content-security-policy"]
    assert back.headers["cache-control"] == "no-store"
    assert int(back.headers["content-length"]) == len(eml(HTML))


def test_only_the_token_of_the_chat_opens_sends_and_lists(here: Place) -> None:
    customer, stranger = here.open(), here.open()
    id = send(customer, "bill.pdf", pdf()).json()["id"]
    client, path = here.house.client, customer.path
    for headers in ({}, stranger.headers, {"Authorization": "Bearer x"}, {"Authorization": customer.token}):
        for answer in (
            client.get(f"{path}/files", headers=headers),
            client.get(f"{path}/files/{id}", headers=headers),
            client.post(
                f"{path}/files", files={"file": ("a.pdf", pdf())}, headers={**headers, "Idempotency-Key": "k"}
            ),
        ):
            assert code(answer) == (401, "not_allowed")
    assert code(client.get(f"{stranger.path}/files/{id}", headers=stranger.headers)) == (404, "not_found")
    assert len(_list(customer)) == 1


@pytest.mark.parametrize("id", ["0" * 32, "..%2f..%2ffirstline.db", "incoming", "%00", "a" * 5000])
def test_an_id_that_names_no_file_leads_nowhere(here: Place, id: str) -> None:
    customer = here.open()
    answer = customer.client.get(f"{customer.path}/files/{id}", headers=customer.headers)
    assert answer.status_code == 404


def test_a_key_is_needed(here: Place) -> None:
    customer = here.open()
    answer = customer.client.post(
        f"{customer.path}/files", files={"file": ("a.pdf", pdf())}, headers=customer.headers
    )
    assert code(answer) == (400, "key_missing")


def test_files_do_not_lie_under_anything_that_is_served(here: Place) -> None:
    customer = here.open()
    id = send(customer, "bill.pdf", pdf()).json()["id"]
    for path in (f"/static/{id}", f"/files/{id}", f"/static/../files/{id}", f"/{id}"):
        assert here.house.client.get(path).status_code == 404


def test_the_page_of_a_case_links_its_files_and_opens_no_others(here: Place) -> None:
    context = here.context
    case, other = add_case(context, id=f"a{uuid4().hex}"), add_case(context, id=f"b{uuid4().hex}")
    draft = here.filing.files.begin()
    draft.write(pdf())
    file = take_file(here.filing, case.conversation_id, "k", "<b>bill</b>.pdf", draft)
    link = case_link(context, case).removeprefix(context.public_url)
    theirs = case_link(context, other).removeprefix(context.public_url)
    client = here.house.client
    page = client.get(link).text
    (own,) = re.findall(r'href="(/case/files/[^"]+)"', page)
    assert link.rpartition("/")[2] not in own, "a copy of it does not lead to the page"
    assert "&lt;b&gt;bill&lt;/b&gt;.pdf</a> (1 kB)" not in page  # the slash in a name parts folders
    assert "b&gt;.pdf</a> (1 kB)" in page
    back = client.get(own)
    assert (back.status_code, back.content) == (200, pdf())
    assert "sandbox" in back.headers["content-security-policy"]
    forged = file_token(context, other, file.id)
    for wrong in (f"{own}x", f"/case/files/{forged}", f"/case/files/{link.rpartition('/')[2]}"):
        answer = client.get(wrong)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
    assert "Files on this complaint" not in client.get(theirs).text


def test_an_old_copy_of_a_link_to_a_file_says_how_to_get_a_new_one(tmp_path: Path) -> None:
    clock = Clock()
    with place(tmp_path, clock=clock) as here:
        case = add_case(here.context)
        draft = here.filing.files.begin()
        draft.write(pdf())
        file = take_file(here.filing, case.conversation_id, "k", "bill.pdf", draft)
        page = case_link(here.context, case).removeprefix(here.context.public_url)
        old = f"/case/files/{file_token(here.context, case, file.id)}"
        client = here.house.client
        clock.forward(minutes=60)
        assert client.get(old).status_code == 200
        clock.forward(seconds=1)
        answer = client.get(old)
        assert answer.status_code == 410
        assert "This link to a file is too old" in answer.text
        assert "open the page of your complaint again" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        (new,) = re.findall(r'href="(/case/files/[^"]+)"', client.get(page).text)
        assert client.get(new).content == pdf()


def test_bytes_that_are_gone_are_our_trouble(here: Place) -> None:
    customer = here.open()
    id = send(customer, "bill.pdf", pdf()).json()["id"]
    (here.folder / id).unlink()
    answer = customer.client.get(f"{customer.path}/files/{id}", headers=customer.headers)
    assert code(answer) == (503, "files_unavailable")


# --- the scanner ---


def test_a_scanner_that_finds_nothing_marks_the_file_as_checked(tmp_path: Path) -> None:
    with ClamServer() as clam, place(tmp_path, ClamAv(clam.where)) as here:
        assert send(here.open(), "bill.pdf", pdf()).json()["checked"] is True
        assert clam.streams == [pdf()]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (b"stream: Eicar FOUND\0", 422, "file_virus"),
        (b"what?\0", 503, "scanner_unavailable"),
        (b"", 503, "scanner_unavailable"),
    ],
)
def test_a_file_that_the_scanner_does_not_pass_is_not_kept(
    tmp_path: Path, answer: bytes, status: int, said: str
) -> None:
    with ClamServer(answer) as clam, place(tmp_path, ClamAv(clam.where)) as here:
        customer = here.open()
        assert code(send(customer, "bill.pdf", pdf())) == (status, said)
        assert here.on_disk() == []
        assert customer.texts("system") == []
        assert customer.say("It still does not work")


def test_a_scanner_that_is_gone_refuses_for_now_and_the_same_key_works_later(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with place(tmp_path, ClamAv(f"127.0.0.1:{port}", 0.5, 0.5, 1)) as here:
        customer = here.open()
        answer = send(customer, "bill.pdf", pdf(), "k")
        assert code(answer) == (503, "scanner_unavailable")
        assert "Nothing else is lost" in answer.json()["error"]["message"]
        assert "retry-after" in answer.headers


def test_without_a_place_for_files_there_is_nothing_at_their_addresses(house: House) -> None:
    customer = house.open()
    assert code(send(customer, "bill.pdf", pdf())) == (404, "not_found")
    assert house.client.get("/api/files/limits").status_code == 404


def _list(customer: Customer) -> list[dict[str, Any]]:
    answer = customer.client.get(f"{customer.path}/files", headers=customer.headers)
    assert answer.status_code == 200
    found = answer.json()["files"]
    assert isinstance(found, list)
    return found


def _name_in(disposition: str) -> str:
    """What a browser makes of the header (RFC 5987)."""
    found = re.fullmatch(r"attachment; filename=\"[^\"\\]*\"; filename\*=UTF-8''(\S+)", disposition)
    assert found is not None, disposition
    return unquote(found[1])


def test_deleting_the_chat_deletes_its_files_and_their_bytes(here: Place) -> None:
    customer = here.open()
    kept = send(customer, "photo.png", png()).json()["id"]
    assert any(path.name == kept for path in here.on_disk())
    assert customer.client.delete(customer.path, headers=customer.headers).status_code == 200
    assert not any(path.name == kept for path in here.on_disk())
    with here.context.store.read() as tx:
        assert tx.files.of_conversation(customer.id) == []


def test_the_hint_of_the_widget_has_the_size_from_the_rule(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock())
    rule = context.rules["file_size"]
    [(since, value)] = rule.values.items()
    smaller = rule.model_copy(update={"values": {since: value.model_copy(update={"value": 25})}})
    rules = Rulebook({**{key: context.rules[key] for key in context.rules}, "file_size": smaller})
    filing = Filing(replace(context, rules=rules), FolderFiles(tmp_path / "files"), look_inside)
    with running(deps_for(context.store, FakeEngine(), filing=filing)) as house:
        labels = house.client.get("/api/widget/netservers").json()["labels"]
    assert labels["file-hint"] == "A PDF, picture, Word file or e-mail, 25 MB at most."
