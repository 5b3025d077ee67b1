from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.clock import clock_from
from bot.decisions.errors import ClockUnavailable, Refused


@pytest.mark.parametrize(
    "env", [{}, {"FIRSTLINE_NOW": ""}, {"FIRSTLINE_NOW": "  ", "FIRSTLINE_ENV": "production"}]
)
def test_without_a_setting_it_is_the_machines_clock(env: dict[str, str]) -> None:
    now = clock_from(env)()
    assert now.tzinfo is UTC
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "setting, utc",
    [
        ("2026-06-05T09:30:00+01:00", datetime(2026, 6, 5, 8, 30, tzinfo=UTC)),
        ("2026-06-05T09:30", datetime(2026, 6, 5, 8, 30, tzinfo=UTC)),
        ("2026-11-22T10:00:00Z", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-06-05", datetime(2026, 6, 4, 23, tzinfo=UTC)),
    ],
)
def test_an_instant_stands_still(setting: str, utc: datetime) -> None:
    clock = clock_from({"FIRSTLINE_NOW": setting})
    assert clock() == clock() == utc


def test_a_file_is_read_at_each_use(tmp_path: Path) -> None:
    file = tmp_path / "now"
    file.write_text("2026-11-22T10:00:00Z\n")
    clock = clock_from({"FIRSTLINE_NOW": str(file)})
    assert clock() == datetime(2026, 11, 22, 10, tzinfo=UTC)
    file.write_text("2026-11-23T10:00:00Z")
    assert clock() == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"tomorrow", b"", b"\xff\xfe"])
def test_a_file_without_an_instant_is_our_trouble_when_it_is_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "now"
    file.write_bytes(content)
    clock = clock_from({"FIRSTLINE_NOW": str(file)})
    with pytest.raises(ClockUnavailable, match="holds no instant"):
        clock()


def test_what_is_neither_instant_nor_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="neither an instant"):
        clock_from({"FIRSTLINE_NOW": str(tmp_path / "nothing-here")})


def test_in_production_the_clock_cannot_be_moved() -> None:
    with pytest.raises(Refused, match="production"):
        clock_from({"FIRSTLINE_NOW": "2026-11-22T10:00:00Z", "FIRSTLINE_ENV": "production"})
