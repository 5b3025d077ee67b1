"""A provider's own system, asked over HTTP as ``docs/customer-directory.openapi.yaml`` says.

A customer waits while we ask, so a look-up ends within a few seconds, whatever the other side does. The account number
is in the path: no address and no answer is ever written to a log or into an error.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Annotated, Final
from urllib.parse import quote, urlsplit

import requests
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_random_exponential

from bot.adapters.directory.breaker import Breaker
from bot.config_providers import is_loopback
from bot.decisions.customer import Customer, normal_account
from bot.decisions.errors import DirectoryUnavailable

LARGEST_ANSWER: Final = 16_384
"""Bytes. A record is some hundred."""
_PIECE: Final = 1
"""Bytes taken at once: more would be waited for, however slowly they drip. A record has few."""
_TOO_MANY: Final = 429
_NOT_OURS: Final = frozenset({401, 403})
_WORTH_ANOTHER_TRY: Final = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)

log = logging.getLogger(__name__)
# urllib3 warns of headers that it cannot read with the address in it, and the account number is in that.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Patience:
    """How long a look-up may take, in seconds. ``total`` holds for all tries and the pauses between them."""

    connect: float = 1.5
    read: float = 2.0
    total: float = 5.0
    tries: int = 3
    failures: int = 5
    """Look-ups in a row that must fail before the directory is left alone for ``pause``."""
    pause: float = 30.0
    at_once: int = 16
    """Look-ups under way at the same time; one more is refused."""


class Record(BaseModel):
    """What a provider's system answers. Anything else in the answer is not read."""

    model_config = ConfigDict(extra="ignore", strict=True, hide_input_in_errors=True)

    account: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    postcode: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    email: Annotated[str, StringConstraints(max_length=254)] | None = None
    phone: Annotated[str, StringConstraints(max_length=40)] | None = None


