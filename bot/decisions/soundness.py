"""Is our own data sound? Pure checks on profiles, rules and schemes as read, before any model takes them.

Every check looks at the raw data and reports all that it finds, so that one slip does not hide another. What
the models refuse (an unknown key, a missing unit, a date that does not exist) is put into the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from bot.decisions.provider import ChannelKind, Provider
from bot.decisions.rule import Rule
from bot.decisions.scheme import SchemeBook
from bot.decisions.theme import Theme, unreadable


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: in which ``file``, at which ``key``, ``what`` is wrong and how to ``mend`` it.

    ``file`` is a path as a person would open it. ``line`` is 1-based, where it is known.
    """

    file: str
    key: str
    what: str
    mend: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key or 'the file'}: {self.what} {self.mend}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


Check = Callable[[], list[Problem]]
"""A further check that ``firstline check`` runs: it returns what is to be mended, and raises nothing."""

Found = Iterator[tuple[str, str, str]]
"""Key, what, mend."""

Raw = Mapping[str, Any]


def profile_problems(file: str, raw: object, never_give: Iterable[str] = ()) -> list[Problem]:
    """All that is wrong with one profile. ``never_give`` are old words for a scheme, as in ``schemes.yml``."""
    if not isinstance(raw, Mapping):
        return [_not_a_mapping(file)]
    found = [
        *_slug_is_the_file_name(file, raw),
        *_sources_are_known(raw),
        *_has_a_first_stage(raw),
        *_ladder_ends(raw),
        *_ladder_targets_are_there(raw),
        *_channels_can_be_used(raw),
        *_formats_are_said(raw),
        *_hours_are_possible(raw),
        *_theme_can_be_read(raw),
        *_common(raw, never_give, skip=("adr.printed",)),
    ]
    return _merge(file, found, _refused_by(Provider, raw))


def rule_problems(file: str, raw: object, never_give: Iterable[str] = ()) -> list[Problem]:
    """All that is wrong with one rule. References may carry old names: they are what was read."""
    if not isinstance(raw, Mapping):
        return [_not_a_mapping(file)]
    found = [*_values_are_given(raw), *_common(raw, never_give, skip=("reference",))]
    return _merge(file, found, _refused_by(Rule, raw))


def scheme_problems(file: str, raw: object) -> list[Problem]:
    """All that is wrong with ``schemes.yml``."""
    if not isinstance(raw, Mapping):
        return [_not_a_mapping(file)]
    found = _common(raw, never_give_words(raw), skip=("reference", "never_give"))
    return _merge(file, list(found), _refused_by(SchemeBook, raw))


def never_give_words(schemes: object) -> list[str]:
    """The old words that ``schemes.yml`` lists, as far as it can be read."""
    listed = schemes.get("never_give") if isinstance(schemes, Mapping) else None
    entries = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []
    return [words for entry in entries if isinstance(words := entry.get("words"), str) and words.strip()]


# --- profiles ---


_NEED_NO_ADDRESS: Final = (ChannelKind.PERSON, ChannelKind.CHAT)


def _slug_is_the_file_name(file: str, raw: Raw) -> Found:
    slug, name = raw.get("slug"), file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if isinstance(slug, str) and slug != name:
        mend = f"Write '{name}', or rename the file to {slug}.yml."
        yield "slug", f"'{slug}' is not the name of the file.", mend


def _sources_are_known(raw: Raw) -> Found:
    listed = raw.get("sources")
    known = [str(name) for name in listed] if isinstance(listed, Mapping) else []
    for path, node in _mappings(raw):
        source = node.get("source")
        if isinstance(source, str) and source.strip() and source not in known:
            mend = f"Use one of these: {', '.join(known) or 'none yet'}. Or add it to 'sources'."
            yield _join(path, "source"), f"'{source}' is not among the sources.", mend


def _has_a_first_stage(raw: Raw) -> Found:
    targets = raw.get("targets")
    if isinstance(targets, Mapping) and "first" not in targets:
        mend = "Add 'first': what the page promises for a new complaint."
        yield "targets", "There is no stage 'first'.", mend


def _ladder_ends(raw: Raw) -> Found:
    steps = _steps(raw)
    ends = [at for at, step in enumerate(steps) if step.get("ends") is True]
    if steps and ends != [len(steps) - 1]:
        what = "It has no end." if not ends else "It ends before its last step."
        yield "ladder", what, "Mark the last step, and only it, with 'ends: true'."
    seen: set[object] = set()
    for at, step in enumerate(steps):
        stage = step.get("stage")
        if isinstance(stage, str) and stage in seen:
            yield f"ladder[{at}].stage", f"The stage '{stage}' appears twice.", "Give each step its own name."
        seen.add(stage if isinstance(stage, str) else None)


