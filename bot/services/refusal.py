"""How a service says no to a customer: a stable code and a whole sentence that may be shown as it is."""

from __future__ import annotations

from bot.decisions.errors import Conflict, Refused


def refusal(code: str, sentence: str) -> Refused:
    """A ``Refused`` with ``code``; ``sentence`` comes from ``domain.yml``."""
    return _coded(Refused(sentence), code)


def conflict(code: str, sentence: str) -> Conflict:
    """A ``Conflict`` with ``code``: the same key came with another body."""
    error = Conflict(sentence)
    _coded(error, code)
    return error


def _coded(error: Refused, code: str) -> Refused:
    error.code = code
    return error
