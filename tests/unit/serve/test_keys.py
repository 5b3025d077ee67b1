from __future__ import annotations

from pathlib import Path

from bot.serve.keys import NAMES, with_keys


def test_the_first_start_makes_three_different_secrets_and_keeps_them(tmp_path: Path) -> None:
    first = with_keys({}, tmp_path)
    assert len({first[name] for name in NAMES}) == 3
    assert all(len(first[name]) >= 32 for name in NAMES)
    assert with_keys({}, tmp_path) == first


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    with_keys({}, tmp_path)
    file = tmp_path / "secrets.env"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    with_keys({}, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_the_environment_gives_is_used_and_not_kept(tmp_path: Path) -> None:
    env = with_keys({"ENGINE_TOKEN": "given", "HOME": "/home/ann"}, tmp_path)
    assert env["ENGINE_TOKEN"] == "given"
    assert env["HOME"] == "/home/ann"
    assert "given" not in (tmp_path / "secrets.env").read_text()


def test_nothing_is_written_when_all_three_are_given(tmp_path: Path) -> None:
    with_keys(dict.fromkeys(NAMES, "given"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_lost_line_is_made_again_and_the_others_stay(tmp_path: Path) -> None:
    first = with_keys({}, tmp_path)
    file = tmp_path / "secrets.env"
    kept = [line for line in file.read_text().splitlines() if not line.startswith("ENGINE_TOKEN")]
    file.write_text("\n".join(kept) + "\n")
    again = with_keys({}, tmp_path)
    assert again["FIRSTLINE_SECRET"] == first["FIRSTLINE_SECRET"]
    assert again["ENGINE_TOKEN"] not in ("", first["ENGINE_TOKEN"])
