"""The one place where real things are built and joined: services get their store, clock, rules and words here."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.adapters.clamav import ClamAv
from bot.adapters.clock import clock_from
from bot.adapters.db.store import open_store as open_database
from bot.adapters.engine_client import HttpEngine
from bot.adapters.engine_memory import HttpEngineMemory
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.adapters.passwords import Argon2Passwords
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.config import ROOT, Config
from bot.decisions.provider import Provider
from bot.services.case_working import CaseWorking, open_case_page
from bot.services.clean_files import Cleaning
from bot.services.code_meanwhile import take_code_meanwhile
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.deliver import deliver_due
from bot.services.desk.take_over import carry_on
from bot.services.desk.watch import watch_queue
from bot.services.escalation_letter import WrittenLetter, open_letter
from bot.services.fill_form import FillForm
from bot.services.forget_chat import Forgetting
from bot.services.hand_off import request_person
from bot.services.identity.limits import address_key
from bot.services.identity.send_code import send_codes
from bot.services.identity.shown import lapse_all
from bot.services.opening import opening_words
from bot.services.ports import PasswordHasher, Store
from bot.services.prune_desk import Pruning
from bot.services.read_file import OpenFile, open_case_file
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
    """Everything that the services need. Raises ``Unsound`` when rules, profiles or words are broken."""
    return Context(
        store=open_database(config.database_url),
        now=clock_from(env),
        words=Words.from_domain(DOMAIN),
        providers=load_providers(),
        rules=load_rules(),
        schemes=load_schemes(),
        holidays=LibraryBankHolidays(),
        secret=config.secret,
        random=secrets.token_bytes,
        public_url=config.public_url,
        shell_provider=None if config.production else env.get("FIRSTLINE_SHELL_PROVIDER") or None,
    )


def build_passwords(context: Context) -> PasswordHasher:
    """How passwords of the desk are kept, with the work that the rule asks today."""
    return Argon2Passwords(**context.rules.at("password_hashing", context.today()).value)


def build_filing(config: Config, context: Context) -> Filing:
    """How files are taken, kept and found. Raises ``Refused`` for a ``CLAMAV`` that names no place."""
    scanner = None if config.clamav is None else ClamAv(config.clamav)
    return Filing(context, FolderFiles(config.var / "files"), look_inside, scanner)


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
            fill_form=FillForm(context, limits.form_characters),
            correct_card=CorrectCard(context, limits.form_characters),
            hosts=config.hosts,
            proxies=config.proxies,
            limits=limits,
            desk=Desk(context, build_passwords(context)),
        )
    )


def relay_round(config: Config, env: Mapping[str, str] = os.environ) -> Callable[[], int]:
    """One round of the relay: letters, deleted chats, the queue; how many things were done comes back."""
    context = build_context(config, env)
    mailer = MailFolder(config.var / "mail")
    letters = LettersWithCodes(TemplateLetters(), config.secret)

    files = FolderFiles(config.var / "files")
    clean_now_and_then, prune_now_and_then = Cleaning(files), Pruning(context)
    memory = HttpEngineMemory(config.engine_url, config.engine_token)
    forget = Forgetting(context.store, memory, mailer, files, context.now)

    def once() -> int:
        clean_now_and_then()
        prune_now_and_then()
        lapse_all(context)
        return (
            watch_queue(context)
            + send_codes(context)
            + deliver_due(context.store, mailer, letters, context.now)
            + forget()
        )

    return once
