#!/usr/bin/env python3
"""Draw every letter that a provider can send, as its PDF and as pictures of its pages, into docs/images/letters.

  .venv/bin/python scripts/letter_pictures.py                 pictures into docs/images/letters
  .venv/bin/python scripts/letter_pictures.py --to FOLDER     pictures and PDFs into another folder

Made-up customers of the five providers, in a database of its own. Look at each picture before you commit it, as
somebody who has to sign it.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from png_palette import squeeze  # noqa: E402

from bot.adapters.pdf import draw  # noqa: E402
from bot.decisions.letter_record import LetterKind, LetterRecord  # noqa: E402
from bot.decisions.playbook import PLAYBOOK, TRIED  # noqa: E402
from bot.decisions.records import CaseStatus, ContactKind  # noqa: E402
from bot.services.context import Context  # noqa: E402
from bot.services.letters.list import issued_of  # noqa: E402
from tests.support.case_rows import add_case, add_event  # noqa: E402
from tests.support.context import Clock, make_context  # noqa: E402
from tests.support.desk_rows import add_agent  # noqa: E402
from tests.support.letter_rows import confirm, draft, issue  # noqa: E402

SCALE = 1.0
"""Pixels a point: an A4 page is 595 wide."""


@dataclass(frozen=True)
class Written:
    """One made-up case and its letter. ``weeks``: how long after the complaint it is written."""

    name: str
    kind: LetterKind
    provider: str
    customer: str
    story: str
    told: str
    fields: dict[str, Any] = field(default_factory=dict)
    weeks: int = 0
    post: str = ""
    steps: tuple[str, ...] = ()


LETTERS = (
    Written(
        "acknowledgement", LetterKind.ACKNOWLEDGEMENT, "netservers", "Maureen Whitlock",
        "Our broadband goes off every evening at about seven and comes back after ten. I have rung three times since "
        "the start of November. Each time I was told to switch the router off and on, which I had done before I rang.",
        "2026-11-04", post="14 Coronation Street, Ely, CB7 4AJ",
    ),
    Written(
        "holding", LetterKind.HOLDING, "contactnow", "Imran Qureshi",
        "Since we moved our 12 lines to you, callers hear nothing for the first ten seconds and hang up. We run "
        "a dental "
        "practice and lose patients by it.",
        "2026-11-09",
        fields={
            "reason": "We found the fault in the equipment of another company, which carries our calls. They "
            "have to change "
            "a setting in two places, and can do it on the night of Wednesday 9 December.",
            "new_date": "2026-12-11",
            "done": "- We listened to six of your calls and heard the silence ourselves.\n"
            "- We changed the route of your main number on 18 November. That made it better and did not cure it.",
        },
        steps=("agent.replied",),
    ),
    Written(
        "outcome", LetterKind.OUTCOME, "it-communications", "Sam Carter",
        "You have charged me twice for October, £45 each time, and nobody rings back. I want the money back, "
        "and somebody "
        "to tell me how this could happen.",
        "2026-11-05",
        fields={
            "found": "You paid £45 by Direct Debit on 1 October, and £45 again on 5 October. The second one was "
            "a mistake. "
            "You rang on 5, 9 and 12 November, and each time we promised to ring back and did not.",
            "decision": "accept",
            "offer": "- We pay back £45. It is on your account by Friday 4 December.\n"
            "- We take £15 off your next bill, for the three calls that we did not return.",
            "why": "When your contract changed on 1 October, the old Direct Debit stayed on by mistake. We have "
            "ended it, and "
            "have looked through the other accounts that changed that day.",
        },
        steps=("agent.replied",),
    ),
    Written(
        "cannot-resolve", LetterKind.CANNOT_RESOLVE, "it-communications", "Ruth Adeyemi",
        "My line was dead from 1 to 20 October. I work from home and lost two jobs over it. I want £400 for "
        "what I lost.",
        "2026-10-12",
        fields={
            "done": "- We tested your line on 12 and 14 October. It was in order as far as the house.\n"
            "- Our engineer came on 20 October and put in a new socket. The line has worked since.\n"
            "- On 2 November we offered you £60. You told us that this is not enough.",
            "outcome": "We pay £60, which is your line rental for those twenty days and £20 on top. We do not "
            "pay for the two "
            "jobs.",
            "why": "Your contract says that we do not pay for lost work. You told us that you see this in "
            "another way. We have "
            "looked at it twice, and will not change our mind.",
            "offer": "We will still pay the £60, if you would like that.",
        },
        steps=("agent.replied",),
    ),
    Written(
        "adr-end-of-wait", LetterKind.ADR_END_OF_WAIT, "netservers", "Maureen Whitlock",
        "Our broadband goes off every evening at about seven and comes back after ten. I have rung three times "
        "since the "
        "start of November.",
        "2026-11-04", weeks=6, post="14 Coronation Street, Ely, CB7 4AJ", steps=("agent.replied", "case.escalated"),
    ),
    Written(
        "first-contact-summary", LetterKind.FIRST_CONTACT_SUMMARY, "all-communications", "Olu Bankole",
        "My internet has been off since this morning and nobody answers the phone.", "2026-11-23",
    ),
)  # fmt: skip


def write(context: Context, clock: Clock, each: Written) -> Iterator[tuple[str, LetterRecord]]:
    """The letter, and the one that goes with it, with their names."""
    summary = each.kind is LetterKind.FIRST_CONTACT_SUMMARY
    more: dict[str, Any] = (
        {"kind": ContactKind.LETTER, "address": each.post}
        if each.post
        else {"address": f"{each.customer.split()[0].lower()}@example.com"}
    )
    told = {"customer": "residential", "name": each.customer}
    tried = {PLAYBOOK: "no_service", TRIED: ["restart"]} if summary else {}
    case = add_case(
        context, each.provider, each.told, id=each.name, answers=told, later=tried, description=each.story,
        status=CaseStatus.RESOLVED if summary else CaseStatus.OPEN, **more,
    )  # fmt: skip
    if not each.post:
        confirm(context, case)
    agent = add_agent(context, "Priya Shah", each.provider)
    for step in each.steps:
        clock.forward(days=2)
        add_event(context, case, step, by="agent")
    clock.forward(weeks=each.weeks)
    letter = issue(context, draft(context, case, each.kind, agent, **each.fields), agent)
    with context.store.read() as tx:
        for issued in issued_of(tx, case):
            yield (each.name if issued.id == letter.id else "adr-deadlock"), issued


def pictures(pdf: bytes) -> Iterator[bytes]:
    """A PNG of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            out = io.BytesIO()
            page.render(scale=SCALE).to_pil().convert("RGB").save(out, "PNG")
            yield squeeze(out.getvalue())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images" / "letters")
    to: Path = parser.parse_args().to
    to.mkdir(parents=True, exist_ok=True)
    for old in to.glob("*.png"):
        old.unlink()
    for each in LETTERS:
        with tempfile.TemporaryDirectory() as folder:
            clock = Clock(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
            context = make_context(Path(folder), clock)
            for name, letter in list(write(context, clock, each)):
                keep(to, name, draw(str(letter.page)))
                if name == "adr-deadlock":
                    keep(to, f"{name}-large", draw(str(letter.page), large=True))
                    (to / f"{name}.txt").write_text(str(letter.text), encoding="utf-8")
    return 0


def keep(to: Path, name: str, pdf: bytes) -> None:
    if to != ROOT / "docs" / "images" / "letters":
        (to / f"{name}.pdf").write_bytes(pdf)
    for number, png in enumerate(pictures(pdf), 1):
        (to / f"{name}-{number}.png").write_bytes(png)
        sys.stdout.write(f"{name}-{number}.png: {len(png):,} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
