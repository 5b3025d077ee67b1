"""Patrols of the shipped rules: every one says what it is, in what unit, and who says so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.adapters.yaml_files import RULES, SCHEMES_FILE, load_rules, load_schemes, read
from bot.decisions.soundness import never_give_words
from bot.decisions.sourced import Standing

ROOT = Path(__file__).resolve().parents[3]
ASKED_FOR = re.compile(
    r"""(?:\brule|\brules\.at|\brule_at)\(\s*"([a-z_]+)"|^[A-Z_]+: Final = "(adr_[a-z_]+)"$""", re.MULTILINE
)


def test_a_rule_is_found_under_its_files_name() -> None:
    files = {path.stem for path in RULES.glob("*.yml") if path.name != SCHEMES_FILE}
    assert set(load_rules()) == files


def test_every_value_has_a_reference_and_the_day_it_was_read() -> None:
    rules = load_rules()
    bare = [
        (key, start)
        for key in rules
        for start, value in rules[key].values.items()
        if not value.reference or value.verified_on < date(2026, 11, 22)
    ]
    assert bare == []


def test_every_rule_is_described_in_a_sentence_and_has_a_unit() -> None:
    rules = load_rules()
    unsaid = [key for key in rules if not rules[key].description.endswith(".") or not rules[key].unit.strip()]
    assert unsaid == []


def test_what_is_primary_can_be_looked_up() -> None:
    """A primary value names at least one link, or the provider's page or guidance it was read from."""
    rules = load_rules()
    no_link = {
        key
        for key in rules
        for value in rules[key].values.values()
        if value.standing is Standing.PRIMARY and not any(reference.href for reference in value.reference)
    }
    assert no_link == {"keep_paying_undisputed_bills", "ofcom_contact"}


def test_a_change_is_a_new_line_in_order_of_dates() -> None:
    unordered = [
        path.name
        for path in RULES.glob("*.yml")
        if path.name != SCHEMES_FILE and list(read(path).data["values"]) != sorted(read(path).data["values"])
    ]
    assert unordered == []


def test_no_scheme_is_given_by_an_old_name_link_or_address() -> None:
    old = [words.casefold() for words in never_give_words(read(RULES / SCHEMES_FILE).data)]
    assert old
    given = " ".join(
        str(fact["value"])
        for scheme in load_schemes().values()
        for fact in scheme.model_dump(exclude_none=True).values()
    ).casefold()
    assert [words for words in old if words in given] == []


def test_every_rule_that_the_code_asks_for_by_name_is_there() -> None:
    code = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
    asked = {
        name
        for path in code
        for match in ASKED_FOR.finditer(path.read_text(encoding="utf-8"))
        for name in match.groups()
        if name
    }
    assert {"adr_wait", "code_lifetime"} <= asked
    assert asked - set(load_rules()) == set()


def test_every_scheme_has_its_list_of_excluded_subjects() -> None:
    wanted = {f"{scheme.replace('-', '_')}_excluded_subjects" for scheme in load_schemes()}
    assert wanted <= set(load_rules())
