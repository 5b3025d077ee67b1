"""The one place where real things are built and joined: services get their store, clock, rules and words here."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import IO, TYPE_CHECKING

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
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.adapters.held_zip import write_package
from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.languages import load_languages
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.adapters.one_time_codes import AppCodes
from bot.adapters.pack_zip import write_pack
from bot.adapters.passwords import Argon2Passwords
from bot.adapters.pdf import draw
from bot.adapters.playbook_files import load_playbooks
from bot.adapters.printed_letters import PrintedLetters
from bot.adapters.printed_pack import PrintedPack
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.config import ROOT, Config
from bot.config_providers import DIRECTORY_URL, in_variables
from bot.decisions.adr_pack import AdrPack
from bot.decisions.case_export import CaseExport
from bot.decisions.errors import Refused
from bot.decisions.helpdesk import TICKET_KIND, system_of
from bot.decisions.provider import Provider
from bot.services.adr_pack import open_pack
from bot.services.case_working import CaseWorking, open_case_page
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.desk.take_over import carry_on
from bot.services.escalation_letter import WrittenLetter, open_letter
from bot.services.export_case import open_export, send_copy
from bot.services.figures import read_figures
from bot.services.fill_form import FillForm
from bot.services.hand_off import request_person
from bot.services.helpdesk.keep_number import keep_number
from bot.services.helpdesk.tell import tell
from bot.services.identity.limits import address_key
from bot.services.letters.issued import open_issued
from bot.services.opening import opening_words
from bot.services.outbox.send import Arrived
from bot.services.ports import (
    CustomerDirectory,
    OneTimeCodes,
    PasswordHasher,
    Store,
)
from bot.services.privacy_notice import privacy_notice
from bot.services.read_file import OpenFile, open_case_file
from bot.services.subject_access import Held
from bot.services.take_file import Filing
from bot.services.told_meanwhile import read_meanwhile
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


def build_arrived(context: Context) -> dict[str, Arrived]:
    """What else is noted when something of a kind has arrived, whether the relay heard of it or a person found it."""
    return {TICKET_KIND: partial(keep_number, context)}


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
