"""Bytes in a folder: whole or not at all, for nobody else's eyes, and never outside it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from bot.adapters.file_store import ABANDONED_SECONDS, FolderDraft, FolderFiles
from bot.decisions.errors import FilesUnavailable, Refused

ID = "0123456789abcdef" * 2


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_kept_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    store = FolderFiles(tmp_path / "files")
    draft = store.begin()
    content = os.urandom(700_000)
    for at in range(0, len(content), 100_000):
        draft.write(content[at : at + 100_000])
    assert (draft.size, draft.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert draft.read_at(5, 3) == content[5:8]
    assert b"".join(draft.pieces()) == content
    draft.keep(ID)
    draft.drop()
    assert b"".join(store.read(ID)) == content
    assert not list((tmp_path / "files" / "incoming").iterdir())


def test_nothing_is_there_before_it_is_kept_and_nothing_after_it_was_dropped(tmp_path: Path) -> None:
    store = FolderFiles(tmp_path / "files")
    draft = store.begin()
    draft.write(b"half of it")
    with pytest.raises(FilesUnavailable):
        store.read(ID)
    draft.drop()
    draft.drop()
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_others_on_the_machine_cannot_read_it(tmp_path: Path) -> None:
    store = FolderFiles(tmp_path / "files")
    draft = store.begin()
    draft.write(b"x")
    draft.keep(ID)
    assert (tmp_path / "files" / ID).stat().st_mode & 0o077 == 0
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "id", ["../firstline.db", "incoming", "", "a" * 31, "A" * 32, f"{ID}\n", "/etc/passwd"]
)
def test_an_id_leads_nowhere_else(tmp_path: Path, id: str) -> None:
    (tmp_path / "firstline.db").write_text("rows")
    store = FolderFiles(tmp_path / "files")
    for use in (store.read, store.remove, store.begin().keep):
        with pytest.raises(Refused):
            use(id)
    assert (tmp_path / "firstline.db").exists()


def test_what_is_removed_is_gone_and_removing_twice_is_fine(tmp_path: Path) -> None:
    store = FolderFiles(tmp_path / "files")
    draft = store.begin()
    draft.write(b"x")
    draft.keep(ID)
    store.remove(ID)
    store.remove(ID)
    with pytest.raises(FilesUnavailable):
        store.read(ID)


def test_a_draft_that_nobody_finished_is_cleaned_after_an_hour_and_a_fresh_one_is_not(tmp_path: Path) -> None:
    clock = Clock()
    store = FolderFiles(tmp_path / "files", clock)
    assert store.clean() == 0
    abandoned, fresh = store.begin(), store.begin()
    abandoned.write(b"x")
    drafts = sorted((tmp_path / "files" / "incoming").iterdir())
    os.utime(drafts[0], (1000, 1000))
    os.utime(drafts[1], (5000, 5000))
    clock.at = 1001 + ABANDONED_SECONDS
    assert store.clean() == 1
    assert list((tmp_path / "files" / "incoming").iterdir()) == drafts[1:]
    fresh.drop()


def test_a_kept_file_is_never_cleaned(tmp_path: Path) -> None:
    clock = Clock()
    store = FolderFiles(tmp_path / "files", clock)
    draft = store.begin()
    draft.write(b"x")
    draft.keep(ID)
    os.utime(tmp_path / "files" / ID, (0, 0))
    clock.at = 1e9
    assert store.clean() == 0
    assert b"".join(store.read(ID)) == b"x"


def test_a_folder_that_cannot_be_written_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")
    with pytest.raises(FilesUnavailable) as told:
        FolderFiles(tmp_path / "files").begin()
    assert str(tmp_path) not in str(told.value)


def test_a_full_disk_is_told_as_such() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs Linux's /dev/full")
    full = Path("/dev/full").open("r+b", buffering=0)  # noqa: SIM115 (the draft closes it)
    draft = FolderDraft(Path("/nowhere"), Path("/nowhere/draft"), full)
    with pytest.raises(FilesUnavailable, match="No space"):
        draft.write(b"x")
    draft.drop()
