"""A ticket that is none, to see whether one arrives; and where their system brings what happens there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.decisions.connections import Helpdesk, Webhook, Zendesk
from bot.decisions.delivery import Delivered, Impossible, TryAgain
from bot.decisions.errors import Refused
from bot.decisions.helpdesk import TICKET_KIND, Step, system_of
from bot.decisions.records import OutboxItem
from bot.services.context import Context
from bot.services.helpdesk.ticket_words import test_payload
from bot.services.ports import Carrier


def helpdesk_of(context: Context, provider: str) -> Helpdesk:
    """What the provider has connected. Raises ``UnknownProvider``, and ``Refused`` where that is nothing."""
    context.provider(provider)
    connected = context.connected(provider)
    if connected.helpdesk is None or system_of(connected) is None:
        raise Refused(f"{provider} has connected no helpdesk: see docs/helpdesks.md.")
    return connected.helpdesk


def try_out(
    context: Context, provider: str, probed: Iterable[Step], carrier: Carrier | None
) -> Iterator[Step]:
    """``probed`` first; ``carrier``: opens a test where all of that went well, ``None`` where none is wanted."""
    failed = False
    for step in probed:
        failed |= step.ok is False
        yield step
    yield from hook_step(context, provider)
    if carrier is not None and not failed:
        yield send_test(context, provider, carrier)


def send_test(context: Context, provider: str, carrier: Carrier) -> Step:
    """Open one, under a name of its own each time."""
    name = f"TEST-{context.new_id()[:8].upper()}"
    payload = test_payload(context, provider, name)
    item = OutboxItem(0, TICKET_KIND, f"ticket-{name}", payload, context.now(), context.now())
    match carrier.deliver(item):
        case Delivered(number):
            called = f" as {number}" if number else ""
            return Step("ticket", True, f"A test is there{called}: {name}. Close it when you have seen it.")
        case TryAgain(reason):
            return Step("ticket", False, f"Not now: {reason}.", "Try again in some minutes.")
        case Impossible(reason):
            advice = "The key is good, and the ticket is not taken: look at what its form asks for, and its filters."
            return Step("ticket", False, f"It was refused: {reason}.", advice)
        case unknown:
            advice = (
                f"Look there for {name}. If it is there, all is well but slow; complaints are looked for too."
            )
            return Step("ticket", False, f"Nobody can say whether it is there: {unknown.reason}.", advice)


def hook_step(context: Context, provider: str) -> Iterator[Step]:
    """Where news comes in, for a system that can bring it."""
    connected = context.connected(provider).helpdesk
    if not isinstance(connected, Zendesk | Webhook):
        return
    address = f"{context.public_url}/hooks/{provider}"
    if connected.hook_secret is not None:
        said = f"What happens there is taken at {address}."
        yield Step(
            "back", None, said, "We see that it works when the first message comes: try it from there."
        )
    elif isinstance(connected, Zendesk):
        minutes = context.rule("helpdesk_look_every")
        said = f"Zendesk is asked every {minutes} minutes what is new."
        yield Step("back", None, said, "For answers at once, set up a webhook there and hook_secret here.")
    else:
        said = "Answers and status cannot come back: hook_secret is not set."
        yield Step("back", None, said, f"Set it, and let your system send them to {address}.")
