"""Can every letter in ``bot/letters`` be written?"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, TemplateError, meta

from bot.adapters.letters import FOLDER, TemplateLetters
from bot.decisions.errors import BrokenWording
from bot.decisions.soundness import Problem

_MEND = "Mend the template, as the words say."


def letters_can_be_written(folder: Path = FOLDER) -> list[Problem]:
    """Each template parses, and with a stand-in for each fact gives a subject and a body."""
    letters = TemplateLetters(folder)
    problems = []
    for name in letters.names():
        file = f"bot/letters/{name}.txt"
        try:
            source = (folder / f"{name}.txt").read_text(encoding="utf-8")
            facts = meta.find_undeclared_variables(Environment(autoescape=True).parse(source))
            letters.render(name, {fact: f"<{fact}>" for fact in facts})
        except (TemplateError, BrokenWording) as error:
            line = getattr(error, "lineno", None)
            problems.append(Problem(file, "", f"It cannot be written: {error}", _MEND, line))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file, "", f"It cannot be read: {error}.", "Save it as UTF-8 text."))
    if not letters.names():
        problems.append(Problem("bot/letters", "", "There are no letters.", "Put the templates there."))
    return problems
