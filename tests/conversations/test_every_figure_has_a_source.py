"""Runs last: no date, length of time, sum, number or address was said in any conversation that rests on nothing."""

from __future__ import annotations

import pytest

from tests.support.customer import EVERYTHING_SAID
from tests.support.sources import unfounded

SHOWN_AS_EXAMPLES = (
    "You could write it like 3 November, or last Tuesday.",
    "It should look like name@example.com.",
)
"""Sentences that show how to write something, and tell nothing."""


def test_every_figure_that_was_said_has_a_source() -> None:
    if not EVERYTHING_SAID:
        pytest.skip("No conversation ran in this session.")
    missing = {
        f"{line.provider}: {figure.kind} '{figure.said}' in: {line.text}"
        for line in EVERYTHING_SAID
        for figure in unfounded(line, SHOWN_AS_EXAMPLES)
    }
    assert not missing, f"{len(missing)} of {len(EVERYTHING_SAID)} lines:\n" + "\n".join(sorted(missing))
