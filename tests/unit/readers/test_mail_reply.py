"""What somebody wrote now, in mails as programs really write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.readers.mail_reply import new_words

OURS = "Netservers complaints <complaints+r1@netservers.example>"

REPLIES = {
    "Gmail": (
        f"Still down.\n\nAgain today.\n\nOn Mon, 23 Nov 2026 at 10:05, {OURS}\nwrote:\n\n> Hello Sam,\n>\n> We do.\n",
        "Still down.\n\nAgain today.",
    ),
    "Gmail, the name broken over three lines": (
        "Ok\n\nOn Mon, 23 Nov 2026 at 10:05, Netservers\ncomplaints <complaints+r1@n.example>\nwrote:\n> Hello",
        "Ok",
    ),
    "Outlook": (
        "Still broken.\r\n\r\nKind regards,\r\nSam\r\n\r\n________________________________\r\n"
        f"From: {OURS}\r\nSent: Monday, November 23, 2026 10:05 AM\r\nTo: Sam\r\nSubject: X\r\n\r\nHello",
        "Still broken.\n\nKind regards,\nSam",
    ),
    "Outlook without a line": (
        "Ring me.\n\nFrom: Netservers complaints\nSent: 23 November 2026 10:05\nTo: Sam\nSubject: X\n\nHello Sam",
        "Ring me.",
    ),
    "Outlook with stars": (
        "Ring me.\n\n*From:* Netservers\n*Sent:* Monday\n*Subject:* X\n\nHello",
        "Ring me.",
    ),
    "iPhone": (
        f"No one rang.\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 10:05, {OURS} wrote:\n> \n> Hello Sam,\n",
        "No one rang.",
    ),
    "Samsung": (
        "Hi it's broken\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Netservers\n\nHello",
        "Hi it's broken",
    ),
    "Yahoo": (
        "still bad\n\n  On Monday 23 November 2026 at 10:05:12 GMT, Netservers <c@n.example> wrote:  \n \n Hello.",
        "still bad",
    ),
    "German": (f"Nein.\n\nAm Mo., 23. Nov. 2026 um 10:05 schrieb {OURS}:\n> Hello", "Nein."),
    "forwarded": ("See this.\n\nBegin forwarded message:\n\nFrom: x", "See this."),
    "answer below the quotation": (
        f"On Mon, 23 Nov 2026 at 10:05, {OURS} wrote:\n> Hello Sam,\n>\n> When did it begin?\n\nOn 3 November.\n",
        "On 3 November.",
    ),
    "answers between": (
        "See below.\n\n> When did it happen?\n\nOn 3 November.\n\n> Who did you talk to?\n\nJo.",
        "See below.\n\n> When did it happen?\n\nOn 3 November.\n\n> Who did you talk to?\n\nJo.",
    ),
    "signature": ("It is slow.\n\n-- \nSam Carter\n12 High Street\n", "It is slow."),
    "nothing but a quotation": ("> Hello Sam,\n> We have it.", ""),
    "nothing at all": ("", ""),
}


@pytest.mark.parametrize("text, words", REPLIES.values(), ids=REPLIES)
def test_what_they_wrote_stays_and_what_they_quote_goes(text: str, words: str) -> None:
    assert new_words(text) == words


STAYS = {
    "a list": "Three things went wrong:\n- the line dropped\n- nobody rang\n- the bill is too high\n\nPlease fix it.",
    "thanks in the middle": "Thanks,\nthat did not help.\nIt is still broken.",
    "regards": "Please ring me.\n\nKind regards\n\nSam Carter\nDirector",
    "what somebody wrote to them": "On Monday at 10:30 your man wrote:\n\nwe will not pay\n\nThat is not good enough.",
    "a sentence that begins like a header": "From: what I saw, it is your fault.\n\nTo be honest I have had enough.",
    "dashes as a line": "First this.\n--\nThen\nthat\nand\nthat\nand\nmore\nof\nit\nand\nstill more.",
    "warning": "Warning: the mast is on fire.\nDisclaimer: I am no expert.",
    "a line of underscores": "Before\n____________\nAfter",
    "sent from the shop": "Sent from the warehouse on Monday, it never came.",
    "an address and a colon": "Write to me at <sam@example.org>:\nI read it daily.",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_words_that_only_look_like_a_quotation_stay(text: str) -> None:
    assert new_words(text) == text


SLOW = {
    "blank lines": "\n" * 40_000,
    "On": "On a " * 20_000,
    "On on lines": "On a\n" * 20_000,
    "wrote": "On x wrote\n" * 10_000,
    "quotes": "> " * 50_000,
    "quoted On": "> On <a@b.c>\n" * 10_000,
    "addresses": "<a@b" * 20_000,
    "headers": "From: \n" * 20_000,
    "lines": "_" * 100_000,
    "blanks": " " * 100_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_mail_takes_long(text: str) -> None:
    began = time.perf_counter()
    new_words(text)
    assert time.perf_counter() - began < 1


@given(st.text(alphabet="On wrote:<a@b>\n> -_From:Sent", max_size=200))
def test_nothing_breaks_it_and_again_changes_nothing_that_was_not_there(text: str) -> None:
    kept = new_words(text)
    assert set(kept.split()) <= set(text.split())
