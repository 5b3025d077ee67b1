"""Every question of fact at every provider: an answer, in whole words, with no number that stands nowhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.yaml_files import load_providers
from bot.config import ROOT
from bot.decisions.topic import Topic
from bot.services.answers.answer import ANSWERS, answer_topic
from bot.services.context import Context
from tests.support.context import Clock, make_context

PROVIDERS = load_providers()
TOPICS = [
    pytest.param(topic, id=topic.value)
    for topic in Topic
    if topic is not Topic.EARLY_REFERRAL  # asks for something to be done
]
each_topic = pytest.mark.parametrize("topic", TOPICS)
each_provider = pytest.mark.parametrize("slug", PROVIDERS)

_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
_COUNT = rf"(?P<count>\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)})"
_LENGTHS = re.compile(
    rf"\b{_COUNT}(?: and a half)? (?:working |calendar |full |clear )?(?:days?|weeks?|months?|years?|hours?)\b",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"£(?P<count>\d[\d,]*(?:\.\d+)?)")
_NO_LENGTHS = {
    "sources",
    "lines",
    "phone",
    "email",
    "url",
    "href",
    "post",
    "value",
    "note",
    "verified_on",
    "hours",
}
"""Keys under which numbers are dates, addresses and phone numbers."""
_ANY_NUMBER = re.compile(rf"\b(?:\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)})\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return make_context(tmp_path_factory.mktemp("answers"), Clock())


def bubbles(context: Context, slug: str, topic: Topic, text: str = "") -> list[str]:
    return [said.text for said in answer_topic(context, context.provider(slug), topic, text)]


def number(written: str) -> float:
    return float(_WORDS.get(written.lower(), written.replace(",", "")))


def numbers_in(value: Any) -> set[float]:
    """Every number anywhere in a value."""
    if isinstance(value, dict):
        parts = [part for key, part in value.items() if key not in _NO_LENGTHS]
        return {each for part in parts for each in numbers_in(part)}
    if isinstance(value, list | tuple):
        return {each for part in value for each in numbers_in(part)}
    return {number(written) for written in _ANY_NUMBER.findall(str(value))}


def values_of(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@cache
def in_the_rules() -> frozenset[float]:
    """What stands in a value of a rule; dates, links and notes are no values."""

    def values(node: Any) -> list[Any]:
        if isinstance(node, dict):
            own = [node["value"]] if "value" in node else []
            return own + [each for part in node.values() for each in values(part)]
        return [each for part in node for each in values(part)] if isinstance(node, list) else []

    files = (file for file in (ROOT / "bot" / "rules").glob("*.yml") if file.name != "schemes.yml")
    return frozenset(numbers_in([values(values_of(file)) for file in files]))


@cache
def in_the_profile(slug: str) -> frozenset[float]:
    return frozenset(numbers_in(values_of(ROOT / "bot" / "providers" / f"{slug}.yml")))


@cache
def never_given() -> tuple[str, ...]:
    listed = values_of(ROOT / "bot" / "rules" / "schemes.yml")["never_give"]
    return tuple(each["words"].lower() for each in listed)


@each_topic
@each_provider
def test_a_question_of_fact_has_an_answer_in_whole_words(context: Context, slug: str, topic: Topic) -> None:
    said = bubbles(context, slug, topic)
    assert said
    for bubble in said:
        assert bubble == bubble.strip()
        assert (
            bubble[-1] in ".?!:" or bubble.splitlines()[-1].startswith("•") or "http" in bubble.split()[-1]
        ), bubble
        assert not set("{}") & set(bubble)
        assert "None" not in bubble
        assert "utter_" not in bubble
    assert len(said) == len(set(said))


@each_topic
@each_provider
def test_no_name_or_address_of_the_past_is_given(context: Context, slug: str, topic: Topic) -> None:
    said = " ".join(bubbles(context, slug, topic)).lower()
    assert [words for words in never_given() if words in said] == []


@each_topic
@each_provider
def test_every_length_of_time_and_every_sum_stands_in_a_rule_or_on_that_providers_page(
    context: Context, slug: str, topic: Topic
) -> None:
    said = " ".join(bubbles(context, slug, topic))
    told = {number(found["count"]) for pattern in (_LENGTHS, _POUNDS) for found in pattern.finditer(said)}
    assert told - in_the_rules() - in_the_profile(slug) == set()


def test_the_looking_for_numbers_finds_numbers() -> None:
    text = "10 working days, £10,000, eight weeks, £10.34 a day, 6 months"
    found = {number(each["count"]) for pattern in (_LENGTHS, _POUNDS) for each in pattern.finditer(text)}
    assert found == {10, 10_000, 8, 10.34, 6}
    assert 6 in in_the_rules()
    assert 10 in in_the_profile("netservers")
    assert 77 not in in_the_rules()


# --- topics, training lines and pages name the same things ---


@cache
def trained() -> dict[str, list[str]]:
    """The training lines of each topic."""
    lines: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in values_of(file).get("nlu") or []:
            topic = (block.get("metadata") or {}).get("topic")
            if topic:
                examples = [line for line in str(block["examples"]).splitlines() if line.strip()]
                lines.setdefault(topic, []).extend(examples)
    return lines


@each_topic
def test_a_topic_has_an_answer(topic: Topic) -> None:
    assert topic in ANSWERS


def test_nothing_answers_that_is_no_topic_and_early_referral_is_something_to_do() -> None:
    assert set(ANSWERS) <= set(Topic)
    assert Topic.EARLY_REFERRAL not in ANSWERS


@pytest.mark.parametrize("topic", [*TOPICS, Topic.EARLY_REFERRAL])
def test_a_topic_has_training_lines(topic: Topic) -> None:
    assert len(trained().get(topic, [])) >= 10


def test_no_training_line_is_about_a_topic_that_is_not_there() -> None:
    assert set(trained()) <= set(Topic)


@each_provider
def test_each_statement_of_a_page_is_heard_on_some_topic(slug: str) -> None:
    assert [each.text for each in PROVIDERS[slug].statements() if not each.answers] == []


SAID_OTHERWISE = {Topic.BANK_HOLIDAYS, Topic.WEEKENDS, Topic.CONTACT_EMAIL, Topic.CONTACT_POST}
"""What a page leaves out of these is told from its hours and channels, in other words."""


def _statements() -> list[Any]:
    return [
        pytest.param(
            slug,
            topic,
            each.text,
            id=f"{slug}, {topic}, {each.text[:40]}",
        )
        for slug, profile in PROVIDERS.items()
        for each in profile.statements()
        for topic in each.answers
        if topic is not Topic.EARLY_REFERRAL and not (each in profile.gaps and topic in SAID_OTHERWISE)
    ]


@pytest.mark.parametrize(("slug", "topic", "text"), _statements())
def test_a_statement_is_said_when_its_topic_is_asked(
    context: Context, slug: str, topic: Topic, text: str
) -> None:
    assert text in " ".join(bubbles(context, slug, topic))


@pytest.mark.parametrize(
    ("slug", "topic", "asked", "due"),
    [
        (
            "x-communications",
            Topic.HOW_DAYS_COUNT,
            "Sent you an email Friday just gone, the 20th. By when is it put right?",
            "Friday 27 November",
        ),
        (
            "contactnow",
            Topic.ACKNOWLEDGEMENT,
            "Phoned it in on Friday the 20th. When do I hear?",
            "Monday 23 November",
        ),
        (
            "all-communications",
            Topic.REPLY_OR_FIX,
            "My letter reached you Monday the 16th. When is it settled?",
            "Monday 30 November",
        ),
    ],
)
def test_a_day_that_they_name_gets_the_day_of_its_target(
    context: Context, slug: str, topic: Topic, asked: str, due: str
) -> None:
    said = answer_topic(context, context.provider(slug), topic, asked)
    assert due in said[0].text


@pytest.mark.parametrize(
    ("slug", "topic", "text", "first"),
    [
        ("contactnow", Topic.ADR_WHO_CAN, "exactly ten of us", "As far as we know, 10 is not too many"),
        ("x-communications", Topic.ADR_WHO_CAN, "12 on the payroll", "As far as we know, 12 is too many"),
        ("it-communications", Topic.WHAT_TO_INCLUDE, "must I supply screenshots?", "You don't need all of it"),
        ("all-communications", Topic.CONTACT_ONLINE, "is zest4customers a scam", "Here is what the complaints page of"),
        ("netservers", Topic.CONTACT_POST, "the envelope for the manager", "A letter that asks for"),
        ("netservers", Topic.ESCALATION_LETTER, "my letter got to you on 19 november, when is his reply due",
         "If it reaches them on Thursday 19 November, that is by Thursday 3 December."),
        ("netservers", Topic.ESCALATION_LETTER, "my letter was signed for on Monday 2 November, are you late?",
         "If it reaches them on Monday 2 November, that is by Monday 16 November."),
        ("x-communications", Topic.ESCALATION_LETTER, "what of mine has she got to put in the letter?",
         "X.Communications asks for"),
        ("netservers", Topic.ESCALATION_LETTER, "which details go into our letter?", "Netservers asks for this"),
        ("netservers", Topic.ESCALATION_LETTER, "which details go into the letter to the manager?", "Send a letter"),
        ("contactnow", Topic.WHAT_TO_INCLUDE, "by e-mail, what do I need to make clear in it", "• Phone"),
        ("contactnow", Topic.WHO_DEALS_WITH_IT, "is the first reply from a real manager",
         "The first answer comes from the"),
        ("contactnow", Topic.MANAGER_TIME, "do I have to wait the fortnight before asking",
         "The complaints page of ContactNow names no"),
        ("contactnow", Topic.CONTACT_PHONE, "what does it cost me to ring",
         "The complaints page of ContactNow does not say what"),
        ("contactnow", Topic.LARGE_PRINT_BRAILLE, "on an audio CD?",
         "The complaints page of ContactNow does not mention that"),
        ("x-communications", Topic.ADR_ALL_STEPS_FIRST, "You missed the five days. Straight to the ombudsman?",
         "As far as we know, a missed"),
        ("x-communications", Topic.TICKET_OR_COMPLAINT, "does a ticket land in the support pile?",
         "A ticket goes to a Customer"),
        ("netservers", Topic.RECORDED, "how long are recordings kept",
         "The complaints page of Netservers does not say how long"),
        ("netservers", Topic.MANAGER_TIME, "it reached them on Monday 30 November, when is it up",
         "The page gives 10 working days"),
        ("all-communications", Topic.COMPLAIN_BY_PHONE, "a ticket rather than ring? I hate phones", "• Online form"),
        ("all-communications", Topic.ESCALATION_HOW, "told on the phone they cannot solve it",
         "If your complaint cannot be sorted on the phone"),
        ("x-communications", Topic.ADR_WHO_CAN, "just a home customer, does it cover me",
         "The Communications Ombudsman takes home"),
        ("x-communications", Topic.ADR_LETTER, "with the letter, do I still wait six weeks",
         "Once you have that letter"),
        ("x-communications", Topic.REPLY_OR_FIX, "If I email a complaint today, by which date?",
         "X.Communications aims to"),
        ("netservers", Topic.CONTACT_POST, "Where do I post it? I don't do emails", "• Letter: Customer Services"),
        ("x-communications", Topic.ADR_WHO_CAN, "we run a care home", "It is for people who are"),
        ("x-communications", Topic.CONTACT_EMAIL, "contact details to put in a complaint by email", "• E-mail"),
        ("netservers", Topic.OFCOM, "name the schemes which Ofcom has approved", "As far as we know, these are"),
        ("all-communications", Topic.ADR_LETTER, "your fella said no. what reason", "You can go to the ombudsman"),
        ("all-communications", Topic.KEPT_INFORMED, "if you give up does it go quiet", "If All Communications cannot"),
        ("contactnow", Topic.MANAGER_TIME, "once a manager has it how oftn will i hear", "After the first response"),
        ("it-communications", Topic.WHAT_IS_SCHEME, "will you be helpful with an outside body", "CISAS can help"),
        ("contactnow", Topic.WHICH_SCHEME, "what are the names of them all", "As far as we know, these are"),
    ],
)  # fmt: skip
def test_what_they_name_themselves_is_answered_first(
    context: Context, slug: str, topic: Topic, text: str, first: str
) -> None:
    assert bubbles(context, slug, topic, text)[0].startswith(first)


@pytest.mark.parametrize(
    ("slug", "topic", "text", "said"),
    [
        ("all-communications", Topic.CONTACT_ONLINE, "by email or a web form?", "info@allcommunications.com"),
        ("it-communications", Topic.CONTACT_ONLINE, "emailing him, where does the ticket go", "number in the subject"),
        ("x-communications", Topic.WHAT_TO_SAY, "what do i pick and who reads it", "Experience Representative"),
        ("x-communications", Topic.COMPLAIN_IN_WRITING, "what should he put in", "customer reference"),
    ],
)  # fmt: skip
def test_a_question_for_two_things_gets_both(
    context: Context, slug: str, topic: Topic, text: str, said: str
) -> None:
    assert said in " ".join(bubbles(context, slug, topic, text))


def test_a_letter_for_the_manager_gets_one_address(context: Context) -> None:
    said = " ".join(
        bubbles(context, "netservers", Topic.CONTACT_POST, "envelope for the manager, whose attention")
    )
    assert "Complaints Manager" in said
    assert "Customer Services," not in said


def test_that_a_fix_may_take_long_is_no_answer_about_other_companies(context: Context) -> None:
    said = " ".join(bubbles(context, "all-communications", Topic.OTHER_COMPANIES, "when their bit breaks"))
    assert "not always possible" not in said
    assert "takes responsibility" in said


@pytest.mark.parametrize(
    ("slug", "asked", "theirs", "not_with"),
    [
        (
            "netservers",
            "what is CISAS?",
            "CISAS decides disputes",
            "is not with CISAS but with the Communications",
        ),
        (
            "it-communications",
            "what is the communications ombudsman?",
            "The Communications Ombudsman decides disputes",
            "is not with the Communications Ombudsman but with CISAS",
        ),
    ],
)
def test_what_the_other_scheme_is_is_said_of_that_one_and_that_it_is_not_theirs(
    context: Context, slug: str, asked: str, theirs: str, not_with: str
) -> None:
    said = " ".join(bubbles(context, slug, Topic.WHAT_IS_SCHEME, asked))
    assert theirs in said
    assert not_with in said
