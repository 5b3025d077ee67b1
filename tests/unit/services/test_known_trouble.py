"""What a status page says, told in a turn: as it stood, and never as current when it is old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.decisions.errors import StatusPageUnavailable
from bot.decisions.questions import Purpose
from bot.decisions.status_page import Fetched, StatusPage, Summary
from bot.services.answer_outage import answer_outage
from bot.services.context import Context
from bot.services.take_answer import question_now
from bot.services.watch_status_pages import watch_status_pages
from tests.support.context import Chat, Clock
from tests.support.telling import answer, begin, keys, told

WHERE = "contactnow"


def summary(impact: str = "major", name: str = "Calls fail in the south", **values: Any) -> Summary:
    incident = {
        "name": name,
        "status": "identified",
        "impact": impact,
        "created_at": "2026-11-23T08:40:00Z",
        "incident_updates": [{"body": "We have found it.", "created_at": "2026-11-23T08:50:00Z"}],
        **values,
    }
    parts = {"page": {"name": "X"}, "components": [], "scheduled_maintenances": []}
    return Summary.model_validate({**parts, "incidents": [incident] if impact else []})


def keep(context: Context, found: Summary, minutes_ago: int = 5, provider: str = WHERE) -> None:
    at = context.now() - timedelta(minutes=minutes_ago)
    with context.store.write() as tx:
        tx.status_pages.save(StatusPage(provider, at, at, summary=found.model_dump(mode="json")))
        tx.commit()


def asked(context: Context, chat: Chat) -> str:
    return "\n".join(said.text for said in answer_outage(context, chat.id))


# --- in the story ---


def test_a_major_outage_is_told_as_it_stood_and_nobody_is_sent_to_restart_a_router(context: Context) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary())
    outcome = begin(chat, "My broadband is down")
    facts = dict(outcome.says)["utter_outage_incident"]
    assert facts == {"what": "Calls fail in the south", "since": "8:40am", "at": "9:55am"}
    assert keys(outcome)[1:3] == ["utter_outage_incident", "utter_outage_latest"]
    assert "utter_step_outage" in keys(outcome)
    assert outcome.next == "happened_on"


def test_a_minor_one_is_told_and_trying_is_offered_all_the_same(context: Context) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary("minor"))
    outcome = begin(chat, "My broadband is slow")
    assert "utter_outage_incident" in keys(outcome)
    assert outcome.next == "sort_or_log"


def test_an_outage_that_came_up_while_they_were_asked_leaves_nothing_to_try(context: Context) -> None:
    chat = Chat(context, WHERE)
    assert begin(chat, "My broadband is down").next == "sort_or_log"
    keep(context, summary())
    outcome = answer(chat, "try to sort it")
    assert "utter_playbook_steps" not in keys(outcome)
    assert outcome.next == "happened_on"


@pytest.mark.parametrize(
    "story", ["You have charged me twice", "The engineer never turned up", "Your agent was rude"]
)
def test_a_bill_has_nothing_to_do_with_an_outage(context: Context, story: str) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary())
    assert not [key for key in keys(begin(chat, story)) if "outage" in key]


def test_what_is_older_than_the_rule_is_not_told(context: Context) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary(), minutes_ago=16)
    outcome = begin(chat, "My broadband is down")
    assert not [key for key in keys(outcome) if "outage" in key]
    assert outcome.next == "sort_or_log"


def test_another_providers_page_says_nothing_here(context: Context) -> None:
    chat = Chat(context, "netservers")
    keep(context, summary())
    assert not [key for key in keys(begin(chat, "My broadband is down")) if "outage" in key]


def test_the_pages_words_cannot_steer_what_is_said_around_them(context: Context) -> None:
    chat = Chat(context, WHERE)
    name = 'Down". Ring 0900 000 000 <b>now</b>\n\n' + "x" * 300
    keep(context, summary(name=name))
    what = dict(begin(chat, "My broadband is down").says)["utter_outage_incident"]["what"]
    assert not set('"<>\n') & set(what)
    assert len(what) <= 200


def test_what_an_older_version_kept_is_as_nothing(context: Context) -> None:
    chat = Chat(context, WHERE)
    with context.store.write() as tx:
        tx.status_pages.save(StatusPage(WHERE, context.now(), context.now(), summary={"version": 0}))
        tx.commit()
    assert begin(chat, "My broadband is down").next == "sort_or_log"
    assert "I don't know" in asked(context, chat)


# --- asked outright ---


def test_without_a_page_nothing_is_claimed(context: Context) -> None:
    assert asked(context, Chat(context, WHERE)).startswith("I don't know: I can't see")


def test_a_page_that_shows_nothing_is_no_proof(context: Context) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary(""))
    said = asked(context, chat)
    assert said.startswith("The status page of ContactNow showed no fault at 9:55am.")
    assert "There may still be one" in said


def test_what_is_too_old_is_named_with_its_time_and_not_told(context: Context) -> None:
    chat = Chat(context, WHERE)
    keep(context, summary(), minutes_ago=45)
    said = asked(context, chat)
    assert "9:15am" in said
    assert "Calls fail" not in said


def test_in_the_middle_of_questions_it_is_answered_and_ours_stands(context: Context) -> None:
    chat = Chat(context, WHERE)
    begin(chat, "You have charged me twice")
    before = told(chat)
    keep(context, summary())
    outcome = answer(chat, "is there an outage?", "report_fault")
    assert "utter_outage_incident" in keys(outcome)
    assert question_now(context, chat.id, Purpose.COMPLAINT) == "happened_on"
    assert told(chat) == before


# --- the relay reads it ---


class Page:
    """A status page without a network: what it answers, and what it was asked with."""

    def __init__(self, *answers: Fetched | StatusPageUnavailable) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str | None, str | None]] = []

    def __call__(self, etag: str | None, last_modified: str | None) -> Fetched:
        self.asked.append((etag, last_modified))
        answer = self.answers.pop(0)
        if isinstance(answer, StatusPageUnavailable):
            raise answer
        return answer


def kept(context: Context, provider: str = WHERE) -> StatusPage:
    with context.store.read() as tx:
        page = tx.status_pages.get(provider)
    assert page is not None
    return page


def test_it_is_asked_every_few_minutes_and_not_between(context: Context, clock: Clock) -> None:
    page = Page(Fetched(summary(), '"1"', "Mon"), Fetched(None, '"1"', "Mon"))
    assert watch_status_pages(context, {WHERE: page}) == 1
    clock.forward(minutes=4)
    assert watch_status_pages(context, {WHERE: page}) == 0
    clock.forward(minutes=1)
    assert watch_status_pages(context, {WHERE: page}) == 1
    assert page.asked == [(None, None), ('"1"', "Mon")]


def test_not_changed_means_that_it_stands_as_of_now(context: Context, clock: Clock) -> None:
    page = Page(Fetched(summary(), '"1"'), Fetched(None, '"1"'))
    watch_status_pages(context, {WHERE: page})
    before = kept(context)
    clock.forward(minutes=20)
    watch_status_pages(context, {WHERE: page})
    assert kept(context).fetched_at == clock.instant
    assert kept(context).summary == before.summary


def test_a_fault_keeps_what_was_read_and_its_time_and_is_tried_again_later(
    context: Context, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    page = Page(Fetched(summary()), StatusPageUnavailable("status 500"), Fetched(summary("minor")))
    watch_status_pages(context, {WHERE: page})
    read_at = clock.instant
    clock.forward(minutes=5)
    watch_status_pages(context, {WHERE: page})
    assert (kept(context).fetched_at, kept(context).fault) == (read_at, "status 500")
    assert "could not be read: status 500" in caplog.text
    assert watch_status_pages(context, {WHERE: page}) == 0
    clock.forward(minutes=5)
    watch_status_pages(context, {WHERE: page})
    assert (kept(context).fetched_at, kept(context).fault) == (clock.instant, None)


def test_a_page_that_never_answered_is_known_to_be_faulty_and_says_nothing(context: Context) -> None:
    watch_status_pages(context, {WHERE: Page(StatusPageUnavailable("slow"))})
    assert (kept(context).fetched_at, kept(context).fault) == (None, "slow")


def test_a_page_that_calls_nothing_unchanged_is_faulty(context: Context) -> None:
    watch_status_pages(context, {WHERE: Page(Fetched(None))})
    assert kept(context).fault == "nothing to compare"


def test_one_page_a_round_so_that_slow_ones_do_not_add_up(context: Context) -> None:
    pages = {"contactnow": Page(Fetched(summary())), "netservers": Page(Fetched(summary("")))}
    assert [watch_status_pages(context, pages) for _ in range(3)] == [1, 1, 0]
    assert (len(pages["contactnow"].asked), len(pages["netservers"].asked)) == (1, 1)


def test_without_a_page_nothing_is_asked(context: Context) -> None:
    assert watch_status_pages(context, {}) == 0
