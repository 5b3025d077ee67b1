"""What was typed at the desk cannot be taken as it stands: each box that is wrong, and why."""

from __future__ import annotations

from collections.abc import Sequence

from bot.decisions.errors import Refused


class WrongFields(Refused):
    """``faults``: the name of each box that is wrong and the sentence beside it, in the order of the form. ``str()`` is
    those sentences."""

    code = "wrong_fields"

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(words for _, words in faults))
        self.faults = tuple(faults)
