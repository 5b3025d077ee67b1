"""The net that catches an invented figure: what it takes for one, and on what a figure may rest."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.customer import BotLine, Told
from tests.support.figures import figures_in
from tests.support.sources import at_noon, unfounded

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("by Tuesday 3 November.", [date(2026, 11, 3)]),
        ("from Monday 4 January 2027, as far as we know", [date(2027, 1, 4)]),
        ("by Monday 3 November", ["not a Monday: 2026-11-03"]),
        ("on 31 February", ["no such day: 31 February"]),
        ("Since July 2023 it is called that", [(2023, 7)]),
        ("within 10 working days", [(10, "working day")]),
        ("once 6 weeks and twelve months are over", [(6, "week"), (12, "month")]),
        ("after two full working days", [(2, "working day")]),
        ("up to £10,000 or £10.34", [1_000_000, 1034]),
        ("phone 01702 668836. They are open", ["01702668836"]),
        ("call 999 now, or 116 123, free", ["999", "116123"]),
        ("write to customerexperience@xcomm.co.uk.", ["customerexperience@xcomm.co.uk"]),
        ("start here: https://www.cedr.com/consumer/cisas/", ["www.cedr.com/consumer/cisas"]),
        ("see support.xcomm.co.uk for it", ["support.xcomm.co.uk"]),
        ("Cambridge, CB5 8LA.", ["CB58LA"]),
        ("I.T Communications has no figure in it. FL-CH7-3LL-VD25", []),
    ],
)
def test_every_kind_of_figure_is_seen(text: str, values: list[object]) -> None:
    assert [figure.value for figure in figures_in(text, TODAY)] == values


def said(text: str, *told: str, provider: str = "it-communications") -> list[str]:
    at = at_noon(TODAY)
    line = BotLine(provider, text, tuple(Told(each, at) for each in told), at, "http://127.0.0.1:8000/")
    return [figure.said for figure in unfounded(line)]


@pytest.mark.parametrize(
    "invented",
    [
        "They aim to reply by Tuesday 1 December.",
        "They aim to reply within 7 working days.",
        "You can go there after 4 weeks.",
        "You may get £75 for it.",
        "Ring 01702 668837.",
        "Write to complaints@itcommunications.co.uk.",
        "See https://www.cisas.org.uk for that.",
        "Their office is at SS1 1AA.",
    ],
)
def test_an_invented_figure_is_caught(invented: str) -> None:
    assert len(said(invented, "You charged me twice")) == 1


def test_an_old_address_of_the_ombudsman_is_no_source() -> None:
    assert said("Write to osenquiries@os-communications.org", provider="netservers") != []
    assert said("Start at https://www.ombudsman-services.org/", provider="all-communications") != []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They aim to reply within 5 working days, by Monday 30 November.", "You charged me twice"),
        ("On its page it says 8 weeks. Since 8 April 2026 the rule is 6 weeks.", "can I go yet?"),
        ("You told them on Thursday 5 November: from Thursday 17 December.", "I rang on 5 November"),
        ("That is Thursday 1 October to Saturday 10 October.", "early October"),
        ("You told them on Monday 5 October.", "it's been 7 weeks now am I allowed"),
        ("Please apply by Friday 19 November 2027.", "the letter is of 20 November"),
        ("A person aims to reply by the end of Tuesday 24 November.", "a person please"),
        ("The reply goes to: jo@example.org, 07700 900123, CB1 2AB", "jo@example.org 07700 900123 CB1 2AB"),
        ("How much: £40", "forty quid"),
        ("They can award up to £10,000.", "how much"),
        ("Phone: 01702 668836. CISAS: 020 7520 3814.", "number?"),
        ("How often to hear: every two weeks", "once a fortnight"),
        ("All your dates: http://127.0.0.1:8000/case/abc.def", "thanks"),
    ],
)
def test_what_has_a_source_passes(text: str, told: str) -> None:
    assert said(text, told) == []


def test_a_spoken_code_that_looks_like_a_postcode_is_none() -> None:
    assert said("If you phone, read out this code: PM7 4HD. With it they can open this chat.") == []
    assert said("Their office is at PM7 4HD.") == ["PM7 4HD"]
