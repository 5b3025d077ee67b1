from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.errors import BrokenWording

FACTS: dict[str, dict[str, Any]] = {
    "case_copy": {
        "provider": "Netservers",
        "reference": "FL-7KM-3RX-9PT4",
        "link": "https://chat.example/case/copy/9f2c",
        "minutes": 60,
    },
    "confirm_code": {"provider": "Netservers", "code": "123456", "minutes": 10},
    "identity_code": {"provider": "Netservers", "code": "123456", "minutes": 10},
    "case_opened": {
        "provider": "Netservers",
        "reference": "NS-7K2M",
        "target_words": "We aim to send an answer by Friday 27 November.",
        "contact_point": "Write to support@netservers.co.uk.",
        "adr_words": "You can go to CISAS from Monday 4 January.",
        "page_words": "Your dates are on this page: https://example.com/case/9f2c",
    },
    "page_corrected": {
        "provider": "Netservers",
        "on": "Saturday 28 November 2026",
        "weeks": 6,
        "months": 12,
        "scheme": "the Communications Ombudsman",
        "does": "It decides disputes.",
        "independent": "It is independent of us.",
        "cost": "It is free for customers.",
        "who": "It is for customers at home.",
        "url": "https://www.commsombudsman.org",
    },
    "case_news": {"provider": "Netservers", "words": "It comes later. The new day is Friday 4 December."},
    "case_alert": {
        "provider": "Netservers",
        "subject": "A promise was missed",
        "what": "Nobody has put down that it was kept.",
        "about": "complaint FL-7KM-3RX-9PT4",
        "told": "They were told by e-mail today.",
        "desk_link": "https://chat.example/desk/cases/FL-7KM-3RX-9PT4",
    },
    "still_sorted": {
        "provider": "Netservers",
        "reference": "NS-7K2M",
        "day": "Monday 23 November",
        "yes_link": "https://example.com/still-sorted/yes",
        "no_link": "https://example.com/still-sorted/no",
        "until": "Thursday 10 December",
    },
    "person_wanted": {
        "provider": "Netservers",
        "reason": "asked",
        "about": "complaint FL-7KM-3RX-9PT4",
        "desk_link": "https://chat.example/desk/cases/FL-7KM-3RX-9PT4",
    },
    "words_passed_on": {
        "provider": "Netservers",
        "about": "chat 3f2a91c8",
        "told": "The engineer came late.\n\nHe walked mud in.",
        "desk_link": "https://chat.example/desk/conversations/3f2a91c8",
    },
    "issued_letter": {"subject": "We have your complaint", "words": "Dear Ann,\n\nThank you."},
    "letter_waiting": {
        "provider": "Netservers",
        "reference": "NS-7K2M",
        "number": "NS-2026-0007",
        "page_words": "Your dates are on this page: https://example.com/case/9f2c",
    },
    "to_manager": {
        "provider": "Netservers",
        "reference": "NS-7K2M",
        "who": "the Customer Services Manager",
        "to": "Attn: Complaints Manager\nNetservers Ltd.",
        "written_on": "23 November 2026",
        "story": "My line is dead.\n\nNobody rings back.",
    },
}
OPTIONAL: dict[str, dict[str, Any]] = {
    "case_copy": {},
    "confirm_code": {"reference": "NS-7K2M"},
    "identity_code": {},
    "case_opened": {"name": "Zoë O'Hara & Sons <Ltd>"},
    "page_corrected": {
        "phone": "0330 440 1614",
        "email": "enquiry@commsombudsman.org",
        "post": "PO Box 730\nWarrington",
        "ways": "Phone: [your number]",
        "formats": "large print and Braille",
    },
    "person_wanted": {
        "needs": "no phone calls, only in writing",
        "contact": "ann@example.com",
        "promised_by": "Tuesday 24 November",
    },
    "words_passed_on": {},
    "case_news": {
        "name": "Ann",
        "reference": "NS-7K2M",
        "page_words": "Your dates are on this page: https://example.com/case/9f2c",
        "contact_point": "Write to support@netservers.co.uk.",
    },
    "case_alert": {"words": "it is off again", "contact": "ann@example.com"},
    "still_sorted": {"name": "Ann"},
    "issued_letter": {"page_words": "Your dates are on this page: https://example.com/case/9f2c"},
    "letter_waiting": {
        "scheme": "CISAS",
        "url": "https://www.cedr.com/consumer/cisas/",
        "phone": "020 7520 3814",
    },
    "to_manager": {
        "name": "Ann",
        "address": "10 High Street\nLeeds",
        "reply": "Please reply by e-mail.",
        "outcome": "A refund of £30.",
        "told_on": "5 November 2026",
    },
}


@pytest.fixture
def letters() -> TemplateLetters:
    return TemplateLetters()


def test_every_letter_there_is_has_its_facts_here(letters: TemplateLetters) -> None:
    assert set(letters.names()) == set(FACTS) == set(OPTIONAL)


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_given_is_said(letters: TemplateLetters, name: str) -> None:
    facts = FACTS[name] | OPTIONAL[name]
    letter = letters.render(name, facts)
    text = f"{letter.subject}\n{letter.body}"
    assert all(line in text for fact in facts.values() for line in str(fact).splitlines())


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("empty", [{}, None, ""], ids=["absent", "None", "empty"])
def test_optional_facts_leave_no_hole(letters: TemplateLetters, name: str, empty: object) -> None:
    facts = dict(FACTS[name])
    if empty != {}:
        facts |= dict.fromkeys(OPTIONAL[name], empty)
    letter = letters.render(name, facts)
    assert "None" not in letter.body
    assert "\n\n\n" not in letter.body
    assert " ," not in letter.body
    assert " \n" not in letter.body


@pytest.mark.parametrize("name, fact", [(name, fact) for name, facts in FACTS.items() for fact in facts])
def test_a_missing_fact_is_an_error_never_a_gap(letters: TemplateLetters, name: str, fact: str) -> None:
    facts = {key: value for key, value in FACTS[name].items() if key != fact}
    with pytest.raises(BrokenWording, match=name):
        letters.render(name, facts)


def test_a_customers_words_are_printed_not_run(letters: TemplateLetters) -> None:
    facts = FACTS["case_opened"] | {"name": "{{ 7 * 7 }} {% if %}"}
    assert "{{ 7 * 7 }} {% if %}" in letters.render("case_opened", facts).body


def test_a_line_break_in_a_fact_does_not_leave_the_subject(letters: TemplateLetters) -> None:
    facts = FACTS["confirm_code"] | {"code": "123456\nBcc: eve@example.com"}
    assert "\n" not in letters.render("confirm_code", facts).subject


def test_a_letter_without_a_subject_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Hello\n")
    with pytest.raises(BrokenWording, match="Subject"):
        TemplateLetters(tmp_path).render("bare", {})
