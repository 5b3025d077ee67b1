"""Lists of customers as real programs export them, and what is said of the lines that cannot be taken."""

from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.customer import Customer
from bot.decisions.customer_list import CustomerList, read_customers
from bot.decisions.errors import Refused

SAM = Customer("netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org", "01632 960123")
HEADINGS = "account,name,postcode,email,phone"
LINE = "NS-004711,Sam Carter,CB1 2AB,sam@example.org,01632 960123"


def read(text: str | bytes) -> CustomerList:
    return read_customers("netservers", text if isinstance(text, bytes) else text.encode())


def bad(*lines: str, headings: str = HEADINGS) -> list[str]:
    listed = read("\n".join((headings, *lines)))
    assert listed.customers == []
    return [str(line) for line in listed.bad]


def test_a_plain_list_is_read() -> None:
    listed = read(f"{HEADINGS}\n{LINE}\nNS-2,Pat Li,M1 1AE,,\n")
    assert listed.customers == [SAM, Customer("netservers", "NS-2", "Pat Li", "M1 1AE")]
    assert (listed.bad, listed.repeated, listed.unread, listed.encoding) == ([], 0, [], "UTF-8")


@pytest.mark.parametrize(
    "headings",
    [
        "Account,Name,Postcode,Email,Phone",
        "ACCOUNT NUMBER,FULL NAME,POST CODE,E-MAIL,TELEPHONE",
        "account_no,customer_name,Post_Code,email_address,phone_number",
        "Customer No.,Account holder,Postal code,Mail,Mobile",
        " Acc. No ,Billing Name, Billing Postcode,E-mail address,Contact number",
        "Account ref,Customer Name,ZIP,Contact Email,Tel.",
    ],
)
def test_headings_are_known_by_the_names_that_people_give_them(headings: str) -> None:
    assert read(f"{headings}\n{LINE}").customers == [SAM]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_seen(separator: str) -> None:
    listed = read(f"{HEADINGS}\n{LINE}".replace(",", separator))
    assert listed.customers == [SAM]
    assert listed.separator == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_machine(end: str) -> None:
    text = end.join((HEADINGS, LINE, "", "NS-2,Pat Li,nowhere,,", ""))
    listed = read(text)
    assert listed.customers == [SAM]
    assert [line.number for line in listed.bad] == [4]


