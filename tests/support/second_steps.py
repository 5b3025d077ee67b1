"""An authenticator app for tests: it shows the code of its moment, as a telephone would."""

from __future__ import annotations

import re
from datetime import datetime

import pyotp

from tests.support.desk import Browser, DeskHouse
from tests.support.signing_in import PASSWORD

PAGE = "/desk/account/second-step"


class App:
    """``secret`` as the page shows it, with gaps."""

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret.replace(" ", ""))

    def code(self, at: datetime) -> str:
        return self._totp.at(at)


def begin(browser: Browser) -> App:
    """Ask for a secret, and type it into an app."""
    answer = browser.post(f"{PAGE}/begin", {"password": PASSWORD})
    assert answer.status_code == 303, answer.text
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', browser.get(PAGE).text)
    assert found, "no secret on the page"
    return App(found.group(1))


def set_up(house: DeskHouse, browser: Browser) -> tuple[App, list[str]]:
    """Turn it on; the app and the recovery codes. The clock goes on, so that the next code is another one."""
    app = begin(browser)
    answer = browser.post(f"{PAGE}/confirm", {"code": app.code(house.clock())})
    assert answer.status_code == 200, answer.text
    codes = re.findall(r"<li><code>([0-9A-Z ]+)</code></li>", answer.text)
    house.clock.forward(seconds=60)
    return app, codes
