"""A signed message of a provider's own system: an answer for a customer, or where a case is there.

It is taken once. One that is not signed, was changed, is stale or came before changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.decisions import reference
from bot.decisions.connections import Webhook, Zendesk
from bot.decisions.errors import Refused, UnknownCase
from bot.decisions.signed import DELIVERY, SIGNATURE, TIMESTAMP, fault_of, zendesk_fault_of
from bot.services.context import Context
from bot.services.helpdesk.take_agent_reply import LONGEST, digest, take_agent_reply
from bot.services.helpdesk.take_status import take_status
from bot.services.ports import Now

_ZENDESK_STAMP: Final = "X-Zendesk-Webhook-Signature-Timestamp"
_ZENDESK_SIGNATURE: Final = "X-Zendesk-Webhook-Signature"


class HookRefused(Refused):
    """``status``: of HTTP. ``code``: a word for a program; ``str()`` a sentence for whoever set it up."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class Message(BaseModel):
    """What the provider's own program sends. ``id``: the name of the message, the same when it is sent again."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    event: Literal["reply", "status", "ping"]
    reference: Annotated[str, StringConstraints(max_length=40)] = ""
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    by: Annotated[str, StringConstraints(max_length=200)] = ""
    status: Annotated[str, StringConstraints(max_length=40)] | None = None
    at: AwareDatetime | None = None


class Nudge(BaseModel):
    """What a trigger of Zendesk's sends: that something happened to a ticket. What it was is asked there."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    ticket_id: int | Annotated[str, StringConstraints(max_length=40)]


def take_hook(
    context: Context, provider: str, headers: Mapping[str, str], body: bytes, machine: Now | None = None
) -> None:
    """Do what the message asks for, or raise ``HookRefused``. ``headers`` by any case of letters; ``machine``: the
    machine's clock, which the sender's is compared with."""
    named = {name.lower(): value for name, value in headers.items()}
    now = machine() if machine is not None else datetime.now(UTC)
    connected = context.connected(provider).helpdesk if provider in context.providers else None
    if isinstance(connected, Zendesk) and connected.hook_secret is not None:
        _take_nudge(context, provider, connected.hook_secret.get_secret_value(), named, body, now)
    elif isinstance(connected, Webhook) and connected.hook_secret is not None:
        _take_message(context, provider, connected.hook_secret.get_secret_value(), named, body, now)
    else:
        raise HookRefused(404, "not_found", "There is nothing at this address.")


def _stale_after(context: Context) -> timedelta:
    return timedelta(minutes=context.rule("hook_stale_after"))


def _take_message(
    context: Context, provider: str, secret: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> None:
    stamp, signature = headers.get(TIMESTAMP.lower()), headers.get(SIGNATURE.lower())
    if fault := fault_of(secret, stamp, signature, body, now, _stale_after(context)):
        raise HookRefused(401, fault.value, "It is not signed as it must be, or too old.")
    try:
        message = Message.model_validate_json(body)
    except ValidationError:
        raise HookRefused(
            422, "unreadable", "It cannot be read: see docs/helpdesks.md for its form."
        ) from None
    if headers.get(DELIVERY.lower(), message.id) != message.id:
        raise HookRefused(422, "two_names", "The header and the message have two names.")
    key = digest("hook", message.id)
    with context.store.read() as tx:
        if tx.received.holds(provider, key):
            raise HookRefused(409, "taken_before", "We have this message. Do not send it again.")
    _do(context, provider, message)
    with context.store.write() as tx:
        first = tx.received.first(provider, key, context.now())
        tx.commit()
    if not first:  # it came twice in the same moment; each thing that it asks for was done once all the same
        raise HookRefused(409, "taken_before", "We have this message. Do not send it again.")


def _do(context: Context, provider: str, message: Message) -> None:
    if message.event == "ping":
        return
    named = reference.normalise(message.reference)
    with context.store.read() as tx:
        case = tx.cases.by_reference(named) if named else None
    if case is None or case.provider != provider:
        raise HookRefused(422, "unknown_reference", "You have no case with this reference.")
    try:
        if message.event == "reply":
            take_agent_reply(context, case.reference, message.text, message.by, f"hook:{message.id}")
        elif message.status is None:
            raise HookRefused(422, "no_status", "There is no status in it.")
        if message.status is not None:
            take_status(context, provider, case.id, message.status, message.at or context.now())
    except HookRefused:
        raise
    except UnknownCase:
        raise HookRefused(422, "unknown_reference", "This case was never sent to you.") from None
    except Refused as error:
        raise HookRefused(422, "refused", str(error)) from None


def _take_nudge(
    context: Context, provider: str, secret: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> None:
    stamp, signature = headers.get(_ZENDESK_STAMP.lower()), headers.get(_ZENDESK_SIGNATURE.lower())
    if fault := zendesk_fault_of(secret, stamp, signature, body, now, _stale_after(context)):
        raise HookRefused(401, fault.value, "It is not signed as it must be, or too old.")
    try:
        nudge = Nudge.model_validate(json.loads(body))
    except (ValueError, RecursionError):
        raise HookRefused(
            422, "unreadable", "It cannot be read: see docs/helpdesks.md for its form."
        ) from None
    with context.store.write() as tx:
        if not tx.received.first(provider, digest("nudge", f"{stamp}\n{signature}"), context.now()):
            raise HookRefused(409, "taken_before", "We have this message. Do not send it again.")
        ticket = tx.tickets.by_remote_id(provider, str(nudge.ticket_id).strip())
        if ticket is not None:
            tx.tickets.save(replace(ticket, ask_since=ticket.ask_since or context.now()))
        tx.commit()
