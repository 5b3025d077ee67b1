"""The law by date: which value applies on which side of a change."""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.yaml_files import load_rules, load_schemes
from bot.decisions.errors import RuleMissing
from bot.decisions.rule import Rulebook
from bot.decisions.sourced import Standing


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules()


@pytest.mark.parametrize(
    ("first_complained_on", "weeks"),
    [
        (date.min, 12),
        (date(2009, 8, 31), 12),
        (date(2009, 9, 1), 8),
        (date(2026, 4, 7), 8),
        (date(2026, 4, 8), 6),
        (date(2028, 12, 31), 6),
    ],
)
def test_the_wait_goes_by_the_day_of_the_first_complaint(
    rules: Rulebook, first_complained_on: date, weeks: int
) -> None:
    assert rules.at("adr_wait", first_complained_on).value == weeks


@pytest.mark.parametrize(
    ("sent_on", "term"), [(date(2018, 9, 30), "deadlock letter"), (date(2018, 10, 1), "ADR letter")]
)
def test_both_letters_have_one_name_since_october_2018(rules: Rulebook, sent_on: date, term: str) -> None:
    assert rules.at("adr_letter_term", sent_on).value == term


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "unit", "value", "standing"),
    [
        ("adr_wait", "weeks", 6, "primary"),
        ("adr_longstop", "months", 12, "primary"),
        ("adr_longstop_margin", "days", 1, "own"),
        ("adr_claim_cap", "pounds", 10_000, "primary"),
        ("adr_cost", "pounds", 0, "primary"),
        ("small_business_max", "people", 10, "primary"),
        ("headcount_ofcom", "kinds of people", ["employees"], "primary"),
        ("headcount_cisas", "kinds of people", ["employees"], "primary"),
        (
            "headcount_communications_ombudsman",
            "kinds of people",
            ["employees", "contractors", "volunteers"],
            "primary",
        ),
        ("headcount_act", "kinds of people", ["employees", "volunteers", "contractors"], "unconfirmed"),
        ("cisas_accept_within", "working_days", 30, "primary"),
        ("cisas_company_acts_within", "working_days", 20, "primary"),
        ("communications_ombudsman_company_acts_within", "days", 28, "secondary"),
        ("cisas_decision_time", "weeks", 6, "primary"),
        ("communications_ombudsman_decision_time", "weeks", 6, "primary"),
        ("retention", "months", 24, "own"),
        ("handoff_reply", "working_days", 1, "own"),
        ("code_lifetime", "minutes", 10, "own"),
        ("code_tries", "tries", 5, "own"),
        ("file_size", "MB", 40, "own"),
        ("files_per_chat", "files", 20, "own"),
        ("files_per_chat_size", "MB", 200, "own"),
        ("intake_expiry", "days", 30, "own"),
    ],
)
def test_a_rule_gives_todays_value_with_its_unit_and_standing(
    rules: Rulebook, key: str, unit: str, value: object, standing: str
) -> None:
    today = rules.at(key, TODAY)
    assert (rules[key].unit, today.value, today.standing) == (unit, value, standing)


def test_the_day_of_the_change_to_six_weeks_is_less_sure_than_the_six_weeks(rules: Rulebook) -> None:
    six = rules.at("adr_wait", date(2026, 4, 8))
    assert (six.standing, six.start_standing) == (Standing.PRIMARY, Standing.SECONDARY)


def test_automatic_compensation_lists_none_of_our_providers(rules: Rulebook) -> None:
    members = rules.at("auto_compensation_members", TODAY).value
    ours = ("X.Communications", "ContactNow", "DXI", "I.T Communications", "Netservers", "All Communications")
    assert not set(members) & set(ours)


def test_automatic_compensation_did_not_exist_before_april_2019(rules: Rulebook) -> None:
    with pytest.raises(RuleMissing, match=r"auto_compensation_scheme.*2019-03-31.*2019-04-01"):
        rules.at("auto_compensation_scheme", date(2019, 3, 31))


def test_cisas_excludes_data_protection_and_the_ombudsman_names_no_subject(rules: Rulebook) -> None:
    assert rules.at("cisas_excluded_subjects", TODAY).value["data_protection"] == "data protection"
    assert rules.at("communications_ombudsman_excluded_subjects", TODAY).value == {}


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(RuleMissing, match="adr_wiat"):
        load_rules().at("adr_wiat", TODAY)


@pytest.mark.parametrize(
    ("scheme", "name", "url", "phone", "email", "post_standing"),
    [
        (
            "cisas",
            "CISAS",
            "https://www.cedr.com/consumer/cisas/",
            "020 7520 3814",
            "cisas@cedr.com",
            "secondary",
        ),
        (
            "communications-ombudsman",
            "the Communications Ombudsman",
            "https://www.commsombudsman.org",
            "0330 440 1614",
            "enquiry@commsombudsman.org",
            "secondary",
        ),
    ],
)
def test_a_scheme_has_its_present_contact(
    scheme: str, name: str, url: str, phone: str, email: str, post_standing: str
) -> None:
    found = load_schemes()[scheme]
    assert (found.name.value, found.url.value) == (name, url)
    assert found.phone is not None
    assert found.phone.value == phone
    assert found.email is not None
    assert found.email.value == email
    assert found.post is not None
    assert found.post.standing == post_standing
