"""What a provider's status page says of trouble now, as it was last read: a turn asks the table, never the page."""

from __future__ import annotations

from datetime import datetime
from textwrap import shorten
from typing import Final

from pydantic import ValidationError

from bot.decisions.calendar import in_london, london_date
from bot.decisions.provider import Provider
from bot.decisions.status_page import StatusPage, Summary, Trouble, is_current, trouble_now
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.ports import Transaction
from bot.wording import in_one_line, time_in_words

_LONGEST: Final = 200
"""Characters of somebody else's words that are told."""
CURRENT: Final = "status_page_current"


def trouble_told(context: Context, tx: Transaction, provider: Provider) -> tuple[Trouble | None, Says]:
    """What goes on as far as it may be told as current, and the words for it; nothing where nothing is known."""
    page = tx.status_pages.get(provider.slug)
    summary = _current(context, page)
    trouble = trouble_now(summary, context.now()) if summary else None
    if page is None or page.fetched_at is None or trouble is None:
        return None, []
    facts = {
        "what": _theirs(trouble.name),
        "since": moment(context, trouble.since),
        "at": moment(context, page.fetched_at),
    }
    says: Says = [(f"utter_outage_{trouble.kind}", facts)]
    if latest := _theirs(trouble.latest):
        says.append(("utter_outage_latest", {"latest": latest}))
    return trouble, says


def outage_answer(context: Context, tx: Transaction, provider: Provider) -> Says:
    """The answer to "is there an outage?": what the page says, that it shows nothing, or that we cannot know."""
    page = tx.status_pages.get(provider.slug)
    if page is None or page.fetched_at is None:
        return [("utter_outage_unknown", {})]
    at = moment(context, page.fetched_at)
    if _current(context, page) is None:
        return [("utter_outage_old", {"at": at})]
    _, says = trouble_told(context, tx, provider)
    return says or [("utter_outage_none", {"at": at})]


def moment(context: Context, at: datetime) -> str:
    """The time in London, with the day where it is another than today."""
    time = time_in_words(in_london(at).time().replace(second=0, microsecond=0))
    day = london_date(at)
    return time if day == context.today() else f"{time} on {context.day(day)}"


def _current(context: Context, page: StatusPage | None) -> Summary | None:
    if page is None or not is_current(page, context.now(), context.rule(CURRENT)):
        return None
    try:
        return Summary.model_validate(page.summary)
    except ValidationError:
        return None  # kept by an older version: it is read anew in a few minutes


def _theirs(text: str) -> str:
    """Somebody else's words as one line of a bubble: no mark-up, nothing that ends our quotation marks, not long."""
    plain = "".join(each for each in in_one_line(text) if each.isprintable() and each not in '"“”<>')
    return shorten(plain, _LONGEST, placeholder=" …")
