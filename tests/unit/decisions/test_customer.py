"""Who is taken for the customer of an account, and who is not."""

from __future__ import annotations

import hmac
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.decisions import customer as decision
from bot.decisions.customer import (
    Claim,
    Customer,
    confirms,
    is_uk_postcode,
    matches,
    normal_account,
    normal_postcode,
)
from bot.decisions.customer_name import claimed_keys, recorded_keys

SAM = Customer("netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org", "01632 960123")
RIGHT = Claim("NS-004711", "CB1 2AB", "Sam Carter")


def named(recorded: str, typed: str) -> bool:
    """Does the name that was typed fit the recorded one, all else being right?"""
    return matches(replace(SAM, name=recorded), replace(RIGHT, name=typed))


def test_who_knows_all_three_is_the_customer() -> None:
    assert matches(SAM, RIGHT)


@pytest.mark.parametrize(
    "typed",
    ["ns004711", "NS 004711", "ns-00-47-11", " NS‑004711 ", "NS–004711", "ＮＳ004711", "N S 0 0 4 7 1 1"],
)
def test_an_account_number_is_read_without_case_spaces_and_hyphens(typed: str) -> None:
    assert matches(SAM, replace(RIGHT, account=typed))


@pytest.mark.parametrize(
    "typed", ["NS4711", "NS-004712", "004711", "NS-0047110", "NS-OO4711", "", "-", " ", "NS/004711", "%"]
)
def test_another_account_number_is_another_account(typed: str) -> None:
    assert not matches(SAM, replace(RIGHT, account=typed))


@pytest.mark.parametrize("typed", ["cb12ab", "CB12AB", "cb1  2ab", "C B 1 2 A B", "CB1-2AB", "CB1 2AB."])
def test_a_postcode_is_read_in_any_spacing(typed: str) -> None:
    assert matches(SAM, replace(RIGHT, postcode=typed))


@pytest.mark.parametrize("typed", ["CB1 2AC", "CB12 AB1", "CB1", "2AB", "", " ", "CB1 2AB CB1 2AC"])
def test_another_postcode_is_refused(typed: str) -> None:
    assert not matches(SAM, replace(RIGHT, postcode=typed))


@pytest.mark.parametrize(
    "typed, recorded", [("SW1A OAA", "SW1A 0AA"), ("sw1aoaa", "SW1A 0AA"), ("M1 OBB", "M1 0BB")]
)
def test_the_letter_o_for_the_zero_of_a_postcode_is_forgiven(typed: str, recorded: str) -> None:
    assert normal_postcode(typed) == normal_postcode(recorded)


@pytest.mark.parametrize(
    "good", ["CB1 2AB", "m11ae", "SW1A 0AA", "EC1A 1BB", "W1A 0AX", "GIR 0AA", "BF1 2AB", "JE2 3AB"]
)
def test_the_shape_of_a_uk_postcode_is_known(good: str) -> None:
    assert is_uk_postcode(good)


@pytest.mark.parametrize("bad", ["", "CB1", "12345", "D02 AF30", "CB1 2A1", "CB1 2ABC", "N/A", "CB123 4AB"])
def test_what_has_another_shape_is_no_uk_postcode(bad: str) -> None:
    assert not is_uk_postcode(bad)


