"""Every sentence of ``domain.yml``: rendered, used, and in plain English."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.yaml_files import load_rules
from bot.commands.checks import families
from bot.config import ROOT
from bot.decisions.errors import BrokenWording
from bot.decisions.questions import Question
from bot.readers import choices, often
from bot.wording import (
    Button,
    Said,
    Words,
    day_in_words,
    in_one_line,
    list_in_words,
    span_in_words,
    time_in_words,
)

WORDS = Words.from_domain(ROOT / "domain.yml")
KEYS = sorted(WORDS.keys())
VERBATIM = {"utter_channel_person", "utter_channel_chat"}
"""Nothing but a value of the profile: what these say is a provider's text."""


@cache
def domain() -> dict[str, Any]:
    data = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def rendered(key: str) -> Said:
    return WORDS.say(key, **{name: f"<{name}>" for name in WORDS.placeholders(key)})


def texts(key: str) -> list[str]:
    """Text and titles as they stand in the file."""
    response = domain()["responses"][key][0]
    return [response["text"], *(button["title"] for button in response.get("buttons", []))]


# --- the renderer ---

GREETING = Words(
    {
        "utter_hello": [
            {
                "text": "Hello {name}. ",
                "buttons": [
                    {"title": "I'm not {name}", "payload": "/deny"},
                    {"title": "Yes", "payload": '/give_details{"question": "name", "choice": "yes"}'},
                ],
            }
        ],
        "utter_bye": [{"text": "Bye."}],
        "utter_odd": [{"text": "Hello {name"}],
        "utter_none": [],
    }
)


def test_values_are_filled_into_text_and_buttons() -> None:
    assert GREETING.say("utter_hello", name="Sam") == Said(
        "Hello Sam.",
        [
            Button("I'm not Sam", "/deny"),
            Button("Yes", '/give_details{"question": "name", "choice": "yes"}'),
        ],
    )
    assert GREETING.say("utter_bye") == Said("Bye.", [])
    assert GREETING.text("utter_hello", name="Sam") == "Hello Sam."


@pytest.mark.parametrize("facts", [{}, {"name": None}, {"name": ""}, {"nickname": "Sam"}])
def test_a_value_that_is_missing_or_empty_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(BrokenWording, match="'utter_hello' needs a value for 'name'"):
        GREETING.say("utter_hello", **facts)


def test_nought_is_a_value() -> None:
    assert GREETING.text("utter_hello", name=0) == "Hello 0."


def test_more_values_than_needed_do_no_harm() -> None:
    assert GREETING.text("utter_bye", name="Sam") == "Bye."


@pytest.mark.parametrize("key", ["utter_nothing", "utter_none", "", "greet"])
def test_an_unknown_response_is_refused_by_its_key(key: str) -> None:
    with pytest.raises(BrokenWording, match=f"no response '{key}'"):
        GREETING.say(key)
    assert key not in GREETING or key == "utter_none"


def test_a_response_with_a_broken_brace_is_refused() -> None:
    with pytest.raises((BrokenWording, ValueError)):
        GREETING.say("utter_odd", name="Sam")


@pytest.mark.parametrize("typed", ["{provider}", "{0}", "{name.__class__}", "}{", "<b>"])
def test_what_a_customer_types_is_never_read_as_a_value(typed: str) -> None:
    assert GREETING.text("utter_hello", name=typed) == f"Hello {typed}."


def test_the_values_that_a_response_needs_include_those_of_its_buttons() -> None:
    assert Words(
        {"utter_x": [{"text": "Well?", "buttons": [{"title": "{a}", "payload": "/affirm"}]}]}
    ).placeholders("utter_x") == {"a"}


@pytest.mark.parametrize("text", ["", "- a\n", "version: '3.1'\n", "a: [", "responses:\n"])
def test_a_file_without_responses_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "domain.yml").write_text(text)
    with pytest.raises(BrokenWording, match=r"domain\.yml"):
        Words.from_domain(tmp_path / "domain.yml").say("utter_x")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenWording, match="no readable responses"):
        Words.from_domain(tmp_path / "domain.yml")


def test_other_words_can_be_said_instead_and_the_first_are_kept() -> None:
    words = Words({"utter_a": [{"text": "yours"}], "utter_b": [{"text": "theirs"}]})
    assert words.with_instead({"utter_a": "utter_b"}).text("utter_a") == "theirs"
    assert words.text("utter_a") == "yours"
    with pytest.raises(BrokenWording, match="utter_c"):
        words.with_instead({"utter_a": "utter_c"})


