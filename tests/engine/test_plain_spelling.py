"""Text-speak and dialect reach the encoders as the words that they have read."""

import pytest
from engine.plain_spelling import in_plain_spelling


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("wen do u shut", "when do you shut"),
        ("who dis", "who this"),
        ("Gonnae knock something aff ma bill", "going to knock something off my bill"),
        ("ITS NOT WORKIN N IM FUMIN", "its not workin and i'm fumin"),
        ("youse cannae be serious", "you can't be serious"),
        ("pls ring b4 6", "please ring before 6"),
        ("U, pls!", "you, please!"),
    ],
)
def test_a_spelling_of_the_list_becomes_its_plain_word(typed: str, plain: str) -> None:
    assert in_plain_spelling(typed) == plain


@pytest.mark.parametrize(
    "text",
    [
        "u@example.org",
        "number ma-40912",
        "my e-mail is yer.man@example.org",
        "the wen/ma file",
        "i'm sure you're right",
        "he gave me the router",
    ],
)
def test_addresses_references_and_plain_words_stay(text: str) -> None:
    assert in_plain_spelling(text) == text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("👍", "yes"),
        ("👎🏽", "no"),  # the colour of a hand means nothing
        ("❤️", "thanks"),
        ("😡😡 🤬!", "angry angry angry"),
        ("👍 ok", "👍 ok"),
        ("thnks 👍", "thnks 👍"),
        ("🦒", "🦒"),
        ("...", "..."),
    ],
)
def test_signs_are_words_where_nothing_else_is_said(typed: str, plain: str) -> None:
    assert in_plain_spelling(typed) == plain


def test_no_spelling_of_the_list_stands_there_twice() -> None:
    from pathlib import Path

    import engine.plain_spelling

    listed = Path(engine.plain_spelling.__file__).with_name("plain_spellings.txt").read_text(encoding="utf-8")
    spellings = [
        word
        for line in listed.splitlines()
        if line and not line.startswith("#")
        for word in line.partition(" = ")[0].split()
    ]
    assert len(spellings) == len(set(spellings)) > 150