SAME_NAME = [
    # case, order, titles, initials, middle names
    ("Sam Carter", "SAM CARTER"),
    ("SAM CARTER", "sam carter"),
    ("Sam Carter", "  Sam   Carter. "),
    ("Sam Carter", "S Carter"),
    ("Sam Carter", "S. Carter"),
    ("S Carter", "Sam Carter"),
    ("S. Carter", "S Carter"),
    ("Sam Carter", "Carter, Sam"),
    ("Sam Carter", "Carter, Mr S."),
    ("Carter, Sam", "Sam Carter"),
    ("CARTER,SAM JAMES", "Sam Carter"),
    ("Mr Sam Carter", "Sam Carter"),
    ("Sam Carter", "Dr. Sam Carter"),
    ("Sam Carter", "Rev Sam Carter MBE"),
    ("Sam Carter", "Sam Carter (Mr)"),
    ("Prof Dame Samira Carter", "Samira Carter"),
    ("Sam Carter", "Sam James Carter"),
    ("Sam James Carter", "Sam Carter"),
    ("Sam James Carter", "S J Carter"),
    ("Mr S.J. Carter", "Sam Carter"),
    ("MR SJ CARTER", "Sam Carter"),
    ("Samuel (Sam) Carter", "Samuel Carter"),
    ("Sam Carter Jr", "Sam Carter"),
    ("Sam Oliver Neill", "Sam O. Neill"),
    # apostrophes and accents
    ("Sean O'Neill", "Seán O’Neill"),
    ("Sean O'Neill", "sean oneill"),
    ("Sean O'Neill", "Sean O Neill"),
    ("SEAN O NEILL", "Sean O'Neill"),
    ("Sean O`Neill", "S O'Neill"),
    ("Chloë D'Arcy", "Chloe Darcy"),
    ("Siân Rhys", "Sian Rhys"),
    ("Sia\u0302n Rhys", "Siân Rhys"),
    ("Zoe Muller", "Zoë Müller"),
    ("Søren Kjær", "Soren Kjaer"),
    ("Łukasz Wałęsa", "Lukasz Walesa"),
    ("Jürgen Groß", "Jurgen Gross"),
    ("Işık Yılmaz", "Isik Yilmaz"),
    ("Ольга Иванова", "ольга иванова"),
    # particles
    ("Jan van der Berg", "jan Van Der Berg"),
    ("Jan van der Berg", "J. Vanderberg"),
    ("van der Berg, Jan", "Jan van der Berg"),
    ("Jan van der Berg", "van der Berg, Jan"),
    ("Ludwig von Habsburg", "L von Habsburg"),
    ("Maria del Carmen Garcia", "Maria Garcia"),
    ("Ian St John", "Ian St. John"),
    ("Ian Saint John", "Ian St John"),
    ("Fiona Mc Donald", "Fiona McDonald"),
    ("Gwen ap Rhys", "G ap Rhys"),
    ("Al Green", "Al Green"),
    ("Thi Le", "Thi Le"),
    # double names
    ("Sarah Smith-Jones", "Sarah Smith Jones"),
    ("Sarah Smith-Jones", "sarah smith - jones"),
    ("Sarah Smith-Jones", "Sarah Smith–Jones"),
    ("Sarah Smith-Jones", "S SmithJones"),
    ("Sarah Smith Jones", "Sarah Smith-Jones"),
    ("Sarah Smith Jones", "Sarah Jones"),
    ("Jean-Luc Picard", "Jean Luc Picard"),
    ("Jean-Luc Picard", "Jean Picard"),
    ("Jean-Luc Picard", "JeanLuc Picard"),
    ("Jean Picard", "Jean-Luc Picard"),
    ("Maryann Smith", "Mary Ann Smith"),
    ("Mary Ann Smith", "Mary-Ann Smith"),
    # one name only
    ("Mohammed", "mohammed"),
    ("Mohammed", "Mr Mohammed"),
    ("Mohammed Ali", "M Ali"),
    ("Suharto", "SUHARTO"),
    # firms
    ("Bright Ideas Ltd", "Bright Ideas Limited"),
    ("Bright Ideas Ltd", "bright ideas"),
    ("Bright Ideas Ltd", "BrightIdeas Ltd."),
    ("Bright Ideas", "Bright Ideas Ltd"),
    ("The Red Lion", "Red Lion"),
    ("Smith & Sons", "Smith and Sons"),
    ("Acme (UK) PLC", "Acme plc"),
    ("Sam Carter t/a Bright Ideas", "Bright Ideas"),
    ("Sam Carter T/A Bright Ideas", "S Carter"),
    ("1st Wave Ltd", "1st wave limited"),
    # accounts in two names
    ("Mr & Mrs S Carter", "Sam Carter"),
    ("Mr S & Mrs A Carter", "Ann Carter"),
    ("Mr S & Mrs A Carter", "Sam Carter"),
    ("Sam and Ann Carter", "Sam Carter"),
    ("Sam Carter & Priya Patel", "Priya Patel"),
    ("Sam & Ann van der Berg", "Sam van der Berg"),
    ("Sam and Ann Carter", "Sam & Ann Carter"),
]


@pytest.mark.parametrize("recorded, typed", SAME_NAME)
def test_one_name_in_two_spellings_is_one_name(recorded: str, typed: str) -> None:
    assert named(recorded, typed)


