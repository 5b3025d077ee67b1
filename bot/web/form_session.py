"""Who fills in which form: conversations and their tokens in a signed cookie that scripts cannot read.

The token that goes into every form (CSRF) is made from a secret in the cookie, so that a page of another site, which
cannot read either, can send nothing in a customer's name.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from fastapi import Request, Response
from itsdangerous import BadData, URLSafeSerializer

from bot.decisions.errors import Unsound
from bot.services.context import Context

COOKIE = "complain"
PATH = "/complain"
_SALT = "firstline.complain.session"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Visit:
    """``chats``: conversation id and token by provider's slug. ``pin``: what the forms' tokens are made from."""

    pin: str
    chats: dict[str, tuple[str, str]] = field(default_factory=dict)

    def with_chat(self, slug: str, conversation_id: str, token: str) -> Visit:
        return replace(self, chats={**self.chats, slug: (conversation_id, token)})

    def without_chat(self, slug: str) -> Visit:
        return replace(self, chats={key: value for key, value in self.chats.items() if key != slug})


def read_visit(request: Request, context: Context) -> Visit | None:
    """The visit of a browser that was here before; ``None`` for no cookie, or one that we did not sign."""
    return visit_in(request.cookies.get(COOKIE, ""), context)


def visit_in(cookie: str, context: Context) -> Visit | None:
    """What the value of the cookie says, if we signed it."""
    if not cookie or not cookie.isascii():
        return None
    try:
        kept = _serializer(context).loads(cookie)
        pin, chats = kept["pin"], kept["chats"]
        return Visit(str(pin), {str(slug): (str(chat[0]), str(chat[1])) for slug, chat in chats.items()})
    except (BadData, KeyError, TypeError, IndexError, AttributeError):
        return None


def new_visit() -> Visit:
    return Visit(secrets.token_urlsafe(16))


def keep_visit(response: Response, context: Context, visit: Visit) -> None:
    """Set the cookie: for as long as a complaint that was begun is kept (rule ``intake_expiry``), so that somebody who
    comes back tomorrow finds it."""
    value = _serializer(context).dumps({"pin": visit.pin, "chats": visit.chats})
    response.set_cookie(
        COOKIE,
        value if isinstance(value, str) else value.decode("ascii"),
        max_age=int(timedelta(days=context.rule("intake_expiry")).total_seconds()),
        path=PATH,
        secure=urlsplit(context.public_url).hostname not in _LOCAL,
        httponly=True,
        samesite="lax",
    )


def csrf_token(context: Context, visit: Visit) -> str:
    key = f"{_SALT}.csrf:{visit.pin}".encode()
    return hmac.new(_secret(context).encode(), key, hashlib.sha256).hexdigest()


def is_ours(context: Context, visit: Visit | None, token: str) -> bool:
    """Whether ``token`` was made for this browser."""
    if visit is None:
        return False
    return hmac.compare_digest(token.encode(), csrf_token(context, visit).encode())


def _serializer(context: Context) -> URLSafeSerializer:
    signer = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(_secret(context), salt=_SALT, signer_kwargs=signer)


def _secret(context: Context) -> str:
    if not context.secret:  # signed with nothing, anybody could sign
        raise Unsound("The form cannot sign its cookie: FIRSTLINE_SECRET is not set.")
    return context.secret
