"""What somebody wrote now, in a mail that quotes what they answer.

Line by line and once through, whatever the mail: the packages for it look with expressions that take minutes over a
mail of blank lines, and cut lists off as signatures (docs/decisions/0002-packages.md). Where it is not sure, the words
stay: a quotation too many harms nobody, a sentence too few does.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r"^\s{0,3}>")
_WROTE_LINES: Final = 4
"""Over how many lines mail programs break "On Monday, Sam <sam@example.org> wrote:"."""
_BEGINS: Final = re.compile(r"^\s{0,3}(?:>\s?)*On\b.{3}", re.IGNORECASE)
_ENDS_WROTE: Final = re.compile(r"\bwrote:\s*$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"<[^<>@\s]{1,80}@[^<>\s]{1,200}>")
_ORIGINAL: Final = re.compile(
    r"^\s{0,3}-{2,20} ?(?:original|forwarded) (?:message|appointment) ?-{2,20}\s*$"
    r"|^\s{0,3}begin forwarded message:\s*$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"^[\s*]{0,4}From:[\s*]", re.IGNORECASE)
_HEADER: Final = re.compile(r"^[\s*]{0,4}(?:Sent|Date|To|Subject):[\s*]", re.IGNORECASE)
_RULE: Final = re.compile(r"^\s{0,3}_{10,}\s*$")
_TAIL: Final = re.compile(
    r"^\s{0,20}(?:sent (?:from|via) (?:my |yahoo|outlook|samsung|mail for|proton|aol)|get outlook for |"
    r"sent with proton)",
    re.IGNORECASE,
)
_MOST_BLANK: Final = 4
_TAIL_LENGTH: Final = 100
_SIGNATURE_LINES: Final = 8


def new_words(text: str) -> str:
    """``text`` without what it quotes and without a signature behind two dashes."""
    lines = [line.rstrip("\r\n") for line in text.splitlines()]
    return "\n".join(_without_tail(_without_quotes(lines))).strip()


def _without_quotes(lines: list[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if _is_all_old(lines, at):
            break
        heading = _wrote(lines, at)
        if heading == 0:
            kept.append(lines[at])
            at += 1
            continue
        after = _skip_blank(lines, at + heading)
        if after < len(lines) and _QUOTED.match(lines[after]):
            at = _behind_quote(lines, after)  # what follows the quotation is their answer below it
        elif _ADDRESS.search(" ".join(lines[at : at + heading])):
            break  # quoted without a mark, to the end
        else:
            kept += lines[at : at + heading]
            at += heading
    return _without_last_quote(kept)


def _is_all_old(lines: list[str], at: int) -> bool:
    """Whether from here on it is the mail that they answer, as Outlook and others put it below."""
    if _ORIGINAL.match(lines[at]):
        return True
    begins = _skip_blank(lines, at + 1) if _RULE.match(lines[at]) else at
    if begins >= len(lines) or not _FROM.match(lines[begins]):
        return False
    return any(_HEADER.match(line) for line in lines[begins + 1 : begins + 5])


def _wrote(lines: list[str], at: int) -> int:
    """How many lines say who wrote what is quoted next; 0 if it is none."""
    if _BEGINS.match(lines[at]):
        for length in range(1, _WROTE_LINES + 1):
            if at + length > len(lines) or not lines[at + length - 1].strip():
                break
            if _ENDS_WROTE.search(lines[at + length - 1]):
                return length
    whole = lines[at].strip()
    after = _skip_blank(lines, at + 1)
    quotes = after < len(lines) and _QUOTED.match(lines[after]) is not None
    # In another language, or a form of their own: a line with an address that ends in a colon, before a quotation.
    return int(quotes and len(whole) < 300 and whole.endswith(":") and _ADDRESS.search(whole) is not None)


def _behind_quote(lines: list[str], at: int) -> int:
    """The first line behind the quotation that begins at ``at``."""
    end = at
    while at < len(lines):
        if _QUOTED.match(lines[at]):
            end = at + 1
        elif lines[at].strip():
            break
        at += 1
    return end


def _without_last_quote(lines: list[str]) -> list[str]:
    """Quotations between their answers say what each is about and stay; one at the end has nothing behind it."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _QUOTED.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def _without_tail(lines: list[str]) -> list[str]:
    end = len(lines)
    for at in range(max(0, len(lines) - _SIGNATURE_LINES - 1), len(lines)):
        if lines[at].strip() == "--" and lines[at].startswith("--"):
            end = at
            break
    lines = lines[:end]
    while lines and (
        not lines[-1].strip() or (len(lines[-1]) <= _TAIL_LENGTH and _TAIL.match(lines[-1]) is not None)
    ):
        lines = lines[:-1]
    return lines


def _skip_blank(lines: list[str], at: int) -> int:
    """The next line with something on it, not many lines on: it is asked of every line."""
    end = min(at + _MOST_BLANK, len(lines))
    while at < end and not lines[at].strip():
        at += 1
    return at
