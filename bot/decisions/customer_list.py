"""A list of customers as providers export it: CSV in some encoding, with some separator, under headings of their own.

What is wrong with a line is said by its number, and by its account number where that is surely one. Nothing else of a
line is ever repeated.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.decisions.customer import Customer, is_uk_postcode, normal_account
from bot.decisions.customer_name import LONGEST as LONGEST_NAME
from bot.decisions.customer_name import recorded_keys
from bot.decisions.errors import Refused

_HEADINGS: Final = {
    "account": "account accountnumber accountno accountnum accountid accountref accountreference accno accnumber acno"
    " acctno customernumber customerno customerid customerref customerreference custno clientnumber clientid",
    "name": "name fullname customername accountname accountholder accountholdername holder billingname contactname",
    "first": "first firstname forename forenames givenname givennames christianname",
    "last": "last lastname surname familyname",
    "firm": "company companyname firm business businessname organisation organization tradingname",
    "postcode": "postcode postalcode zip zipcode billingpostcode addresspostcode installationpostcode pcode",
    "email": "email emailaddress mail contactemail billingemail",
    "phone": "phone phonenumber phoneno telephone telephonenumber telephoneno tel telno contactnumber contactphone"
    " daytimephone",
    "mobile": "mobile mobilenumber mobileno mobilephone mob cell cellphone",
}
"""By what it is: headings in small letters without anything but letters and digits."""
_BY_HEADING: Final = {heading: fact for fact, names in _HEADINGS.items() for heading in names.split()}
_SEPARATORS: Final = (",", ";", "\t", "|")
_EXCEL_SAYS: Final = re.compile(r"sep=", re.IGNORECASE)
"""Such as ``sep=;`` in front of the headings."""
_LONGEST_EMAIL: Final = 254
_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]{7,40}(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)

_WORD: Final = re.compile(r"[^\W\d_]{4,}|@")
_PHONE_ALONE: Final = re.compile(r"(?:\+?44|0)[\s()]*[1237][\d\s()-]{7,14}")

Told = Callable[[int], None]
"""Called with the number of lines read so far, now and then."""


@dataclass(frozen=True)
class BadLine:
    """``number``: where the row begins in the file, counted from 1. ``account``: only where it is surely one."""

    number: int
    why: str
    account: str | None = None

    def __str__(self) -> str:
        named = f" (account {self.account})" if self.account else ""
        return f"Line {self.number}{named}: {self.why}"


@dataclass
class CustomerList:
    """``repeated``: lines that say the same as an earlier one. ``unread``: headings of columns that are not needed."""

    customers: list[Customer] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    repeated: int = 0
    encoding: str = "UTF-8"
    separator: str = ","
    unread: list[str] = field(default_factory=list)


def read_customers(provider: str, raw: bytes, told: Told = lambda _: None) -> CustomerList:
    """All rows, good and bad. Raises ``Refused`` when it is no CSV, or lacks a column for account, name or postcode."""
    text, encoding = _decoded(raw)
    separator = _separator(text)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    read = CustomerList(encoding=encoding, separator=separator)
    where = _columns(_heading(reader), read)
    first_lines: dict[str, tuple[int, Customer]] = {}
    for number, row in _rows(reader, lines, read):
        if number % 1000 == 0:
            told(number)
        if not any(cell.strip() for cell in row):
            continue
        customer = _customer(provider, number, row, where, read)
        if customer is not None:
            _take(customer, number, first_lines, read)
    return read


def _take(
    customer: Customer, number: int, first_lines: dict[str, tuple[int, Customer]], read: CustomerList
) -> None:
    earlier = first_lines.setdefault(normal_account(customer.account), (number, customer))
    if earlier[0] == number:
        read.customers.append(customer)
    elif replace(earlier[1], account=customer.account) == customer:
        read.repeated += 1
    else:
        why = f"line {earlier[0]} says something else of the same account."
        read.bad.append(BadLine(number, why, customer.account))


def _decoded(raw: bytes) -> tuple[str, str]:
    """Raises ``Refused`` for what is no text."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused("This is a spreadsheet. Save it as CSV first (in Excel: CSV UTF-8).")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = [("utf-16", "UTF-16")]
    else:
        tries = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, name in tries:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name
    raise Refused("This is no text that can be read. Save the list as CSV in UTF-8.")


class _Lines:
    """Lines of a text one by one, as ``csv`` wants them; ``number`` is that of the last one given."""

    def __init__(self, text: str) -> None:
        self._lines = iter(re.split(r"(?<=\n)|(?<=\r)(?!\n)", text))
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line


