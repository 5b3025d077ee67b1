"""What nobody here needs and nobody may keep is taken out of what people write, before it is stored. Pure.

Payment cards, their security codes, bank accounts, passwords and PINs that are said as such, National Insurance numbers
and one-time codes of a bank. What only looks like one (order, ticket, account and telephone numbers, case references,
IMEI and SIM numbers) stays: a complaint needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.decisions import reference
from bot.decisions.redaction_said import said_spans
from bot.decisions.redaction_shapes import card_spans, iban_spans, insurance_spans, sort_code_spans


class Secret(StrEnum):
    """What was taken out."""

    CARD = "card"
    CARD_CODE = "card_code"
    BANK = "bank"
    PASSWORD = "password"  # noqa: S105 (a kind, none itself)
    INSURANCE = "insurance"
    BANK_CODE = "bank_code"


MARKS: Final[Mapping[Secret, str]] = {
    Secret.CARD: "[card number removed]",
    Secret.CARD_CODE: "[card code removed]",
    Secret.BANK: "[bank details removed]",
    Secret.PASSWORD: "[password removed]",
    Secret.INSURANCE: "[National Insurance number removed]",
    Secret.BANK_CODE: "[bank code removed]",
}
"""What stands in its place. It is part of the line that somebody wrote: no response."""

_REFERENCE = rf"\b{reference.PREFIX}(?:-[{reference.ALPHABET}]{{3}}){{2}}-[{reference.ALPHABET}]{{4}}\b"
_OURS = re.compile(rf"\b[0-9a-f]{{32,}}\b|https?://\S+/case/\S+|{_REFERENCE}")
"""Our own ids, hashes, signed links and references: digits in them are nobody's card, nor the beginning of an IBAN."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Redacted:
    """``text`` without secrets; ``found`` says what kinds were taken out, each once, in the order of ``Secret``."""

    text: str
    found: tuple[Secret, ...] = ()


def redact(text: str) -> Redacted:
    """The text with each secret replaced by its mark. Redacting again changes nothing."""
    if not any(character.isdigit() for character in text) and not _may_say(text):
        return Redacted(text)  # nearly every line
    taken: list[tuple[int, int, Secret]] = []
    ours = [found.span() for found in _OURS.finditer(text)]
    for secret, spans in _looks(text):
        taken += [(*span, secret) for span in spans if not _overlaps(span, ours)]
    return _replaced(text, taken)


def clean(text: str) -> str:
    """``redact`` for those who need the words only."""
    return redact(text).text


def clean_all(value: Any) -> Any:
    """Every string inside a JSON-safe value redacted; keys, numbers and what holds nothing stay as they are."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: clean_all(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean_all(part) for part in value]
    return value


def was_redacted(text: str) -> bool:
    """Whether something was taken out of the text."""
    return any(mark in text for mark in MARKS.values())


def holds(text: str, secret: Secret) -> bool:
    """Whether the text has such a secret, or had one that was taken out."""
    return MARKS[secret] in text or secret in redact(text).found


_SAYS = re.compile(
    r"pass\s?(?:word|code|phrase)|\bpin\b|memorable|mother'?s maiden|security answer", re.IGNORECASE
)


def _may_say(text: str) -> bool:
    return _SAYS.search(text) is not None


def _looks(text: str) -> Iterable[tuple[Secret, list[Span]]]:
    cards, codes = card_spans(text)
    yield Secret.CARD, cards
    said = said_spans(text, beside_card=bool(cards))
    yield Secret.CARD_CODE, [*codes, *said.card_codes]
    yield Secret.BANK, [*iban_spans(text), *sort_code_spans(text)]
    yield Secret.INSURANCE, insurance_spans(text)
    yield Secret.PASSWORD, said.passwords
    yield Secret.BANK_CODE, said.bank_codes


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _replaced(text: str, taken: list[tuple[int, int, Secret]]) -> Redacted:
    """The longest of those that overlap is replaced, whatever else it may be."""
    chosen: list[tuple[int, int, Secret]] = []
    longest: Callable[[tuple[int, int, Secret]], int] = lambda each: each[0] - each[1]  # noqa: E731
    for each in sorted(taken, key=longest):
        if not _overlaps(each[:2], [(start, end) for start, end, _ in chosen]):
            chosen.append(each)
    parts, end = [], 0
    for start, stop, secret in sorted(chosen):
        parts += [text[end:start], MARKS[secret]]
        end = stop
    found = {secret for _, _, secret in chosen}
    return Redacted("".join([*parts, text[end:]]), tuple(each for each in Secret if each in found))
