"""Which rung of a provider's own ladder comes next."""

from __future__ import annotations

import re

from bot.decisions.provider import Provider, Step


def next_step(provider: Provider, reached: str | None) -> Step:
    """The rung after ``reached`` (a stage; ``None`` or an unknown one is the first). The last one, ADR, follows itself.

    An optional rung is passed over while a rung that everybody takes comes before ADR; where only optional ones are
    left, the first of them is next.
    """
    stages = [step.stage for step in provider.ladder]
    at = stages.index(reached) if reached in stages else 0
    above = provider.ladder[at + 1 :] or provider.ladder[-1:]
    before_adr = [step for step in above if not step.ends]
    needed = [step for step in before_adr if not step.optional]
    return (needed or before_adr or above)[0]


_TOP = re.compile(
    r"\b(?:managing director|md|ceo|chief executive|director|owner of (?:the|your) (?:company|firm|business)"
    r"|(?:who|whoever) (?:owns|runs) (?:this|your|the) (?:company|firm|business|place|outfit))\b",
    re.IGNORECASE,
)
_ON_THEIR_SIDE = re.compile(
    r"\b(?:our|my|we have an?|(?:i'?m|i am|as) (?:the|an?)) (?:managing director|md|ceo|chief executive|director)\b",
    re.IGNORECASE,
)


def named_step(provider: Provider, words: str) -> Step | None:
    """The rung that somebody asks for by name, such as "the managing director"; "our managing director" is theirs."""
    if _TOP.search(_ON_THEIR_SIDE.sub(" ", words.replace("’", "'"))) is None:
        return None
    return next((step for step in provider.ladder if step.stage == "managing_director"), None)
