"""Rules, schemes and profiles from their YAML files. Strict: no key twice, none unknown, no impossible date.

Plain words keep their meaning: only ``true`` and ``false`` are yes-or-no values (``no`` is a word), ``17:00`` is
not a number, and a date is written 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from bot.decisions.errors import BrokenProfile, BrokenRule, UnknownProvider, Unsound
from bot.decisions.provider import Provider
from bot.decisions.rule import Rule, Rulebook
from bot.decisions.scheme import Scheme, SchemeBook
from bot.decisions.soundness import (
    Problem,
    never_give_words,
    profile_problems,
    rule_problems,
    scheme_problems,
)

RULES: Final = Path(__file__).resolve().parents[1] / "rules"
PROVIDERS: Final = Path(__file__).resolve().parents[1] / "providers"
SCHEMES_FILE: Final = "schemes.yml"


def load_rules(folder: Path = RULES) -> Rulebook:
    """Every rule of the folder by its file's name. Raises ``BrokenRule``, naming file, key and the mend."""
    return Rulebook({path.stem: _rule(path) for path in _files(folder) if path.name != SCHEMES_FILE})


def load_schemes(folder: Path = RULES) -> dict[str, Scheme]:
    """The ADR schemes by key, from ``schemes.yml`` in the folder of rules. Raises ``BrokenRule``."""
    return SchemeBook.model_validate(_sound(folder / SCHEMES_FILE, scheme_problems, BrokenRule)).schemes


def load_providers(folder: Path = PROVIDERS) -> dict[str, Provider]:
    """Every profile by slug, in order of slug. Raises ``BrokenProfile``, naming file, key and the mend."""
    return {path.stem: _profile(path) for path in _files(folder)}


def load_provider(folder: Path, slug: str) -> Provider:
    """One profile. Raises ``UnknownProvider``, naming the known ones, or ``BrokenProfile``."""
    known = {path.stem: path for path in _files(folder)}
    if slug not in known:
        raise UnknownProvider(f"There is no provider '{slug}'. Known: {', '.join(known) or 'none'}.")
    return _profile(known[slug])


def file_problems(rules: Path = RULES, providers: Path = PROVIDERS) -> list[Problem]:
    """All that is to be mended in both folders. An unreadable file does not hide what is wrong in another."""
    problems: list[Problem] = []
    schemes = read(rules / SCHEMES_FILE)
    old_words = never_give_words(schemes.data)
    problems += _problems(schemes, scheme_problems)
    listed = schemes.data.get("schemes") if isinstance(schemes.data, dict) else None
    scheme_keys = set(listed) if isinstance(listed, dict) else set()
    for path in _files(rules):
        if path.name != SCHEMES_FILE:
            problems += _problems(read(path), lambda file, data: rule_problems(file, data, old_words))
    for path in _files(providers):
        profile = read(path)
        found = _problems(profile, lambda file, data: profile_problems(file, data, old_words))
        problems += found
        adr = profile.data.get("adr") if isinstance(profile.data, dict) else None
        scheme = adr.get("scheme") if isinstance(adr, dict) else None
        said = any(problem.key == "adr.scheme" for problem in found)
        if isinstance(scheme, str) and scheme_keys and scheme not in scheme_keys and not said:
            mend = f"Use one of {', '.join(sorted(scheme_keys))}, or add it to schemes.yml."
            problems.append(Problem(profile.file, "adr.scheme", f"'{scheme}' is not in schemes.yml.", mend))
    for folder, what in ((rules, "rules"), (providers, "profiles")):
        if not _files(folder):
            mend = "Name the folder that holds them."
            problems.append(Problem(_shown(folder), "", f"There are no {what} here.", mend))
    return problems


@dataclass(frozen=True)
class Read:
    """A file as read: its plain data as far as it could be read, and what is wrong with its form."""

    file: str
    data: Any
    problems: list[Problem] = field(default_factory=list)


def read(path: Path) -> Read:
    """Read one YAML file. What is wrong is reported, not raised; of a key given twice the last counts."""
    file = _shown(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        what = f"It cannot be read as YAML: {error.problem}."
        return Read(file, None, [Problem(file, "", what, "Mend the line, or put the text in quotes.", line)])
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Read(file, None, [Problem(file, "", f"It cannot be read: {error}.", "Save it as UTF-8 text.")])
    except OSError as error:
        what = f"It cannot be opened: {error.strerror}."
        return Read(file, None, [Problem(file, "", what, "Put the file there.")])
    problems: list[Problem] = []
    try:
        return Read(file, None if node is None else _build(node, "", file, problems), problems)
    except RecursionError:
        return Read(file, None, [Problem(file, "", "An anchor holds itself.", "Write the part out in full.")])


# --- the loader ---


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Knows true, false, null, whole numbers and dates; all else is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # the name and form are PyYAML's


_INT, _BOOL, _NULL, _DATE = (f"tag:yaml.org,2002:{name}" for name in ("int", "bool", "null", "timestamp"))
_Loader.add_implicit_resolver(_INT, re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(_NULL, re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver(_DATE, re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), list("0123456789"))


def _build(node: yaml.Node, path: str, file: str, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, f"{path}[{at}]", file, problems) for at, child in enumerate(node.value)]
    built: dict[Any, Any] = {}
    for key_node, child in node.value:
        key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
        here = f"{path}.{key}" if path else str(key)
        if key in built:
            line = key_node.start_mark.line + 1
            problems.append(Problem(file, here, "The key is given twice.", "Keep one of the two.", line))
        built[key] = _build(child, here, file, problems)
    return built


def _scalar(node: yaml.ScalarNode) -> Any:
    value: str = node.value
    if node.tag == _INT:
        return int(value)
    if node.tag == _BOOL:
        return value == "true"
    if node.tag == _NULL:
        return None
    if node.tag == _DATE:
        try:
            return date.fromisoformat(value)
        except ValueError:
            # Left as text: the model then refuses it and names its key.
            return value
    return value


# --- from data to models ---


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))


def _profile(path: Path) -> Provider:
    return Provider.model_validate(_sound(path, profile_problems, BrokenProfile))


def _rule(path: Path) -> Rule:
    return Rule.model_validate(_sound(path, rule_problems, BrokenRule))


def _sound(path: Path, problems_of: Callable[[str, object], list[Problem]], broken: type[Unsound]) -> Any:
    """The data of a file in which nothing is wrong; else raises ``broken`` with the first thing to mend."""
    read_file = read(path)
    problems = _problems(read_file, problems_of)
    if not problems:
        return read_file.data
    more = f" And {len(problems) - 1} more: run 'firstline check'." if len(problems) > 1 else ""
    raise broken(f"{problems[0]}{more}")


def _problems(read_file: Read, problems_of: Callable[[str, object], list[Problem]]) -> list[Problem]:
    """What is wrong with the form, and then with the content, as far as there is any."""
    if read_file.data is None and read_file.problems:
        return read_file.problems
    return read_file.problems + problems_of(read_file.file, read_file.data)


def _shown(path: Path) -> str:
    """The path from the project's root if it is in there, else as given."""
    root, full = Path(__file__).resolve().parents[2], path.resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else path).as_posix()
