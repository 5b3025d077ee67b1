"""The one place where real things are built and joined: services get their store, clock, rules and words here."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from bot.adapters.case_pdf import case_pdf
from bot.adapters.clamav import ClamAv
from bot.adapters.clock import clock_from
from bot.adapters.connections import load_connections
from bot.adapters.db.store import SqlStore
from bot.adapters.db.store import open_store as open_database
from bot.adapters.directory.http import HttpDirectory
from bot.adapters.directory.per_provider import DirectoryPerProvider
from bot.adapters.directory.sql import SqlDirectory
from bot.adapters.engine_client import HttpEngine
from bot.adapters.engine_memory import HttpEngineMemory
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.adapters.held_zip import write_package
from bot.adapters.helpdesk.build import by_http, readers
from bot.adapters.helpdesk.probe import probe
from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.imap_mailbox import ImapMailbox
from bot.adapters.imap_mailbox import Limits as MailboxLimits
from bot.adapters.languages import load_languages
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.adapters.mail_html import MailHtml
from bot.adapters.one_time_codes import AppCodes
from bot.adapters.pack_zip import write_pack
from bot.adapters.passwords import Argon2Passwords
from bot.adapters.pdf import draw
from bot.adapters.playbook_files import load_playbooks
from bot.adapters.printed_letters import PrintedLetters
from bot.adapters.printed_pack import PrintedPack
from bot.adapters.relay_lock import RelayLock
from bot.adapters.sms_webhook import SmsWebhook
from bot.adapters.smtp import SmtpMail
from bot.adapters.status_page import HttpStatusPage
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.config import ROOT, Config
from bot.config_providers import DIRECTORY_URL, STATUS_PAGE, in_variables
from bot.decisions.adr_pack import AdrPack
from bot.decisions.case_export import CaseExport
from bot.decisions.connections import MailHelpdesk
from bot.decisions.errors import Refused
from bot.decisions.helpdesk import NOTE_KIND, TICKET_KIND, Step, system_of
from bot.decisions.mail import Mail
from bot.decisions.outbox import Patience
from bot.decisions.provider import Provider
from bot.relay.round import Round
from bot.services.adr_pack import open_pack
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.case_working import CaseWorking, open_case_page
from bot.services.clean_files import Cleaning
from bot.services.clocks.prepare_adr_letter import prepare_adr_letters
from bot.services.clocks.remind_of_offer import remind_of_offer
from bot.services.clocks.remind_of_window import remind_of_window
from bot.services.clocks.send_adr_letter import send_adr_letters
from bot.services.close_for_silence import close_for_silence
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.desk.take_over import carry_on
from bot.services.desk.watch import watch_queue
from bot.services.escalation_letter import WrittenLetter, open_letter
from bot.services.export_case import open_export, send_copy
from bot.services.figures import read_figures
from bot.services.fill_form import FillForm
from bot.services.forget_chat import Forgetting
from bot.services.hand_off import request_person
from bot.services.helpdesk.by_mail import MailAsHelpdesk
from bot.services.helpdesk.keep_number import keep_number, number_of
from bot.services.helpdesk.look import Looking
from bot.services.helpdesk.send_test import helpdesk_of, try_out
from bot.services.helpdesk.tell import tell
from bot.services.identity.limits import address_key
from bot.services.identity.send_code import send_codes
from bot.services.identity.shown import lapse_all
from bot.services.letters.issued import open_issued
from bot.services.mail_foot import mail_foot
from bot.services.mail_in.came_back import came_back
from bot.services.mail_in.limits import Reading
from bot.services.mail_in.read_mailboxes import Aside, ReadMailboxes
from bot.services.mail_in.try_mail import mail_of, try_mail
from bot.services.opening import opening_words
from bot.services.outbox.alarm import raise_alarm
from bot.services.outbox.carriers import Carriers
from bot.services.outbox.carry_mail import MailCarrier
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.carry_sms import SmsCarrier
from bot.services.outbox.mark_mail import attached, mark_mail
from bot.services.outbox.send import Arrived, Sender
from bot.services.outbox.take_over import take_over
from bot.services.outbox.turns import Turns
from bot.services.ports import (
    Carrier,
    CustomerDirectory,
    FetchStatusPage,
    Mailer,
    OneTimeCodes,
    PasswordHasher,
    ReadMailbox,
    Store,
)
from bot.services.privacy_notice import privacy_notice
from bot.services.prune_desk import Pruning
from bot.services.read_file import OpenFile, open_case_file
from bot.services.run_retention import retention_when_due
from bot.services.subject_access import Held
from bot.services.take_file import Filing
from bot.services.tell_late import tell_late
from bot.services.told_meanwhile import read_meanwhile
from bot.services.watch_status_pages import watch_status_pages
from bot.services.watches import Rarely, Watches
from bot.services.welcome_back import tell_open_case
from bot.wording import Said, Words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from bot.services.demo.make_year import Maker

DOMAIN = ROOT / "domain.yml"


def open_store(env: Mapping[str, str] = os.environ) -> Store:
    """The database that the environment names."""
    return open_database(Config.from_env(env).database_url)


def build_context(config: Config, env: Mapping[str, str] = os.environ) -> Context:
    """Everything that the services need. Raises ``Unsound`` when rules, profiles, words or connections are broken, and
    ``Refused`` for a customer directory of a provider that is not there."""
    store, providers = open_database(config.database_url), load_providers()
    context = Context(
        store=store,
        now=clock_from(env),
        words=Words.from_domain(DOMAIN),
        providers=providers,
        rules=load_rules(),
        schemes=load_schemes(),
        holidays=LibraryBankHolidays(),
        languages=load_languages(),
        secret=config.secret,
        random=secrets.token_bytes,
        playbooks=load_playbooks(),
        letters=PrintedLetters(),
        pack=PrintedPack(),
        public_url=config.public_url,
        shell_provider=None if config.production else env.get("FIRSTLINE_SHELL_PROVIDER") or None,
        directory=build_directory(config, store, providers),
        connections=load_connections(config.connections, env, providers, production=config.production),
    )
    if any(system_of(each) is not None for each in context.connections.values()):
        store.before_commit = partial(tell, context)
    return context


def build_directory(config: Config, store: SqlStore, providers: Collection[str]) -> CustomerDirectory:
    """Where each provider's customers are looked up: its own system where the environment names one, else our table.

    Raises ``Refused`` when the environment names a provider that is not there.
    """
    slugs = {in_variables(slug): slug for slug in providers}
    if unknown := sorted(config.directory_urls.keys() - slugs.keys()):
        known = ", ".join(sorted(slugs))
        raise Refused(
            f"{DIRECTORY_URL}{unknown[0]} names no provider. After {DIRECTORY_URL} can stand: {known}."
        )
    own = {
        slugs[name]: HttpDirectory(url, config.directory_tokens[name])
        for name, url in config.directory_urls.items()
    }
    return DirectoryPerProvider(own, SqlDirectory(store))


def build_passwords(context: Context) -> PasswordHasher:
    """How passwords of the desk are kept, with the work that the rule asks today."""
    return Argon2Passwords(**context.rules.at("password_hashing", context.today()).value)


def build_codes(context: Context) -> OneTimeCodes:
    """Codes of authenticator apps, with their secrets sealed by the secret of the stack."""
    return AppCodes(context.secret, **context.rules.at("totp_code", context.today()).value)


def build_filing(config: Config, context: Context) -> Filing:
    """How files are taken, kept and found. Raises ``Refused`` for a ``CLAMAV`` that names no place."""
    scanner = None if config.clamav is None else ClamAv(config.clamav)
    return Filing(context, FolderFiles(config.var / "files"), look_inside, scanner)


_IN_MEMORY = 8_000_000
"""Bytes of a package; a larger one lies in a file of its own while it is given out."""


def draw_case(export: CaseExport, large: bool = False) -> bytes:
    """A case as a PDF. Raises ``PdfUnavailable``."""
    return case_pdf(export, large)


def build_packer(config: Config) -> Callable[[Held], IO[bytes]]:
    """How what is kept about a person becomes one package, at its first byte. Raises ``FilesUnavailable`` and
    ``PdfUnavailable``."""
    kept = FolderFiles(config.var / "files")

    def packed(held: Held) -> IO[bytes]:
        out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (whoever reads it closes it)
        files = tuple((each.path, each.file) for each in held.files)
        write_package(out, held.document, held.cases, files, kept, case_pdf)
        out.seek(0)
        return out

    return packed


def build_pack_zipper(config: Config) -> Callable[[AdrPack], IO[bytes]]:
    """How a pack for the ADR scheme becomes one file, at its first byte. Raises ``FilesUnavailable`` and
    ``PdfUnavailable``."""
    kept = FolderFiles(config.var / "files")

    def zipped(pack: AdrPack) -> IO[bytes]:
        out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (whoever reads it closes it)
        write_pack(out, pack, kept, draw)
        out.seek(0)
        return out

    return zipped


def prepare_store(config: Config) -> None:
    """The folder and the tables, made or brought up to date as ``firstline serve`` does."""
    from bot.adapters.db.migrate import migrate

    config.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate(config.database_url)


def build_demo(config: Config, context: Context) -> Maker:
    """What a made-up year is made with."""
    from bot.adapters.db.batch import SqlBatch
    from bot.adapters.db.connect import connect
    from bot.adapters.demo_bank import load_bank
    from bot.services.demo.make_year import Maker

    return Maker(
        context=context,
        batch=SqlBatch(connect(config.database_url)),
        bank=load_bank(),
        filing=build_filing(config, context),
        letters=LettersWithCodes(TemplateLetters(), config.secret),
        passwords=build_passwords(context),
    )


def remove_demo(config: Config, context: Context) -> dict[str, int]:
    """Take a made-up year away; rows by table come back. Raises as ``take_away``."""
    from bot.services.demo.make_year import take_away

    return take_away(context.store, FolderFiles(config.var / "files"), MailFolder(config.var / "mail"))


def build_web(config: Config, env: Mapping[str, str] = os.environ) -> FastAPI:
    """The web app: chat API and pages."""
    from bot.web.app import create_app
    from bot.web.deps import WebDeps
    from bot.web.desk.deps import Desk
    from bot.web.limits import Limits

    context = build_context(config, env)
    letters = TemplateLetters()
    filing = build_filing(config, context)
    limits = Limits(conversations_a_minute=config.chats_a_minute)

    def opening(provider: Provider) -> Sequence[Said]:
        return opening_words(context, provider)

    def person(conversation_id: str, key: str) -> Sequence[Said]:
        return request_person(context, conversation_id, key, "asked")

    def case_page(token: str) -> CaseWorking | None:
        return open_case_page(context, token)

    def case_letter(token: str) -> WrittenLetter | None:
        return open_letter(context, letters, token)

    def case_file(token: str) -> OpenFile | None:
        return open_case_file(context, filing.files, token)

    return create_app(
        WebDeps(
            store=context.store,
            address_key=lambda address: address_key(config.secret, address),
            engine=HttpEngine(config.engine_url, config.engine_token),
            now=context.now,
            words=context.words,
            providers=context.providers,
            opening=opening,
            request_person=person,
            case_page=case_page,
            case_letter=case_letter,
            carry_on=lambda conversation_id: carry_on(context, conversation_id),
            tell_open_case=lambda conversation_id: tell_open_case(context, conversation_id),
            code_meanwhile=lambda conversation_id, line: take_code_meanwhile(context, conversation_id, line),
            told_meanwhile=lambda conversation_id, line: read_meanwhile(context, conversation_id, line),
            mailbox=None if config.production else MailFolder(config.var / "mail").kept,
            filing=filing,
            case_file=case_file,
            case_copy=lambda token: open_export(context, token),
            send_copy=lambda token: send_copy(context, token),
            case_pack=lambda token: open_pack(context, token),
            zip_pack=build_pack_zipper(config),
            case_pdf=draw_case,
            issued_letter=lambda token: open_issued(context, token),
            draw_page=draw,
            privacy=lambda provider: privacy_notice(context, provider),
            fill_form=FillForm(context, limits.form_characters),
            correct_card=CorrectCard(context, limits.form_characters),
            hosts=config.hosts,
            proxies=config.proxies,
            limits=limits,
            figures=lambda: read_figures(context),
            metrics_token=config.metrics_token,
            desk=Desk(
                context,
                build_passwords(context),
                build_codes(context),
                build_packer(config),
                build_arrived(context),
            ),
        )
    )


def status_pages(config: Config, context: Context) -> dict[str, FetchStatusPage]:
    """The status pages that the environment names, by provider. Raises ``Refused`` where it names no provider."""
    variables = {f"{STATUS_PAGE}{slug.upper().replace('-', '_')}": slug for slug in context.providers}
    for name in config.status_pages:
        if name not in variables:
            raise Refused(f"{name} names no provider. Use one of {', '.join(sorted(variables))}.")
    return {variables[name]: HttpStatusPage(url) for name, url in config.status_pages.items()}


def build_carriers(config: Config, context: Context) -> Carriers:
    """Which system takes what. Mails go to a folder until a mail server is set up; texts go nowhere until then."""
    letters, html = LettersWithCodes(TemplateLetters(), config.secret), MailHtml(config.public_url)
    files = FolderFiles(config.var / "files")

    def by(mailer: Mailer) -> MailCarrier:
        def mark(payload: dict[str, Any], mail: Mail) -> Mail:
            return mark_mail(context, payload, mail, partial(attached, context, files, draw))

        return MailCarrier(mailer, letters, partial(mail_foot, context), mark, partial(came_back, context))

    post = PostCarrier(context, TemplateLetters())
    everywhere: dict[str, Carrier] = {"mail": by(MailFolder(config.var / "mail")), "post": post}
    own: dict[tuple[str, str], Carrier] = {}
    for slug, connected in context.connections.items():
        if connected.mail is not None:
            own[slug, "mail"] = by(SmtpMail(connected.mail, html))
        if connected.sms is not None:
            own[slug, "sms"] = SmsCarrier(context, SmsWebhook(connected.sms))
    for slug in context.providers:
        mail = own.get((slug, "mail"), everywhere["mail"])
        own |= {(slug, kind): each for kind, each in build_helpdesk(config, context, slug, mail).items()}
    return Carriers(everywhere, own)


def build_mailboxes(context: Context) -> dict[str, ReadMailbox]:
    """The mailboxes that are read for answers, by provider."""
    reading = Reading.today(context)
    limits = MailboxLimits(mails=reading.mails, bytes=reading.largest)
    return {
        slug: ImapMailbox(connected.mail.imap, limits)
        for slug, connected in context.connections.items()
        if connected.mail is not None and connected.mail.imap is not None
    }


def build_helpdesk(config: Config, context: Context, slug: str, mail: Carrier) -> dict[str, Carrier]:
    """What takes the tickets and notes of a provider, by kind; nothing without a helpdesk. ``mail``: takes its mail."""
    connected = context.connected(slug).helpdesk
    if isinstance(connected, MailHelpdesk):
        return dict.fromkeys((TICKET_KIND, NOTE_KIND), MailAsHelpdesk(connected.to, mail))
    files, number = FolderFiles(config.var / "files"), partial(number_of, context)
    return {**by_http(connected, files, context.now, number)}


def try_helpdesk(config: Config, slug: str, *, open_ticket: bool) -> Iterator[Step]:
    """Try what the provider has connected, step by step. Raises ``UnknownProvider``, ``Unsound``, and ``Refused`` where
    there is nothing to try."""
    context = build_context(config)
    connected = helpdesk_of(context, slug)
    carrier = build_carriers(config, context).of(slug, TICKET_KIND) if open_ticket else None
    return try_out(context, slug, probe(connected), carrier)


def try_provider_mail(config: Config, slug: str, to: str) -> Iterator[Step]:
    """Try the mail of a provider, step by step. Raises ``UnknownProvider``, ``Unsound``, and ``Refused`` where there is
    none to try."""
    context = build_context(config)
    mailer = SmtpMail(mail_of(context, slug), MailHtml(config.public_url))
    return try_mail(context, slug, to, mailer, build_mailboxes(context).get(slug), TemplateLetters())


def build_arrived(context: Context) -> dict[str, Arrived]:
    """What else is noted when something of a kind has arrived, whether the relay heard of it or a person found it."""
    return {TICKET_KIND: partial(keep_number, context)}


def build_sender(context: Context, carriers: Carriers, me: str) -> Sender:
    """What sends the outbox. ``me``: a name that no other relay has."""

    def patience() -> Patience:
        return Patience.of(context.rules.at("outbox_patience", context.today()).value)

    def lease() -> timedelta:
        return timedelta(seconds=context.rules.at("outbox_turns", context.today()).value["lease_seconds"])

    ended = partial(raise_alarm, context)
    return Sender(context.store, carriers, context.now, patience, lease, me, ended, build_arrived(context))


def relay_round(
    config: Config,
    env: Mapping[str, str] = os.environ,
    carriers: Callable[[Config, Context], Carriers] = build_carriers,
) -> Round:
    """One round of the relay: what is to be sent, deleted chats, the queue, status pages."""
    context = build_context(config, env)
    lock = RelayLock(config.var / "run" / "relays")
    sender = build_sender(context, carriers(config, context), lock.name)

    def shares() -> dict[str, int]:
        shared: dict[str, int] = context.rules.at("outbox_turns", context.today()).value
        return shared

    turns = Turns(sender, lambda: shares()["items_a_turn"], shares()["systems_at_once"])
    files = FolderFiles(config.var / "files")
    memory, mails = HttpEngineMemory(config.engine_url, config.engine_token), MailFolder(config.var / "mail")
    forget = Forgetting(context.store, memory, mails, files, context.now, sender.patience)
    pages = status_pages(config, context)
    mailboxes = Aside(ReadMailboxes(build_filing(config, context), build_mailboxes(context)))
    looking = Looking(context, readers(context.connections))
    watching = (
        tell_late,
        ask_still_sorted,
        close_for_silence,
        prepare_adr_letters,
        send_adr_letters,
        remind_of_offer,
        remind_of_window,
    )
    steps: list[Callable[[], object]] = [
        Cleaning(files),
        Pruning(context),
        partial(lapse_all, context),
        partial(take_over, context.store, lock.name, lock.is_gone),
        partial(watch_queue, context),
        Watches([Rarely(partial(watch, context)) for watch in watching]),
        partial(send_codes, context),
        turns,
        partial(retention_when_due, context),
        forget,
        partial(watch_status_pages, context, pages),
        mailboxes,
        looking,
    ]
    return Round(steps, (turns.close, mailboxes.close, looking.close, lock.release))
