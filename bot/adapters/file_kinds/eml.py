"""Is it a mail as it was sent (RFC 5322)? Mail has no magic number: its headers are what there is to see."""

from __future__ import annotations

import re

_HEADER = re.compile(rb"([!-9;-~]{1,76}):")
_ONE_OF_EACH = (
    frozenset({b"from", b"sender"}),
    frozenset({b"date", b"subject", b"message-id", b"received", b"to", b"mime-version"}),
)


def is_mail(head: bytes) -> bool:
    """Headers from the first byte on, a sender among them, up to an empty line or the end of what was read."""
    if b"\x00" in head:
        return False
    names = set()
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if number and line[:1] in b" \t":
            continue  # the header before goes on
        found = _HEADER.match(line)
        if found is None:
            # The last line may be cut; the very first one of an mbox is no header.
            if number == 0 and line.startswith(b"From "):
                continue
            if number == len(lines) - 1 and number:
                break
            return False
        names.add(found[1].lower())
    return all(names & group for group in _ONE_OF_EACH)
