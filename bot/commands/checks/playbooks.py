"""Is there a sound playbook for every problem, with words for each step and a rule behind each fact?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.adapters.playbook_files import PLAYBOOKS, load_playbooks, playbook_faults
from bot.commands import desk
from bot.commands.responses import words
from bot.decisions.playbook import Playbook
from bot.decisions.soundness import Problem

PROFILE = "profile"
"""As a ``source``: the fact is the provider's own, from its profile, with the standing that it has there."""


def playbooks_are_sound(folder: Path = PLAYBOOKS) -> list[Problem]:
    faults = playbook_faults(folder)
    if faults:
        return faults
    return [fault for playbook in load_playbooks(folder).values() for fault in _of(playbook)]


def _of(playbook: Playbook) -> Iterator[Problem]:
    known, rules = words(), set(desk.rulebook())
    file = f"bot/playbooks/{playbook.problem}.yml"
    for number, step in enumerate(playbook.steps):
        if step.say is not None and step.say not in known:
            what = f"There is no response '{step.say}' in domain.yml."
            yield Problem(file, f"steps.{number}.say", what, "Write it, or name one that is there.")
        if step.source not in (None, PROFILE) and step.source not in rules:
            what = f"There is no rule '{step.source}'."
            yield Problem(file, f"steps.{number}.source", what, "Name a file of bot/rules, or 'profile'.")
