"""Codes of an authenticator app, and their secrets encrypted. What a code is (digits, seconds, drift) is a rule.

A secret has to be read again at each sign-in, so it cannot be hashed like a password; it is sealed with a key that is
made from ``FIRSTLINE_SECRET``, so that a copy of the database alone gives nobody a code.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.decisions.errors import SealBroken

ISSUER: Final = "Firstline desk"
_KEY_FOR: Final = b"firstline desk, second step, 1"
_GROUP: Final = 4


class AppCodes:
    """Fulfils ``bot.services.ports.OneTimeCodes``."""

    def __init__(self, secret: str, *, digits: int, seconds: int, drift: int) -> None:
        """``drift``: so many steps of ``seconds`` a clock may be wrong, either way."""
        self._digits, self._seconds, self._drift = digits, seconds, drift
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_KEY_FOR).derive(secret.encode())
        self._box = Fernet(base64.urlsafe_b64encode(key))

    def new_secret(self) -> str:
        """Sealed; 160 random bits, as RFC 4226 asks."""
        return self._box.encrypt(pyotp.random_base32().encode()).decode()

    def step_of(self, sealed: str, code: str, at: datetime) -> int | None:
        """The newest time step around ``at`` that ``code`` belongs to, or ``None``. Raises ``SealBroken``."""
        app = self._app(sealed)
        typed = "".join(code.split())
        if len(typed) != self._digits or not (typed.isascii() and typed.isdigit()):
            return None
        now = int(at.timestamp()) // self._seconds
        # All are compared, so that the time it takes tells nothing.
        fitting = [
            step
            for step in range(now - self._drift, now + self._drift + 1)
            if pyotp.utils.strings_equal(app.generate_otp(step), typed)
        ]
        return max(fitting, default=None)

    def spoken(self, sealed: str) -> str:
        """In groups of four. Raises ``SealBroken``."""
        secret = self._open(sealed)
        return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))

    def picture(self, sealed: str, account: str) -> str:
        """The text of an SVG. Raises ``SealBroken``."""
        address = self._app(sealed).provisioning_uri(name=account, issuer_name=ISSUER)
        code = segno.make(address, error="m", micro=False)
        return str(code.svg_inline(scale=5, title="QR code for an authenticator app", light="#fff"))

    def _app(self, sealed: str) -> pyotp.TOTP:
        return pyotp.TOTP(self._open(sealed), digits=self._digits, interval=self._seconds)

    def _open(self, sealed: str) -> str:
        try:
            return self._box.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealBroken("A second step was sealed under another FIRSTLINE_SECRET: reset it.") from None