def _ladder_targets_are_there(raw: Raw) -> Found:
    targets = raw.get("targets")
    known = [str(stage) for stage in targets] if isinstance(targets, Mapping) else []
    for at, step in enumerate(_steps(raw)):
        wanted = step.get("target")
        if isinstance(wanted, str) and wanted not in known:
            mend = f"Use one of {', '.join(known) or 'the stages of targets'}, or leave 'target' out."
            yield f"ladder[{at}].target", f"'{wanted}' is not among the targets.", mend


def _channels_can_be_used(raw: Raw) -> Found:
    for name in ("channels", "other_contacts"):
        channels = raw.get(name)
        for at, channel in enumerate(channels if isinstance(channels, list) else []):
            if not isinstance(channel, Mapping):
                continue
            path, kind = f"{name}[{at}]", channel.get("kind")
            given = bool(channel.get("value") or channel.get("lines")) or kind in _NEED_NO_ADDRESS
            if given and channel.get("absent"):
                mend = "Take 'absent' away, or the address."
                yield path, f"The channel '{kind}' is there and said to be missing.", mend
            elif not given and not channel.get("absent"):
                mend = "Give 'value' (a letter: 'lines'), or say under 'absent' why the page has none."
                yield path, f"The channel '{kind}' has no number, address or link.", mend
            elif kind == ChannelKind.LETTER and channel.get("value"):
                yield path, "A letter's address is one text.", "Put it under 'lines', one line an item."


def _formats_are_said(raw: Raw) -> Found:
    if bool(raw.get("accessible_formats")) != bool(raw.get("accessible_says")):
        missing = "accessible_says" if raw.get("accessible_formats") else "accessible_formats"
        yield missing, "It is missing.", "Give accessible_formats and accessible_says together, or neither."


def _hours_are_possible(raw: Raw) -> Found:
    for path, node in _mappings(raw):
        days = node.get("days")
        if not isinstance(days, Mapping):
            continue
        for day, span in days.items():
            times = [_time(at) for at in span] if isinstance(span, list) else []
            if len(times) == 2 and times[0] and times[1] and times[0] >= times[1]:
                what = f"It opens at {times[0]:%H:%M}, which is not before it closes at {times[1]:%H:%M}."
                yield _join(path, f"days.{day}"), what, 'Write the opening time first: ["09:00", "17:00"].'


def _theme_can_be_read(raw: Raw) -> Found:
    try:
        theme = Theme.model_validate(raw.get("theme", {}))
    except ValidationError:
        return  # the model says what is wrong with it
    for key, what, has, needs in unreadable(theme):
        mend = f"Choose a {'darker' if key == 'accent' else 'stronger'} colour: {needs:g} to 1 is needed (WCAG 2.2 AA)."
        yield f"theme.{key}", f"Too little contrast: {what} has {has:.1f} to 1.", mend


# --- rules ---


def _values_are_given(raw: Raw) -> Found:
    values = raw.get("values")
    for start, value in values.items() if isinstance(values, Mapping) else ():
        if isinstance(value, Mapping) and "value" in value and value["value"] is None:
            yield f"values.{start}.value", "It is empty.", "Give the value, or take the line away."


# --- all files ---

_HIDDEN_EMAIL: Final = re.compile(r"\[\s*email\W*protected\s*\]", re.IGNORECASE)


def _common(raw: Raw, never_give: Iterable[str], skip: tuple[str, ...]) -> Found:
    old = [(words, words.casefold()) for words in never_give]
    for path, text in _texts(raw):
        if not text.strip():
            yield path, "The text is empty.", "Write it, or take the key away: what is not known is absent."
        if _HIDDEN_EMAIL.search(text):
            yield (
                path,
                "It holds the placeholder that a page shows instead of an e-mail address.",
                "Take it out and say under 'absent' that the page hides the address.",
            )
        if any(part in f".{_plain(path)}." for part in (f".{name}." for name in skip)):
            continue
        for words, folded in old:
            if folded in text.casefold():
                mend = "Leave it out. A page's own words go under adr.printed, present details are in schemes.yml."
                yield path, f"'{words}' is an old name, link or address of a scheme.", mend


# --- what the models refuse, in words ---


def _refused_by(model: type[BaseModel], raw: Raw) -> Found:
    try:
        model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield from _in_words(model, dict(detail))


