"""The safety net beside the model: plain rules for words that must never wait behind a form.

The trained model hears distress too, but a net must not depend on a model. Where both could be meant, a rule
fires: a kind word too many costs little. Idioms ("this is killing me", "dying to know") are taken out first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from bot.decisions.safety_idioms import HARMLESS
from bot.decisions.safety_signs import (
    abuse,
    bereavement,
    cut_off,
    distress,
    illness,
    life,
    lifeline,
    no_food,
    suicide,
)


class Danger(StrEnum):
    """What the words are about, the most urgent first.

    ``suicide`` and self-harm; ``life``: danger to life or limb now, or no way to call for help; ``abuse``: at home
    or by a person, not rude staff; ``lifeline``: somebody or their medical equipment depends on the line;
    ``no_food``: a bill against food or warmth; ``cut_off``: somebody old, ill or disabled has no phone; ``distress``:
    in tears, not coping, mental health; ``bereavement``; ``illness``: serious illness or disability, which may be told
    in passing.
    """

    SUICIDE = "suicide"
    LIFE = "life"
    ABUSE = "abuse"
    LIFELINE = "lifeline"
    NO_FOOD = "no_food"
    CUT_OFF = "cut_off"
    DISTRESS = "distress"
    BEREAVEMENT = "bereavement"
    ILLNESS = "illness"


def danger_in(text: str) -> Danger | None:
    """The most urgent danger that ``text`` speaks of, or ``None``. Never raises, whatever the text."""
    return next(_heard_in(text), None)


def dangers_in(text: str) -> tuple[Danger, ...]:
    """All of them, the most urgent first: who answers must know that there was a death beside the despair."""
    return tuple(_heard_in(text))


def _heard_in(text: str) -> Iterator[Danger]:
    as_typed = HARMLESS.sub(" ~ ", _plain(text))
    # A line's end is the end of a sentence, or a pasted text that was wrapped in the middle of one.
    unwrapped = HARMLESS.sub(" ~ ", _plain(text).replace("\n", " "))
    for danger, signs in _SIGNS.items():
        if signs.search(as_typed) or signs.search(unwrapped):
            yield danger


def _plain(text: str) -> str:
    """Small letters, straight apostrophes, single spaces; the first ``_LONGEST`` characters."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    straight = re.sub("[\u2018\u2019\u02bc`´]", "'", folded)
    return re.sub(r"[^\S\n]+", " ", re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", straight))


_LONGEST: Final = 20_000

_SIGNS: Final[dict[Danger, re.Pattern[str] | cut_off.Both]] = {
    Danger.SUICIDE: suicide.SIGNS,
    Danger.LIFE: life.SIGNS,
    Danger.ABUSE: abuse.SIGNS,
    Danger.LIFELINE: lifeline.SIGNS,
    Danger.NO_FOOD: no_food.SIGNS,
    Danger.CUT_OFF: cut_off.SIGNS,
    Danger.DISTRESS: distress.SIGNS,
    Danger.BEREAVEMENT: bereavement.SIGNS,
    Danger.ILLNESS: illness.SIGNS,
}
