"""What people did in Zendesk: the status of tickets, and what they wrote for the customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bot.adapters.helpdesk.http import NoAnswer, Patience, refusal
from bot.adapters.helpdesk.zendesk import ZendeskApi
from bot.decisions.connections import Zendesk
from bot.decisions.delivery import TryAgain
from bot.decisions.errors import HelpdeskUnavailable
from bot.decisions.helpdesk import RemoteComment, RemoteTicket

_AT_ONCE: Final = 100
"""Tickets that Zendesk shows in one answer."""
_PEOPLE: Final = ("agent", "admin")


class ZendeskReader:
    """Fulfils ``bot.services.ports.HelpdeskReader``."""

    def __init__(self, connected: Zendesk, patience: Patience | None = None) -> None:
        self._api = ZendeskApi(connected, patience)

    def tickets(self, remote_ids: Sequence[str]) -> list[RemoteTicket]:
        found: list[RemoteTicket] = []
        for start in range(0, len(remote_ids), _AT_ONCE):
            found += self._page(remote_ids[start : start + _AT_ONCE])
        return found

    def answers(self, remote_id: str) -> list[RemoteComment]:
        comments = self._api.comments(remote_id)
        if isinstance(comments, TryAgain):
            raise HelpdeskUnavailable(comments.reason, comments.after)
        read = [_answer(each) for each in comments]
        return sorted((each for each in read if each is not None), key=lambda each: (each.at, each.id))

    def _page(self, ids: Sequence[str]) -> list[RemoteTicket]:
        try:
            answer = self._api.http.send(
                "GET", "/api/v2/tickets/show_many.json", params={"ids": ",".join(ids)}
            )
        except NoAnswer as error:
            raise HelpdeskUnavailable(str(error)) from None
        data = answer.data()
        listed = data.get("tickets") if isinstance(data, dict) else None
        if answer.status != 200 or not isinstance(listed, list):
            raise HelpdeskUnavailable(f"it cannot be asked: {refusal(answer).reason}", answer.retry_after)
        read = [_ticket(each) for each in listed if isinstance(each, dict)]
        return [each for each in read if each is not None]


def _ticket(shown: dict[str, Any]) -> RemoteTicket | None:
    id, status, changed = shown.get("id"), shown.get("status"), _instant(shown.get("updated_at"))
    if not isinstance(id, int) or not isinstance(status, str) or changed is None:
        return None
    return RemoteTicket(str(id), status, changed)


def _answer(comment: dict[str, Any]) -> RemoteComment | None:
    """Public, and by one of the provider's people. Ours are never public."""
    author, at, id = comment["author"], _instant(comment.get("created_at")), comment.get("id")
    text = comment.get("plain_body") or comment.get("body")
    if comment.get("public") is not True or author.get("role") not in _PEOPLE:
        return None
    if at is None or id is None or not isinstance(text, str) or not text.strip():
        return None
    return RemoteComment(str(id), text.strip(), str(author.get("name") or ""), at)


def _instant(written: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
