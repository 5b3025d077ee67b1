"""Signed links to the pages of a case. Whoever holds one may see the page; nobody can guess or lengthen one.

Several kinds, each with its own salt, so that one never opens the other: the dates and steps of a case; the letter
written for the customer, which holds personal data and works for a shorter time; each file on the page of a case, whose
link is made when the page is opened, works for minutes, and does not lead back to the page; each issued letter, in the
same way, and only where an address of the customer is confirmed; the copy of the whole case,
which works for minutes and is sent to a confirmed address only; and the two answers to "is it still sorted?", each good
for the one time that it was asked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer, base64_encode

from bot.decisions.errors import LinkTooOld, Refused
from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.ports import Now

_DATES = "firstline.case.dates"
_LETTER = "firstline.case.letter"
_FILE = "firstline.case.file"
_COPY = "firstline.case.copy"
_STILL = "firstline.case.still-sorted"
_ISSUED = "firstline.case.issued-letter"


def case_link(context: Context, case: Case) -> str:
    """The address of the page with the dates and steps of ``case``; good for ``case_link_lifetime`` days.

    Raises ``Refused`` where the secret of the stack is not known.
    """
    return f"{context.public_url}/case/{_token(context, _DATES, case)}"


def letter_link(context: Context, case: Case) -> str:
    """The address of the letter written for the customer; good for ``letter_link_lifetime`` days. Raises ``Refused``.

    Not every provider has such a letter: ``escalation_letter.letter_step`` says which.
    """
    return f"{context.public_url}/case/{_token(context, _LETTER, case)}/letter"


def read_case_link(context: Context, token: str) -> str | None:
    """The id of the case, or ``None`` for a token that is wrong, tampered with, too old or of the other kind."""
    return _read(context, _DATES, token, timedelta(days=context.rule("case_link_lifetime")))


def read_letter_link(context: Context, token: str) -> str | None:
    """The id of the case whose letter may be read, or ``None``."""
    return _read(context, _LETTER, token, timedelta(days=context.rule("letter_link_lifetime")))


def export_link(context: Context, case: Case) -> str:
    """The address of the copy of all that is kept of ``case``, for ``export_link_lifetime`` minutes. Never shown: it is
    mailed to a confirmed address. Raises ``Refused``."""
    return f"{context.public_url}/case/copy/{_token(context, _COPY, case)}"


def read_export_link(context: Context, token: str) -> str | None:
    """The id of the case whose copy may be had, or ``None``."""
    return _read(context, _COPY, token, timedelta(minutes=context.rule("export_link_lifetime")))


@dataclass(frozen=True)
class StillSorted:
    """What an answer to "is it still sorted?" is about. ``asked_at``: which time it was asked."""

    case_id: str
    asked_at: datetime
    still: bool


def still_sorted_link(context: Context, case: Case, asked_at: datetime, still: bool) -> str:
    """The address of the page with one button for that answer; good for ``still_sorted_link_lifetime`` days. Raises
    ``Refused``."""
    what = [case.id, asked_at.isoformat(), "yes" if still else "no"]
    return f"{context.public_url}/still-sorted/{_signed(context, _STILL, what)}"


def read_still_sorted_link(context: Context, token: str) -> StillSorted | None:
    """What it answers, or ``None`` for a token that is wrong or of another kind. Raises ``LinkTooOld``."""
    longest = timedelta(days=context.rule("still_sorted_link_lifetime"))
    match _what(context, _STILL, token, longest, "The link of the mail was made too long ago."):
        case [str(case_id), str(asked_at), ("yes" | "no") as said]:
            return StillSorted(case_id, datetime.fromisoformat(asked_at), said == "yes")
    return None


def file_token(context: Context, case: Case, file_id: str) -> str:
    """What opens one file of ``case`` for ``file_link_lifetime`` minutes. Raises ``Refused``."""
    return _signed(context, _FILE, [case.id, file_id])


def read_file_token(context: Context, token: str) -> tuple[str, str] | None:
    """The ids of the case and of the file, or ``None`` for a token that is wrong or of another kind.

    Raises ``LinkTooOld`` for one that was good once.
    """
    return _pair(context, _FILE, token, "file_link_lifetime", "The link to a file was made too long ago.")


def issued_letter_token(context: Context, case: Case, letter_id: str) -> str:
    """What opens one issued letter of ``case`` for ``issued_letter_link_lifetime`` minutes. Raises ``Refused``."""
    return _signed(context, _ISSUED, [case.id, letter_id])


def read_issued_letter_token(context: Context, token: str) -> tuple[str, str] | None:
    """The ids of the case and of the letter, or ``None`` for a token that is wrong or of another kind.

    Raises ``LinkTooOld`` for one that was good once.
    """
    too_old = "The link to a letter was made too long ago."
    return _pair(context, _ISSUED, token, "issued_letter_link_lifetime", too_old)


def _pair(context: Context, salt: str, token: str, rule: str, too_old: str) -> tuple[str, str] | None:
    """The two ids that were signed; ``rule`` has the minutes for which they count."""
    longest = timedelta(minutes=context.rule(rule))
    match _what(context, salt, token, longest, too_old):
        case [str(first), str(second)]:
            return first, second
    return None


def _what(context: Context, salt: str, token: str, longest: timedelta, too_old: str) -> Any:
    """What was signed; ``None`` for a wrong token. Raises ``LinkTooOld`` for one that was good once."""
    if not token.isascii():  # itsdangerous encodes before it looks; not every string can be encoded
        return None
    try:
        return _serializer(context, salt).loads(token, max_age=int(longest.total_seconds()))
    except SignatureExpired:
        raise LinkTooOld(too_old) from None
    except BadData:
        return None


class _Signer(TimestampSigner):
    """Reads the clock that it is given, so that a link ages with the clock of every process (``FIRSTLINE_NOW``)."""

    def __init__(self, *arguments: Any, now: Now, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._now = now

    def get_timestamp(self) -> int:
        return int(self._now().timestamp())


class _Serializer(URLSafeTimedSerializer):
    def dump_payload(self, *arguments: Any, **named: Any) -> bytes:
        """Never packed: a packed token begins with a dot, and a proxy may take that for a hidden file."""
        return base64_encode(json.dumps(*arguments, **named))


def _token(context: Context, salt: str, case: Case) -> str:
    return _signed(context, salt, case.id)


def _signed(context: Context, salt: str, what: Any) -> str:
    signed = _serializer(context, salt).dumps(what)
    return signed if isinstance(signed, str) else signed.decode("ascii")


def _read(context: Context, salt: str, token: str, lifetime: timedelta) -> str | None:
    if not token.isascii():  # itsdangerous encodes before it looks; not every string can be encoded
        return None
    longest = int(lifetime.total_seconds())
    try:
        case_id = _serializer(context, salt).loads(token, max_age=longest)
    except BadData:
        return None
    return case_id if isinstance(case_id, str) else None


def _serializer(context: Context, salt: str) -> _Serializer:
    if not context.secret:  # signed with nothing, anybody could sign
        raise Refused("No link can be made or read: FIRSTLINE_SECRET is not set.")
    return _Serializer(
        context.secret,
        salt=salt,
        signer=_Signer,
        signer_kwargs={"now": context.now, "key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
