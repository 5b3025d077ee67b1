"""What the page of a case shows: its dates with their sums and grounds, what happened, what was promised."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.decisions.case_moves import CAN_COME_BACK
from bot.decisions.records import Case, CaseStatus, ContactKind
from bot.decisions.sourced import Standing
from bot.services.case_dates import CaseDate
from bot.services.case_link import case_link
from bot.services.case_timeline import EVENTS, PROMISES
from bot.services.case_working import CaseWorking, case_working, open_case_page
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from bot.services.desk.reply import add_note
from bot.services.desk.voice import to_an_agent
from bot.services.desk.work_case import customer_said, offer_outcome, promise
from tests.support.case_rows import NAME, STORY, add_case, add_event, add_promise
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

PROVIDERS = ("all-communications", "contactnow", "it-communications", "netservers", "x-communications")


def shown(context: Context, case: Case) -> CaseWorking:
    with context.store.read() as tx:
        return case_working(context, tx, case)


def row(context: Context, case: Case, key: str) -> CaseDate:
    found = shown(context, case).dated(key)
    assert found is not None, key
    return found


def said(dated: CaseDate) -> str:
    return " ".join(ground.says for ground in dated.grounds)


# --- targets ---


@pytest.mark.parametrize(
    ("provider", "dates"),
    [
        ("x-communications", {"resolve-first": "Monday 30 November"}),
        ("contactnow", {"respond-first": "Tuesday 24 November", "resolve-resolve": "Monday 7 December"}),
        ("it-communications", {"respond-first": "Monday 30 November"}),
        (
            "netservers",
            {"acknowledge-first": "Tuesday 24 November", "resolve-resolve": "Thursday 26 November"},
        ),
        ("all-communications", {"resolve-first": "Monday 7 December"}),
    ],
)
def test_every_target_that_has_started_is_there_with_its_kind(
    context: Context, provider: str, dates: dict[str, str]
) -> None:
    rows = shown(context, add_case(context, provider)).dates
    assert {each.key: each.day for each in rows if not each.key.startswith("adr")} == dates


def test_to_respond_is_not_to_resolve(context: Context) -> None:
    case = add_case(context, "contactnow")
    reply, fix = row(context, case, "respond-first"), row(context, case, "resolve-resolve")
    assert reply.what == "By this day ContactNow aims to reply. A reply may not settle it."
    assert fix.what == "By this day ContactNow aims to put it right."


def test_a_target_shows_its_sum_the_page_behind_it_and_how_sure_that_is(context: Context) -> None:
    dated = row(context, add_case(context), "respond-first")
    assert dated.sum == "Monday 23 November + 5 working days = Monday 30 November"
    page, counting = dated.grounds
    assert page.says == "The page of I.T Communications gives 5 working days for a reply."
    assert (page.standing, page.standing_words) == (Standing.PRIMARY, "From the source itself.")
    assert [source.title for source in page.sources] == [
        'I.T Communications, "Complaints Procedure" (its published complaints page)'
    ]
    assert (counting.standing, counting.standing_words) == (Standing.OWN, "Our own policy.")
    assert "bank holidays in England" in counting.says
    assert any("why, what happens next" in note for note in dated.notes)  # the page's own words on being late


def test_what_comes_from_another_copy_of_a_page_is_said_to_and_linked(context: Context) -> None:
    [page, _] = row(context, add_case(context, "netservers"), "acknowledge-first").grounds
    assert page.standing_words == "From another copy of the page."
    assert page.sources[0].href == context.provider("netservers").sources["copy"].href


def test_weeks_are_added_as_weeks(context: Context) -> None:
    dated = row(context, add_case(context, "contactnow"), "resolve-resolve")
    assert dated.sum == "Monday 23 November + 2 weeks = Monday 7 December"


def test_bank_holidays_on_the_way_are_named(context: Context) -> None:
    case = add_case(context, at=datetime(2026, 12, 21, 10, tzinfo=UTC))
    dated = row(context, case, "respond-first")
    assert dated.sum == "Monday 21 December + 5 working days = Wednesday 30 December"
    assert "Left out here: Friday 25 December (Christmas Day) and Monday 28 December" in said(dated)


def test_a_target_that_ends_on_a_bank_holiday_says_so(context: Context) -> None:
    case = add_case(context, "contactnow", at=datetime(2026, 12, 11, 10, tzinfo=UTC))
    notes = row(context, case, "resolve-resolve").notes
    assert notes[0].startswith(
        "Friday 25 December is a bank holiday (Christmas Day), so it may be Tuesday 29"
    )


def test_late_in_the_evening_in_winter_is_still_that_day_and_in_summer_the_next(context: Context) -> None:
    case = add_case(context, "contactnow", at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    dated = row(context, case, "resolve-resolve")
    assert dated.sum == "Wednesday 10 June + 2 weeks = Wednesday 24 June"


def test_a_higher_rung_adds_its_target_from_the_day_it_went_up(context: Context) -> None:
    case = add_case(context, "netservers")
    add_event(context, case, "case.escalated", stage="manager", due_on="2026-12-07", kind="respond")
    dated = row(context, case, "respond-manager")
    assert dated.sum == "Monday 23 November + 10 working days = Monday 7 December"
    assert [ground.standing for ground in dated.grounds] == [Standing.PRIMARY, Standing.OWN]


def test_the_day_that_was_given_stands_even_if_the_page_gives_another(context: Context) -> None:
    case = add_case(context, "netservers")
    add_event(context, case, "case.escalated", stage="manager", due_on="2026-12-09", kind="respond")
    dated = row(context, case, "respond-manager")
    assert (dated.on, dated.sum) == (date(2026, 12, 9), None)
    assert "This is the day that you were given when your complaint went higher." in dated.notes


def test_a_rung_that_is_reached_by_letter_counts_from_its_arrival_and_says_so(context: Context) -> None:
    case = add_case(context, "netservers")
    add_event(context, case, "case.escalated", stage="manager", due_on="2026-12-07", kind="respond")
    assert "They count from the day on which it arrives" in row(context, case, "respond-manager").notes[0]


def test_a_rung_without_a_target_on_the_page_has_a_date_only_if_one_was_given(context: Context) -> None:
    case = add_case(context, "contactnow")
    add_event(context, case, "case.escalated", stage="senior_manager", who="the manager")
    assert [each.key for each in shown(context, case).dates] == [
        "respond-first",
        "resolve-resolve",
        "adr-opens",
    ]
    add_event(context, case, "case.escalated", stage="senior_manager", due_on="2026-12-01", kind="resolve")
    given = row(context, case, "resolve-senior_manager")
    assert given.on == date(2026, 12, 1)
    assert [ground.standing for ground in given.grounds] == [Standing.OWN]


@pytest.mark.parametrize(
    "data",
    [{}, {"stage": "nowhere", "due_on": "2026-12-01"}, {"stage": "manager", "due_on": "soon", "kind": 7},
     {"stage": None}, {"stage": "senior_manager", "due_on": 20261201}],
)  # fmt: skip
def test_an_event_that_says_less_than_it_should_breaks_nothing(
    context: Context, data: dict[str, Any]
) -> None:
    for provider in ("netservers", "contactnow"):
        case = add_case(context, provider, id=provider)
        add_event(context, case, "case.escalated", **data)
        assert shown(context, case).happenings[-1].says


def test_a_kept_promise_shows_as_done(context: Context) -> None:
    case = add_case(context, "netservers")
    assert not row(context, case, "acknowledge-first").done
    with context.store.write() as tx:
        tx.promises.settle(case.id, context.now())
        tx.commit()
    assert row(context, case, "acknowledge-first").done
    assert not row(context, case, "adr-opens").done


def test_a_date_knows_whether_it_is_past_today_or_ahead(context: Context, clock: Clock) -> None:
    case = add_case(context)
    seen = []
    for _ in range(3):
        seen.append(row(context, case, "respond-first").when)
        clock.instant = (
            datetime(2026, 11, 30, 9, tzinfo=UTC) if len(seen) == 1 else datetime(2026, 12, 1, 9, tzinfo=UTC)
        )
    assert seen == ["ahead", "today", "past"]


# --- the scheme ---


def test_the_wait_runs_from_the_day_they_first_told_their_provider(context: Context) -> None:
    case = add_case(context, told="2026-11-01")
    dated = row(context, case, "adr-opens")
    assert dated.sum == "Sunday 1 November + 6 weeks = Sunday 13 December"
    assert dated.what == "From this day you can take it to CISAS, if it is not sorted. It is free."
    assert dated.notes == ("You first told I.T Communications on Sunday 1 November, so we count from there.",)
    assert shown(context, case).told_on == date(2026, 11, 1)


def test_the_rule_of_the_wait_shows_since_when_and_that_its_start_is_second_hand(context: Context) -> None:
    rule, counting, page = row(context, add_case(context, told="2026-11-01"), "adr-opens").grounds
    assert "once 6 weeks have passed" in rule.says
    assert rule.says.endswith("That is the rule for complaints first made on or after 8 April 2026.")
    assert rule.standing_words == "From a reliable second source. It is right as far as we know."
    assert (rule.sources[0].href or "").startswith("https://www.ofcom.org.uk/")
    assert len(rule.sources) == 5
    assert counting.standing is Standing.OWN
    assert page.says == "The page of I.T Communications says 8 weeks. The rule counts, so we used the rule."


def test_a_page_that_names_no_wait_adds_nothing(context: Context) -> None:
    assert len(row(context, add_case(context, "contactnow", "2026-11-01"), "adr-opens").grounds) == 2


def test_an_older_complaint_has_the_older_wait(context: Context) -> None:
    dated = row(context, add_case(context, told="2026-04-07"), "adr-opens")
    assert dated.sum == "Tuesday 7 April + 8 weeks = Tuesday 2 June"
    assert dated.what.startswith("Since this day you can take it to CISAS")
    assert [ground.standing for ground in dated.grounds] == [Standing.PRIMARY, Standing.OWN]


def test_without_a_day_it_counts_from_the_chat_and_says_at_the_latest(context: Context) -> None:
    dated = row(context, add_case(context), "adr-opens")
    assert dated.sum == "Monday 23 November + 6 weeks = Monday 4 January 2027"
    assert dated.title.endswith("at the latest")
    assert "at the latest" in dated.what
    assert dated.notes[0].startswith("We do not know when you first told I.T Communications")


def test_a_rough_time_counts_from_its_last_day_and_says_at_the_latest(context: Context) -> None:
    case = add_case(context, told=("2026-11-01", "2026-11-10"))
    dated = row(context, case, "adr-opens")
    assert dated.sum == "Tuesday 10 November + 6 weeks = Tuesday 22 December"
    assert "at the latest" in dated.what
    assert "rough time" in dated.notes[0]
    assert shown(context, case).told_on is None


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("told", [None, "2026-11-01", "2026-09-01", ("2026-10-01", "2026-10-31")])
def test_the_page_gives_the_day_that_the_chat_gave(
    context: Context, provider: str, told: tuple[str, str] | str | None
) -> None:
    case = add_case(context, provider, told)
    opens = row(context, case, "adr-opens")
    words = when_adr_opens(context, case)
    assert opens.day in words
    assert ("at the latest" in opens.what) == ("at the latest" in words)


def test_a_final_answer_opens_it_at_once_and_starts_the_time_to_apply(context: Context) -> None:
    case = add_case(context, told="2026-11-01", answers={"final_letter_on": "2026-11-20"})
    opens, safe, last = (row(context, case, key) for key in ("adr-opens", "apply-by", "outer-limit"))
    assert (opens.day, opens.sum, opens.notes) == ("Friday 20 November", None, ())
    assert said(opens).startswith("I.T Communications sent its final answer on Friday 20 November.")
    assert safe.sum == "Friday 20 November + 12 months − 1 day to be safe = Friday 19 November 2027"
    assert [ground.standing for ground in safe.grounds] == [
        Standing.PRIMARY, Standing.OWN, Standing.PRIMARY
    ]  # fmt: skip
    assert "9 months to apply. That is an older rule." in said(safe)
    assert last.sum == "Friday 20 November + 12 months = Saturday 20 November 2027"
    assert "do not wait for this day" in last.what


def test_a_letter_told_of_after_the_case_was_opened_counts_too(context: Context) -> None:
    case = add_case(context, told="2026-11-01", later={"final_letter_on": "2026-11-20"})
    assert row(context, case, "apply-by").on == date(2027, 11, 19)


def test_a_letter_after_the_wait_was_over_sets_the_limit_and_not_the_opening(context: Context) -> None:
    case = add_case(context, told="2026-09-01", answers={"final_letter_on": "2026-11-20"})
    assert row(context, case, "adr-opens").sum == "Tuesday 1 September + 6 weeks = Tuesday 13 October"
    assert row(context, case, "apply-by").on == date(2027, 11, 19)


def test_once_the_time_to_apply_is_over_it_is_said_softly(context: Context, clock: Clock) -> None:
    case = add_case(context, told="2026-11-01", answers={"final_letter_on": "2026-11-20"})
    clock.instant = datetime(2027, 11, 22, 9, tzinfo=UTC)
    assert row(context, case, "adr-opens").what.endswith("Now it looks too late, but you can still ask them.")


def test_an_early_referral_opens_it_on_its_day(context: Context) -> None:
    case = add_case(context, told="2026-11-01", answers={"early_referral_on": "2026-11-18"})
    opens = row(context, case, "adr-opens")
    assert opens.on == date(2026, 11, 18)
    assert said(opens) == "I.T Communications agreed on Wednesday 18 November that you can go early."
    assert shown(context, case).dated("apply-by") is None


def test_no_letter_yet_is_no_letter(context: Context) -> None:
    case = add_case(context, told="2026-11-01", answers={"final_letter_on": "none"})
    assert shown(context, case).dated("apply-by") is None


def test_where_more_than_days_decides_there_is_a_sentence_and_no_reason(context: Context) -> None:
    case = add_case(context, told="2026-09-01", answers={"customer": "business", "employees": 200})
    working = shown(context, case)
    assert working.dated("adr-opens") is None
    assert working.unsure is not None
    assert "not only the days" in working.unsure
    assert "200" not in repr(working)


def test_after_an_accepted_offer_the_page_speaks_in_one_voice_and_says_why_the_scheme_is_shut(
    context: Context,
) -> None:
    case = add_case(context, told="2026-09-01")
    agent = add_agent(context)
    offer_outcome(context, agent, case.reference, "£20 back.")
    settled = customer_said(context, agent, case.reference, True, "On the phone.")
    working = shown(context, settled)
    assert working.dated("adr-opens") is None
    assert working.unsure is not None
    assert working.unsure.startswith(
        "As far as we know, CISAS can't take this, because you accepted an offer on Monday 23 November to settle it."
    )
    assert working.status == "sorted, as you said"
    assert not re.search(
        r"\b(?:I(?!\.)|me|my)\b", " ".join([working.status, working.unsure, working.ended or ""])
    )
    with context.store.read() as tx:
        at_the_desk = case_working(to_an_agent(context), tx, settled)
    assert "They accepted an offer on Monday 23 November" in (at_the_desk.unsure or "")


def test_an_offer_that_they_only_told_of_is_not_for_everybody_with_the_link(context: Context) -> None:
    case = add_case(context, told="2026-09-01", later={"settled_on": "2026-11-10"})
    assert "not only the days" in (shown(context, case).unsure or "")


def test_a_question_whether_they_had_complained_before_does_not_hide_this_complaint(context: Context) -> None:
    case = add_case(context, answers={"not_complained": True})
    assert row(context, case, "adr-opens").on == date(2027, 1, 4)


def test_the_scheme_itself_is_as_far_as_we_know(context: Context) -> None:
    assert shown(context, add_case(context)).membership.startswith("As far as we know")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_date_says_what_it_rests_on_and_how_sure_that_is(context: Context, provider: str) -> None:
    case = add_case(context, provider, "2026-11-01", answers={"final_letter_on": "2026-11-20"})
    working = shown(context, case)
    assert [each.on for each in working.dates] == sorted(each.on for each in working.dates)
    for each in working.dates:
        assert each.grounds
        assert all(ground.says and ground.standing_words for ground in each.grounds)
        assert any(ground.sources for ground in each.grounds)


# --- what happened ---


@pytest.mark.parametrize("code", EVENTS)
def test_every_code_has_a_sentence_of_its_own(context: Context, code: str) -> None:
    case = add_case(context, "netservers")
    add_event(context, case, code, stage="manager")
    told = shown(context, case).happenings[-1]
    assert told.code == code


def test_a_code_that_is_not_for_the_customer_is_not_told(context: Context) -> None:
    case = add_case(context)
    add_event(context, case, "robot.danced", text="secret words")
    assert [each.code for each in shown(context, case).happenings] == ["case.opened"]


def test_a_note_for_colleagues_leaves_no_trace_on_the_customers_page(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    before = shown(context, case)
    add_note(context, agent, case.conversation_id, "He was rude on the phone.")
    assert shown(context, case) == before


def test_what_a_person_did_is_told_as_what_it_was(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    offer_outcome(context, agent, case.reference, "£20 credit")
    customer_said(context, agent, case.reference, False, "too little, said on the phone")
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    assert [each.says for each in shown(context, case).happenings[1:]] == [
        "I.T Communications answered your complaint.",
        "I.T Communications put down that its answer does not settle it for you.",
        'A person at I.T Communications promised you something. It stands under "What you were told to expect".',
    ]


def test_the_history_is_in_london_time_oldest_first(context: Context, clock: Clock) -> None:
    case = add_case(context, at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    clock.instant = datetime(2026, 6, 10, 11, 0, tzinfo=UTC)
    add_event(context, case, "customer.added", text="x")
    told = [(each.day, each.time, each.says) for each in shown(context, case).happenings]
    assert told == [
        ("Wednesday 10 June", "12:30am", "Your complaint was logged."),
        ("Wednesday 10 June", "noon", "You added something to your complaint."),
    ]


def test_the_same_in_a_row_on_one_day_is_one_line(context: Context, clock: Clock) -> None:
    case = add_case(context)
    for code in ("case.details", "case.details", "customer.added", "case.details"):
        add_event(context, case, code)
    clock.forward(days=1)
    add_event(context, case, "case.details")
    told = [(each.code, each.times) for each in shown(context, case).happenings]
    assert told == [
        ("case.opened", 1), ("case.details", 2), ("customer.added", 1), ("case.details", 1), ("case.details", 1)
    ]  # fmt: skip


def test_who_it_went_up_to_comes_from_the_profile_and_never_from_the_event(context: Context) -> None:
    case = add_case(context, "netservers")
    add_event(context, case, "case.escalated", stage="manager", who="Bob Smith")
    told = shown(context, case).happenings[-1].says
    assert told == "You asked for your complaint to go one step higher: to the Customer Services Manager."


# --- what was promised ---


@pytest.mark.parametrize("kind", [*PROMISES, "robot.dance"])
def test_every_promise_is_told_with_its_day_and_that_it_is_open(context: Context, kind: str) -> None:
    case = add_case(context)
    add_promise(context, case, kind, date(2026, 12, 24))
    told = shown(context, case).promises[-1]
    assert "Thursday 24 December" in told.says
    assert (told.state, told.kept_on) == ("open", None)


def test_what_a_person_promised_is_told_in_their_words(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    made = promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    told = shown(context, case).promises[0]
    assert told.says == (
        "I.T Communications promised you this for Friday 27 November: An engineer comes between 8 and 12"
    )
    assert (told.id, told.on, told.what) == (made.id, made.due_on, "An engineer comes between 8 and 12")


def test_two_promises_for_one_day_keep_their_own_words(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    for what in ("I ring in the morning", "A new router comes by post"):
        promise(context, agent, case.reference, what, date(2026, 11, 27))
    told = [each.what for each in shown(context, case).promises if each.what]
    assert told == ["I ring in the morning", "A new router comes by post"]


def test_a_promise_is_late_the_day_after_and_settled_once_it_was_kept(context: Context, clock: Clock) -> None:
    case = add_case(context)
    clock.instant = datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert shown(context, case).promises[0].state == "open"
    clock.forward(days=1)
    assert shown(context, case).promises[0].state == "late"
    with context.store.write() as tx:
        tx.promises.settle(case.id, context.now())
        tx.commit()
    [told] = shown(context, case).promises
    assert (told.state, told.kept_on) == ("kept", "Tuesday 1 December")


# --- the whole ---


@pytest.mark.parametrize("status", CaseStatus)
def test_every_status_has_its_words_and_an_ended_case_says_that_its_days_no_longer_count(
    context: Context, status: CaseStatus
) -> None:
    working = shown(context, add_case(context, status=status))
    assert working.status
    assert bool(working.ended) == (status in CAN_COME_BACK)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_of_the_story_the_name_or_the_address_is_on_the_page(context: Context, provider: str) -> None:
    for id, kind, address in (
        ("e", ContactKind.EMAIL, "sam@example.com"), ("p", ContactKind.PHONE, "07700 900123"),
        ("l", ContactKind.LETTER, "10 High Street, Leeds, LS1 4AB"),
    ):  # fmt: skip
        case = add_case(context, provider, "2026-11-01", id=id, kind=kind, address=address)
        for code in (*EVENTS, "robot.danced"):
            add_event(
                context, case, code, by="agent Bob", text=f"{STORY} {NAME} {address}", reason="vulnerable",
                who="Bob", stage="manager", changed=["reply_address"],
            )  # fmt: skip
        page = repr(shown(context, case))
        for word in (
            "nine days",
            "Sam",
            "Carter",
            "example.com",
            "900123",
            "High Street",
            "Bob",
            "vulnerable",
        ):
            assert word not in page, word


def test_a_link_opens_the_page_and_a_bad_one_nothing(context: Context) -> None:
    case = add_case(context)
    token = case_link(context, case).rpartition("/")[2]
    working = open_case_page(context, token)
    assert working is not None
    assert working.reference == case.reference
    assert open_case_page(context, token[:-1]) is None
    gone = case_link(context, replace(case, id="never kept")).rpartition("/")[2]
    assert open_case_page(context, gone) is None


def test_what_was_agreed_in_the_chat_stands_on_the_page_of_its_newest_case(context: Context) -> None:
    case = add_case(context)
    assert shown(context, case).agreed is None
    with context.store.write() as tx:
        tx.conversations.set_agreed(case.conversation_id, "A credit of £20")
        tx.commit()
    assert (shown(context, case).agreed or "").endswith("agreed with you: A credit of £20")


def test_their_own_word_on_an_offer_is_told_as_theirs(context: Context) -> None:
    case = add_case(context)
    add_event(context, case, "outcome.accepted", by="customer")
    assert shown(context, case).happenings[-1].says.startswith("You told I.T Communications in the chat")
