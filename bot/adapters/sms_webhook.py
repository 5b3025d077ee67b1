"""Text messages through a web address of the provider's: one signed request a text (docs/mail-sms-post.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import requests

from bot.decisions.delivery import Delivered, Impossible, Outcome, TryAgain, Unknown
from bot.decisions.mail_connection import SmsConnection

LARGEST_ANSWER: Final = 20_000
_PIECE: Final = 4_096
_LONGEST_ID: Final = 200
_FOR_NOW: Final = (408, 425, 429)
_LONGEST_REST: Final = 86_400


@dataclass(frozen=True)
class Patience:
    """Seconds: to connect, for each piece of the answer, and for all of it."""

    connect: float = 3.0
    read: float = 7.0
    total: float = 12.0


class SmsWebhook:
    """Fulfils ``bot.services.outbox.carry_sms.SendText``. ``clock``: seconds since 1970, for the signature."""

    def __init__(
        self,
        connection: SmsConnection,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._connection, self._patience, self._clock = connection, patience, clock

    def send(self, to: str, text: str, key: str) -> Outcome:
        """One attempt. An answer of the 500s, or none, says nothing: it may have gone out. In a thread with a limit of
        its own: a server that drips its headers heeds no timeout."""
        answer: Future[Outcome] = Future()
        threading.Thread(
            target=lambda: answer.set_result(self._ask(to, text, key)), name="sms", daemon=True
        ).start()
        try:
            return answer.result(self._patience.total)
        except TooLate:
            return Unknown("no answer came from the text service in time")

    def _ask(self, to: str, text: str, key: str) -> Outcome:
        body = json.dumps({"to": to, "text": text, "key": _named(key)}, ensure_ascii=False).encode()
        ends = time.monotonic() + self._patience.total
        try:
            # A redirection could lead anywhere, so none is followed.
            with requests.post(
                self._connection.url,
                data=body,
                headers=self._headers(body, key),
                auth=_as_it_is,  # else requests looks into a .netrc of the machine
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return _outcome(answer, ends)
        except requests.exceptions.SSLError:
            return TryAgain("the certificate of the text service is not one that we trust")
        except requests.exceptions.ConnectTimeout:
            return TryAgain("the text service cannot be reached (ConnectTimeout)")
        except requests.ConnectionError as error:
            # Refused at the door, or cut off in the middle: only the first is surely not there.
            if _never_began(error):
                return TryAgain("the text service cannot be reached (ConnectionError)")
            return Unknown("the connection was lost before the text service answered")
        except (requests.RequestException, OSError, ValueError) as error:
            return Unknown(f"no answer came from the text service ({type(error).__name__})")

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        at = str(int(self._clock()))
        secret = self._connection.secret.get_secret_value().encode()
        signature = hmac.new(secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Firstline",
            "Idempotency-Key": _named(key),
            "X-Firstline-Timestamp": at,
            "X-Firstline-Signature": f"sha256={signature}",
        }


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _named(key: str) -> str:
    """The same for the same key, whatever is in it."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _never_began(error: requests.ConnectionError) -> bool:
    """Whether no connection was made, as urllib3 says it: a name that does not resolve, or a door that is shut."""
    cause: Any = error.args[0] if error.args else None
    reason = type(getattr(cause, "reason", cause)).__name__
    return reason in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def _outcome(answer: requests.Response, ends: float) -> Outcome:
    status = answer.status_code
    if 200 <= status < 300:
        return Delivered(_id_in(answer, ends))
    if status in _FOR_NOW or status == 503:
        return TryAgain(f"the text service answers HTTP {status}", _retry_after(answer))
    if 400 <= status < 500:
        return Impossible(f"the text service refuses it (HTTP {status})")
    if 300 <= status < 400:
        return Impossible(f"the text service answers HTTP {status}; redirections are not followed")
    return Unknown(f"the text service answers HTTP {status}")


def _id_in(answer: requests.Response, ends: float) -> str | None:
    """Its own number of the text, where it says one in a way that can be read; it took the text either way."""
    body = bytearray()
    try:
        for piece in answer.iter_content(_PIECE):
            body += piece
            if len(body) > LARGEST_ANSWER or time.monotonic() > ends:
                return None
        read = json.loads(bytes(body))
    except (requests.RequestException, OSError, ValueError, RecursionError):
        return None
    found = read.get("id") if isinstance(read, dict) else None
    return str(found)[:_LONGEST_ID] if isinstance(found, str | int) else None


def _retry_after(answer: requests.Response) -> timedelta | None:
    text = answer.headers.get("Retry-After", "").strip()
    return timedelta(seconds=min(int(text), _LONGEST_REST)) if text.isdecimal() and len(text) < 10 else None
