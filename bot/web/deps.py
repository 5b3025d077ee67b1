"""What the web needs from outside. ``bootstrap`` builds it; nothing in ``bot/web`` builds real things
itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, cast

from fastapi import Request

from bot.decisions.adr_pack import AdrPack
from bot.decisions.case_export import CaseExport
from bot.decisions.letter_record import LetterRecord
from bot.decisions.mail import KeptMail
from bot.decisions.provider import Provider
from bot.decisions.records import ConversationState, Message
from bot.services.ask_for_person import RequestPerson
from bot.services.case_copy import Copy
from bot.services.case_working import CaseWorking
from bot.services.correct_card import CorrectCard
from bot.services.escalation_letter import WrittenLetter
from bot.services.figures import Figures
from bot.services.fill_form import FillForm
from bot.services.other_ways import other_ways
from bot.services.ports import Engine, Now, Store
from bot.services.privacy_notice import PrivacyNotice
from bot.services.read_file import OpenFile
from bot.services.run_turn import TurnRunner
from bot.services.take_file import Filing
from bot.web.bells import Bells
from bot.web.desk.deps import Desk
from bot.web.limits import DEFAULT_HOSTS, Limits, Window
from bot.web.turns import Turns
from bot.web.uploads import Uploads
from bot.wording import Said, Words


def nothing_there(_: str) -> None:
    """No link leads anywhere."""


def always_the_bot(_: str) -> ConversationState:
    """Without a desk nobody waits for anybody."""
    return ConversationState.BOT


def says_nothing(_: str) -> None:
    """Without the complaint's own parts there is no complaint to name."""


def never_a_code(_: str, __: Message) -> bool:
    """Without the complaint's own parts there is no code to be right."""
    return False


def reads_nothing(_: str, __: Message) -> None:
    """Without the complaint's own parts there is nothing to read it into."""


def no_address(_: str) -> None:
    """Without a secret nothing is kept of where a chat comes from."""
    return


@dataclass(frozen=True)
class WebDeps:
    """``providers`` by slug. ``opening`` says what a new conversation begins with; ``request_person`` records
    the wish for a person and says what happens by when (it is called in a worker thread, and works with the
    engine down). ``case_page`` and ``case_letter`` find what the token of a link leads to, in a worker thread.
    ``filing`` takes files (without it there is nothing at their addresses); ``case_file`` finds a file of a case by the
    token of its link, and raises ``LinkTooOld``. ``case_copy`` finds all of a case by the token that was mailed to its
    customer, ``send_copy`` mails it, given the token of the page; ``case_pdf`` draws it (``True``: in large print), and
    raises ``PdfUnavailable``. ``case_pack`` finds by the mailed token what goes to the ADR scheme; ``zip_pack`` makes
    it one file. ``issued_letter`` finds a letter by the token of its link, and raises ``LinkTooOld``;
    ``draw_page`` draws the page of a letter as ``case_pdf`` does. ``privacy``: what is kept of customers there;
    ``None``: there is no such page.
    All in a worker thread.

    ``mailbox`` reads the local mail folder, newest first, in a worker thread; ``None`` (always in production): no page
    shows it. It raises ``OSError``.
    ``carry_on``: the customer would rather carry on with the assistant. ``tell_open_case``: a new chat that goes on
    from an ended one names the complaint that is open. ``code_meanwhile``: a message that the engine will not hear was
    the six-digit code, and has been answered. ``told_meanwhile``: it was not, and is read for the card.
    ``fill_form``: the form without JavaScript. ``correct_card``: the customer puts the card right.

    ``address_key``: a keyed hash of a network address, to count tries by.

    ``proxies``: how many reverse proxies of ours stand in front. 0 means that ``X-Forwarded-For`` is ignored.
    ``desk``: ``None`` is an app without a desk. ``figures``: what ``/metrics`` tells, in a worker thread; ``None``:
    there is no such page. ``metrics_token``: what it asks of whoever reads it; empty: it answers on this machine only.
    """

    store: Store
    engine: Engine
    now: Now
    words: Words
    providers: Mapping[str, Provider]
    opening: Callable[[Provider], Sequence[Said]]
    request_person: RequestPerson
    case_page: Callable[[str], CaseWorking | None] = nothing_there
    case_letter: Callable[[str], WrittenLetter | None] = nothing_there
    carry_on: Callable[[str], ConversationState] = always_the_bot
    tell_open_case: Callable[[str], None] = says_nothing
    code_meanwhile: Callable[[str, Message], bool] = never_a_code
    told_meanwhile: Callable[[str, Message], None] = reads_nothing
    address_key: Callable[[str], str | None] = no_address
    mailbox: Callable[[], Sequence[KeptMail]] | None = None
    filing: Filing | None = None
    case_file: Callable[[str], OpenFile | None] = nothing_there
    case_copy: Callable[[str], CaseExport | None] = nothing_there
    send_copy: Callable[[str], Copy | None] = nothing_there
    case_pack: Callable[[str], AdrPack | None] = nothing_there
    zip_pack: Callable[[AdrPack], IO[bytes]] | None = None
    case_pdf: Callable[[CaseExport, bool], bytes] | None = None
    issued_letter: Callable[[str], LetterRecord | None] = nothing_there
    draw_page: Callable[[str, bool], bytes] | None = None
    privacy: Callable[[Provider], PrivacyNotice] | None = None
    fill_form: FillForm | None = None
    correct_card: CorrectCard | None = None
    hosts: Sequence[str] = DEFAULT_HOSTS
    proxies: int = 0
    limits: Limits = field(default_factory=Limits)
    desk: Desk | None = None
    figures: Callable[[], Figures] | None = None
    metrics_token: str = field(default="", repr=False)

    def facts(self, slug: str) -> dict[str, object]:
        """What the notices say of a provider."""
        provider = self.providers.get(slug)
        if provider is None:  # its profile was taken away; its customers are still answered
            return {"provider": slug, "other_ways": self.words.text("utter_web_way_none", provider=slug)}
        return {"provider": provider.name, "other_ways": other_ways(provider, self.words)}


class Web:
    """The running web: ``deps`` and what lives as long as the process."""

    def __init__(self, deps: WebDeps) -> None:
        limits = deps.limits
        self.deps, self.limits = deps, limits
        self.bells = Bells()
        runner = TurnRunner(deps.store, deps.engine, deps.now, deps.words, deps.facts)
        self.turns = Turns(runner, self.bells, limits)
        self.new_conversations = Window(limits.conversations_a_minute, limits.window_seconds)
        self.new_messages = Window(limits.messages_a_minute, limits.window_seconds)
        self.new_sign_ins = Window(limits.sign_ins_a_minute, limits.window_seconds)
        self.new_wishes = Window(limits.persons_a_minute, limits.window_seconds)
        self.new_files = Window(limits.files_a_minute, limits.window_seconds)
        self.uploads = Uploads(limits.files_at_once, limits.files_at_once_a_chat)


def web_of(request: Request) -> Web:
    return cast(Web, request.app.state.web)
