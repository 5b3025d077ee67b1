"""A person asked for as it sounds: "can i tork to sumone reel plese". Who writes so may not be able to read much either."""

from __future__ import annotations

import re

from bot.readers.mere_wish import is_mere_wish
from bot.readers.requests import asks_for_person

_BY_EAR = {
    "someone": "sumone sum1 some1 sumwun sumwon somwun somone somewun somewon someon sumon smone sum-one sumbdy",
    "somebody": "sumbody sumbodi sombody somebodi somebdy sumbudy somebudy",
    "person": "persun pursun persn peson pirson parson persin purson peerson perosn",
    "human": "humen humun huamn hooman humon hewman youman yuman umen humin",
    "agent": "agint ajent agant agnet",
    "adviser": "advizer advizor adviza advicer",
    "operator": "oporator operater opperator",
    "real": "reel reall rele riel reeal reil rel",
    "talk": "tork tawk torke tolk tlk taulk tawlk tok torc",
    "speak": "speek speke spek spk spick speack speec",
    "please": "plese pleez pleeze pleaze plees pleas plz pls plse pleese plis",
    "read": "reed reid rede",
    "can't": "carnt cant karnt cnt caant carn't",
    "want": "wont wan wunt wnt",
    "need": "nede nead neeed kneed",
    "with": "wiv wif wiv wid",
    "get": "git",
    "just": "jus juss gust",
}
"""What is typed, right, for the word on the left. One of them that is a word of its own ("reel", "parson", "wont") counts
only beside words of wishing for a person."""
_PLAIN = {typed: word for word, all_typed in _BY_EAR.items() for typed in all_typed.split()}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_NEWS = frozenset({"can't", "please", "want", "with", "need", "get", "just", "read", "real"})
"""Spelt so by people who spell the rest well: they make no misspelt wish by themselves."""
_TO_THEM = re.compile(r"\b(?:talk|speak)(?: (?:2|two|too))(?= )")
_ONLY = re.compile(
    r"\W*(?:(?:a|an|any|real|proper|actual|just|please|can|i|want|need|get|me|to|talk|speak|with|hello|hi|no)\W+)*"
    r"(?:person|human|someone|somebody|agent|adviser|operator)\b(?:\W+(?:real|please|now|a|person|human|someone|somebody|who|that|is))*\W*"
)
_WHO_AND_DID = re.compile(
    r"\b(?:person|human|someone|somebody|agent|adviser|operator) (?:from|at|said|told|came|rang|called|who|took)\b"
)


def asks_for_person_by_ear(text: str) -> bool:
    """Whether a person is asked for in a spelling by ear; false where the usual reading knows the words."""
    said = text.lower().replace("’", "'")
    heard = [_PLAIN.get(word, word) for word in _WORD.findall(said)]
    changed = {
        plain for word in _WORD.findall(said) if (plain := _PLAIN.get(word)) is not None and plain != word
    }
    if not changed - _NO_NEWS:
        return False
    plain = _TO_THEM.sub(
        lambda found: f"{found[0].split()[0]} to", _WORD.sub(lambda word: _PLAIN.get(word[0], word[0]), said)
    )
    if _WHO_AND_DID.search(plain):
        return False
    return bool(heard) and (
        asks_for_person(plain) or _ONLY.fullmatch(plain) is not None or is_mere_wish(plain)
    )