OTHER_NAME = [
    ("Sam Carter", "Sam Cartwright"),
    ("Sam Carter", "Steve Carter"),
    ("Sam Carter", "A Carter"),
    ("A Carter", "Sam Carter"),
    ("Sam Carter", "Carter"),
    ("Sam Carter", "Mr Carter"),
    ("Sam Carter", "Sam"),
    ("Sam Carter", "S"),
    ("Sam Carter", "Carter Sam"),
    ("Sam Carter", "Sam C"),
    ("Tim Carter", "Tom Carter"),
    ("Sam James Carter", "James Carter"),
    ("Sam James Carter", "Sam James"),
    ("Sean O'Neill", "Sean Neill"),
    ("Sean O Neill", "Sean Neill"),
    ("Jan van der Berg", "Jan Berg"),
    ("Jan Berg", "Jan van der Berg"),
    ("Fiona McDonald", "Fiona Donald"),
    ("Sarah Smith-Jones", "Sarah Jones"),
    ("Sarah Smith-Jones", "Sarah Smith"),
    ("Sarah Jones", "Sarah Smith-Jones"),
    ("Jean-Luc Picard", "Jean-Paul Picard"),
    ("Ann Abell", "Anna Bell"),
    ("Mohammed", "Mohammed Ali"),
    ("Mohammed Ali", "Mohammed"),
    ("Mohammed Ali", "Mohammed Khan"),
    ("Bright Ideas Ltd", "Bright Idea Ltd"),
    ("Bright Ideas Ltd", "B Ideas Ltd"),
    ("Bright Ideas Ltd", "B Ideas"),
    ("Bright Ideas Ltd", "Ltd"),
    ("Mr & Mrs S Carter", "Ann Carter"),
    ("Sam Carter & Priya Patel", "Priya Carter"),
    ("Sam Carter & Priya Patel", "Sam Patel"),
    ("Sam Carter", "Steve & Sam & Sue Carter"),
    ("Sam Carter", "S" * 300 + " Carter"),
    ("Sam Carter", " ".join(["S"] * 30) + " Carter"),
    ("", ""),
    ("...", "..."),
    ("Mr", "Mr"),
    ("Unknown", "unknown"),
    ("Sam Carter", "*"),
    ("Sam Carter", "% Carter"),
    ("Sam Carter", ".* Carter"),
]


@pytest.mark.parametrize("recorded, typed", OTHER_NAME)
def test_another_name_is_refused(recorded: str, typed: str) -> None:
    assert not named(recorded, typed)


NAMES = st.text(st.characters(categories=("L", "M", "P", "Z", "N")), max_size=60)


@given(typed=NAMES)
def test_nothing_that_is_typed_fits_where_it_should_not_or_breaks(typed: str) -> None:
    """A family name of letters that nobody types by chance."""
    assert not named("Sam Qxzjvwkq", typed.replace("q", ""))
    assert not matches(replace(SAM, account="", postcode="", name=""), Claim(typed, typed, typed))


@given(name=st.from_regex(r"\A[A-Z][a-z]{4,9} [A-Z][a-z]{4,9}\Z"))
def test_everybody_is_themselves(name: str) -> None:
    assume(not set(name.casefold().split()) & {"unknown", "customer", "resident", "occupier"})
    assert named(name, name.upper())


@pytest.mark.parametrize("empty", ["account", "postcode", "name"])
def test_what_the_records_lack_fits_nothing(empty: str) -> None:
    assert not matches(replace(SAM, **{empty: ""}), replace(RIGHT, **{empty: ""}))


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "..", "../..", "?", "#", "A" * 65, "47\x0011", "47\n.11\x07"]
)
def test_what_can_be_no_account_number_has_no_normal_form(typed: str) -> None:
    assert normal_account(typed) == ""


def test_an_account_number_keeps_its_leading_zeros() -> None:
    assert normal_account("00-12 a") == "0012A"


def test_nothing_that_is_private_is_printed() -> None:
    assert repr(SAM) == "Customer(provider='netservers')"
    assert repr(RIGHT) == "Claim()"


def test_an_account_that_is_not_there_confirms_nobody() -> None:
    assert confirms(SAM, RIGHT)
    assert not confirms(SAM, replace(RIGHT, postcode="CB1 2AC"))
    assert not confirms(None, RIGHT)
    assert not confirms(None, Claim("00000000", "ZZ99 9ZZ", "Nobody Atall"))


@pytest.mark.parametrize("customer", [SAM, None], ids=["there", "not there"])
@pytest.mark.parametrize(
    "claim",
    [RIGHT, replace(RIGHT, account="x1"), replace(RIGHT, postcode="M1 1AE"), replace(RIGHT, name="Pat Li"),
     Claim("x1", "M1 1AE", "Pat Li"), Claim("", "", "")],
    ids=["right", "account", "postcode", "name", "all", "empty"],
)  # fmt: skip
def test_all_is_compared_whatever_is_wrong(
    customer: Customer | None, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many comparisons for a wrong account, or none at all, as for one in which only the name is wrong."""
    compared: list[tuple[bytes, bytes]] = []
    real = hmac.compare_digest

    def counting(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(decision.hmac, "compare_digest", counting)
    confirms(customer, claim)
    first, second, *names = compared
    assert len(names) == comparisons_of(claim.name)
    assert first[1] == normal_account(claim.account).encode()
    assert second[1] == normal_postcode(claim.postcode).encode()


def comparisons_of(name: str) -> int:
    """Keys of a recorded first and family name, times those of what was typed."""
    return len(recorded_keys("Nobody Atall")) * len(claimed_keys(name))
