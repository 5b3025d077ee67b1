"""Text as HTML: references on one line, our own long links under a name, and everything else escaped."""

from __future__ import annotations

from bot.web.links import case_links, linked, refs

OURS = "https://chat.example/help"
REF = "FL-7KM-3RX-9PT4"


def test_a_reference_stays_on_one_line_and_the_rest_is_escaped() -> None:
    assert refs(f"<b>{REF}</b>, FL-1") == f'&lt;b&gt;<span class="nowrap">{REF}</span>&lt;/b&gt;, FL-1'


def test_our_own_link_of_a_case_has_a_name() -> None:
    said = case_links(f"{REF}: {OURS}/case/abc.d-e_f. Keep it.", OURS)
    assert said == (
        f'<span class="nowrap">{REF}</span>: <a href="{OURS}/case/abc.d-e_f" rel="noreferrer noopener">'
        "the page of the complaint</a>. Keep it."
    )


def test_the_letter_has_a_name_of_its_own() -> None:
    assert ">the letter for the customer</a>" in case_links(f"{OURS}/case/abc/letter", OURS)


def test_an_address_of_anybody_else_stays_text() -> None:
    for other in (
        "https://evil.example/case/abc",
        f"{OURS}.evil.example/case/abc",
        f"{OURS}/desk/cases/{REF}",
    ):
        assert "<a" not in case_links(f"See {other} <i>", OURS)
        assert "&lt;i&gt;" in case_links(f"See {other} <i>", OURS)


def test_in_a_mail_each_address_is_a_link_and_nothing_else_is() -> None:
    assert linked(f"{REF} (https://a.example/x)") == (
        f'<span class="nowrap">{REF}</span> (<a href="https://a.example/x" rel="noreferrer noopener">'
        "https://a.example/x</a>)"
    )
    for other in (
        "javascript:alert(1)",
        "ftp://a.example",
        "www.a.example",
        "ann@example.com",
        "data:text/html,x",
    ):
        assert linked(other) == other
    assert "<b>" not in linked('https://a.example/"><b>x')
