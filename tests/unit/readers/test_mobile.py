from __future__ import annotations

import pytest

from bot.readers.mobile import as_mobile


@pytest.mark.parametrize(
    "written, mobile",
    [
        ("07400 123456", "+447400123456"),
        ("+44 7400 123456", "+447400123456"),
        ("0044 7400 123456", "+447400123456"),
        ("+44 (0)7400 123456", "+447400123456"),
        ("01223 446000", None),  # a landline
        ("0800 123 4567", None),
        ("070 1234 5678", None),  # a personal number: dear to call
        ("07624 123456", "+447624123456"),  # the Isle of Man's
        ("+1 212 555 0123", None),
        ("+49 1512 3456789", None),
        ("07400 123456 ext 5", None),
        ("07400", None),
        ("sam@example.com", None),
        ("", None),
    ],
)
def test_a_code_goes_to_british_mobiles_only(written: str, mobile: str | None) -> None:
    assert as_mobile(written) == mobile
