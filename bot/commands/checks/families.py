"""Responses whose keys the code puts together, such as ``utter_ask_<question>``: every member that it can ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, get_args

from bot.decisions.adr import AdrReason
from bot.decisions.identity import Who
from bot.decisions.letter_record import Way
from bot.decisions.playbook import Tried
from bot.decisions.problem import Problem
from bot.decisions.provider import Adr, ChannelKind, Day, Hours, Nation, Period, Target, TargetKind
from bot.decisions.questions import Question
from bot.decisions.records import CaseStatus, ContactKind
from bot.decisions.safety import Danger
from bot.decisions.sourced import Standing
from bot.decisions.topic import Topic
from bot.readers import authority, copies, handler, needs, refs, role
from bot.readers.data_request import AboutIt
from bot.services.alert_desk import WHYS
from bot.services.answer_words import SUMMED_UP
from bot.services.case_timeline import EVENTS, OTHER, PROMISES
from bot.services.case_working import ENDED
from bot.services.chat_adr import ASKED_AS_KINDS
from bot.services.confirm_contact import Confirmation
from bot.services.guess import guesses
from bot.services.late_words import KINDS as LATE_KINDS

REASONS: Final = (
    "asked",
    "vulnerable",
    "escalation",
    "deadlock_letter",
    "early_referral",
    "refused_words",
    "acting_for",
    "language",
    "records_wanted",
    "erasure_wanted",
    "joined",
    "broken_promise",
)
"""Why a person is wanted: what ``request_person`` is called with, or that an agent joined unasked."""

COURTESIES: Final = ("greet", "goodbye", "thank", "affirm", "deny")
"""Intents that are answered by ``utter_<intent>``, and by ``utter_<intent>_in_form`` while a question stands."""

NOT_WORKING: Final = ("bank_holiday", "weekend")
"""Why nobody works on a target's date (``TargetAnswer.not_working``)."""

ACTS_WITHIN: Final = ("working_days", "days")
"""Units in which rules say how long a company has to do what a scheme decided (``*_company_acts_within``)."""

VALUES: Final[dict[Question, tuple[str, ...]]] = {
    Question.STILL_HAPPENING: ("yes", "no"),
    Question.HANDLED_BY: (handler.NOBODY,),
    Question.REFERENCE: (refs.NONE,),
    Question.REPLY_OFTEN: ("daily", "every_few_days", "weekly", "fortnightly", "monthly", "news"),
    Question.ROLE: (role.HOLDER, role.ACTING_FOR),
    Question.CUSTOMER: ("residential", "business", "charity"),
    Question.COPIES: (copies.SENT, copies.FOLLOW, copies.NONE),
}
"""Answers that the readers keep as a code: a customer must never read the code itself in the last look."""

SETTLED_HOW: Final = ("undated", "again")
"""An offer accepted on a day not told, and one after which the trouble came back (``settled_how`` of the answers)."""

_NEED_NO_ADDRESS = {ChannelKind.PERSON, ChannelKind.CHAT}
_SAID_BY_NAME = {AdrReason.SUBJECT, AdrReason.ADR_LETTER_OLD, AdrReason.NOT_COMPLAINED, AdrReason.NO_DATE}
_OPENS = (AdrReason.WAIT, AdrReason.DEADLOCK_LETTER, AdrReason.ADR_LETTER, AdrReason.EARLY_REFERRAL)