class _TryAgain(Exception):
    """``after``: seconds that the other side asked us to wait, if it did."""

    def __init__(self, what: str, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


class HttpDirectory:
    """``CustomerDirectory`` of one provider. Safe to share between threads."""

    def __init__(
        self,
        base: str,
        token: str,
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``base``: the address without a slash at the end. ``clock`` is the breaker's."""
        self._base, self._patience = base.rstrip("/"), patience or Patience()
        self._breaker = Breaker(self._patience.failures, self._patience.pause, clock)
        self._places = threading.BoundedSemaphore(self._patience.at_once)
        self._session = requests.Session()
        self._session.auth = _Bearer(token)
        self._session.headers.update({"Accept": "application/json", "Accept-Encoding": "identity"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A proxy of the machine has no business between two programs on loopback.
        self._session.trust_env = not is_loopback(urlsplit(self._base).hostname or "")

    def has(self, provider: str) -> bool:
        return True

    def find(self, provider: str, account: str) -> Customer | None:
        asked = normal_account(account)
        if not asked:
            return None
        if not self._breaker.lets_through():
            raise DirectoryUnavailable(
                "The customer directory failed several times and is left alone a while."
            )
        try:
            record = self._in_time(asked)
        except DirectoryUnavailable as error:
            if self._breaker.failed():
                log.error("The customer directory of %s fails again and again: %s", provider, error)
            else:
                log.warning("The customer directory of %s failed: %s", provider, error)
            raise
        except BaseException:
            self._breaker.failed()
            raise
        self._breaker.worked()
        if record is None:
            return None
        return Customer(provider, record.account, record.name, record.postcode, record.email, record.phone)

    def _in_time(self, account: str) -> Record | None:
        """In a thread of its own: neither a name server nor a server that drips its headers heeds our timeouts."""
        if not self._places.acquire(blocking=False):
            raise DirectoryUnavailable("Too many look-ups are under way.")
        until = time.monotonic() + self._patience.total
        answer: Future[Record | None] = Future()

        def work() -> None:
            try:
                answer.set_result(self._with_tries(account, until))
            except BaseException as error:
                answer.set_exception(error)
            finally:
                self._places.release()

        threading.Thread(target=work, name="customer-directory", daemon=True).start()
        try:
            return answer.result(self._patience.total)
        except TooLate:
            raise DirectoryUnavailable(f"No answer within {self._patience.total:g} s.") from None

    def _with_tries(self, account: str, until: float) -> Record | None:
        tries = Retrying(
            retry=retry_if_exception_type(_TryAgain),
            stop=stop_after_attempt(self._patience.tries) | stop_before_delay(self._patience.total),
            wait=_pause,
            reraise=True,
        )
        try:
            return tries(self._ask, account, until)
        except _TryAgain as error:
            raise DirectoryUnavailable(str(error)) from None

    def _ask(self, account: str, until: float) -> Record | None:
        """Raises ``_TryAgain`` or ``DirectoryUnavailable``, neither with a word of what was asked or answered."""
        left = until - time.monotonic()
        if left <= 0:
            raise DirectoryUnavailable("No time is left.")
        try:
            with self._session.get(
                f"{self._base}/customers/{quote(account, safe='')}",
                timeout=(min(self._patience.connect, left), min(self._patience.read, left)),
                allow_redirects=False,
                stream=True,
            ) as response:
                return self._record(response, account, until)
        except requests.exceptions.SSLError:
            raise DirectoryUnavailable("Its certificate is not one that we trust.") from None
        except _WORTH_ANOTHER_TRY as error:
            # Not chained, here and below: the message of the original holds the address, and so the account number.
            raise _TryAgain(f"It cannot be reached ({type(error).__name__}).") from None
        except (requests.RequestException, OSError, ValueError) as error:
            raise DirectoryUnavailable(f"It cannot be asked ({type(error).__name__}).") from None

    def _record(self, response: requests.Response, account: str, until: float) -> Record | None:
        status = response.status_code
        if status == 404:
            return None
        if status in _NOT_OURS:
            log.error("The customer directory refuses our token (HTTP %d): look at DIRECTORY_TOKEN_…", status)
            raise DirectoryUnavailable(f"It refuses our token (HTTP {status}).")
        if status == _TOO_MANY or status >= 500:
            raise _TryAgain(f"It answers HTTP {status}.", _retry_after(response.headers.get("Retry-After")))
        if status != 200:
            raise DirectoryUnavailable(f"It answers HTTP {status}; redirections are not followed.")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise DirectoryUnavailable("Its answer is compressed, which was not asked for.")
        try:
            record = Record.model_validate_json(_body(response, until))
        except ValidationError as error:
            places = sorted({".".join(map(str, each["loc"])) or "the whole" for each in error.errors()})
            raise DirectoryUnavailable(f"Its answer has another shape: {', '.join(places)}.") from None
        if normal_account(record.account) != account:
            raise DirectoryUnavailable("Its answer is about another account.")
        return record


class _Bearer(requests.auth.AuthBase):
    """Given as ``auth``, so that requests does not look into a .netrc of the machine and put its own there."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _body(response: requests.Response, until: float) -> bytes:
    """Raises ``DirectoryUnavailable`` when there is too much of it, or it does not come to an end in time."""
    body = bytearray()
    for piece in response.iter_content(_PIECE):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise DirectoryUnavailable(f"Its answer is larger than {LARGEST_ANSWER} bytes.")
        if time.monotonic() > until:
            raise DirectoryUnavailable("Its answer does not come to an end.")
    return bytes(body)


_OUR_OWN_PAUSE: Final = wait_random_exponential(multiplier=0.2, max=1.0)


def _pause(state: RetryCallState) -> float:
    """What the other side asked for; where that is longer than we have, ``stop_before_delay`` gives up at once."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _TryAgain) and error.after is not None:
        return error.after
    return _OUR_OWN_PAUSE(state)


def _retry_after(header: str | None) -> float | None:
    """Seconds, from a number or a date (RFC 9110); ``None`` for what is neither."""
    text = (header or "").strip()
    if text.isdecimal():
        return float(text[:9])
    with suppress(ValueError, TypeError):
        moment = parsedate_to_datetime(text)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return None
