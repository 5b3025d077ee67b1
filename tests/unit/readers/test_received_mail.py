"""Mails as they really come: read whatever their form, and nothing in them makes it fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.mail_in import Bounced, MailFile, ReceivedMail
from bot.readers.html_words import html_words
from bot.readers.received_mail import Limits, read_mail, recipients_of
from tests.support.mails import HOME, SAM, bounce, raw, reply

LIMITS = Limits(characters=1_000, files=3, picture=100)
TO = "complaints+r1@it-communications.example"


def read(content: bytes | str) -> ReceivedMail:
    return read_mail(content if isinstance(content, bytes) else content.encode(), LIMITS, HOME)


def test_a_plain_answer() -> None:
    mail = read(raw(reply(TO)))
    assert (mail.sender, mail.recipients, mail.text) == (SAM, (TO,), "It is still down.")
    assert not mail.automatic
    assert mail.bounced is None


def test_what_was_quoted_is_not_in_it() -> None:
    text = f"No.\n\nOn Mon, 23 Nov 2026 at 10:05, I.T <{TO}> wrote:\n> Hello Sam"
    assert read(raw(reply(TO, text))).text == "No."


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"])
def test_every_header_that_says_whom_it_was_for_is_looked_at(header: str) -> None:
    assert TO in read(f"From: a@b.example\n{header}: I.T <{TO}>\n\nhello").recipients


CHARSETS = [
    ("utf-8", "£45 – Zoë"),
    ("iso-8859-1", "£45 Zoë"),
    ("windows-1252", "£45 – Zoë"),
    ("utf-16", "£45 – Zoë"),
    ("koi8-r", "Привет"),
]


@pytest.mark.parametrize("charset, text", CHARSETS)
def test_odd_alphabets_are_read(charset: str, text: str) -> None:
    import base64

    body = base64.b64encode(text.encode(charset)).decode()
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    assert read(head + body).text == text


@pytest.mark.parametrize("charset", ["no-such-charset", "", "utf-8", "unicode-1-1-utf-7"])
def test_a_charset_that_is_wrong_or_unknown_loses_no_words(charset: str) -> None:
    head = (
        f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    assert "still down" in read(head.encode() + "£45 Zoë, still down".encode("cp1252")).text


HTML = """<html><head><style>p{}</style><title>x</title></head><body><p>It is <b>still</b> down.</p>
<ul><li>nobody rang</li></ul><script>alert(1)</script><img src="https://tracker.example/x.gif">
<div class="gmail_quote">On Monday, I.T wrote:<blockquote type="cite">Hello Sam</blockquote></div></body></html>"""


def test_a_mail_that_is_html_only_is_read_as_words() -> None:
    mail = reply(TO)
    mail.set_content(HTML, subtype="html")
    text = read(raw(mail)).text
    assert "It is still down." in text
    assert "nobody rang" in text
    for gone in ("Hello Sam", "alert", "tracker", "p{}"):
        assert gone not in text


def test_outlooks_quotation_goes_with_all_behind_it() -> None:
    page = '<div><p>Ring me.</p><div id="divRplyFwdMsg">From: I.T</div><div>Hello Sam</div></div>'
    assert html_words(page) == "Ring me."


HARD = {
    "deep": "<div>" * 5_000 + "x",
    "tables": "<table><tr><td>" * 400,
    "lists": "<ul><li>" * 2_000,
    "nothing": "",
    "a comment": "<!-- -->",
    "broken": "<p>a<<<b</p></p></html><p",
    "nul": "<p>a\x00b</p>",
    "an encoding": '<?xml version="1.0" encoding="utf-8"?><p>a</p>',
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
    "a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;</p>',
}


@pytest.mark.parametrize("page", HARD.values(), ids=HARD)
def test_no_html_makes_it_fail_or_reads_a_file(page: str) -> None:
    assert "root:" not in html_words(page)


def test_plain_words_go_before_html() -> None:
    mail = reply(TO, "plain words")
    mail.add_alternative("<p>other words</p>", subtype="html")
    assert read(raw(mail)).text == "plain words"


def test_an_empty_plain_part_gives_way_to_the_html_beside_it() -> None:
    mail = reply(TO, " \n")
    mail.add_alternative("<p>the words</p>", subtype="html")
    assert read(raw(mail)).text == "the words"


def test_files_come_with_it_and_logos_and_signatures_do_not() -> None:
    mail = reply(TO)
    mail.add_attachment(b"%PDF-1.7 bill", maintype="application", subtype="pdf", filename="bill.pdf")
    mail.add_attachment(
        b"\x89PNG" + b"x" * 20, maintype="image", subtype="png", cid="<logo>", disposition="inline"
    )
    mail.add_attachment(
        b"\x89PNG" + b"x" * 200, maintype="image", subtype="png", cid="<shot>", disposition="inline"
    )
    mail.add_attachment(b"sig", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    files = read(raw(mail)).files
    assert files == (
        MailFile("bill.pdf", b"%PDF-1.7 bill"),
        MailFile("picture-2.png", b"\x89PNG" + b"x" * 200),
    )


def test_more_files_than_a_mail_may_bring_are_left() -> None:
    mail = reply(TO)
    for number in range(9):
        mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert len(read(raw(mail)).files) == 3


def test_what_stands_in_a_mail_that_is_attached_whole_is_no_word_of_theirs() -> None:
    mail = reply(TO, "See this.")
    mail.add_attachment(reply("x@y.example", "Somebody else's words"))
    assert read(raw(mail)).text == "See this."


AUTOMATIC = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated (vacation)"},
    {"Precedence": "bulk"},
    {"Precedence": "auto_reply"},
    {"X_Autoreply": "yes"},
    {"X_Autorespond": "x"},
    {"List_Id": "<news.example>"},
    {"Return_Path": "<>"},
    {"Subject": "Automatic reply: Your complaint"},
    {"Subject": "Out of office: back on Monday"},
]


@pytest.mark.parametrize("headers", AUTOMATIC)
def test_what_a_program_answered_is_known(headers: dict[str, str]) -> None:
    mail = read(raw(reply(TO, **headers)))
    assert mail.automatic
    assert (mail.text, mail.files) == ("", ())


@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "no"}, {"Precedence": "normal"}, {"Subject": "Re: Out of office?"}]
)
def test_what_a_person_wrote_is_not_taken_for_a_program(headers: dict[str, str]) -> None:
    assert not read(raw(reply(TO, **headers))).automatic


def test_our_own_mail_that_came_back_round_is_ours_and_a_colleague_at_the_same_mailbox_is_not() -> None:
    assert read(raw(reply(TO, sender=HOME, Auto_Submitted="auto-generated"))).ours
    assert not read(raw(reply(TO, sender=HOME))).ours


BOUNCES = [
    (bounce(TO), True),
    (bounce(TO, "delayed", "4.4.1"), False),
    (bounce(TO, "delivered", "2.0.0"), False),
    (raw(reply(TO, X_Failed_Recipients="sam@example.com")), True),
    (raw(reply(TO, sender="mailer-daemon@mx.example", Subject="failure notice")), True),
]


@pytest.mark.parametrize("content, lasting", BOUNCES)
def test_a_mail_that_came_back_is_known_and_so_is_one_that_is_only_late(
    content: bytes, lasting: bool
) -> None:
    mail = read(content)
    assert mail.bounced == Bounced(lasting)
    assert mail.text == ""


def test_a_customer_who_writes_of_failed_delivery_is_no_daemon() -> None:
    assert read(raw(reply(TO, Subject="Delivery failed again, where is my router"))).bounced is None


def test_the_same_mail_has_the_same_name_and_nothing_of_it_can_be_read_there() -> None:
    first, again, other = (read(raw(reply(TO, id=id))).message_key for id in ("sam@x", "sam@x", "2"))
    assert first == again != other
    assert "sam" not in first


def test_without_subject_sender_or_name_it_is_read_all_the_same() -> None:
    mail = read(f"To: {TO}\n\nhello")
    assert (mail.sender, mail.text) == ("", "hello")
    assert len(mail.message_key) == 64


WEIRD = [
    b"",
    b"\x00\xff\xfe",
    b"From: =?utf-8?B?!!!?= <a@b>\nTo: <<<>>,,;\n\n\xff",
    b"Content-Type: multipart/mixed\n\nno boundary",
    b"Content-Type: multipart/mixed; boundary=B\n\n--B\n--B\n--B--",
    b'Content-Type: text/plain; charset="\x00"\nContent-Transfer-Encoding: base64\n\n!!!!',
    b"Content-Type: message/delivery-status\n\nAction: failed",
    b"Content-Disposition: attachment; filename*=utf-8''%ff%fe\n\nx",
    b"Subject: " + b"a" * 100_000 + b"\n\nx",
    b"To: " + b"a@b.example, " * 10_000 + b"\n\nx",
    b"Content-Type: " + b"multipart/mixed; boundary=B\n\n--B\nContent-Type: " * 300 + b"text/plain\n\nx",
]


@pytest.mark.parametrize("content", WEIRD)
def test_what_is_broken_is_read_as_far_as_it_goes(content: bytes) -> None:
    read(content)
    recipients_of(content)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    read(b"From: a@b.example\nContent-Type: multipart/report; boundary=B\n" + content)


def test_words_are_cut_at_the_limit_and_control_characters_go() -> None:
    assert len(read(raw(reply(TO, "x" * 5_000))).text) == 1_000
    assert read(f"To: {TO}\n\na\x07b\x1b[31m").text == "ab[31m"
