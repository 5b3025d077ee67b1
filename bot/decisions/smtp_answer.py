"""What a mail server's answer means for the mail in hand. Pure: three digits, perhaps an enhanced code, an outcome.

Reasons hold codes and never the server's words: those like to quote the address.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.decisions.delivery import Impossible, Outcome, TryAgain
from bot.decisions.mail import AddressRefused

_ENHANCED: Final = re.compile(r"^\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
_NO_SUCH_ADDRESS: Final = (550, 551, 553)
"""Where there is no enhanced code (RFC 3463) that says what was refused."""
_ADDRESS: Final = 1
_MAILBOX_OFF: Final = (2, 1)


class Stage(StrEnum):
    """How far it had come, in words that fit behind "the mail server"."""

    GREETING = "did not let us in"
    LOGIN = "refused our user name and password"
    SENDER = "refused the sender"
    RECIPIENT = "refused the recipient"
    CONTENT = "refused the mail"


def refused(stage: Stage, code: int, text: str = "") -> Outcome:
    """What came of an answer that was no yes. ``text``: the server's words, looked at for an enhanced code only."""
    found = _ENHANCED.match(text)
    enhanced = found.group(0).strip() if found else ""
    reason = f"the mail server {stage} ({code}{' ' + enhanced if enhanced else ''})"
    if code < 500 or stage is Stage.GREETING:  # at the door it is about us, and says nothing of this mail
        return TryAgain(reason)
    if stage is Stage.RECIPIENT and _nobody_there(code, found):
        return AddressRefused(reason)
    return Impossible(reason)


def _nobody_there(code: int, found: re.Match[str] | None) -> bool:
    if found is None:
        return code in _NO_SUCH_ADDRESS
    subject, detail = int(found.group(2)), int(found.group(3))
    return subject == _ADDRESS or (subject, detail) == _MAILBOX_OFF
