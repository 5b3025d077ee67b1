"""A helpdesk tried for real, one step after the other, as far as the first that fails. It opens no ticket.

Each system is asked something that changes nothing there: Zendesk who we are, osTicket with an empty request (it looks
at the key before it looks at the rest), a webhook with a signed message that asks for nothing.
"""

from __future__ import annotations

import secrets
import socket
import ssl
from collections.abc import Iterator
from itertools import chain
from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.adapters.helpdesk import osticket_json, osticket_mail
from bot.adapters.helpdesk.build import machine_clock
from bot.adapters.helpdesk.http import Answer, HeaderKey, Http, NoAnswer, Patience, refusal
from bot.adapters.helpdesk.webhook import WebhookOut
from bot.adapters.helpdesk.zendesk import ZendeskApi
from bot.adapters.letters import TemplateLetters
from bot.config_providers import is_loopback
from bot.decisions.connections import Helpdesk, OsTicketJson, OsTicketMail, Webhook, Zendesk
from bot.decisions.delivery import TryAgain
from bot.decisions.helpdesk import Step

_SECONDS: Final = 5.0
_SLIP: Final = "Look for a slip in 'url', and try the address in a browser on this machine."


def probe(connected: Helpdesk, patience: Patience | None = None) -> Iterator[Step]:
    """What was found, step by step."""
    if not isinstance(connected, OsTicketJson | OsTicketMail | Zendesk | Webhook):
        return
    for step in chain(_way(urlsplit(connected.url)), _asked(connected, patience)):
        yield step
        if step.ok is False:
            return


def _way(place: SplitResult) -> Iterator[Step]:
    """Lazily: the later ones are tried only if the earlier ones went well."""
    host, port = place.hostname or "", place.port or (443 if place.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        yield Step("address", False, f"No name server knows {host}.", _SLIP)
        return
    yield Step("address", True, f"{host} is {found[0][4][0]}.")
    try:
        with socket.create_connection((host, port), _SECONDS) as plain:
            yield Step("way", True, f"Something answers there on port {port}.")
            yield _secure(plain, host, place.scheme)
    except OSError:
        advice = "Is it running, and does a firewall let this machine through? " + _SLIP
        yield Step("way", False, f"Nothing answers there on port {port}.", advice)


def _secure(plain: socket.socket, host: str, scheme: str) -> Step:
    if scheme != "https":
        ok = True if is_loopback(host) else None
        return Step("secure", ok, "Not encrypted: good on this machine only.", "Write https:// in 'url'.")
    try:
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure:
            return Step("secure", True, f"Its certificate is good ({secure.version()}).")
    except ssl.SSLCertVerificationError as error:
        advice = "Renew it, or give 'url' the name that is in it. Firstline sends nothing there before."
        return Step("secure", False, f"Its certificate is not good: {error.verify_message}.", advice)
    except OSError:
        return Step("secure", False, "It does not speak TLS on that port.", "Is the port in 'url' right?")


def _asked(
    connected: OsTicketJson | OsTicketMail | Zendesk | Webhook, patience: Patience | None
) -> Iterator[Step]:
    try:
        match connected:
            case Zendesk():
                yield from _zendesk(ZendeskApi(connected, patience))
            case Webhook():
                yield _webhook(connected, patience)
            case OsTicketJson():
                yield _osticket(connected, osticket_json.PATH, patience)
                yield _topic(connected)
            case OsTicketMail():
                yield _osticket(connected, osticket_mail.PATH, patience)
                said = f"osTicket cannot be asked whether {connected.to} is one of its addresses."
                advice = 'Look in its admin panel: the address needs the help topic "Complaint", and no autoresponse.'
                yield Step("topic", None, said, advice)
    except NoAnswer as error:
        yield Step("answer", False, f"No answer that can be used: {error}.", "Try again; is it overloaded?")


def _zendesk(api: ZendeskApi) -> Iterator[Step]:
    answer = api.http.send("GET", "/api/v2/users/me.json")
    data = answer.data()
    user = data.get("user") if isinstance(data, dict) else None
    role = user.get("role") if isinstance(user, dict) else None
    if answer.status in (401, 403) or (
        answer.status == 200 and isinstance(user, dict) and not user.get("id")
    ):
        advice = (
            "Compare 'email' with the user's, and the token in its variable with the admin centre's (Apps and "
            "integrations, APIs). Token access must be switched on there."
        )
        yield Step(
            "key", False, f"Zendesk does not take the e-mail address and the token ({answer.status}).", advice
        )
        return
    if answer.status != 200 or not isinstance(user, dict):
        yield _odd(answer, "Is 'url' the address of your Zendesk, such as https://example.zendesk.com?")
        return
    if role not in ("agent", "admin"):
        advice = "Give that user the role of an agent: end users may not open tickets for others."
        yield Step("key", False, f"Zendesk knows us, as '{role}'.", advice)
        return
    yield Step("key", True, f"Zendesk takes us for a user with the role '{role}'.")
    found = api.ticket_of("FL-TRY-OUT-0000")
    if isinstance(found, TryAgain):
        yield Step(
            "lookup", False, f"Tickets cannot be looked up: {found.reason}.", "May that user see all tickets?"
        )
        return
    yield Step("lookup", True, "Tickets can be looked up by our reference.")


def _osticket(connected: OsTicketJson | OsTicketMail, path: str, patience: Patience | None) -> Step:
    key = HeaderKey("X-API-Key", connected.key.get_secret_value())
    answer = Http(connected.url, key, patience).send("POST", path, data=b"")
    if answer.status == 401:
        advice = (
            "In osTicket's admin panel (Manage, API): is the key active, may it create tickets, and is it for the "
            "address from which this machine comes there? A proxy in between changes that."
        )
        return Step("key", False, "osTicket does not take the key, or not from this machine.", advice)
    if answer.status in (400, 500) and b"<" not in answer.body[:1]:
        return Step("key", True, "osTicket takes the key, and refuses an empty ticket, as it should.")
    return _odd(
        answer, "Is 'url' the address of osTicket, with its folder if it has one (https://example/support)?"
    )


def _topic(connected: OsTicketJson) -> Step:
    if connected.topic_id is None:
        advice = 'Add topic_id: the number at the end of the address of the help topic "Complaint".'
        return Step("topic", None, "No help topic is set: osTicket takes its default.", advice)
    said = f"osTicket cannot be asked what help topic {connected.topic_id} is called."
    return Step("topic", None, said, 'Open one with --ticket, and look whether it is under "Complaint".')


def _webhook(connected: Webhook, patience: Patience | None) -> Step:
    hook = WebhookOut(connected, TemplateLetters(), machine_clock, patience)
    answer = hook.post(f"ping-{secrets.token_hex(8)}", {"event": "ping"})
    if 200 <= answer.status < 300:
        return Step("key", True, f"It takes a signed message (HTTP {answer.status}).")
    if answer.status in (401, 403):
        advice = "Compare the secret in its variable with theirs, and the two clocks: see docs/helpdesks.md."
        return Step("key", False, f"It does not take our signature (HTTP {answer.status}).", advice)
    return _odd(
        answer, "It must answer 2xx to an event that it does not know, 'ping' too: see docs/helpdesks.md."
    )


def _odd(answer: Answer, advice: str) -> Step:
    return Step("answer", False, f"An answer that does not belong here: {refusal(answer).reason}.", advice)
