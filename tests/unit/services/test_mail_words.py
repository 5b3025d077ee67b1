"""Mails to customers: words that are true outside the chat, the way to the page of the case, and no date twice."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.records import Case
from bot.services.case_link import read_case_link
from bot.services.closing_words import closing_words
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.desk.log_complaint import Arrived, log_complaint
from bot.services.mail_words import mail_words
from tests.support.case_rows import add_case
from tests.support.context import Chat, Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.telling import STORY, answer, begin

OF_THE_CHAT = re.compile(
    r"\b(this chat|the chat|here|ask me|press|assistant|before today|I (?:can|counted|found|have)|you told me)\b"
)
TOLD = [None, "2026-11-16", "2026-09-01", ("2026-11-01", "2026-11-16")]


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


def mails(context: Context) -> dict[str, str]:
    """What has been written to customers so far, by template."""
    letters = LettersWithCodes(TemplateLetters(), context.secret)
    with context.store.read() as tx:
        items = tx.outbox.all()
    return {
        item.payload["template"]: letters.render(item.payload["template"], item.payload["facts"]).body
        for item in items
    }


def of_the_case(context: Context, case: Case) -> str:
    facts = {"provider": context.provider(case.provider).name, "reference": case.reference}
    return TemplateLetters().render("case_opened", facts | mail_words(context, case)).body


@pytest.mark.parametrize("told", TOLD, ids=str)
@pytest.mark.parametrize("late", [0, 60], ids=["in time", "late"])
def test_no_letter_about_a_case_speaks_as_if_it_were_the_chat(
    context: Context, told: tuple[str, str] | str | None, late: int
) -> None:
    for slug in context.providers:
        at = context.now() - timedelta(days=late)
        body = of_the_case(context, add_case(context, slug, told, id=slug, at=at))
        assert OF_THE_CHAT.search(body) is None, body
        assert ("That day has passed" in body) is bool(late)


def test_where_the_scheme_cannot_be_promised_the_letter_says_so_and_no_more(context: Context) -> None:
    case = add_case(context, answers={"customer": "business", "employees": 400})
    body = of_the_case(context, case)
    assert "it is not certain that CISAS can take it" in body
    assert OF_THE_CHAT.search(body) is None


def test_every_mail_of_a_complaint_in_the_chat_reads_like_a_mail(context: Context) -> None:
    chat = Chat(context)
    begin(chat, f"{STORY}. Email me at sam@example.com")
    sent = mails(context)
    assert set(sent) == {"case_opened", "confirm_code"}
    for body in sent.values():
        assert OF_THE_CHAT.search(body) is None, body


def test_the_link_in_the_mail_opens_the_page_of_that_case(context: Context) -> None:
    case = add_case(context)
    [token] = re.findall(rf"{re.escape(context.public_url)}/case/(\S+)", of_the_case(context, case))
    assert read_case_link(context, token) == case.id


def test_what_was_sorted_is_summed_up_with_where_to_turn_if_it_comes_back(context: Context) -> None:
    chat = Chat(context)
    begin(chat, "My broadband is down and nobody rings back")
    for line in ("try to sort it", "yes it's working again", "sam@example.com"):
        answer(chat, line)
    [body] = mails(context).values()
    assert "01702 668836" in body
    assert OF_THE_CHAT.search(body) is None


def test_whoever_rang_gets_the_letter_and_no_code_that_they_could_type_nowhere(context: Context) -> None:
    arrived = Arrived(
        provider="it-communications", channel="phone", received_on=date(2026, 11, 19),
        description="No dial tone for a week.", name="Edith Crabtree",
        reply_by="email", reply_address="edith@example.com",
    )  # fmt: skip
    log_complaint(context, add_agent(context), arrived)
    sent = mails(context)
    assert set(sent) == {"case_opened"}
    assert "If you first complained" not in sent["case_opened"], "the day on which they did is known"


@pytest.mark.parametrize("told", TOLD, ids=str)
def test_the_closing_words_name_no_day_twice(context: Context, told: tuple[str, str] | str | None) -> None:
    for slug in context.providers:
        case = add_case(context, slug, told, id=slug)
        with context.store.read() as tx:
            contact = tx.contacts.get(case.contact_id)
        assert contact is not None
        words = " ".join(said.text for said in closing_words(context, case, contact))
        days = re.findall(r"[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+", words)
        assert len(days) == len(set(days)), words
