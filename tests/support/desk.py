"""A desk for tests: people, and the browsers that they sit at. No engine, no network."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fastapi import FastAPI
from httpx import Response

from bot.bootstrap import build_codes
from bot.decisions.records import Agent, Role
from bot.services.add_agent import add_agent
from bot.services.change_password import change_password
from bot.services.context import Context
from bot.web.app import create_app
from bot.web.desk.deps import Desk
from tests.support.context import Clock, make_context
from tests.support.passwords import QuickPasswords
from tests.support.signing_in import PASSWORD, csrf_of, sign_in
from tests.web.house import QUICK, FakeEngine, deps_for

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it wishes for a package that is not locked; what it does is the same
    from fastapi.testclient import TestClient

ORIGIN = "https://testserver"


@dataclass
class DeskHouse:
    """The app with a desk, over a store of its own and a clock that the test moves."""

    context: Context
    passwords: QuickPasswords
    clock: Clock
    app: FastAPI

    def person(
        self, email: str = "ann@example.org", name: str = "Ann", *, own_password: bool = True, **roles: Role
    ) -> Agent:
        """Roles by provider, with ``_`` for ``-``. ``own_password``: they have chosen it themselves."""
        named = {slug.replace("_", "-"): role for slug, role in roles.items()}
        first = f"{PASSWORD} first" if own_password else PASSWORD
        added = add_agent(
            self.context, self.passwords, None, name=name, email=email, password=first, roles=named
        )
        if own_password:
            change_password(self.context, self.passwords, added, first, PASSWORD, "192.0.2.1")
        return added

    def browser(self, origin: str = ORIGIN) -> Browser:
        return Browser(browser_client(self.app, origin), origin)

    def signed_in(self, email: str = "ann@example.org") -> Browser:
        browser = self.browser()
        answer = browser.sign_in(email)
        assert answer.status_code == 303, answer.text
        return browser

    def audit(self, provider: str | None = None) -> list[str]:
        """What was done, oldest first."""
        with self.context.store.read() as tx:
            return [entry.action for entry in reversed(tx.audit.newest(provider))]


@dataclass
class Browser:
    """Keeps cookies, says where its forms come from, and knows the token of its session."""

    client: TestClient
    origin: str = ORIGIN

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def post(
        self, path: str, form: Mapping[str, str] | None = None, csrf: str | None = None, **headers: str
    ) -> Response:
        """``csrf`` None takes the one of the session, as a form of ours would."""
        token = self.csrf() if csrf is None else csrf
        sent = {"Origin": self.origin, **headers}
        return self.client.post(path, data={**(form or {}), "csrf": token}, headers=sent)

    def sign_in(
        self, email: str = "ann@example.org", password: str = PASSWORD, next: str = "", **headers: str
    ) -> Response:
        return sign_in(self.client, email, password, next, **{"Origin": self.origin, **headers})

    def csrf(self) -> str:
        return csrf_of(self.client)

    @property
    def token(self) -> str | None:
        return self.client.cookies.get("firstline_desk")


def browser_client(app: FastAPI, origin: str = ORIGIN) -> TestClient:
    return TestClient(app, base_url=origin, follow_redirects=False)


def desk_house(tmp_path: Path) -> DeskHouse:
    clock, passwords = Clock(), QuickPasswords()
    context = make_context(tmp_path, clock)
    limits = replace(QUICK, sign_ins_a_minute=1000)
    deps = deps_for(
        context.store,
        FakeEngine(),
        now=clock,
        limits=limits,
        desk=Desk(context, passwords, build_codes(context)),
    )
    return DeskHouse(context, passwords, clock, create_app(deps))
