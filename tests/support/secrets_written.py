"""Lines that people could write with a secret in them, and lines that only look like it. The same in each run.

Numbers are made, with check digits that fit: nobody's card, account or insurance number.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.decisions.redaction_shapes import passes_luhn

ISSUERS = (
    ("4", 16),
    ("51", 16),
    ("55", 16),
    ("2221", 16),
    ("2720", 16),
    ("34", 15),
    ("37", 15),
    ("36", 14),
    ("3530", 16),
    ("6011", 16),
    ("62", 16),
    ("6759", 16),
    ("6759", 18),
    ("6759", 19),
)


@dataclass(frozen=True)
class Written:
    """``secrets`` are the strings that must be nowhere afterwards; ``line`` is what was typed."""

    line: str
    secrets: tuple[str, ...]


def card(prefix: str, length: int, chance: random.Random) -> str:
    """A number of that issuer and length, with its check digit."""
    body = prefix + "".join(chance.choice("0123456789") for _ in range(length - len(prefix) - 1))
    return next(body + last for last in "0123456789" if passes_luhn(body + last))


def grouped(number: str, between: str) -> str:
    """As it stands on the card: 4-6-5 for American Express, 4-6-4 for Diners Club, else fours."""
    cuts = {15: (4, 10), 14: (4, 10)}.get(len(number), range(4, len(number), 4))
    parts, start = [], 0
    for cut in (*cuts, len(number)):
        parts.append(number[start:cut])
        start = cut
    return between.join(parts)


def written() -> list[Written]:
    """Every kind of secret in many shapes."""
    chance = random.Random(7)
    return [*_cards(chance), *_banks(chance), *_passwords(chance), *_insurance(chance), *_codes(chance)]


def _cards(chance: random.Random) -> list[Written]:
    frames = ("I paid with {}.", "{}", "my card is {} and it was charged twice", "Card:{}, please refund it")
    found = []
    for prefix, length in ISSUERS:
        for between in ("", " ", "-", " - ", ".", "\n", "  ", "\u00a0", "\u2013"):
            number = card(prefix, length, chance)
            shown = grouped(number, between)
            found.append(Written(chance.choice(frames).format(shown), (shown, number)))
        number = card(prefix, length, chance)
        spoken = " ".join(number)
        found.append(Written(f"the long number is {spoken} ok", (spoken, number)))
        code = "".join(chance.choice("0123456789") for _ in range(4 if length == 15 else 3))
        for behind in (
            " exp 09/28 cvv {}",
            ", 09/28, {}",
            " {}",
            " security code {}",
            " the last three digits are {}",
        ):
            number = card(prefix, length, chance)
            found.append(Written(f"use {number}{behind.format(code)}", (number, f" {code}")))
    for said in ("CVV 381", "my cvc is 381", "CV2: 381", "the security code on my card is 381"):
        found += [Written(said, ("381",))]
    return found


def _banks(chance: random.Random) -> list[Written]:
    found = []
    frames = (
        "sort code {0} account number {1}",
        "Sort code: {0}, account: {1}",
        "refund it to my bank: {0} {1}",
        "please pay it into {0} / {1}, sort code and account",
        "my bank account is {1}, sort code {0}",
        "S/C is no use to you but the sort code is {0} and the a/c {1}",
        "the bank account number is {1} and the sort code is {0}",
    )
    for at, frame in enumerate(frames * 4):
        pairs = [f"{chance.randrange(100):02}" for _ in range(3)]
        code = ("-", " ", "")[at % 3].join(pairs)
        if at % 3 == 2 and "code" not in frame.split("{0}")[0]:
            code = "-".join(pairs)
        account = "".join(chance.choice("0123456789") for _ in range(8))
        found.append(Written(frame.format(code, account), (code, account)))
    for pairs, account in (("40-47-84", "70872490"), ("20-45-45", "55779911"), ("60 83 71", "12345678")):
        found.append(Written(f"{pairs} {account}", (pairs, account)))
    ibans = (
        "GB29NWBK60161331926819",
        "GB29 NWBK 6016 1331 9268 19",
        "DE89 3704 0044 0532 0130 00",
        "IE29AIBK93115212345678",
    )
    return [*found, *(Written(f"my IBAN is {iban} by the way", (iban,)) for iban in ibans)]


def _passwords(chance: random.Random) -> list[Written]:
    values = (
        "hunter2",
        "Rosebud",
        "Tr0ub4dor&3",
        "letmein!",
        "P@ssw0rd",
        "fluffy-cat-9",
        "qwerty",
        "Summer2026",
        "xK9#mQ2v",
    )
    frames = (
        "my password is {}",
        "password: {}",
        "Password = {}",
        "The password for my account is {} and it does not work",
        "passcode is {}.",
        "the wifi password is {}",
        "my memorable word is {}",
        'My password was "{}" before you reset it',
        "passphrase: {}",
        "my mother's maiden name is {}",
    )
    found = [Written(frame.format(value), (value,)) for frame in frames for value in values]
    for frame in (
        "my PIN is {}",
        "PIN {}",
        "the pin number is {}",
        "pin code: {}",
        "my PIN for the voicemail is {}",
        "pin={}",
    ):
        for length in (4, 5, 6):
            value = "".join(chance.choice("123456789") for _ in range(length))
            found.append(Written(frame.format(value), (value,)))
    return found


def _insurance(chance: random.Random) -> list[Written]:
    found = []
    for between in ("", " ", "-"):
        for prefix in ("AB", "JG", "CE", "ns", "WK", "PX"):
            pairs = [f"{chance.randrange(100):02}" for _ in range(3)]
            number = between.join([prefix, *pairs, chance.choice("ABCD")])
            found.append(Written(f"NI number {number}, in case you need it", (number,)))
    return found


def _codes(chance: random.Random) -> list[Written]:
    frames = (
        "my bank sent me the code {}",
        "Barclays texted a one-time passcode {}",
        "the OTP is {}",
        "{} is the code from HSBC",
        "NatWest: your verification code is {}. Do not share it",
        "the code my bank texted was {}",
        "one time code from monzo: {}",
    )
    return [
        Written(line.format(code), (code,))
        for line in frames
        for code in ("".join(chance.choice("123456789") for _ in range(length)) for length in (6, 6, 4, 8))
    ]


def lookalikes() -> list[str]:
    """Lines in which every character is needed for a complaint, and must stay."""
    chance = random.Random(11)
    digits = lambda count: "".join(chance.choice("0123456789") for _ in range(count))  # noqa: E731
    found: list[str] = []
    for _ in range(12):
        found += [
            f"order number {digits(7)}",
            f"my order is ORD-{digits(10)}",
            f"account number {digits(8)}",
            f"my account is {digits(8)}, since {chance.randrange(1, 28)} November",
            f"ring me on 07{digits(9)}",
            f"my number is 020 {digits(4)} {digits(4)}",
            f"+44 7{digits(3)} {digits(6)} is best",
            f"call +49 151 {digits(8)} instead",
            f"ticket {digits(6)} and ticket {digits(6)}",
            f"I was charged £{digits(3)}.{digits(2)} on {chance.randrange(1, 28):02}/11/2026",
            f"it began on {chance.randrange(1, 28):02}-11-26 and account {digits(8)} is mine",
            f"the code in your e-mail is {digits(6)}",
            f"your code: {digits(6)}",
            f"extension {digits(4)}, error code {digits(3)}",
            _odd_card(chance),
            _imei(chance),
            _sim(chance),
        ]
    found += [
        "FL-7KM-3RX-9PT4",
        "my reference is FL-H99-97L-RNLT",
        "my password is wrong",
        "the password was never sent",
        "your password reset link is broken",
        "the password is not working since 2 November",
        "I was told my password is too short",
        "the password reset took 3 days",
        "the router PIN was not on the sticker",
        "my PIN is being refused",
        "I need a PAC code, mine is ABC123456",
        "the PIN letter never came",
        "speeds of 12 34 56 78 Mbps on four days",
        "it was down on 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 November",
        "postcode CB5 8LA, flat 12",
        "VAT number GB123456789",
        "invoice INV-2026-11-0042",
        "the engineer came 3 times in 14 days and 200 people waited",
        "error code 5032 when I pay by card",
        "the bank says no",
        "I pay by direct debit of £45 on the 14th",
        "my bank holiday was spoilt",
        "broadband 8am to 8pm, 7 days, 365 days a year",
        "MAC address 00:1A:2B:3C:4D:5E",
        "serial number S1AB2CD3456789",
        "IP address 192.168.100.200",
        "the security code for the alarm line went dead",
        "pinned down to 2 people",
        "my passport was not asked for",
        "I have spinning 1234 on the screen",
    ]
    return found


def _odd_card(chance: random.Random) -> str:
    """Sixteen digits that no check digit fits: an order number."""
    while passes_luhn(number := "4" + "".join(chance.choice("0123456789") for _ in range(15))):
        pass
    return f"order {number}"


def _imei(chance: random.Random) -> str:
    number = card(chance.choice(("35", "86", "01", "99")), 15, chance)
    return f"IMEI {number}"


def _sim(chance: random.Random) -> str:
    return f"SIM {card('8944', chance.choice((19, 20)), chance)}"
