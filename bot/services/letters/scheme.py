"""The ADR scheme of a provider, as a letter tells of it."""

from __future__ import annotations

from datetime import date

from bot.decisions.adr_outcome import CLAIM_CAP, LONGSTOP, WAIT
from bot.decisions.letters import SchemeFacts
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from bot.decisions.sourced import Standing
from bot.services.context import Context


def scheme_facts(context: Context, provider: Provider, on: date) -> SchemeFacts:
    """As the rules are on that London date, the day of the letter."""
    scheme, rules = context.schemes[provider.adr.scheme], context.rules
    return SchemeFacts(
        name=scheme.name.value,
        full_name=scheme.full_name.value,
        does=scheme.does.value,
        approved=scheme.approved.value,
        independent=scheme.independent.value,
        cost=scheme.what_it_costs.value,
        who_can=scheme.who_can_use_it.value,
        how_to_apply=scheme.how_to_apply.value,
        binds=str(rules.at(_binding(provider), on).value),
        url=scheme.url.value,
        phone=scheme.phone.value if scheme.phone else None,
        email=scheme.email.value if scheme.email else None,
        post=tuple(scheme.post.value) if scheme.post else (),
        have_ready=tuple(scheme.have_ready.value) if scheme.have_ready else (),
        orders=tuple(rules.at("adr_can_order", on).value),
        cap=f"{int(rules.at(CLAIM_CAP, on).value):,}",
        months=int(rules.at(LONGSTOP, on).value),
    )


def not_confirmed(
    context: Context, provider: Provider, on: date, *, in_full: bool, first_on: date
) -> tuple[str, ...]:
    """What an agent has to make sure of before a letter that names the scheme goes: what in it is not first-hand.

    ``in_full``: the letter tells how to reach the scheme, and what it does. ``first_on``: the day of the first
    complaint, which decides how long the wait is.
    """
    scheme = context.schemes[provider.adr.scheme]
    name = scheme.name.value
    said = []
    if provider.adr.standing is not Standing.PRIMARY:
        said.append(f"that {provider.name} belongs to {name} today")
    wait = context.rules.at(WAIT, first_on)
    if (wait.start_standing or wait.standing) is not Standing.PRIMARY:
        said.append(f"that the wait is {wait.value} weeks")
    if in_full:
        said += [f"{what} of {name}" for what, sure in _sure(scheme, context.rules, provider, on) if not sure]
    return tuple(said)


def _sure(scheme: Scheme, rules: Rulebook, provider: Provider, on: date) -> list[tuple[str, bool]]:
    cited = {
        "the telephone number": scheme.phone,
        "the e-mail address": scheme.email,
        "the postal address": scheme.post,
    }
    found = [(what, fact.standing is Standing.PRIMARY) for what, fact in cited.items() if fact is not None]
    binds = rules.at(_binding(provider), on).standing is Standing.PRIMARY
    return [*found, ("whom a decision binds, in the words", binds)]


def _binding(provider: Provider) -> str:
    return f"{provider.adr.scheme.replace('-', '_')}_decision_binding"
