"""Which systems of its own each provider has connected, from ``var/connections/<provider>.yml``.

The files are read once, when a process starts. A key in them is ``${NAME}``, and is taken from the environment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, SecretStr, ValidationError

from bot.adapters.yaml_files import read
from bot.decisions.connections import REFERENCE, Connections, unsafe_addresses
from bot.decisions.errors import BrokenConnections
from bot.decisions.soundness import Problem

_WRITE_ITS_NAME: Final = (
    "Write ${NAME} there, and give the variable NAME the key. A key in a file is found by others."
)


def load_connections(
    folder: Path, env: Mapping[str, str], providers: Collection[str], *, production: bool = False
) -> dict[str, Connections]:
    """By provider; one without a file is left out. Raises ``BrokenConnections``, naming file, key and the mend."""
    found = {path.stem: _read(path, env, production) for path in _files(folder)}
    problems = [problem for _, faults in found.values() for problem in faults] + _strangers(
        found, folder, providers
    )
    if problems:
        more = f" And {len(problems) - 1} more: run 'firstline check'." if len(problems) > 1 else ""
        raise BrokenConnections(f"{problems[0]}{more}")
    return {slug: made for slug, (made, _) in found.items() if made is not None}


def connection_problems(
    folder: Path, env: Mapping[str, str], providers: Collection[str], *, production: bool = False
) -> list[Problem]:
    """All that is to be mended in the folder. No value is repeated: it may be a secret."""
    found = {path.stem: _read(path, env, production) for path in _files(folder)}
    return [problem for _, faults in found.values() for problem in faults] + _strangers(
        found, folder, providers
    )


def _strangers(found: Collection[str], folder: Path, providers: Collection[str]) -> list[Problem]:
    mend = f"Name it after one of {', '.join(sorted(providers))}."
    return [
        Problem(_shown(folder / f"{slug}.yml"), "", "It names no provider.", mend)
        for slug in found
        if slug not in providers
    ]


def _read(path: Path, env: Mapping[str, str], production: bool) -> tuple[Connections | None, list[Problem]]:
    file, name = read(path), _shown(path)
    if file.problems:
        return None, [Problem(name, each.key, each.what, each.mend, each.line) for each in file.problems]
    problems: list[Problem] = []
    data = _filled(file.data, "", name, env, problems)
    try:
        made = Connections.model_validate({} if data is None else data)
    except ValidationError as error:
        said = {problem.key for problem in problems}
        for one in error.errors(include_input=False, include_url=False):
            key = _key(one["loc"], data)
            if key not in said:
                problems.append(Problem(name, key, f"{one['msg']}.", _mend(one["type"])))
        return None, problems
    problems += [
        Problem(name, key, "It holds the key itself.", _WRITE_ITS_NAME) for key in _bare(file.data, made)
    ]
    if production:
        mend = "Write an address that begins with https://."
        what = "The key and customers' words would go through the network unencrypted."
        problems += [Problem(name, key, what, mend) for key in unsafe_addresses(made)]
    return (None if problems else made), problems


def _filled(node: Any, at: str, file: str, env: Mapping[str, str], problems: list[Problem]) -> Any:
    """``node`` with what the environment holds in the place of each ``${NAME}``."""
    if isinstance(node, dict):
        return {
            key: _filled(value, f"{at}.{key}" if at else str(key), file, env, problems)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_filled(value, f"{at}[{n}]", file, env, problems) for n, value in enumerate(node)]
    named = REFERENCE.fullmatch(node) if isinstance(node, str) else None
    if named is None:
        return node
    value = env.get(named.group(1), "").strip()
    if not value:
        mend = f"Set {named.group(1)} for every process, as FIRSTLINE_SECRET is."
        problems.append(Problem(file, at, f"The variable {named.group(1)} is not set.", mend))
    return value


def _bare(raw: Any, made: BaseModel, at: str = "") -> list[str]:
    """The places of secrets that stand in the file as they are."""
    bare: list[str] = []
    for name, value in made:
        given = raw.get(name) if isinstance(raw, dict) else None
        here = f"{at}.{name}" if at else name
        if isinstance(value, BaseModel):
            bare += _bare(given, value, here)
        elif isinstance(value, SecretStr) and not (isinstance(given, str) and REFERENCE.fullmatch(given)):
            bare.append(here)
    return bare


def _mend(kind: str) -> str:
    if kind == "extra_forbidden":
        return "Take it away, or look for a slip in its name."
    if kind == "missing":
        return "Add it."
    return "See docs/helpdesks.md for what stands there."


def _key(place: tuple[int | str, ...], data: Any) -> str:
    """Without the kind of system, which pydantic puts between the section and the key."""
    section = data.get(place[0]) if place and isinstance(data, dict) else None
    kind = section.get("system") if isinstance(section, dict) else None
    return ".".join(str(part) for at, part in enumerate(place) if not (at == 1 and part == kind))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))


def _shown(path: Path) -> str:
    """As a person finds it in the folder of what is written: its own path would say where that lies."""
    return f"connections/{path.name}"