# --- days, hours, lists ---


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 3), "Tuesday 3 November"),
        (date(2026, 12, 31), "Thursday 31 December"),
        (date(2027, 1, 1), "Friday 1 January 2027"),
        (date(2025, 11, 23), "Sunday 23 November 2025"),
    ],
)
def test_a_day_in_words_has_its_year_when_it_is_another(day: date, words: str) -> None:
    assert day_in_words(day, today=date(2026, 11, 23)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 1), date(2026, 9, 10), "between 1 and 10 September"),
        (date(2026, 8, 28), date(2026, 9, 10), "between 28 August and 10 September"),
        (date(2025, 9, 1), date(2025, 9, 10), "between 1 and 10 September 2025"),
        (date(2025, 12, 20), date(2026, 1, 10), "between 20 December 2025 and 10 January 2026"),
        (date(2026, 9, 1), date(2026, 9, 1), "on Tuesday 1 September"),
    ],
)
def test_a_rough_time_in_words_names_only_what_is_needed(first: date, last: date, words: str) -> None:
    assert span_in_words(first, last, today=date(2026, 11, 23)) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(9), "9am"), (time(17, 30), "5:30pm"), (time(12), "noon"), (time(0), "12am"), (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"), (time(11, 59), "11:59am"), (time(23), "11pm"), (time(13), "1pm"),
    ],
)  # fmt: skip
def test_a_time_in_words(at: time, words: str) -> None:
    assert time_in_words(at) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [(["one"], "one"), (["one", "two"], "one and two"), (["one", "two", "three"], "one, two and three")],
)
def test_a_list_in_words(items: list[str], words: str) -> None:
    assert list_in_words(items) == words
    assert list_in_words(iter(items)) == words
    assert list_in_words(items, last="or") == words.replace(" and ", " or ")


# --- every response ---


@pytest.mark.parametrize("key", KEYS)
def test_a_response_can_be_rendered_and_leaves_no_brace(key: str) -> None:
    said = rendered(key)
    assert said.text.strip() == said.text != ""
    for words in (said.text, *(button.title for button in said.buttons)):
        assert not re.search(r"[{}]", words)


def test_no_two_responses_say_the_same() -> None:
    """But for short replies (a title, "All right."), where two keys are two meanings; see ``ALIKE``."""
    by_text: dict[str, list[str]] = {}
    for key in KEYS:
        by_text.setdefault(" ".join(texts(key)[0].casefold().split()), []).append(key)
    alike = {frozenset(keys) for keys in by_text.values() if len(keys) > 1}
    assert alike <= ALIKE


ALIKE = {
    frozenset(keys)
    for keys in (
        # one sentence for each question, so that each can be put better alone
        {"utter_missed_fault_or_complaint", "utter_missed_sort_or_log"},
        {"utter_missed_happened_on", "utter_missed_first_told_on"},
        {"utter_missed_employees", "utter_missed_volunteers", "utter_missed_contractors"},
        # a length of the provider's and one of the scheme's: the families have different units
        {"utter_length_working_days", "utter_fact_length_working_days"},
        {"utter_missed_name", "utter_problem_name"},
        {"utter_why_reply_by", "utter_why_reply_address"},
        {"utter_affirm_in_form", "utter_deny_in_form"},
        {"utter_close_next_resolve_email", "utter_close_next_resolve_letter"},
        # the same question: once the case is logged it may be skipped by a button
        {"utter_ask_customer", "utter_ask_customer_logged"},
        VERBATIM,
    )
}


def test_a_button_that_a_customer_may_press_again_stays_the_same_everywhere() -> None:
    """One title, one payload: "Talk to a person" is always the same button."""
    payloads: dict[str, set[str]] = {}
    for response in domain()["responses"].values():
        for button in response[0].get("buttons", []):
            question = '"question"' in button["payload"]
            if not question:
                payloads.setdefault(button["title"], set()).add(button["payload"])
    assert {title for title, those in payloads.items() if len(those) > 1} == set()


# --- used, and all there ---


def sources() -> Iterator[Path]:
    for folder in ("bot", "actions"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".html", ".js", ".txt", ".yml") and file.name != "families.py":
                yield file


@cache
def literals() -> dict[str, str]:
    """Every whole key in the code, with a file that holds it."""
    found: dict[str, str] = {}
    for file in sources():
        for key in re.findall(r"(?<![\w{])utter_[A-Za-z0-9_]+(?![\w{])", file.read_text(encoding="utf-8")):
            if not key.endswith("_") and key != "utter_message":  # the last is the dispatcher's
                found.setdefault(key, file.relative_to(ROOT).as_posix())
    return found


@cache
def prefixes() -> set[str]:
    """The beginnings of keys that the code puts together (``f"utter_ask_{…}"``)."""
    found = set()
    for file in sources():
        if file.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begin = str(node.values[0].value)
                if begin.startswith("utter_"):
                    found.add(begin)
    return found