def needed(intents: Iterable[str]) -> dict[str, list[str]]:
    """Family by family, the keys that must be there. ``intents`` are those of ``domain.yml``."""
    asked = [question for question in Question if question is not Question.REPLY_ADDRESS]
    dated = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON)
    return {
        "utter_ask_": _keys("utter_ask_", [*asked, *Who, f"{Who.WHICH}_or_account"]),
        "utter_ask_reply_address_": _keys("utter_ask_reply_address_", ContactKind),
        "utter_missed_": _keys("utter_missed_", Question),
        "utter_guess_": [f"utter_guess_{intent}" for intent in intents if guesses([(intent, 1.0)])],
        "utter_status_": _keys("utter_status_", CaseStatus),
        "utter_status_can_": _keys("utter_status_can_", (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN)),
        "utter_aim_": _keys("utter_aim_", TargetKind),
        "utter_close_target_": [
            f"utter_close_target_{kind}{ending}" for kind in TargetKind for ending in ("", "_late")
        ],
        "utter_mail_target_": [f"utter_mail_target_{kind}_late" for kind in TargetKind],
        "utter_close_next_": [
            f"utter_close_next_{first}{kind}" for first in ("", "resolve_") for kind in ContactKind
        ],
        "utter_day_": _keys("utter_day_", get_args(Day)),
        "utter_bank_holidays_": _keys("utter_bank_holidays_", _words_of(Hours, "bank_holidays")),
        "utter_channel_": [
            *_keys("utter_channel_", ChannelKind),
            *(f"utter_channel_{kind}_absent" for kind in ChannelKind if kind not in _NEED_NO_ADDRESS),
        ],
        "utter_length_": [
            f"utter_length_{unit}{ending}" for unit in _words_of(Target, "unit") for ending in ("", "_one")
        ],
        "utter_code_": _keys("utter_code_", Confirmation),
        "utter_topic_": _keys(
            "utter_topic_", [topic for topic in Topic if topic is not Topic.EARLY_REFERRAL]
        ),
        "utter_reason_": _keys("utter_reason_", REASONS),
        "utter_letter_issued_": _keys("utter_letter_issued_", Way),
        "utter_tried_": _keys("utter_tried_", Tried),
        "utter_about_": _keys("utter_about_", Problem),
        "utter_outage_": _keys("utter_outage_", ("incident", "maintenance")),
        "utter_desk_care_": _keys(
            "utter_desk_care_",
            [
                *Danger,
                "calm",
                "reach",
                "deceased",
                "threat",
                "under_18",
                "language",
                "adjustments",
                "reason",
                "consent_no",
                "acting",
                "passed_on",
                "kept",
            ],
        ),
        "utter_desk_authority_": _keys("utter_desk_authority_", authority.KINDS),
        "utter_target_note_": _keys("utter_target_note_", NOT_WORKING),
        "utter_adr_nation_": _keys("utter_adr_nation_", get_args(Nation)),
        "utter_adr_length_": _keys("utter_adr_length_", _words_of(Period, "unit")),
        "utter_adr_page_start_": [
            f"utter_adr_page_start_{start}"
            for start in _words_of(Period, "counts_from")
            if start != "complaint"
        ],
        "utter_adr_open_": _keys("utter_adr_open_", _OPENS),
        "utter_adr_": [
            f"utter_adr_{reason}"
            for reason in AdrReason
            if reason not in _SAID_BY_NAME and reason not in _OPENS
        ],
        "utter_adr_settled_": _keys("utter_adr_settled_", SETTLED_HOW),
        "utter_adr_opener_": _keys("utter_adr_opener_", ASKED_AS_KINDS),
        "utter_noted_": _keys("utter_noted_", [*dated, "reply", "details"]),
        "utter_changed_": _keys("utter_changed_", [*dated, "reply", "details"]),
        "utter_late_": [f"utter_late_{kind.replace('.', '_')}" for kind in LATE_KINDS],
        "utter_mail_reply_": _keys("utter_mail_reply_", ("waits", "ask")),
        "utter_data_request_": _keys("utter_data_request_", AboutIt),
        "utter_alert_": _keys("utter_alert_", WHYS),
        "utter_alert_subject_": _keys("utter_alert_subject_", WHYS),
        **_told(),
        **_facts(),
        **_case_page(),
        "utter_": [f"utter_{intent}{ending}" for intent in COURTESIES for ending in ("", "_in_form")],
    }


def optional() -> dict[str, list[str]]:
    """Keys that are used if they are there: the code has another response to fall back on."""
    asked = [*Question, *(f"reply_address_{kind}" for kind in ContactKind)]
    return {
        "utter_why_": _keys("utter_why_", Question),
        "_again": [f"utter_ask_{question}{logged}_again" for question in asked for logged in ("", "_logged")],
        "_logged": [f"utter_ask_{question}_logged" for question in asked],
        "_simple": [f"utter_ask_{question}_simple" for question in asked],
    }


def _told() -> dict[str, list[str]]:
    """What a customer told, in the last look and in "changed": its label, and words for what is kept as a code."""
    return {
        "utter_label_": _keys("utter_label_", SUMMED_UP),
        "utter_value_": [f"utter_value_{asked}_{code}" for asked, codes in VALUES.items() for code in codes],
        "utter_value_needs_": _keys("utter_value_needs_", [c for c in needs.CODES if c != needs.OTHER]),
    }


def _facts() -> dict[str, list[str]]:
    """Questions of fact: who reads what comes by which way, what a target means, and what differs by scheme."""
    schemes = [scheme.replace("-", "_") for scheme in _words_of(Adr, "scheme")]
    return {
        "utter_fact_": [
            *(f"utter_fact_{kind}_goes_to" for kind in ChannelKind),
            *(f"utter_fact_{scheme}_{what}" for scheme in schemes for what in ("decides_in", "counts")),
        ],
        "utter_fact_means_": _keys("utter_fact_means_", TargetKind),
        "utter_fact_length_": _keys("utter_fact_length_", ACTS_WITHIN),
    }


def _case_page() -> dict[str, list[str]]:
    """The page of a case: its dates, how sure they are, what happened and what was promised."""
    codes = [kind.replace(".", "_") for kind in EVENTS]
    promises = [kind.replace(".", "_") for kind in (*PROMISES, OTHER)]
    return {
        "utter_case_page_title_": _keys("utter_case_page_title_", TargetKind),
        "utter_case_page_what_": _keys("utter_case_page_what_", TargetKind),
        "utter_case_page_because_": _keys("utter_case_page_because_", TargetKind),
        "utter_case_page_standing_": _keys("utter_case_page_standing_", Standing),
        "utter_case_page_event_": _keys("utter_case_page_event_", codes),
        "utter_case_page_promise_": _keys("utter_case_page_promise_", promises),
        "utter_case_page_ended_": _keys("utter_case_page_ended_", ENDED),
        "utter_case_page_reply_": _keys("utter_case_page_reply_", ContactKind),
    }


def _keys(prefix: str, members: Iterable[str]) -> list[str]:
    return [f"{prefix}{member}" for member in members]


def _words_of(model: type[Adr] | type[Hours] | type[Target] | type[Period], field: str) -> tuple[str, ...]:
    return get_args(model.model_fields[field].annotation)
