"""The web app with its desk, over services as they are and a clock of the test's; agents as browsers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import IO

import httpx

from bot.adapters.case_pdf import case_pdf
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.adapters.pack_zip import write_pack
from bot.adapters.pdf import draw
from bot.bootstrap import build_codes
from bot.decisions.adr_pack import AdrPack
from bot.decisions.records import Agent, AuditEntry, ConversationState, Message, Role
from bot.services.adr_pack import open_pack
from bot.services.case_working import open_case_page
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.desk.take_over import carry_on
from bot.services.export_case import open_export, send_copy
from bot.services.hand_off import request_person
from bot.services.letters.issued import open_issued
from bot.services.privacy_notice import privacy_notice
from bot.services.read_file import open_case_file
from bot.services.take_file import Filing
from bot.services.told_meanwhile import read_meanwhile
from bot.services.welcome_back import tell_open_case
from bot.web.desk.deps import Desk
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.passwords import QuickPasswords
from tests.support.signing_in import come_in, csrf_of
from tests.web.house import QUICK, FakeEngine, House, deps_for, running

IMPATIENT = replace(QUICK, desk_look_seconds=0.5, desk_repeat_seconds=1.5, sign_ins_a_minute=1000)


@dataclass
class DeskHouse:
    """The running app, and what stands behind it."""

    house: House
    context: Context
    clock: Clock
    engine: FakeEngine

    def session_of(self, agent: Agent) -> str:
        """The token of a new session of the agent's."""
        with self._client() as client:
            return come_in(client, agent.email)

    def _client(self) -> httpx.Client:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return httpx.Client(base_url=self.house.url, timeout=40, trust_env=False, headers=headers)

    def browser(
        self, name: str = "Priya", provider: str = "netservers", role: Role = Role.AGENT, **more: Role
    ) -> AgentBrowser:
        """A new agent, signed in. ``more``: roles at further providers, with ``_`` for ``-``."""
        agent = add_agent(self.context, name, provider, role)
        if more:
            roles = {**agent.roles, **{slug.replace("_", "-"): each for slug, each in more.items()}}
            agent = replace(agent, roles=roles)
            with self.context.store.write() as tx:
                tx.agents.save(agent)
                tx.commit()
        client = self._client()
        come_in(client, agent.email)
        return AgentBrowser(client, agent, csrf_of(client))

    def state(self, conversation_id: str) -> ConversationState:
        with self.context.store.read() as tx:
            return tx.conversations.get(conversation_id).state

    def handoff_id(self, conversation_id: str) -> str:
        with self.context.store.read() as tx:
            found = tx.handoffs.open_of(conversation_id)
        assert found is not None
        return found.id

    def holder(self, conversation_id: str) -> str | None:
        with self.context.store.read() as tx:
            found = tx.handoffs.open_of(conversation_id)
        return found.claimed_by if found else None

    def lines(self, conversation_id: str) -> list[Message]:
        with self.context.store.read() as tx:
            return tx.messages.after(conversation_id, 0)

    def trail(self, conversation_id: str) -> list[AuditEntry]:
        with self.context.store.read() as tx:
            return tx.audit.of(f"conversation:{conversation_id}")


@dataclass
class AgentBrowser:
    """An agent's browser: it keeps its cookie and sends forms with the token of its page."""

    client: httpx.Client
    agent: Agent
    csrf: str

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def see(self, path: str) -> str:
        """The words of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return words(answer.text)

    def post(self, path: str, csrf: str | None = None, **form: str) -> httpx.Response:
        """``csrf`` None takes the one of the session, as a form of ours would."""
        return self.client.post(path, data={"csrf": self.csrf if csrf is None else csrf, **form})

    def send_files(
        self, path: str, *files: tuple[str, bytes], csrf: str | None = None, **form: str
    ) -> httpx.Response:
        """The form of the reply with ``files`` (name and content), as a browser sends it."""
        chosen = [("file", file) for file in files or (("", b""),)]
        return self.client.post(
            path, data={"csrf": self.csrf if csrf is None else csrf, **form}, files=chosen
        )

    def press(self, path: str, **form: str) -> str:
        """Send a form that is taken; the words of the page that it leads to."""
        answer = self.post(path, **form)
        assert answer.status_code == 303, (answer.status_code, words(answer.text))
        return self.see(answer.headers["location"])


def words(html: str) -> str:
    """What can be read on a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def zipped(kept: FolderFiles, pack: AdrPack) -> IO[bytes]:
    out = io.BytesIO()
    write_pack(out, pack, kept, draw)
    out.seek(0)
    return out


@contextmanager
def desk_running(folder: Path) -> Iterator[DeskHouse]:
    clock, engine = Clock(), FakeEngine()
    context = make_context(folder, clock)
    deps = deps_for(
        context.store,
        engine,
        now=clock,
        request_person=lambda id, key: request_person(context, id, key, "asked"),
        carry_on=lambda id: carry_on(context, id),
        code_meanwhile=lambda id, line: take_code_meanwhile(context, id, line),
        told_meanwhile=lambda id, line: read_meanwhile(context, id, line),
        tell_open_case=lambda id: tell_open_case(context, id),
        desk=Desk(context, QuickPasswords(), build_codes(context)),
        limits=IMPATIENT,
        correct_card=CorrectCard(context, IMPATIENT.form_characters),
        filing=Filing(context, FolderFiles(folder / "files"), look_inside),
        case_file=lambda token: open_case_file(context, FolderFiles(folder / "files"), token),
        case_page=lambda token: open_case_page(context, token),
        case_copy=lambda token: open_export(context, token),
        send_copy=lambda token: send_copy(context, token),
        case_pdf=case_pdf,
        issued_letter=lambda token: open_issued(context, token),
        draw_page=draw,
        case_pack=lambda token: open_pack(context, token),
        zip_pack=lambda pack: zipped(FolderFiles(folder / "files"), pack),
        privacy=lambda provider: privacy_notice(context, provider),
    )
    with running(deps) as house:
        yield DeskHouse(house, context, clock, engine)
