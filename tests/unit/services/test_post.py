"""Letters for somebody who wants paper: queued instead of nothing, listed once, and on record when they were posted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.letters import TemplateLetters
from bot.adapters.pdf import draw
from bot.decisions.delivery import Delivered, Impossible
from bot.decisions.errors import Refused
from bot.decisions.post import PostedLetter
from bot.decisions.records import Case, ContactKind, OutboxItem
from bot.services.case_mail import post_letter, write_letter, write_news
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.post_queue import (
    is_not_posted,
    page_of_post,
    post_lists,
    posts_waiting,
    was_posted,
)
from bot.services.desk.wrong_fields import WrongFields
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.turns import send_due
from tests.support.case_rows import add_case
from tests.support.context import MONDAY, Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.outbox import sender

PROVIDER = "it-communications"
HOME = "12 High Street\nBrighton\nBN3 7TF"
TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def case(context: Context) -> Case:
    return add_case(context, kind=ContactKind.LETTER, address=HOME)


def news(context: Context, case: Case, key: str = "news") -> bool:
    with context.store.write() as tx:
        mail = write_news(context, tx, case, key, "We need five more days.")
        tx.commit()
    return mail


def relay(context: Context) -> int:
    return send_due(sender(context.store, {"post": PostCarrier(context, TemplateLetters())}, context.now))


def listed(context: Context) -> list[PostedLetter]:
    with context.store.read() as tx:
        return tx.posts.waiting(PROVIDER)


def outbox(context: Context) -> list[OutboxItem]:
    with context.store.read() as tx:
        return tx.outbox.all()


def one(context: Context, case: Case) -> PostedLetter:
    news(context, case)
    relay(context)
    [post] = listed(context)
    return post


def test_news_for_somebody_who_wants_paper_is_a_letter_to_post_and_no_mail(
    context: Context, case: Case
) -> None:
    assert news(context, case) is False  # nobody has been told yet
    assert [item.kind for item in outbox(context)] == ["post"]
    assert relay(context) == 1
    [post] = listed(context)
    assert (post.address, post.name, post.template) == (HOME, "Sam Carter", "case_news")
    assert "five more days" in post.letter.body
    assert "http" not in post.letter.body  # nobody types in a link of two hundred characters


def test_the_same_letter_is_listed_once_however_often_it_is_queued_or_sent(
    context: Context, case: Case
) -> None:
    for _ in range(2):
        news(context, case)
    relay(context)
    [item] = outbox(context)
    carrier = PostCarrier(context, TemplateLetters())
    first, again = carrier.deliver(item), carrier.deliver(item)
    assert isinstance(first, Delivered)
    assert first == again
    assert len(listed(context)) == 1


def test_somebody_who_left_a_telephone_number_gets_no_letter(context: Context) -> None:
    by_phone = add_case(context, kind=ContactKind.PHONE, address="01223 446000")
    assert news(context, by_phone) is False
    assert outbox(context) == []


def test_what_is_of_no_use_on_paper_is_not_printed(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        assert not post_letter(context, tx, case, "k", "still_sorted", {"yes_link": "x"})
        assert not write_letter(context, tx, case, "k", "still_sorted", {"yes_link": "x"})
        tx.commit()
    assert outbox(context) == []


@pytest.mark.parametrize(
    "payload", [{}, {"address": HOME}, {"address": " ", "template": "case_news", "facts": {}}]
)
def test_what_no_letter_can_be_made_of_is_listed_nowhere(
    context: Context, case: Case, payload: dict[str, object]
) -> None:
    with context.store.write() as tx:
        tx.outbox.add("post", "k", {"provider": PROVIDER, **payload}, context.now(), case.conversation_id)
        tx.commit()
    [item] = outbox(context)
    assert isinstance(PostCarrier(context, TemplateLetters()).deliver(item), Impossible)
    assert listed(context) == []


def test_it_is_printed_with_the_address_the_reference_and_the_words(context: Context, case: Case) -> None:
    post, page = page_of_post(context, add_agent(context), one(context, case).id)
    for said in (
        "12 High Street",
        "BN3 7TF",
        case.reference,
        "five more days",
        "I.T Communications",
        "Sam Carter",
    ):
        assert said in page
    assert post.waits
    assert draw(page).startswith(b"%PDF-")
    assert draw(page, large=True).startswith(b"%PDF-")


def test_what_was_posted_is_on_the_case_and_in_the_trail_and_off_the_list(
    context: Context, case: Case
) -> None:
    agent, post = add_agent(context), one(context, case)
    assert posts_waiting(context, agent) == 1
    was_posted(context, agent, post.id, TODAY)
    assert posts_waiting(context, agent) == 0
    with context.store.read() as tx:
        [event] = [each for each in tx.cases.events(case.id) if each.code == "letter.posted"]
        [entry] = [each for each in tx.audit.of(f"case:{case.id}") if each.action == "letter.posted"]
        kept = tx.posts.get(post.id)
    assert (event.data["posted_on"], event.data["agent"]) == ("2026-11-23", "Priya")
    assert (entry.agent_id, entry.data["posted_on"]) == (agent.id, "2026-11-23")
    assert kept is not None
    assert (kept.posted_on, kept.done_by) == (TODAY, agent.id)


def test_it_is_put_down_once_whoever_presses(context: Context, case: Case) -> None:
    agent, other, post = add_agent(context), add_agent(context, "Ravi"), one(context, case)
    was_posted(context, agent, post.id, TODAY)
    for again in (
        lambda: was_posted(context, other, post.id, TODAY),
        lambda: is_not_posted(context, other, post.id, "x"),
    ):
        with pytest.raises(Refused, match="already"):
            again()


@pytest.mark.parametrize("on", [None, date(2026, 11, 24), date(2026, 11, 22)])
def test_no_day_a_day_to_come_and_one_before_it_was_written_are_refused(
    context: Context, case: Case, on: date | None
) -> None:
    agent, post = add_agent(context), one(context, case)
    with pytest.raises(WrongFields):
        was_posted(context, agent, post.id, on)
    assert posts_waiting(context, agent) == 1


def test_what_is_not_to_be_posted_goes_off_with_a_reason(context: Context, case: Case) -> None:
    agent, post = add_agent(context), one(context, case)
    with pytest.raises(WrongFields):
        is_not_posted(context, agent, post.id, " ")
    is_not_posted(context, agent, post.id, "Rang them instead.")
    with context.store.read() as tx:
        [event] = [each for each in tx.cases.events(case.id) if each.code == "letter.not_posted"]
    assert event.data["why"] == "Rang them instead."
    assert posts_waiting(context, agent) == 0


def test_only_agents_of_the_provider_see_it(context: Context, case: Case) -> None:
    stranger, post = add_agent(context, "Elsewhere", provider="netservers"), one(context, case)
    assert posts_waiting(context, stranger) == 0
    assert [each.provider for each in post_lists(context, stranger)] == ["netservers"]
    for act in (
        lambda: page_of_post(context, stranger, post.id),
        lambda: was_posted(context, stranger, post.id, TODAY),
        lambda: is_not_posted(context, stranger, post.id, "x"),
        lambda: page_of_post(context, stranger, "nothing"),
    ):
        with pytest.raises(NotYours):
            act()


def test_the_list_has_the_oldest_first_and_what_was_done_last(
    context: Context, clock: Clock, case: Case
) -> None:
    agent = add_agent(context)
    news(context, case, "first")
    relay(context)
    clock.forward(days=2)
    news(context, case, "second")
    relay(context)
    [mine] = post_lists(context, agent)
    assert [(each.days, each.reference) for each in mine.waiting] == [
        (2, case.reference),
        (0, case.reference),
    ]
    was_posted(context, agent, mine.waiting[0].post.id, date(2026, 11, 24))
    [mine] = post_lists(context, agent)
    assert [(each.how, each.by) for each in mine.done] == [("Tuesday 24 November", "Priya")]


def test_that_they_were_told_of_their_complaint_is_settled_when_the_letter_is_posted(
    context: Context,
) -> None:
    case = add_case(context, "netservers", kind=ContactKind.LETTER, address=HOME)
    agent = add_agent(context, provider="netservers")
    with context.store.write() as tx:
        assert post_letter(
            context, tx, case, "k", "case_opened",
            {"target_words": "a", "adr_words": "b", "page_words": "c", "contact_point": "d"},
        )  # fmt: skip
        tx.commit()
    relay(context)

    def told() -> bool:
        with context.store.read() as tx:
            return all(
                each.kept_at for each in tx.promises.of_case(case.id) if each.kind == "target.acknowledge"
            )

    with context.store.read() as tx:
        [post] = tx.posts.waiting("netservers")
    assert not told()
    was_posted(context, agent, post.id, TODAY)
    assert told()
