"""Numbers of bank cards, which must never be kept."""

from __future__ import annotations

import re

_GROUPS = re.compile(r"\d+(?:[ .-]\d+)*")
_FEWEST, _MOST = 13, 19
_LEAST_IN_GROUP = 4


def has_card(text: str) -> bool:
    """Whether a whole card number stands in the text, in one piece or in groups."""
    return any(
        _is_card(groups, start)
        for run in _GROUPS.finditer(text)
        for groups in [re.split(r"[ .-]", run[0])]
        for start in range(len(groups))
    )


def _is_card(groups: list[str], start: int) -> bool:
    """Whether the groups from ``start`` on begin with one: groups of four or more, the last may be shorter."""
    digits = ""
    for group in groups[start:]:
        digits += group
        if len(digits) > _MOST:
            return False
        if len(digits) >= _FEWEST and _passes_luhn(digits):
            return True
        if len(group) < _LEAST_IN_GROUP:
            return False
    return False


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