def _in_words(model: type[BaseModel], detail: dict[str, Any]) -> Found:
    kind, path, given = detail["type"], _path(detail["loc"]), detail.get("input")
    name = path.rsplit(".", 1)[-1]
    context = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        near = get_close_matches(name, _keys_at(model, detail["loc"]), n=1)
        yield path, "Unknown key.", f"Did you mean '{near[0]}'?" if near else "Take it away, or correct it."
    elif kind == "missing":
        yield path, "It is missing.", _ADD.get(name, f"Add '{name}'.")
    elif kind == "too_short" and name in _ADD:
        yield path, "It is empty.", _ADD[name]
    elif given is None:
        yield path, "It is empty.", "Give the value, or take the line away: what is not known is absent."
    elif kind in ("enum", "literal_error"):
        mend = f"Write one of {context.get('expected')}."
        yield path, f"{_quoted(given)} is not one of the words allowed.", mend
    elif kind.startswith("time"):
        mend = "Write a time of day from 00:00 to 23:59, in quotes."
        yield path, f"{_quoted(given)} is not a time of day.", mend
    elif kind.startswith("date"):
        yield path, f"{_quoted(given)} is not a date that exists.", "Write a date such as 2026-11-22."
    elif kind == "value_error":
        yield path, f"It does not hang together: {context.get('error')}.", "Mend it as the words say."
    else:
        why = detail["msg"][:1].lower() + detail["msg"][1:]
        yield path, f"{_quoted(given)} does not fit: {why}.", "Correct the value."


_ADD: Final = {
    "unit": "Say the unit: working_days or weeks for a target; for a rule, the word for what is counted.",
    "reference": "Add at least one reference with a title, and a link if there is one. No source, no fact.",
    "source": "Name the entry of 'sources' that says so. No source, no fact.",
    "standing": "Say how well it is supported: primary, secondary, unconfirmed, recovered or own.",
    "verified_on": "Say on which day somebody last read the source.",
}


def _keys_at(model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
    """The keys that are known beside the last part of ``place``."""
    models = [model]
    for part in place[:-1]:
        fields = [one.model_fields[part].annotation for one in models if part in one.model_fields]
        if fields:
            models = [found for annotation in fields for found in _parts(annotation) if _is_model(found)]
    return [name for one in models for name in one.model_fields]


def _is_model(part: object) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


# --- small tools ---


def _merge(file: str, found: Iterable[tuple[str, str, str]], refused: Found) -> list[Problem]:
    """Our own findings, then what the model refuses, without what we have said already.

    A model's checks of a whole part (the profile, its hours) stop at the first slip and name only the part: ours
    say the same things one by one.
    """
    ours = list(found)
    known = {key for key, _, _ in ours}
    said = known | {_HOURS_DAY.sub("", key) for key in known} | ({""} if known else set())
    return [Problem(file, *one) for one in [*ours, *(one for one in refused if one[0] not in said)]]


def _not_a_mapping(file: str) -> Problem:
    return Problem(file, "", "It holds no keys and values.", "Write it like the files beside it.")


def _steps(raw: Raw) -> list[Raw]:
    ladder = raw.get("ladder")
    return [step for step in ladder if isinstance(step, Mapping)] if isinstance(ladder, list) else []


def _mappings(node: object, path: str = "") -> Iterator[tuple[str, Raw]]:
    if isinstance(node, Mapping):
        yield path, node
    for key, child in _children(node):
        yield from _mappings(child, _join(path, key))


def _texts(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    for key, child in _children(node):
        yield from _texts(child, _join(path, key))


def _children(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, Mapping):
        yield from ((str(key), child) for key, child in node.items())
    elif isinstance(node, list):
        yield from ((f"[{at}]", child) for at, child in enumerate(node))


def _path(parts: Iterable[object]) -> str:
    path = ""
    for part in parts:
        if part != "[key]":
            path = _join(path, f"[{part}]" if isinstance(part, int) else _iso(str(part)))
    return path


def _iso(part: str) -> str:
    """A date as a key, which pydantic names by its representation."""
    written = _DATE_KEY.fullmatch(part)
    return date(*map(int, written.groups())).isoformat() if written else part


def _join(path: str, key: str) -> str:
    if not key:
        return path
    return path + key if not path or key.startswith("[") else f"{path}.{key}"


def _plain(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)


def _time(value: object) -> time | None:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


_DATE_KEY: Final = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)")
_HOURS_DAY: Final = re.compile(r"\.days\.[a-z]+$")


def _quoted(value: object) -> str:
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"
