"""A provider's public status page in Statuspage's form, over HTTP: asked by the relay, never in a customer's turn."""

from __future__ import annotations

import json
import time
from typing import Final

import requests
from pydantic import ValidationError
from urllib3.exceptions import HTTPError, ReadTimeoutError

from bot.decisions.errors import StatusPageUnavailable
from bot.decisions.status_page import Fetched, Summary

PATH: Final = "/api/v2/summary.json"
CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 3.0
TOTAL_SECONDS: Final = 5.0
"""Letters wait behind it. What takes longer is asked again at the next look, and there is no other retry."""
MOST_BYTES: Final = 1_000_000
"""A real summary has a few ten thousand."""
_PIECE: Final = 16_384
_LONGEST_MARK: Final = 500


class HttpStatusPage:
    """Fulfils ``bot.services.ports.FetchStatusPage``. ``url``: the page as people open it, or its ``summary.json``."""

    def __init__(self, url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._url = url if url.endswith(".json") else f"{url.rstrip('/')}{PATH}"
        self._total_seconds = total_seconds

    def __call__(self, etag: str | None, last_modified: str | None) -> Fetched:
        """Raises ``StatusPageUnavailable``. Nothing that the other side sent is in the error."""
        headers = {"Accept": "application/json", "User-Agent": "Firstline"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        ends = time.monotonic() + self._total_seconds
        try:
            # A redirect could lead anywhere, so it is not followed: the address in the environment is the page.
            with requests.get(
                self._url,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                stream=True,
                allow_redirects=False,
            ) as answer:
                if answer.status_code == requests.codes.not_modified and (etag or last_modified):
                    return Fetched(None, etag, last_modified)
                if answer.status_code != requests.codes.ok:
                    raise StatusPageUnavailable(f"status {answer.status_code}")
                body = self._read(answer, ends)
                marks = (_mark(answer.headers.get("ETag")), _mark(answer.headers.get("Last-Modified")))
        except (requests.Timeout, ReadTimeoutError) as error:
            raise StatusPageUnavailable("slow") from error
        except (requests.RequestException, OSError, HTTPError) as error:
            raise StatusPageUnavailable("no answer") from error
        return Fetched(_summary(body), *marks)

    def _read(self, answer: requests.Response, ends: float) -> bytes:
        """Piece by piece as it comes, so that neither a slow nor an endless answer holds the letters up."""
        body = bytearray()
        while piece := answer.raw.read1(_PIECE, decode_content=True):
            body += piece
            if len(body) > MOST_BYTES:
                raise StatusPageUnavailable("too large")
            if time.monotonic() > ends:
                raise StatusPageUnavailable("slow")
        return bytes(body)


def _summary(body: bytes) -> Summary:
    try:
        return Summary.model_validate(json.loads(body))
    except ValidationError as error:
        raise StatusPageUnavailable("not a summary") from error
    except (ValueError, RecursionError) as error:
        raise StatusPageUnavailable("not JSON") from error


def _mark(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_MARK else None