@pytest.mark.parametrize(
    "encode, named",
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_the_encoding_is_seen_and_said(encode: str, named: str) -> None:
    listed = read(f"{HEADINGS}\nNS-1,Siân O’Neill,CB1 2AB,,\n".encode(encode))
    assert listed.customers[0].name == "Siân O’Neill"
    assert listed.encoding == named


def test_the_line_of_excel_that_names_the_separator_is_passed_over() -> None:
    assert read(f"sep=;\n{HEADINGS}\n{LINE}".replace(",", ";")).customers == [SAM]


def test_columns_may_stand_in_any_order_among_others() -> None:
    listed = read("Tariff,Postcode,Balance,Name,Account,\nGold,CB1 2AB,12.50,Sam Carter,NS-1,\n")
    assert listed.customers == [Customer("netservers", "NS-1", "Sam Carter", "CB1 2AB")]
    assert listed.unread == ["Tariff", "Balance", ""]


@pytest.mark.parametrize(
    "headings, cells, name",
    [
        ("first name,surname", "Sam,Carter", "Sam Carter"),
        ("Forename,Last Name", "Sam James,van der Berg", "Sam James van der Berg"),
        ("company", "Bright Ideas Ltd", "Bright Ideas Ltd"),
        ("company,contact name", "Bright Ideas Ltd,Sam Carter", "Sam Carter"),
        ("company,contact name", "Bright Ideas Ltd,", "Bright Ideas Ltd"),
        ("name,first,last", ",Sam,Carter", "Sam Carter"),
    ],
)
def test_a_name_may_stand_in_several_columns(headings: str, cells: str, name: str) -> None:
    [customer] = read(f"account,postcode,{headings}\nNS-1,CB1 2AB,{cells}").customers
    assert customer.name == name


@pytest.mark.parametrize(
    "cells, phone", [("1,07700 900123", "07700 900123"), ("01632 960123,", "01632 960123")]
)
def test_a_mobile_number_comes_before_another(cells: str, phone: str) -> None:
    cells = cells.replace("1,07700", "01632 960999,07700")
    [customer] = read(f"account,postcode,name,phone,mobile\nNS-1,CB1 2AB,Sam Carter,{cells}").customers
    assert customer.phone == phone


def test_quoted_cells_may_hold_separators_and_line_breaks() -> None:
    listed = read(f'{HEADINGS}\nNS-1,"Carter, Sam",CB1 2AB,,\nNS-2,"Pat\nLi",M1 1AE,,\nNS-3,Ann,nowhere,,\n')
    assert [customer.name for customer in listed.customers] == ["Carter, Sam", "Pat Li"]
    assert [line.number for line in listed.bad] == [5], "line breaks inside a cell count"


def test_a_separator_at_the_end_of_every_line_is_no_column() -> None:
    assert read(f"{HEADINGS}\n{LINE},\n{LINE},,,\n").customers == [SAM]


def test_the_same_line_twice_counts_once_and_is_said() -> None:
    again = LINE.replace("NS-004711", "ns 004711")
    listed = read(f"{HEADINGS}\n{LINE}\n{again}\n{LINE}\n")
    assert (listed.customers, listed.repeated, listed.bad) == ([SAM], 2, [])


def test_two_lines_that_differ_about_one_account_are_bad() -> None:
    listed = read(f"{HEADINGS}\n{LINE}\n{LINE.replace('CB1', 'CB2')}\n")
    assert [str(line) for line in listed.bad] == [
        "Line 3 (account NS-004711): line 2 says something else of the same account."
    ]


@pytest.mark.parametrize(
    "line, said",
    [
        (",Sam Carter,CB1 2AB,,", "Line 2: the account number is empty."),
        ("--,Sam Carter,CB1 2AB,,", "Line 2: that can be no account number."),
        (f"{'9' * 70},Sam Carter,CB1 2AB,,", "Line 2: that can be no account number."),
        ("1.23457E+11,Sam Carter,CB1 2AB,,",
         "Line 2 (account 1.23457E+11): a spreadsheet has rounded the account number (as 1.2E+11)."),
        ("4711,,CB1 2AB,,", "Line 2 (account 4711): the name is empty."),
        ("4711,Mr,CB1 2AB,,", "Line 2 (account 4711): nobody can be known by that name."),
        ("4711,???,CB1 2AB,,", "Line 2 (account 4711): nobody can be known by that name."),
        (f"4711,{'x' * 201},CB1 2AB,,", "Line 2 (account 4711): the name is longer than 200 characters."),
        ("4711,Sam Carter,,,", "Line 2 (account 4711): the postcode is empty."),
        ("4711,Sam Carter,D02 AF30,,", "Line 2 (account 4711): the postcode is not one of the UK."),
        ("4711,Sam Carter,CB1 2AB,sam at example,", "Line 2 (account 4711): the e-mail address is none."),
        ("4711,Sam Carter,CB1 2AB,,ask Ann", "Line 2 (account 4711): the phone number is none."),
        ("4711,Sam\x07Carter,CB1 2AB,,", "Line 2 (account 4711): it holds a character that cannot be printed."),
        ("4711,Sam Carter,CB1 2AB", "Line 2: it has 3 columns, the headings are 5."),
        ("4711,Carter,Sam,CB1 2AB,,", "Line 2 (account 4711): the postcode is not one of the UK."),
        ("4711,Sam Carter,CB1 2AB,,,x", "Line 2: it has 6 columns, the headings are 5."),
        ('4711,"Sam Carter,CB1 2AB,,', "Line 2: it cannot be read as CSV: a quotation mark is missing or too many."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said_by_its_number(line: str, said: str) -> None:
    assert bad(line) == [said]


@pytest.mark.parametrize(
    "account", ["Sam Carter", "sam@example.org", "CB1 2AB", "01632 960123", "+44 7700 900123", "Carter22"]
)
def test_what_stands_in_the_place_of_an_account_number_is_not_repeated(account: str) -> None:
    """A line whose cells are shifted, or whose heading is wrong."""
    assert bad(f"{account},Sam Carter,nowhere,,") == ["Line 2: the postcode is not one of the UK."]


CELLS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), max_size=7)


@given(st.lists(CELLS, max_size=6))
def test_no_line_breaks_the_reading_and_none_is_lost(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS.split(","), *rows])
    listed = read(written.getvalue())
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(listed.customers) + listed.repeated + len(listed.bad) == len(filled)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    for whole in (raw, HEADINGS.encode() + b"\n" + raw):
        with contextlib.suppress(Refused):
            read(whole)


@given(name=st.from_regex(r"\A[A-Z]{6}Q[a-z]{6}\Z"), postcode=st.from_regex(r"\AZ[0-9]X\Z"))
def test_no_word_of_a_bad_line_is_repeated(name: str, postcode: str) -> None:
    for line in (
        f"{name},{name},{postcode},,",
        f"4711,{name},{postcode},{name},{name}",
        f'4711,"{name},',
        name,
    ):
        said = " ".join(bad(line))
        assert name not in said
        assert postcode not in said


@pytest.mark.parametrize(
    "headings, missing",
    [
        ("name,postcode", "account"),
        ("account,name", "postcode"),
        ("account,postcode", "name"),
        ("account,postcode,first name", "name"),
        ("a,b,c", "account and postcode and name"),
        (LINE, "account and postcode and name"),
        ("", "account and postcode and name"),
    ],
)
def test_a_list_without_the_columns_that_are_needed_is_refused(headings: str, missing: str) -> None:
    with pytest.raises(Refused, match=f"no heading for {missing}") as caught:
        read(f"{headings}\n{LINE}")
    assert "Carter" not in str(caught.value)


def test_two_columns_that_could_be_the_same_are_refused() -> None:
    with pytest.raises(Refused, match="'Account number' and 'Customer ID'"):
        read(f"Account number,Customer ID,name,postcode\n{LINE}")


@pytest.mark.parametrize("raw", [b"PK\x03\x04xl/workbook.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_named_as_what_it_is(raw: bytes) -> None:
    with pytest.raises(Refused, match="spreadsheet"):
        read(raw)


@pytest.mark.parametrize("raw", [b"\x00\x01\x02", b"\xff\xfe\x00", b"\x81\x8d\x8f", b"account,name\0"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="no text"):
        read(raw)


def test_how_far_it_is_is_told() -> None:
    told: list[int] = []
    lines = "\n".join(f"N{number},Sam Carter,CB1 2AB,," for number in range(2_500))
    read_customers("netservers", f"{HEADINGS}\n{lines}".encode(), told.append)
    assert told == [1000, 2000]
