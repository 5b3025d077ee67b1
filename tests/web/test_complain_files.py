"""Files on the form without JavaScript, over HTTP: what is kept, what is refused and how, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.decisions.file_size import MB
from bot.decisions.records import ConversationState, StoredFile
from bot.services.context import Context
from bot.services.take_file import Filing
from tests.support.context import Clock, make_context
from tests.support.files import HTML, FakeScanner, jpeg, pdf, png
from tests.web.filler import Filler, form_house
from tests.web.house import QUICK, House

LIMITS = replace(QUICK, files_a_minute=1000)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def scanner() -> FakeScanner:
    return FakeScanner()


@pytest.fixture
def filing(context: Context, tmp_path: Path, scanner: FakeScanner) -> Filing:
    return Filing(context, FolderFiles(tmp_path / "files"), look_inside, scanner)


@pytest.fixture
def house(context: Context, filing: Filing) -> Iterator[House]:
    with form_house(context, LIMITS, filing=filing) as made:
        yield made


@pytest.fixture
def filler(house: House) -> Filler:
    return Filler(house.url).begin()


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    return tmp_path / "files" / "incoming"


def kept(context: Context, filler: Filler) -> list[StoredFile]:
    with context.store.read() as tx:
        return tx.files.of_conversation(filler.conversation_id(context))


def system_lines(context: Context, filler: Filler) -> list[str]:
    with context.store.read() as tx:
        lines = tx.messages.after(filler.conversation_id(context), 0)
    return [line.text for line in lines if line.sender.value == "system"]


def up_to_copies(filler: Filler) -> Filler:
    filler.answers(text="You have charged me twice in a row").answers(rough="early October")
    filler.answers(rough="last week").answers(text="Jo Bloggs").chooses("E-mail").answers(
        text="jo@example.org"
    )
    for _ in range(20):
        if filler.step == "copies":
            return filler
        filler.press(next(title for title in filler.buttons() if "kip this question" in title))
    raise AssertionError("copies were never asked for")


def test_several_files_at_once_are_kept_and_listed(filler: Filler, context: Context, drafts: Path) -> None:
    filler.get("files").sends(("bill.pdf", pdf()), ("screen.png", png()))
    assert (filler.status, filler.step) == (200, "files")
    assert "You have added 2 files" in filler.page.h1
    assert [(file.name, file.media_type, file.sent_by) for file in kept(context, filler)] == [
        ("bill.pdf", "application/pdf", "customer"),
        ("screen.png", "image/png", "customer"),
    ]
    assert system_lines(context, filler) == ["You sent bill.pdf (1 kB).", "You sent screen.png (1 kB)."]
    assert list(drafts.glob("*")) == []
    [first, _] = kept(context, filler)
    back = filler.client.get(f"{filler.home}/files/{first.id}")
    assert back.content == pdf()
    assert back.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in back.headers["content-security-policy"]
    assert back.headers["x-content-type-options"] == "nosniff"


def test_the_question_for_copies_leads_there_and_comes_back_answered(
    filler: Filler, context: Context
) -> None:
    up_to_copies(filler)
    assert "in the chat" not in filler.text
    filler.get(filler.page.links["Add your files now"].rpartition("/")[2]).sends(("bill.pdf", pdf()))
    filler.press("Continue")
    assert filler.answers_kept(context)["copies"] == "sent"
    assert filler.step not in ("copies", "files")
    with context.store.read() as tx:
        [case] = tx.cases.all()
        assert [file.case_id for file in tx.files.of_case(case.id)] == [case.id]
        assert "file.added" in [event.code for event in tx.cases.events(case.id)]
    assert "bill.pdf" in filler.get("copies").text


def test_before_the_case_is_there_files_wait_for_it(filler: Filler, context: Context) -> None:
    filler.get("files").sends(("bill.pdf", pdf()))
    filler.get("description")
    up_to_copies(filler)
    [file] = kept(context, filler)
    assert file.case_id is not None


def test_each_file_that_is_not_taken_is_named_with_its_reason_and_the_others_are_kept(
    filler: Filler, context: Context
) -> None:
    filler.get("files").sends(
        ("bill.pdf", pdf()), ("page.html", HTML), ("photo.pdf", png()), ("nothing.pdf", b"")
    )
    assert filler.status == 422
    assert filler.page.title.strip().startswith("Error: ")
    said = " ".join(filler.page.errors)
    assert "page.html: I can't take that kind of file." in said.replace("’", "'")
    assert "photo.pdf: The name of that file ends in .pdf" in said
    assert "nothing.pdf: There is nothing in that file." in said
    assert [file.name for file in kept(context, filler)] == ["bill.pdf"]
    assert "You have added 1 file" in filler.page.h1
    assert (
        filler.page.links[next(words for words in filler.page.links if words.startswith("page.html"))]
        == "#file"
    )


def test_one_that_is_too_big_is_read_to_its_end_and_refused_in_words(
    filler: Filler, context: Context, drafts: Path
) -> None:
    filler.get("files").sends(("big.pdf", pdf(b"x" * 40 * MB)), ("bill.pdf", pdf()))
    assert filler.status == 422
    assert "big.pdf: That file is too big. I can take files of up to 40 MB each." in filler.text
    assert [file.name for file in kept(context, filler)] == ["bill.pdf"]
    assert list(drafts.glob("*")) == []


def test_no_more_than_the_rule_allows_are_taken(filler: Filler, context: Context) -> None:
    filler.get("files").sends(*[(f"{number}.pdf", pdf(bytes([number]))) for number in range(1, 23)])
    assert filler.status == 422
    assert len(kept(context, filler)) == 20
    assert "22.pdf: This chat holds 20 files" in filler.text
    assert "Add the files" not in filler.buttons()


def test_nothing_chosen_is_said_beside_the_field(filler: Filler, context: Context) -> None:
    filler.get("files").sends()
    assert filler.status == 422
    assert "No file came with that." in filler.page.errors[-1]
    assert kept(context, filler) == []


def test_a_virus_and_a_scanner_that_is_away_are_told_apart(
    filler: Filler, context: Context, scanner: FakeScanner
) -> None:
    scanner.found = "Eicar"
    assert "found something harmful" in filler.get("files").sends(("bill.pdf", pdf())).text
    scanner.down = True
    assert "check files for viruses just now" in filler.sends(("bill.pdf", pdf())).text
    assert kept(context, filler) == []


def test_the_same_page_sent_twice_keeps_one_file_and_another_choice_on_it_another(
    filler: Filler, context: Context
) -> None:
    filler.get("files")
    data = filler.data("Add the files")

    def send(name: str, content: bytes) -> int:
        return filler.client.post(
            f"{filler.home}/files", data=data, files={"file": (name, content)}
        ).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send("bill.pdf", pdf()), range(4)))
    assert 200 in answers
    assert set(answers) <= {200, 422}
    send("bill.pdf", pdf())
    send("photo.jpg", jpeg())
    assert [file.name for file in kept(context, filler)] == ["bill.pdf", "photo.jpg"]


def test_sent_without_a_file_here_and_no_files_are_said_together(filler: Filler) -> None:
    up_to_copies(filler).chooses("I have sent them")
    for _ in range(20):
        if filler.step == "check":
            break
        filler.press(next(title for title in filler.buttons() if "kip this question" in title))
    assert "you said you have sent them, but no files came in here" in filler.text
    filler.get("files").sends(("bill.pdf", pdf()))
    assert "no files came in here" not in filler.get("check").text
    assert "bill.pdf" in filler.text


def test_one_is_taken_away_again_and_the_record_says_so(
    filler: Filler, context: Context, tmp_path: Path
) -> None:
    up_to_copies(filler).get("files").sends(("bill.pdf", pdf()), ("wrong.png", png()))
    [_, wrong] = kept(context, filler)
    filler.press("Remove wrong.png")
    assert (filler.status, filler.step) == (200, "files")
    assert "wrong.png" not in filler.text
    assert [file.name for file in kept(context, filler)] == ["bill.pdf"]
    assert not [path for path in (tmp_path / "files").rglob("*") if wrong.id in path.name]
    assert system_lines(context, filler)[-1] == "You took wrong.png away again."
    with context.store.read() as tx:
        [event] = [e for case in tx.cases.all() for e in tx.cases.events(case.id) if e.code == "file.removed"]
    assert (event.data["by"], event.data["name"]) == ("customer", "wrong.png")


def test_nobody_else_sees_takes_away_or_adds_to_them(house: House, filler: Filler, context: Context) -> None:
    filler.get("files").sends(("bill.pdf", pdf()))
    [file] = kept(context, filler)
    other = Filler(house.url).begin()
    assert other.client.get(f"{other.home}/files/{file.id}").status_code == 404
    other.get("files").sends(("mine.pdf", pdf(b"mine")))
    data = {**other.data("Remove"), "file": file.id}
    other.client.post(f"{other.home}/files/remove", data=data)
    assert [each.name for each in kept(context, filler)] == ["bill.pdf"]
    stranger = Filler(house.url)
    assert stranger.client.get(f"{filler.home}/files/{file.id}").status_code == 404
    for client in (stranger.client, other.client):
        answer = client.post(
            f"{filler.home}/files", data={**filler.data("Add the files")}, files={"file": ("x.pdf", pdf())}
        )
        assert answer.status_code == 403
    assert [each.name for each in kept(context, filler)] == ["bill.pdf"]


def test_what_an_agent_sent_is_listed_and_is_not_the_customers_to_take_away(
    filler: Filler, context: Context, filing: Filing
) -> None:
    filler.get("files").sends(("bill.pdf", pdf()))
    [file] = kept(context, filler)
    theirs = replace(file, id="f" * 32, name="answer.pdf", sent_by="agent-1")
    with context.store.write() as tx:
        tx.files.add(theirs)
        tx.commit()
    assert "answer.pdf" in filler.get("files").text
    assert "Remove answer.pdf" not in filler.buttons()
    data = {**filler.data("Remove bill.pdf"), "file": theirs.id}
    filler.client.post(f"{filler.home}/files/remove", data=data)
    assert theirs.id in [each.id for each in kept(context, filler)]


def test_an_ended_form_takes_none(filler: Filler, context: Context) -> None:
    filler.get("files")
    with context.store.write() as tx:
        tx.conversations.set_state(filler.conversation_id(context), ConversationState.CLOSED)
        tx.commit()
    filler.sends(("bill.pdf", pdf()))
    assert filler.step == "closed"
    assert kept(context, filler) == []


def test_half_a_form_is_none(filler: Filler, context: Context, drafts: Path) -> None:
    filler.get("files")
    data = filler.data("Add the files")
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in data.items()
    )
    began = parts + '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4'
    answer = filler.client.post(
        f"{filler.home}/files",
        content=began.encode(),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == 422
    assert kept(context, filler) == []
    assert list(drafts.glob("*")) == []


def test_without_a_place_for_files_nothing_is_offered(context: Context) -> None:
    with form_house(context) as house:
        filler = Filler(house.url).begin()
        assert not [words for words in filler.page.links if "photos" in words]
        assert filler.client.get(f"{filler.home}/files").status_code == 404
