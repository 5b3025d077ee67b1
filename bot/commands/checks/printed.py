"""Can every letter of a provider be written, with all that can stand in it, and is each provider's number its own?"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.adapters.printed_letters import FOLDER, PrintedLetters
from bot.adapters.printed_pack import PrintedPack
from bot.commands import desk
from bot.decisions.errors import BrokenWording, Unsound
from bot.decisions.letter_record import LetterKind
from bot.decisions.letters import FIELDS, Incomplete, Known, SchemeFacts, facts_of
from bot.decisions.soundness import Problem

_MEND: Final = "Mend the template, as the words say."
_TODAY: Final = date(2026, 11, 23)
_LATER: Final = date(2026, 12, 1)
_SCHEME: Final = SchemeFacts(
    name="<scheme>",
    full_name="<full name>",
    does="<does>",
    approved="<approved>",
    independent="<independent>",
    cost="<cost>",
    who_can="<who>",
    how_to_apply="<how>",
    binds="<binds>",
    url="<url>",
    phone="<phone>",
    email="<email>",
    post=("<post>",),
    have_ready=("<ready>",),
    orders=("<order>",),
    cap="<cap>",
    months=12,
)
_KNOWN: Final = Known(
    provider="<provider>",
    reference="<reference>",
    today=_TODAY,
    name="<name>",
    description="<description>",
    received_on=_TODAY,
    told_on=_TODAY,
    owner="<owner>",
    reply_how="<how>",
    contact_point="<point>",
    adr="<adr>",
    scheme=_SCHEME,
    apply_by=_LATER,
    sorted_by="<sorted by>",
)


def printed_letters_can_be_written(folder: Path = FOLDER) -> list[Problem]:
    """Each letter with stand-ins, the groups of words of the pack by the rule of the scheme's form, and the numbers."""
    problems = []
    writer = PrintedLetters(folder)
    for kind in LetterKind:
        facts = facts_of(kind, _KNOWN, {field.name: _stand_in(field.kind) for field in FIELDS[kind]})
        try:
            if isinstance(facts, Incomplete):
                raise BrokenWording(f"no stand-in for {facts.faults[0][0]}")
            writer.words(kind, facts)
        except BrokenWording as error:
            file = f"bot/printed/letters/{kind.value}.txt"
            problems.append(Problem(file, "", f"It cannot be written: {error}", _MEND))
    return [*problems, *_pack_words(folder), *_prefixes()]


def _stand_in(kind: str) -> Any:
    return {"words": "<words>", "day": _LATER, "choice": "part"}[kind]


def _pack_words(folder: Path) -> list[Problem]:
    """Every key of the form has a label, and what the scheme asks for a question."""
    pack, file = PrintedPack(folder), "bot/printed/pack/words.yml"
    problems = []
    for part, asked in desk.rulebook().at("scheme_form", _TODAY).value.items():
        wanted = [("headings", part), *(("labels", key) for key in asked)]
        wanted += [("questions", key) for key, when in asked.items() if when != "never"]
        problems += [
            Problem(file, f"{group}.{key}", f"There are no words for '{key}'.", "Write them.")
            for group, key in wanted
            if key not in pack.group(group)
        ]
    return problems


def _prefixes() -> list[Problem]:
    """Two providers whose letters begin alike could not be told apart by a number."""
    try:
        profiles = desk.profiles()
    except Unsound:
        return []  # another check says so
    used = Counter(each.letters.prefix for each in profiles.values() if each.letters)
    return [
        Problem(
            f"bot/providers/{slug}.yml", "letters.prefix", "Another provider has it too.", "Choose another."
        )
        for slug, each in profiles.items()
        if each.letters and used[each.letters.prefix] > 1
    ]
