"""What is kept of people who complain here, why, who sees it, for how long, and what they can do about it.

Only what the rules, the profile and this program itself make true. What is not known is said as such on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.provider import Provider
from bot.decisions.retention import RULE, months_kept
from bot.decisions.sourced import Standing
from bot.services.context import Context
from bot.services.file_words import file_limits
from bot.services.other_ways import other_ways

_SUBJECT = "data_protection"


@dataclass(frozen=True)
class PrivacyNotice:
    """``months``: how long a complaint is kept after it was closed; ``own``: that is the provider's own word.
    ``notices``: what its page says of recording. ``office``: where to complain about data; ``office_sure``: whether
    that is confirmed. Days and minutes are those of the rules."""

    provider: str
    slug: str
    months: int
    own: bool
    notices: tuple[str, ...]
    ways: str
    office: str
    office_sure: bool
    scheme: str
    page_days: int
    copy_minutes: int
    files: int


def privacy_notice(context: Context, provider: Provider) -> PrivacyNotice:
    """As of today."""
    today = context.today()
    default = context.rule(RULE)
    goes_to = context.rules.at("subject_goes_to", today)
    own = [each for each in provider.retention if each.since <= today]
    return PrivacyNotice(
        provider=provider.name,
        slug=provider.slug,
        months=months_kept(default, provider.retention, today),
        own=bool(own),
        notices=tuple(notice.text for notice in provider.notices if notice.at_opening),
        ways=other_ways(provider, context.words),
        office=str(goes_to.value[_SUBJECT]),
        office_sure=goes_to.standing is Standing.PRIMARY,
        scheme=context.schemes[provider.adr.scheme].name.value,
        page_days=context.rule("case_link_lifetime"),
        copy_minutes=context.rule("export_link_lifetime"),
        files=file_limits(context).count,
    )
