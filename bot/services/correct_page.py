"""The corrected words for a provider's complaints page, drafted from the rules in force for its staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.decisions.mail import Letter
from bot.decisions.page_audit import About, Finding
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme
from bot.wording import day_in_words

_BLANKS = {
    About.NO_PHONE: "Phone: [your number, and when it is answered]",
    About.NO_POST: "Post: [your postal address]",
    About.NO_EMAIL_OR_FORM: "E-mail or web form: [your address or link]",
}


def correct_page(
    render: Callable[[str, Mapping[str, Any]], Letter],
    provider: Provider,
    scheme: Scheme,
    rules: Rulebook,
    findings: list[Finding],
    on: date,
) -> Letter:
    """Only what the findings touch: the part on ADR always, as its figures must stand together; ways to complain and
    formats where they are missing. What only the provider knows is a gap in square brackets.

    Raises ``RuleMissing``.
    """
    missing = {each.about: each.holds for each in findings}
    ways = [blank for about, blank in _BLANKS.items() if about in missing]
    return render(
        "page_corrected",
        {
            "provider": provider.name,
            "on": f"{day_in_words(on, on)} {on.year}",
            "weeks": rules.at("adr_wait", on).value,
            "months": rules.at("adr_longstop", on).value,
            "scheme": str(scheme.name),
            "does": str(scheme.does),
            "independent": str(scheme.independent).replace("the company you complain about", "us"),
            "cost": str(scheme.what_it_costs),
            "who": str(scheme.who_can_use_it),
            "url": str(scheme.url),
            "phone": str(scheme.phone or ""),
            "email": str(scheme.email or ""),
            "post": "\n".join(scheme.post.value) if scheme.post else "",
            "ways": "\n".join(ways),
            "formats": missing.get(About.FORMATS, ""),
        },
    )
