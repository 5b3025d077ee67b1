"""The one way in at the desk for tests: the sign-in page itself, as people use it. No row is forged."""

from __future__ import annotations

import re

from httpx import Client, Response

from bot.web.desk.auth import COOKIE

PASSWORD = "purple kettle mountain"
"""Of everybody in the tests, hashed by ``QuickPasswords``."""
_CSRF = re.compile(r'<meta name="csrf" content="([0-9a-f]+)">')


def sign_in(client: Client, email: str, password: str = PASSWORD, next: str = "", **headers: str) -> Response:
    """Send the form of the sign-in page. Without an ``Origin`` of its own it comes from the page, as a browser says."""
    form = {"email": email, "password": password, "next": next}
    said = headers or {"Sec-Fetch-Site": "same-origin"}
    return client.post("/desk/sign-in", data=form, headers=said, follow_redirects=False)


def come_in(client: Client, email: str) -> str:
    """Sign in with the right password; the token of the session, which is in ``client``'s cookies too."""
    answer = sign_in(client, email)
    assert answer.status_code == 303, answer.text
    return str(client.cookies[COOKIE])


def csrf_of(client: Client) -> str:
    """What the forms of this session carry; empty for whoever is not signed in."""
    found = _CSRF.search(client.get("/desk/account").text)
    return found.group(1) if found else ""
