"""Three days after "sorted": asked once in the chat and by mail; two links that change nothing until a press."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.errors import LinkTooOld
from bot.decisions.records import Case, CaseStatus, ContactKind, ConversationState, Role
from bot.services.answer_still_sorted import answer_still_sorted, look_still_sorted
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.case_link import case_link, file_token, letter_link, still_sorted_link
from bot.services.context import Context
from bot.services.move_case import Word, reopen, sorted_by_word
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

LINK = re.compile(r"/still-sorted/(\S+)")


@pytest.fixture
def case(context: Context) -> Case:
    """Called sorted on Monday 23 November."""
    made = add_case(context, told="2026-11-05")
    return call_sorted(context, made)


def call_sorted(context: Context, case: Case) -> Case:
    with context.store.write() as tx:
        ended = sorted_by_word(context, tx, case, Word("it works"))
        tx.commit()
    return ended


def now_of(context: Context, case: Case) -> Case:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found


def codes(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [each.code for each in tx.cases.events(case.id)]


def asked(context: Context, clock: Clock) -> tuple[str, str]:
    """The tokens behind "yes" and "no" of the mail, as it is written."""
    clock.forward(days=3)
    assert ask_still_sorted(context) == 1
    with context.store.read() as tx:
        payload = tx.outbox.all()[-1].payload
    body = TemplateLetters().render(payload["template"], payload["facts"]).body
    yes, no = LINK.findall(body)
    return yes, no


def test_they_are_asked_once_with_two_buttons_and_two_links(
    context: Context, case: Case, clock: Clock
) -> None:
    assert ask_still_sorted(context) == 0
    yes, no = asked(context, clock)
    assert yes != no
    with context.store.read() as tx:
        line = tx.messages.newest(case.conversation_id, 1)[0]
    assert [button["title"] for button in line.buttons] == ["Yes, still sorted", "No, open it again"]
    for _ in range(5):
        clock.forward(days=1)
        assert ask_still_sorted(replace(context)) == 0  # a relay that was just started asks no second time
    assert codes(context, case).count("still_sorted.asked") == 1


def test_the_first_round_after_months_asks_nobody_about_what_was_sorted_long_ago(
    context: Context, case: Case, clock: Clock
) -> None:
    clock.forward(days=15)
    assert ask_still_sorted(context) == 0
    with context.store.read() as tx:
        assert [item.key for item in tx.outbox.all() if "still-sorted" in item.key] == []


def test_looking_changes_nothing_however_often(context: Context, case: Case, clock: Clock) -> None:
    before = (codes(context, case), now_of(context, case))
    for token in asked(context, clock):
        for _ in range(3):
            page = look_still_sorted(context, token)
            assert page is not None
            assert page.stands == "asks"
    assert codes(context, case) == [*before[0], "still_sorted.asked"]
    assert now_of(context, case).status is CaseStatus.RESOLVED


def test_one_tap_opens_it_again_with_the_clock_that_it_had_and_tells_the_desk(
    context: Context, case: Case, clock: Clock
) -> None:
    boss = add_agent(context, "Olu", role=Role.SUPERVISOR)
    _, no = asked(context, clock)
    page = answer_still_sorted(context, no)
    assert page is not None
    assert page.stands == "reopened"
    opened = now_of(context, case)
    assert opened.status is CaseStatus.OPEN
    for kept in ("received_at", "opened_at", "due_on", "stage", "first_complained_on"):
        assert getattr(opened, kept) == getattr(case, kept)
    with context.store.read() as tx:
        event, entry = tx.cases.events(case.id)[-1], tx.audit.of(f"case:{case.id}")[-1]
        alert = tx.outbox.all()[-1].payload
        assert [each.kept_at for each in tx.promises.of_case(case.id)] == [None]
    assert (event.code, event.data["by"], event.data["where"]) == ("case.reopened", "customer", "link")
    assert (entry.action, entry.agent_id) == ("case.reopened", None)
    assert (alert["template"], alert["to"]) == ("case_alert", boss.email)


def test_a_replayed_press_does_nothing_more(context: Context, case: Case, clock: Clock) -> None:
    yes, no = asked(context, clock)
    for token, stands in (
        (yes, "confirmed"),
        (yes, "confirmed"),
        (no, "reopened"),
        (no, "reopened"),
        (yes, "over"),
    ):
        page = answer_still_sorted(context, token)
        assert page is not None
        assert page.stands == stands
    assert codes(context, case).count("still_sorted.confirmed") == 1
    assert codes(context, case).count("case.reopened") == 1


def test_a_link_of_an_earlier_time_that_it_was_asked_opens_nothing(
    context: Context, case: Case, clock: Clock
) -> None:
    _, old_no = asked(context, clock)
    with context.store.write() as tx:
        opened = reopen(context, tx, now_of(context, case), Word("no"))
        tx.commit()
    clock.forward(days=1)
    call_sorted(context, opened)
    page = answer_still_sorted(context, old_no)
    assert page is not None
    assert page.stands == "over"
    assert now_of(context, case).status is CaseStatus.RESOLVED
    asked(context, clock)  # and of the new time they are asked anew
    assert codes(context, case).count("still_sorted.asked") == 2


def test_links_that_were_changed_or_are_of_another_kind_lead_nowhere(
    context: Context, case: Case, clock: Clock
) -> None:
    yes, no = asked(context, clock)
    payload, _, rest = no.partition(".")
    foreign = [link.rsplit("/", 1)[-1] for link in (case_link(context, case), letter_link(context, case))]
    other_secret = replace(context, secret="another secret")
    forged = still_sorted_link(other_secret, case, clock(), still=False).rsplit("/", 1)[-1]
    tried = [
        "", "x", "é", no[:-1], no + "A", f"{payload[:-2]}AA.{rest}", f"{yes.partition('.')[0]}.{rest}", forged,
        file_token(context, case, "no"), *foreign,
    ]  # fmt: skip
    for token in tried:
        assert answer_still_sorted(context, token) is None, token
    assert now_of(context, case).status is CaseStatus.RESOLVED


def test_a_link_is_good_for_two_weeks(context: Context, case: Case, clock: Clock) -> None:
    _, no = asked(context, clock)
    clock.forward(days=14)
    assert look_still_sorted(context, no) is not None
    clock.forward(seconds=2)
    for act in (look_still_sorted, answer_still_sorted):
        with pytest.raises(LinkTooOld):
            act(context, no)
    assert now_of(context, case).status is CaseStatus.RESOLVED


def test_without_an_address_and_with_the_chat_over_nobody_is_asked_forever(
    context: Context, clock: Clock
) -> None:
    case = call_sorted(context, add_case(context, kind=ContactKind.PHONE, address="07700 900123", id="p"))
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()
    clock.instant = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert (ask_still_sorted(context), ask_still_sorted(context)) == (1, 0)
    with context.store.read() as tx:
        event = tx.cases.events(case.id)[-1]
        assert tx.outbox.all() == []
    assert (event.data["chat"], event.data["mail"]) == (False, False)
