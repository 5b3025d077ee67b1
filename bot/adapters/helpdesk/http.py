"""One request to a helpdesk, with an end: what came back, or whether it can have arrived.

Neither a key nor a word of a customer's is ever in what is raised or logged: a reason says what happened, and no more.
"""

from __future__ import annotations

import json
import logging
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from bot.config_providers import is_loopback
from bot.decisions.delivery import Impossible, TryAgain, Unknown

LARGEST_ANSWER: Final = 2_000_000
"""Bytes. A page of a hundred comments has a few hundred thousand."""
_PIECE: Final = 8_192
_LATER: Final = frozenset({408, 423, 425, 429, 503})
"""Refused for now, and surely not taken: "too many", "not now"."""

# urllib3 logs addresses with what stands in them.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Patience:
    """Seconds. ``total`` holds for one whole request and its answer, however slowly either comes."""

    connect: float = 4.0
    read: float = 15.0
    total: float = 30.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    def data(self) -> Any:
        """The body as JSON; ``None`` for what is none."""
        with suppress(ValueError, RecursionError):
            return json.loads(self.body)
        return None

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def retry_after(self) -> timedelta | None:
        """From a number of seconds or a date (RFC 9110); ``None`` for what is neither."""
        said = self.headers.get("retry-after", "").strip()
        if said.isdecimal():
            return timedelta(seconds=int(said[:9]))
        with suppress(ValueError, TypeError, OverflowError):
            moment = parsedate_to_datetime(said)
            return max(timedelta(0), moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC))
        return None


class NoAnswer(Exception):
    """``sent``: whether the request can have arrived. ``str()`` is a reason that names nobody."""

    def __init__(self, reason: str, sent: bool) -> None:
        super().__init__(reason)
        self.sent = sent

    def outcome(self) -> TryAgain | Unknown:
        return Unknown(str(self)) if self.sent else TryAgain(str(self))


class Http:
    """Requests to one system. Safe to share between threads."""

    def __init__(
        self, base: str, auth: requests.auth.AuthBase | None = None, patience: Patience | None = None
    ) -> None:
        self._base, self._patience = base.rstrip("/"), patience or Patience()
        self._auth = auth or _Nothing()

    def send(
        self,
        method: str,
        path: str,
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """Raises ``NoAnswer``. Redirections are not followed: the key would go along.

        In a thread of its own: neither a name server nor a server that drips its headers heeds our timeouts.
        """
        until = time.monotonic() + self._patience.total
        answer: Future[Answer] = Future()

        def work() -> None:
            try:
                answer.set_result(self._send(method, path, data, headers, params, until))
            except BaseException as error:
                answer.set_exception(error)

        threading.Thread(target=work, name="helpdesk", daemon=True).start()
        try:
            return answer.result(self._patience.total)
        except TooLate:
            raise NoAnswer("no answer in time", sent=True) from None

    def json(self, method: str, path: str, document: Any, headers: Mapping[str, str] | None = None) -> Answer:
        """As ``send``, of the same bytes for the same ``document``."""
        data = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
        return self.send(
            method, path, data=data, headers={"Content-Type": "application/json", **(headers or {})}
        )

    def _send(
        self,
        method: str,
        path: str,
        data: bytes | None,
        headers: Mapping[str, str] | None,
        params: Mapping[str, str] | None,
        until: float,
    ) -> Answer:
        ours = {"User-Agent": "Firstline", "Accept-Encoding": "identity", "Accept": "application/json"}
        try:
            with (
                self._session() as session,
                session.request(
                    method,
                    f"{self._base}{path}",
                    data=data,
                    params=params,
                    headers={**ours, **(headers or {})},
                    auth=self._auth,
                    timeout=(self._patience.connect, self._patience.read),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, named, b"".join(_body(response, until)))
        # None is chained: the message of the original holds the address, and perhaps more.
        except requests.exceptions.SSLError as error:
            certificate = any(isinstance(each, ssl.SSLCertVerificationError) for each in _causes(error))
            reason = (
                "its certificate is not one that we trust" if certificate else "the secure connection failed"
            )
            raise NoAnswer(reason, sent=not certificate and not _never_connected(error)) from None
        except requests.ConnectionError as error:
            if _never_connected(error):
                raise NoAnswer("it cannot be reached", sent=False) from None
            raise NoAnswer("the connection broke off", sent=True) from None
        except requests.Timeout:
            raise NoAnswer("no answer in time", sent=True) from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, UnicodeError) as error:
            raise NoAnswer(f"the request cannot be made ({type(error).__name__})", sent=False) from None
        except (requests.RequestException, OSError, ValueError) as error:
            raise NoAnswer(f"the answer broke off ({type(error).__name__})", sent=True) from None

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A proxy of the machine has no business between two programs on loopback.
        session.trust_env = not is_loopback(urlsplit(self._base).hostname or "")
        return session


def refusal(answer: Answer) -> TryAgain | Impossible | Unknown:
    """What an answer that is no success means, where nothing more is known of that system."""
    status = answer.status
    if status in _LATER:
        return TryAgain(f"it answers HTTP {status}", answer.retry_after)
    if status in (401, 403):
        return Impossible(f"it refuses our key, or what the key may do (HTTP {status})")
    if status in (404, 405, 410):
        return Impossible(f"there is nothing at that address (HTTP {status})")
    if 300 <= status < 400:
        return Impossible(f"it leads to another address (HTTP {status}), which is not followed")
    if 400 <= status < 500:
        return Impossible(f"it does not take what we send (HTTP {status})")
    if 200 <= status < 300:
        return Unknown(f"its answer cannot be read (HTTP {status})")
    return Unknown(f"it answers HTTP {status}")


class HeaderKey(requests.auth.AuthBase):
    """A key in a header of its own. Given as ``auth``, so that requests puts no ``.netrc`` of the machine there."""

    def __init__(self, header: str, key: str) -> None:
        self._header, self._key = header, key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers[self._header] = self._key
        return request


class _Nothing(requests.auth.AuthBase):
    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _body(response: requests.Response, until: float) -> Iterator[bytes]:
    length = 0
    for piece in response.iter_content(_PIECE):
        length += len(piece)
        if length > LARGEST_ANSWER or time.monotonic() > until:
            raise NoAnswer("the answer does not come to an end", sent=True)
        yield piece


def _never_connected(error: BaseException) -> bool:
    """Whether there was no connection, and so nothing was sent."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    return any(
        isinstance(each, NewConnectionError | ConnectTimeoutError | ssl.SSLCertVerificationError)
        for each in _causes(error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What lies behind an error of requests, which wraps it several times."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, BaseException) or any(each is one for one in seen):
            continue
        seen.append(each)
        yield each
        waiting += [*each.args, each.__cause__, each.__context__]
        if isinstance(each, MaxRetryError):
            waiting.append(each.reason)
