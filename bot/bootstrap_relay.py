"""What goes out and comes in, joined: the carriers of each provider, and the round of the relay."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.adapters.engine_memory import HttpEngineMemory
from bot.adapters.file_store import FolderFiles
from bot.adapters.helpdesk.build import by_http, readers
from bot.adapters.helpdesk.probe import probe
from bot.adapters.imap_mailbox import ImapMailbox
from bot.adapters.imap_mailbox import Limits as MailboxLimits
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.adapters.mail_html import MailHtml
from bot.adapters.pdf import draw
from bot.adapters.relay_lock import RelayLock
from bot.adapters.sms_webhook import SmsWebhook
from bot.adapters.smtp import SmtpMail
from bot.adapters.status_page import HttpStatusPage
from bot.bootstrap import build_arrived, build_context, build_filing
from bot.config import Config
from bot.config_providers import STATUS_PAGE
from bot.decisions.connections import MailHelpdesk
from bot.decisions.errors import Refused
from bot.decisions.helpdesk import NOTE_KIND, TICKET_KIND, Step
from bot.decisions.mail import Mail
from bot.decisions.outbox import Patience
from bot.relay.round import Round
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.clean_files import Cleaning
from bot.services.clocks.prepare_adr_letter import prepare_adr_letters
from bot.services.clocks.remind_of_offer import remind_of_offer
from bot.services.clocks.remind_of_window import remind_of_window
from bot.services.clocks.send_adr_letter import send_adr_letters
from bot.services.close_for_silence import close_for_silence
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.desk.watch import watch_queue
from bot.services.forget_chat import Forgetting
from bot.services.helpdesk.by_mail import MailAsHelpdesk
from bot.services.helpdesk.keep_number import number_of
from bot.services.helpdesk.look import Looking
from bot.services.helpdesk.send_test import helpdesk_of, try_out
from bot.services.identity.send_code import send_codes
from bot.services.identity.shown import lapse_all
from bot.services.mail_foot import mail_foot
from bot.services.mail_in.came_back import came_back
from bot.services.mail_in.limits import Reading
from bot.services.mail_in.read_mailboxes import Aside, ReadMailboxes
from bot.services.mail_in.try_mail import mail_of, try_mail
from bot.services.outbox.alarm import raise_alarm
from bot.services.outbox.carriers import Carriers
from bot.services.outbox.carry_mail import MailCarrier
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.carry_sms import SmsCarrier
from bot.services.outbox.mark_mail import attached, mark_mail
from bot.services.outbox.send import Sender
from bot.services.outbox.take_over import take_over
from bot.services.outbox.turns import Turns
from bot.services.ports import (
    Carrier,
    FetchStatusPage,
    Mailer,
    ReadMailbox,
)
from bot.services.prune_desk import Pruning
from bot.services.run_retention import retention_when_due
from bot.services.tell_late import tell_late
from bot.services.watch_status_pages import watch_status_pages
from bot.services.watches import Rarely, Watches

if TYPE_CHECKING:
    pass


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
