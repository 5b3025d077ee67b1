"""A letter that an agent issues, and everything for the scheme in one file, through the whole stack."""

from __future__ import annotations

import io
import re
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.decisions.letter_record import LetterKind
from bot.services.context import Context
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.context import Clock, make_context
from tests.support.customer import Customer
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import confirm, draft, issue
from tests.support.lines import up_to_the_details
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]
FILE = "E-mail me the file"


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Context:
    """The verbs of the desk over the stack's own database, on the Monday of the conversations."""
    clock = Clock(datetime.fromisoformat("2026-11-23T10:00:00+00:00"))
    return replace(make_context(tmp_path, clock), store=store, random=secrets.token_bytes)


def written_to(stack: Stack, address: str) -> list[str]:
    """The words of the mails there; a letter's PDF goes beside them."""
    bodies = [mail.get_body(("plain",)) for mail in stack.mails(address)]
    return [str(body.get_content()) for body in bodies if body is not None]


def test_a_final_letter_comes_by_mail_and_opens_the_scheme_in_the_chat(
    stack: Stack, store: Store, desk: Context, customer_of: CustomerOf
) -> None:
    address = "sam.letters@example.org"
    customer = customer_of("it-communications")
    up_to_the_details(customer, address)
    customer.finish()
    case = rows_of(store, customer).case
    assert FILE not in customer.says("what do I need to send to CISAS").buttons
    confirm(desk, case)
    agent = add_agent(desk, "Lettie Lane")
    letter = issue(desk, draft(desk, case, LetterKind.ADR_DEADLOCK, agent), agent)
    until(
        lambda: any(str(letter.number) in mail for mail in written_to(stack, address)), "the letter is mailed"
    )
    assert [part.get_content_type() for mail in stack.mails(address) for part in mail.iter_attachments()] == [
        "application/pdf"
    ]
    [mail] = [mail for mail in written_to(stack, address) if str(letter.number) in mail]
    assert "this is our final letter about it" in " ".join(mail.split())
    until(
        lambda: any("has written you a letter" in line["text"] for line in customer.transcript()),
        "the chat hears of it",
    )
    customer._collect(customer._poll())
    heard = customer.says("can I go to CISAS now?")
    assert "Yes." in heard
    heard = customer.says("what do I need to send to CISAS")
    assert "I can put it all together for CISAS" in heard
    assert FILE in heard.buttons
    heard = customer.presses(FILE)
    assert "A link to the file is on its way" in heard
    until(lambda: any("/case/copy/" in mail for mail in written_to(stack, address)), "the link is mailed")
    link = next(
        found[0]
        for mail in written_to(stack, address)
        if (found := re.search(r"https?://\S+/case/copy/\S+", mail))
    )
    where = stack.url.rstrip("/") + httpx.URL(link).path
    answer = httpx.get(f"{where}/pack.zip", timeout=60)
    assert answer.status_code == 200, answer.text
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    assert package.testzip() is None
    assert f"letters/{letter.number}.pdf" in package.namelist()
    assert "You have charged me twice in a row" in package.read("1-summary.txt").decode()


def test_asking_for_the_papers_in_the_middle_of_the_questions_is_answered(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    assert "Please give me its reference." in customer.says("put my papers together for the ombudsman please")
