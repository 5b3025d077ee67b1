"""The status pages of providers, looked at now and then by the relay and kept for the turns of customers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.decisions.errors import StatusPageUnavailable
from bot.decisions.status_page import Fetched, StatusPage
from bot.services.context import Context
from bot.services.ports import FetchStatusPage

EVERY: Final = "status_page_every"

log = logging.getLogger(__name__)


def watch_status_pages(context: Context, pages: Mapping[str, FetchStatusPage]) -> int:
    """Ask the one page that has waited longest, if one is due; how many were asked comes back. One a round, so that
    slow ones do not add up: letters must go out meanwhile. No transaction is open while it is asked."""
    provider = _due(context, pages)
    if provider is None:
        return 0
    with context.store.read() as tx:
        before = tx.status_pages.get(provider)
    at = context.now()
    known = before if before is not None and before.summary is not None else None
    try:
        fetched = pages[provider](known.etag if known else None, known.last_modified if known else None)
    except StatusPageUnavailable as error:
        log.warning("The status page of %s could not be read: %s", provider, error.kind)
        kept = replace(before or StatusPage(provider, at), checked_at=at, fault=error.kind)
    else:
        kept = _kept(StatusPage(provider, at, at), fetched, known)
    with context.store.write() as tx:
        tx.status_pages.save(kept)
        tx.commit()
    return 1


def _kept(at_now: StatusPage, fetched: Fetched, before: StatusPage | None) -> StatusPage:
    """Not changed means that what is kept stands as of now."""
    if fetched.summary is None:
        if before is None:  # "not changed", and nothing is known that it could be
            return replace(at_now, fetched_at=None, fault="nothing to compare")
        return replace(before, checked_at=at_now.checked_at, fetched_at=at_now.fetched_at, fault=None)
    return replace(
        at_now,
        summary=fetched.summary.model_dump(mode="json"),
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )


def _due(context: Context, pages: Mapping[str, FetchStatusPage]) -> str | None:
    every = timedelta(minutes=context.rule(EVERY))
    with context.store.read() as tx:
        last = {provider: tx.status_pages.get(provider) for provider in pages}
    asked = {provider: page.checked_at for provider, page in last.items() if page is not None}
    never = [provider for provider in pages if provider not in asked]
    if never:
        return never[0]
    due = [provider for provider, at in asked.items() if not timedelta(0) <= context.now() - at < every]
    return min(due, key=lambda provider: asked[provider], default=None)