NEEDED = families.needed(domain()["intents"])
MEMBERS = {key for family in NEEDED.values() for key in family}
OPTIONAL = {key for family in families.optional().values() for key in family}


@pytest.mark.parametrize("key", sorted(literals()))
def test_a_key_in_the_code_is_there(key: str) -> None:
    assert key in WORDS, f"{literals()[key]} says {key}"


@pytest.mark.parametrize("family", sorted(NEEDED))
def test_every_member_of_a_family_is_there(family: str) -> None:
    assert [key for key in NEEDED[family] if key not in WORDS] == []


def test_every_family_in_the_code_is_listed_and_no_other() -> None:
    """``utter_{noted or changed}_…`` and courtesies begin with a bare ``utter_``."""
    listed = (set(NEEDED) | set(families.optional())) - {"_again", "_logged", "_simple"}
    assert prefixes() <= listed
    assert listed - prefixes() <= {"utter_noted_", "utter_changed_"}


def test_every_response_is_used() -> None:
    unused = set(KEYS) - set(literals()) - MEMBERS - OPTIONAL
    assert unused == set()


def constants(node: ast.AST, tree: ast.Module) -> set[object]:
    """What an argument can be: the text itself, or any value of the table of this module that it is looked up in."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)):
        return set()
    tables = [
        each.value
        for each in tree.body
        if isinstance(each, ast.AnnAssign) and getattr(each.target, "id", "") == node.value.id
    ]
    return {
        value.value
        for table in tables
        if isinstance(table, ast.Dict)
        for value in table.values
        if isinstance(value, ast.Constant)
    }


def test_the_reasons_for_a_person_are_those_that_the_code_gives() -> None:
    given: set[object] = set()
    for file in sources():
        if file.suffix != ".py":
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "request_person":
                given |= set().union(*(constants(arg, tree) for arg in node.args))
    given.add("joined")  # an agent who comes in unasked: bot/services/desk/take_over.py
    assert given == set(families.REASONS)


def test_what_the_readers_keep_as_a_code_has_words() -> None:
    """Else a customer reads "account_holder" in the last look."""
    assert set(families.VALUES[Question.REPLY_OFTEN]) == set(often._OFTEN)
    assert set(families.VALUES[Question.CUSTOMER]) == set(choices._CUSTOMER)
    pressed = re.findall(r'"question": "(\w+)", "choice": "(\w+)"', (ROOT / "domain.yml").read_text("utf-8"))
    for question, codes in families.VALUES.items():
        buttons = {choice for asked, choice in pressed if asked == question} - {"unknown", "thats_all"}
        assert buttons <= set(codes), question


def test_the_time_to_act_on_a_decision_has_its_units() -> None:
    rules = load_rules()
    units = {rules[key].unit for key in rules if key.endswith("_company_acts_within")}
    assert units == set(families.ACTS_WITHIN)


# --- plain English ---

LONGEST = 90
SPELT_OUT = {"utter_fact_adr_means": "alternative dispute"}
"""Said once, to somebody who asks what ADR is; the same response says what it means."""
JARGON = (
    "exhaust", "redress", "utilis", "kindly", "regrettabl", "unfortunate", "valued customer", "hereby", "herein",
    "aforementioned", "pursuant", "commence", "terminat", "endeavour", "henceforth", "prior to", "in order to",
    "please be advised", "at your earliest convenience", "inconvenience", "rest assured", "going forward",
    "as per", "escalat", "adjudicat", "stakeholder", "in the event", "in respect of", "with regard to",
    "alternative dispute", "no operators", "operator", "unable to", "invalid",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_a_response_is_short_enough_to_be_read(key: str) -> None:
    assert len(texts(key)[0].split()) <= LONGEST


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_is_short_enough_to_be_followed(key: str) -> None:
    for sentence in re.split(r"(?<=[.?!:;])\s|\n", texts(key)[0]):
        assert len(sentence.split()) <= 30, sentence


@pytest.mark.parametrize("key", KEYS)
def test_a_response_is_in_plain_words(key: str) -> None:
    said = " ".join(texts(key)).casefold()
    assert [word for word in JARGON if word in said and SPELT_OUT.get(key) != word] == []


@pytest.mark.parametrize("key", sorted(SPELT_OUT))
def test_a_term_is_spelt_out_with_its_meaning(key: str) -> None:
    assert SPELT_OUT[key] in texts(key)[0].casefold()
    assert "It means that" in texts(key)[0]


def test_deadlock_is_named_only_where_it_is_explained() -> None:
    shown = {key for key in KEYS if re.search(r"\bdeadlock\b", " ".join(texts(key)), re.IGNORECASE)}
    explained = {"utter_deadlock_letter", "utter_fact_adr_letter"}
    assert {key for key in shown if not key.startswith("utter_reason_")} <= explained
    for key in explained & shown:
        assert "say in writing that it can do no more" in texts(key)[0]


@pytest.mark.parametrize("key", KEYS)
def test_no_sentence_begins_with_a_name_in_small_letters(key: str) -> None:
    """These read within a sentence ("the Communications Ombudsman", "a senior manager")."""
    assert not re.search(r"(?:^|[.?!]\s+|\n)\{(?:scheme|who|by|office)\}", texts(key)[0])


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_guaranteed(key: str) -> None:
    assert "guarant" not in " ".join(texts(key)).casefold()


WILL_ANSWER = re.compile(
    r"\b(?:will|shall|'ll|is going to|are going to)\s+(?:\w+\s+){0,2}?"
    r"(?:reply|respond|answer you|resolve|fix|put (?:it|this|that|a complaint) right|sort|get back|"
    r"write to you|ring you|contact you|be in touch|acknowledge)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("key", KEYS)
def test_a_target_is_aimed_at_and_never_promised(key: str) -> None:
    """``I will answer it here`` is ours to promise: a turn that failed is taken up again."""
    found = WILL_ANSWER.search(texts(key)[0])
    assert found is None, found


@pytest.mark.parametrize(
    "key", [key for key in KEYS if re.match(r"utter_(?:aim|close_target|close_next)_[a-z]+$", key)]
)
def test_words_about_a_target_say_aim(key: str) -> None:
    if key not in ("utter_aim_by", "utter_aim_counting"):
        assert re.search(r"\baims? to\b", texts(key)[0])


@pytest.mark.parametrize("kind", ["utter_aim_respond", "utter_close_target_respond"])
def test_to_respond_is_not_to_resolve(kind: str) -> None:
    assert "A reply may not settle it" in texts(kind)[0]


@pytest.mark.parametrize("key", sorted(set(KEYS) - VERBATIM))
def test_a_response_has_words_of_its_own_and_no_shouting(key: str) -> None:
    own = re.sub(r"\{\w+\}", "", texts(key)[0])
    assert "!" not in own
    assert not re.search(r"\b(?!ADR\b|PDF\b|CISAS\b)[A-Z]{4,}\b", own)
    assert "  " not in texts(key)[0]


@pytest.mark.parametrize("key", KEYS)
def test_no_provider_scheme_number_or_address_stands_in_a_response(key: str) -> None:
    """Those are facts: they come from profiles and rules."""
    said = " ".join(texts(key))
    names = ["netservers", "contactnow", "x communications", "i.t communications", "all communications",
             "cisas", "communications ombudsman", "ofcom"]  # fmt: skip
    assert [name for name in names if name in said.casefold()] == []
    assert not re.search(r"https?://|www\.|\b0\d{3}|\b116 ?123\b|\b999\b|£\d", said)
    assert not re.search(r"[\w.]+@(?!example\.com)[\w.]+", said)


@pytest.mark.parametrize("key", KEYS)
def test_apostrophes_quotes_and_e_mail_are_written_one_way(key: str) -> None:
    said = " ".join(texts(key))
    assert not re.search("[\u2018\u2019\u201c\u201d\u2014]", said)
    if not key.startswith("utter_web_way_"):
        assert not re.search(r"\bemail", said, re.IGNORECASE), "the house writes e-mail"


def test_a_title_of_a_button_is_a_few_words() -> None:
    for key in KEYS:
        for title in texts(key)[1:]:
            assert len(title.split()) <= 8, (key, title)
            assert len(title) <= 60, (key, title)


def test_there_is_always_a_way_to_a_person_where_somebody_may_be_stuck() -> None:
    stuck = ["utter_not_understood", "utter_offer_person", "utter_out_of_scope", "utter_who_am_i",
             "utter_problem_need_reply", "utter_status_not_here", "utter_details_for_what", "utter_anything_else",
             "utter_adr_inverse", "utter_accessible_offer"]  # fmt: skip
    for key in stuck:
        payloads = [button["payload"] for button in domain()["responses"][key][0].get("buttons", [])]
        assert "/request_agent" in payloads, key


def test_a_response_is_given_once() -> None:
    written = re.findall(r"^  (utter_\w+):", (ROOT / "domain.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, times in Counter(written).items() if times > 1] == []
    assert set(written) == set(KEYS)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("too high since October\nthere is smoke", "too high since October. there is smoke"),
        ("It is dead.\n\n  Nobody   rings!\nHelp", "It is dead. Nobody rings! Help"),
        ("one line", "one line"),
        ("", ""),
    ],
)
def test_two_lines_in_one_stay_two_sentences(told: str, line: str) -> None:
    assert in_one_line(told) == line
