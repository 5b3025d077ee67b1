"""Playbooks from ``bot/playbooks/*.yml``, one a problem. Strict: no unknown key, no problem without one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.adapters.yaml_files import read
from bot.decisions.errors import BrokenPlaybook
from bot.decisions.playbook import Playbook
from bot.decisions.problem import Problem
from bot.decisions.soundness import Problem as Fault

PLAYBOOKS: Final = Path(__file__).resolve().parents[1] / "playbooks"


def load_playbooks(folder: Path = PLAYBOOKS) -> dict[Problem, Playbook]:
    """One for every problem. Raises ``BrokenPlaybook``, naming file, key and the mend."""
    faults = playbook_faults(folder)
    if faults:
        raise BrokenPlaybook(str(faults[0]))
    return {problem: Playbook.model_validate(read(_file(folder, problem)).data) for problem in Problem}


def playbook_faults(folder: Path = PLAYBOOKS) -> list[Fault]:
    """All that is to be mended in the folder."""
    faults = [fault for problem in Problem for fault in _faults(_file(folder, problem), problem)]
    known = {_file(folder, problem) for problem in Problem}
    for path in sorted(folder.glob("*.yml")):
        if path not in known:
            mend = f"Name it after one of {', '.join(Problem)}, or take it away."
            faults.append(Fault(path.name, "", "There is no such problem.", mend))
    return faults


def _faults(path: Path, problem: Problem) -> list[Fault]:
    found = read(path)
    if found.problems:
        return found.problems
    try:
        made = Playbook.model_validate(found.data)
    except ValidationError as error:
        return [
            Fault(found.file, ".".join(map(str, one["loc"])), f"{one['msg']}.", "Mend the key.")
            for one in error.errors()
        ]
    if made.problem is not problem:
        what = f"It says '{made.problem}', and its file is named for {problem}."
        return [Fault(found.file, "problem", what, "Give both the same name.")]
    return []


def _file(folder: Path, problem: Problem) -> Path:
    return folder / f"{problem}.yml"