def _separator(text: str) -> str:
    """The one under which the first line that says anything has most headings that we know."""
    first = next((line for line in text.splitlines() if line.strip() and not _EXCEL_SAYS.match(line)), "")
    known = {each: sum(_fact(cell) is not None for cell in first.split(each)) for each in _SEPARATORS}
    return max(_SEPARATORS, key=lambda each: known[each])


def _fact(heading: str) -> str | None:
    return _BY_HEADING.get(re.sub(r"[\W_]+", "", heading.casefold()))


def _heading(reader: Iterator[list[str]]) -> list[str]:
    try:
        filled = (row for row in reader if any(cell.strip() for cell in row))
        return next((row for row in filled if not _EXCEL_SAYS.match(row[0])), [])
    except csv.Error:
        raise Refused("The line of headings cannot be read as CSV.") from None


def _columns(heading: Sequence[str], read: CustomerList) -> dict[str, int]:
    """Where each fact stands, and under ``""`` how many columns there are. Raises ``Refused``: what is missing."""
    where: dict[str, int] = {}
    for at, cell in enumerate(heading):
        fact = _fact(cell)
        if fact is None:
            read.unread.append(cell.strip())
        elif fact in where:
            raise Refused(
                f"Two columns could be the {fact}: '{heading[where[fact]]}' and '{cell}'. Take one away."
            )
        else:
            where[fact] = at
    has_name = "name" in where or "firm" in where or {"first", "last"} <= where.keys()
    missing = [fact for fact in ("account", "postcode") if fact not in where] + ([] if has_name else ["name"])
    if missing:
        # Without a line of headings this may be a customer's line: what stands there is not repeated.
        raise Refused(
            f"The first line has no heading for {' and '.join(missing)}. "
            "It must name the columns, such as: account number, name, postcode, email, phone."
        )
    return {**where, "": len(heading)}


def _rows(reader: Iterator[list[str]], lines: _Lines, read: CustomerList) -> Iterator[tuple[int, list[str]]]:
    while True:
        number = lines.number + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            read.bad.append(
                BadLine(number, "it cannot be read as CSV: a quotation mark is missing or too many.")
            )


def _customer(
    provider: str, number: int, row: list[str], where: dict[str, int], read: CustomerList
) -> Customer | None:
    if len(row) > where[""] and not any(cell.strip() for cell in row[where[""] :]):
        row = row[: where[""]]  # some programs end each line with a separator
    if len(row) != where[""]:
        why = f"it has {len(row)} columns, the headings are {where['']}."
        read.bad.append(BadLine(number, why))
        return None

    def cell(fact: str) -> str:
        return " ".join(row[where[fact]].split()) if fact in where else ""

    account = cell("account")
    name = cell("name") or " ".join(filter(None, (cell("first"), cell("last")))) or cell("firm")
    customer = Customer(
        provider,
        account,
        name,
        cell("postcode").upper(),
        cell("email") or None,
        cell("mobile") or cell("phone") or None,
    )
    fault = _fault(customer)
    if fault is None:
        return customer
    read.bad.append(BadLine(number, fault, account if _is_surely_a_number(account) else None))
    return None


def _is_surely_a_number(account: str) -> bool:
    """In a line that is shifted something else stands there. A name or an address is not repeated, a number is."""
    like_one = any(each.isdigit() for each in account) and not _WORD.search(account) and len(account) <= 24
    return like_one and not is_uk_postcode(account) and not _PHONE_ALONE.fullmatch(account)


def _fault(customer: Customer) -> str | None:
    """Why it cannot be taken, in words without anything that is private."""
    facts = (customer.account, customer.name, customer.postcode, customer.email, customer.phone)
    faults = (
        (not customer.account, "the account number is empty."),
        (
            not all(fact.isprintable() for fact in facts if fact),
            "it holds a character that cannot be printed.",
        ),
        (not normal_account(customer.account), "that can be no account number."),
        (
            _SCIENTIFIC.fullmatch(customer.account),
            "a spreadsheet has rounded the account number (as 1.2E+11).",
        ),
        (not customer.name, "the name is empty."),
        (len(customer.name) > LONGEST_NAME, f"the name is longer than {LONGEST_NAME} characters."),
        (not recorded_keys(customer.name), "nobody can be known by that name."),
        (not customer.postcode, "the postcode is empty."),
        (not is_uk_postcode(customer.postcode), "the postcode is not one of the UK."),
        (
            customer.email and (len(customer.email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(customer.email)),
            "the e-mail address is none.",
        ),
        (customer.phone and not _PHONE.fullmatch(customer.phone), "the phone number is none."),
    )
    return next((why for wrong, why in faults if wrong), None)
