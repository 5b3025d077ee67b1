"""A file comes in: kept once, told in the chat and on the case, refused in words; and read by those who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.decisions.errors import Conflict, FilesUnavailable, Refused, ScannerUnavailable, UnknownConversation
from bot.decisions.file_size import MB
from bot.decisions.records import CaseEvent, ConversationState, IntakeStatus, Sender, StoredFile
from bot.services.case_link import case_link, file_token
from bot.services.case_timeline import EVENTS
from bot.services.case_working import open_case_page
from bot.services.clean_files import EVERY_SECONDS, Cleaning
from bot.services.context import Context
from bot.services.file_words import checked_words, file_limits
from bot.services.open_case import open_case
from bot.services.read_file import files_of_conversation, open_case_file, read_file
from bot.services.take_file import CLEAN, FILE_ADDED, Filing, admit_file, take_file
from bot.wording import Said, Words
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.context import DOMAIN, MONDAY, open_chat
from tests.support.files import HTML, FakeScanner, MemoryFiles, docx, filing, pdf, png


def take(at: Filing, chat: str, content: bytes, name: str = "bill.pdf", key: str = "key") -> StoredFile:
    files = at.files
    assert isinstance(files, MemoryFiles)
    return take_file(at, chat, key, name, files.draft(content))


def kept(at: Filing) -> dict[str, bytes]:
    assert isinstance(at.files, MemoryFiles)
    return at.files.kept


def system_lines(context: Context, chat: str) -> list[str]:
    with context.store.read() as tx:
        return [line.text for line in tx.messages.after(chat, 0) if line.sender is Sender.SYSTEM]


def events(context: Context, case_id: str) -> list[CaseEvent]:
    with context.store.read() as tx:
        return [event for event in tx.cases.events(case_id) if event.code == FILE_ADDED]


def refused(code: str, do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        do()
    assert told.value.code == code
    return str(told.value)


def test_a_file_is_kept_with_a_row_and_a_line_in_the_chat(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    file = take(at, chat, pdf(b"x" * 122_900))
    assert (file.name, file.media_type, file.sent_by, file.case_id) == (
        "bill.pdf",
        "application/pdf",
        "customer",
        None,
    )
    assert kept(at) == {file.id: pdf(b"x" * 122_900)}
    assert files_of_conversation(context.store, chat) == [file]
    assert system_lines(context, chat) == ["You sent bill.pdf (120 kB)."]


def test_the_same_key_again_is_the_same_file_and_is_told_once(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    first, again = take(at, chat, pdf()), take(at, chat, pdf(), name="other name.pdf")
    assert again == first
    assert len(kept(at)) == len(system_lines(context, chat)) == 1
    assert take(at, chat, pdf(), key="another").id != first.id


def test_the_same_key_with_another_file_is_refused_and_the_first_stays(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    first = take(at, chat, pdf())
    with pytest.raises(Conflict) as told:
        take(at, chat, png(), name="a.png")
    assert told.value.code == "key_reused"
    assert kept(at) == {first.id: pdf()}


def test_a_key_of_a_message_is_no_key_for_a_file(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    with context.store.write() as tx:
        tx.messages.add(rows.message(chat, key="key", body_hash="x"))
        tx.commit()
    refused("key_reused", lambda: take(at, chat, pdf()))


def test_one_key_in_two_chats_is_two_files_that_nobody_could_name(context: Context) -> None:
    at = filing(context)
    mine, theirs = open_chat(context), open_chat(context, id="d" * 32)
    ids = {take(at, mine, pdf()).id, take(at, theirs, pdf()).id}
    other_secret = replace(at, context=replace(context, secret="another"))
    ids.add(take(other_secret, mine, pdf()).id)
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("content", "name", "code", "says"),
    [
        (b"", "bill.pdf", "file_empty", "nothing in that file"),
        (HTML, "photo.png", "file_name_differs", "is something else"),
        (HTML, "page.html", "file_kind", "pdf, png, jpg, jpeg, heic, webp, doc, docx, msg and eml"),
        (pdf() + b"PK\x03\x04 is no zip yet", "a.png", "file_name_differs", ".png"),
        (docx(), "letter.pdf", "file_name_differs", "is something else"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words_and_leaves_nothing(
    context: Context, content: bytes, name: str, code: str, says: str
) -> None:
    at, chat = filing(context), open_chat(context)
    assert says in refused(code, lambda: take(at, chat, content, name))
    assert kept(at) == {}
    assert files_of_conversation(context.store, chat) == []
    assert system_lines(context, chat) == []


def test_a_file_of_just_the_limit_is_taken_and_one_byte_more_is_not(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    most = file_limits(context).size
    filler = b"x" * (most - len(pdf()))
    assert take(at, chat, pdf(filler)).size == most == 40 * MB
    assert "40 MB" in refused("file_too_big", lambda: take(at, chat, pdf(filler + b"x"), key="two"))


def test_a_chat_takes_so_many_files_and_the_same_key_still_answers(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    most = file_limits(context).count
    for number in range(most):
        take(at, chat, pdf(), key=f"key{number}")
    assert "20 files" in refused("files_full", lambda: take(at, chat, pdf(), key="one more"))
    refused("files_full", lambda: admit_file(at, chat, "one more"))
    assert take(at, chat, pdf(), key="key3").name == "bill.pdf"
    admit_file(at, chat, "key3")


def test_a_chat_takes_so_many_bytes(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    with context.store.write() as tx:
        for number in range(5):
            tx.files.add(_row(chat, f"{number:032}", size=40 * MB - 1))
        tx.commit()
    refused("files_full", lambda: admit_file(at, chat, "key", 6))
    admit_file(at, chat, "key", 5)
    assert "200 MB" in refused("files_full", lambda: take(at, chat, pdf()))


def test_a_file_that_says_it_is_too_big_is_refused_before_it_is_read(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    refused("file_too_big", lambda: admit_file(at, chat, "key", 40 * MB + 1))


def test_a_chat_that_has_ended_takes_no_file_and_an_unknown_one_neither(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    with context.store.write() as tx:
        tx.conversations.set_state(chat, ConversationState.CLOSED)
        tx.commit()
    refused("closed", lambda: take(at, chat, pdf()))
    with pytest.raises(UnknownConversation):
        take(at, "no such chat", pdf())


# --- the scanner ---


def test_without_a_scanner_the_card_says_that_nobody_checked(context: Context) -> None:
    file = take(filing(context), open_chat(context), pdf())
    assert file.scanned is None
    assert checked_words(context, file) == "Not checked for viruses."


def test_a_file_that_was_checked_is_marked_so(context: Context) -> None:
    scanner = FakeScanner()
    file = take(filing(context, scanner=scanner), open_chat(context), pdf())
    assert file.scanned == CLEAN
    assert scanner.seen == [pdf()]
    assert checked_words(context, file) == "Checked for viruses: nothing found."


def test_a_file_with_a_virus_is_not_kept(context: Context) -> None:
    at, chat = filing(context, scanner=FakeScanner("Eicar")), open_chat(context)
    said = refused("file_virus", lambda: take(at, chat, pdf()))
    assert "Eicar" not in said
    assert kept(at) == {}


def test_while_the_scanner_is_down_no_file_is_kept_and_the_same_key_works_later(context: Context) -> None:
    scanner = FakeScanner(down=True)
    at, chat = filing(context, scanner=scanner), open_chat(context)
    with pytest.raises(ScannerUnavailable):
        take(at, chat, pdf())
    assert kept(at) == {}
    assert at.files.open == set()  # type: ignore[attr-defined]
    scanner.down = False
    assert take(at, chat, pdf()).scanned == CLEAN


# --- what breaks ---


def test_a_full_disk_leaves_no_row(context: Context) -> None:
    files = MemoryFiles()
    at, chat = filing(context, files), open_chat(context)
    draft = files.draft(pdf())
    files.full = True
    with pytest.raises(FilesUnavailable):
        take_file(at, chat, "key", "bill.pdf", draft)
    assert files_of_conversation(context.store, chat) == []
    assert files.open == set()


def test_bytes_whose_row_cannot_be_written_do_not_stay(context: Context) -> None:
    """The line in the chat is what breaks here: its words lack a value."""

    class Wordless(Words):
        def say(self, key: str, **facts: object) -> Said:
            raise RuntimeError("broken")

    broken = replace(context, words=Wordless.from_domain(DOMAIN))
    at, chat = filing(broken), open_chat(context)
    with pytest.raises(RuntimeError):
        take(at, chat, pdf())
    assert kept(at) == {}
    assert files_of_conversation(context.store, chat) == []


# --- the case ---


def test_a_file_for_a_case_is_on_it_with_an_event_that_names_it(context: Context) -> None:
    case = add_case(context)
    file = take(filing(context), case.conversation_id, pdf())
    assert file.case_id == case.id
    (event,) = events(context, case.id)
    wanted = {
        "by": "customer",
        "file": file.id,
        "name": "bill.pdf",
        "size": file.size,
        "type": "application/pdf",
    }
    assert event.data == wanted
    assert FILE_ADDED in EVENTS


def test_files_that_came_before_the_case_are_put_on_it(context: Context) -> None:
    chat = open_chat(context)
    at = filing(context)
    file = take(at, chat, pdf())
    answers = {
        "description": "No service.",
        "reply_by": "phone",
        "reply_address": "07700 900123",
        "complaining": True,
    }
    intake = rows.intake("intake", chat, provider="it-communications", answers=answers)
    with context.store.write() as tx:
        tx.intakes.add(intake)
        case = open_case(context, tx, intake)
        tx.commit()
    with context.store.read() as tx:
        assert [each.id for each in tx.files.of_case(case.id)] == [file.id]
    assert [event.data["name"] for event in events(context, case.id)] == ["bill.pdf"]


@pytest.mark.parametrize(
    ("status", "on_the_first"), [(IntakeStatus.OPEN, False), (IntakeStatus.CANCELLED, True)]
)
def test_a_file_belongs_to_the_complaint_that_is_being_told(
    context: Context, status: IntakeStatus, on_the_first: bool
) -> None:
    first = add_case(context)
    with context.store.write() as tx:
        second = rows.intake("second", first.conversation_id, answers={"complaining": True}, status=status)
        tx.intakes.add(second)
        tx.commit()
    file = take(filing(context), first.conversation_id, pdf())
    assert (file.case_id == first.id) is on_the_first


def test_the_page_of_a_case_lists_its_files(context: Context) -> None:
    case, other = add_case(context), add_case(context, id="other")
    at = filing(context)
    file = take(at, case.conversation_id, pdf(b"x" * 5000))
    page = open_case_page(context, case_link(context, case).rpartition("/")[2])
    assert page is not None
    assert [(each.id, each.name, each.size) for each in page.files] == [(file.id, "bill.pdf", "5 kB")]
    theirs = open_case_page(context, case_link(context, other).rpartition("/")[2])
    assert theirs is not None
    assert theirs.files == ()


# --- reading ---


def test_a_file_is_read_by_its_chat_and_its_case_and_by_no_other(context: Context) -> None:
    case, other = add_case(context), add_case(context, id="other")
    at = filing(context)
    file = take(at, case.conversation_id, pdf())
    store = context.store

    for found in (
        read_file(store, at.files, file.id, of_conversation=case.conversation_id),
        read_file(store, at.files, file.id, of_case=case.id),
        open_case_file(context, at.files, file_token(context, case, file.id)),
    ):
        assert found is not None
        assert b"".join(found.pieces) == pdf()
    assert read_file(store, at.files, file.id, of_conversation=other.conversation_id) is None
    assert read_file(store, at.files, file.id, of_case=other.id) is None
    assert read_file(store, at.files, file.id) is None
    assert read_file(store, at.files, "0" * 32, of_case=case.id) is None
    assert open_case_file(context, at.files, file_token(context, other, file.id)) is None
    assert open_case_file(context, at.files, "nonsense") is None


def test_a_loose_file_belongs_to_no_case_at_all(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    file = take(at, chat, pdf())
    assert read_file(context.store, at.files, file.id, of_case=None) is None


def test_bytes_that_are_gone_are_trouble_and_not_a_file_that_never_was(context: Context) -> None:
    at, chat = filing(context), open_chat(context)
    file = take(at, chat, pdf())
    kept(at).clear()
    with pytest.raises(FilesUnavailable):
        read_file(context.store, at.files, file.id, of_conversation=chat)


# --- cleaning ---


def test_half_written_files_are_looked_for_at_first_and_then_now_and_then() -> None:
    class Counting(MemoryFiles):
        calls = 0

        def clean(self) -> int:
            self.calls += 1
            raise OSError("the folder is away")

    files, at = Counting(), [0.0]
    clean = Cleaning(files, lambda: at[0])
    clean()
    clean()
    assert files.calls == 1
    at[0] += EVERY_SECONDS
    clean()
    assert files.calls == 2


def _row(chat: str, id: str, **values: object) -> StoredFile:
    common = {"name": "a.pdf", "media_type": "application/pdf", "sha256": "0" * 64, "sent_by": "customer"}
    return StoredFile(**{"id": id, "conversation_id": chat, "stored_at": MONDAY, **common, **values})  # type: ignore[arg-type]
