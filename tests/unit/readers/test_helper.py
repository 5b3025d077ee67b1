"""Somebody who helps another wants that put down."""

from __future__ import annotations

import pytest

from bot.readers.helper import wants_to_be_helper


@pytest.mark.parametrize(
    ("line", "wants"),
    [
        ("please put me down as acting for her, Paul, 07700 900321", True),
        ("can you put me down as her son and contact", True),
        ("note me as dealing with this for my mum", True),
        ("add me as her representative please", True),
        ("I want to act for her", True),
        ("I'm acting for my mum on this", True),
        ("I'd like to speak for him please", True),
        ("you can deal with me instead of her", True),
        ("register me as authorised to speak for mr platt", True),
        ("please ring me on 07700 900321", False),
        ("put me down for a call back", False),
        ("send the reply to paul@example.org", False),
        ("put me through to a manager", False),
        ("I want to complain for my mum", False),
        ("can i speak to somebody", False),
        ("note that the light is red", False),
    ],
)
def test_only_who_wants_to_be_put_down_as_acting_for_somebody_is_one(line: str, wants: bool) -> None:
    assert wants_to_be_helper(line) is wants
