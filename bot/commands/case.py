"""``firstline case REF``: one case, for the people who work it."""

from __future__ import annotations

import argparse
import io
import os
from datetime import datetime
from typing import Any

from bot.commands.desk import print_json
from bot.commands.records import stack, write_new
from bot.config import Config
from bot.decisions import reference
from bot.decisions.calendar import in_london
from bot.decisions.errors import Refused, UnknownCase
from bot.services.agent_promise import words_promised
from bot.services.desk.permission import NotYours
from bot.services.export_case import export_for_agent
from bot.services.ports import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("case", help="one case: its state, target date, history and promises")
    parser.add_argument(
        "reference", metavar="REF", help="such as FL-7KM-3RX-9PT4; small letters and spaces will do"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--export", choices=["json", "pdf"], help="all of it, with the chat and the notes of agents"
    )
    parser.add_argument("--large", action="store_true", help="the PDF in large print")
    parser.add_argument("--to", metavar="FILE", help="where the export goes: a file that is not there yet")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownCase``."""
    if arguments.export or arguments.to or arguments.large:
        return export(arguments)
    from bot.bootstrap import open_store  # bootstrap builds everything; the reader below needs a store only

    told = read_case(open_store(), arguments.reference)
    told["link"] = link_to(told["reference"])
    if arguments.json:
        print_json(told)
    else:
        print(as_text(told))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownCase``, ``Refused`` and ``PdfUnavailable``."""
    from bot.bootstrap import draw_case

    if not (arguments.export and arguments.to):
        raise Refused("An export needs both: --export json or pdf, and --to FILE.")
    wanted = reference.normalise(arguments.reference)
    _, context = stack()
    try:
        whole = export_for_agent(context, None, wanted or "", arguments.export)
    except NotYours:
        raise UnknownCase(f"There is no case {wanted or 'of that reference'}.") from None
    as_json = arguments.export == "json"
    content = whole.model_dump_json(indent=1).encode() if as_json else draw_case(whole, arguments.large)
    written = write_new(arguments.to, io.BytesIO(content))
    if arguments.json:
        print_json({"reference": whole.reference, "file": str(written)})
    else:
        print(
            f"{written}: all of {whole.reference}, with notes that are internal. They are not for the customer."
        )
    return 0


def read_case(store: Store, text: str) -> dict[str, Any]:
    """What is known of the case that ``text`` names, JSON-safe; instants in UTC. Raises ``UnknownCase``.

    How the customer is reached is told by kind only: whoever needs the address works the case at the desk.
    """
    wanted = reference.normalise(text)
    if wanted is None:
        raise UnknownCase(
            "That is not a case reference, or it has a slip in it. It looks like FL-7KM-3RX-9PT4."
        )
    with store.read() as tx:
        case = tx.cases.by_reference(wanted)
        if case is None:
            raise UnknownCase(f"There is no case {wanted}.")
        contact = tx.contacts.get(case.contact_id)
        events = tx.cases.events(case.id)
        promises = tx.promises.of_case(case.id)
    words = words_promised(events)
    return {
        "reference": case.reference,
        "status": case.status.value,
        "provider": case.provider,
        "description": case.description,
        "first_complained_on": case.first_complained_on and case.first_complained_on.isoformat(),
        "received_at": _iso(case.received_at),
        "opened_at": _iso(case.opened_at),
        "stage": case.stage,
        "target_kind": case.target_kind,
        "due_on": case.due_on.isoformat(),
        "nation": case.nation,
        "contact": contact and {"kind": contact.kind.value, "confirmed": contact.confirmed_at is not None},
        "details": case.details,
        "events": [{"at": _iso(event.at), "code": event.code, "data": event.data} for event in events],
        "promises": [
            {
                "kind": promise.kind,
                "what": words.get(promise.id),
                "due_on": promise.due_on.isoformat(),
                "made_at": _iso(promise.made_at),
                "made_by": promise.made_by,
                "kept_at": _iso(promise.kept_at),
                "late_told_at": _iso(promise.late_told_at),
                "moved": promise.moved_to is not None,
            }
            for promise in promises
        ],
    }


def link_to(wanted: str) -> str | None:
    """The address of the page that the customer sees; ``None`` where this machine does not know the stack's secret."""
    from bot.bootstrap import build_context
    from bot.serve.keys import kept_keys
    from bot.services.case_link import case_link

    env = kept_keys(os.environ, Config.from_env(os.environ).var)
    config = Config.from_env(env)
    if not config.secret:
        return None
    context = build_context(config, env)
    with context.store.read() as tx:
        case = tx.cases.by_reference(wanted)
    return None if case is None else case_link(context, case)


def as_text(told: dict[str, Any]) -> str:
    """``read_case`` for a terminal: London times, and no control characters of a customer's making."""
    contact = told["contact"]
    confirmed = "confirmed" if contact["confirmed"] else "not confirmed"
    lines = [
        f"{told['reference']}  {told['status']}  {told['provider']}",
        f"Say it:    {reference.say_aloud(told['reference'])}",
        f"Target:    {told['target_kind']} by {told['due_on']} (stage {told['stage']}, counted for {told['nation']})",
        f"Received:  {_london(told['received_at'])}",
        f"First told the provider on: {told['first_complained_on'] or 'not known'}",
        f"Reply by:  {contact['kind']}, {confirmed}",
        *([f"Page:      {told['link']}"] if told.get("link") else []),
        "",
        *(f"  {line}" for line in told["description"].splitlines()),
    ]
    if told["details"]:
        lines += [
            "",
            "Details",
            *(f"  {_words(name)}: {_words(value)}" for name, value in told["details"].items()),
        ]
    lines += ["", "History"]
    lines += [
        f"  {_london(event['at'])}  {event['code']}  {_words(event['data'])}" for event in told["events"]
    ]
    lines += ["", "Promises"]
    for promise in told["promises"]:
        kept = (
            f"kept {_london(promise['kept_at'])}"
            if promise["kept_at"]
            else "given a later day"
            if promise["moved"]
            else "open"
        )
        what = f": {promise['what']}" if promise["what"] else ""
        lines.append(f"  {promise['due_on']}  {promise['kind']}, by {promise['made_by']}, {kept}{what}")
    return "\n".join(map(printable, lines))


def printable(line: str) -> str:
    """``line`` without characters that steer a terminal."""
    return "".join(character if character.isprintable() else "�" for character in line)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_words(name)} {_words(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return str(value)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _london(at: str) -> str:
    return f"{in_london(datetime.fromisoformat(at)):%Y-%m-%d %H:%M}"
