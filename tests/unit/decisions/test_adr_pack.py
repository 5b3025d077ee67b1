"""The form of a scheme: what is known in its order, and what it will ask for that is missing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.yaml_files import load_rules
from bot.decisions.adr_pack import Line, Part, form_of
from bot.decisions.errors import Unsound

ORDER = {
    "you": {"name": "always", "acting_for": "if_acting", "needs": "never"},
    "account": {"employees": "if_business", "account": "always"},
}


def known(*keys: str) -> dict[str, Line]:
    return {key: Line(key, f"the {key}") for key in keys}


def test_what_is_known_stands_in_the_order_of_the_form_and_empty_parts_are_left_out() -> None:
    form = form_of(ORDER, known("account", "needs", "name", "other"), {})
    assert form.parts == (
        Part("you", (Line("name", "the name"), Line("needs", "the needs"))),
        Part("account", (Line("account", "the account"),)),
    )
    assert form_of(ORDER, known("account"), {}).parts == (Part("account", (Line("account", "the account"),)),)


@pytest.mark.parametrize(
    "answers, missing",
    [
        ({}, ("name", "account")),
        ({"role": "account_holder", "customer": "residential"}, ("name", "account")),
        ({"role": "acting_for"}, ("name", "acting_for", "account")),
        ({"customer": "business"}, ("name", "employees", "account")),
        ({"customer": "charity", "role": "acting_for"}, ("name", "acting_for", "employees", "account")),
    ],
)
def test_only_what_the_form_asks_of_them_is_missing(
    answers: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert form_of(ORDER, {}, answers).missing == missing


def test_nothing_is_missing_that_is_known() -> None:
    assert (
        form_of(ORDER, known("name", "account", "acting_for", "employees"), {"role": "acting_for"}).missing
        == ()
    )


def test_a_condition_that_nobody_knows_is_said_to_be_unsound() -> None:
    with pytest.raises(Unsound, match="'sometimes' is no condition"):
        form_of({"you": {"name": "sometimes"}}, {}, {})


def test_every_key_of_the_shipped_form_has_its_words() -> None:
    from bot.adapters.printed_pack import PrintedPack

    pack, rules = PrintedPack(), load_rules()
    [value] = rules["scheme_form"].values.values()
    keys = {key: when for part in value.value.values() for key, when in part.items()}
    assert set(pack.group("headings")) == set(value.value)
    assert set(pack.group("labels")) == set(keys)
    assert set(pack.group("questions")) == {key for key, when in keys.items() if when != "never"}
    form_of(value.value, {}, {})
