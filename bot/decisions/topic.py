"""What a customer may want to know, finer than the 24 intents. The value is the ``topic`` of its lines in ``data/nlu``.

A statement of a profile names the topics that it answers (``answers``); what is answered from rules and structured
facts stands in ``bot/services/answers``. Every topic has an answer for every provider, if only that its page does not
say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Grouped by the intent under which customers ask."""

    # ask_how_to_complain
    WHO_MAY_COMPLAIN = "who_may_complain"
    WHAT_TO_INCLUDE = "what_to_include"
    SEND_FILES = "send_files"
    WHAT_TO_SAY = "what_to_say"
    COMPLAIN_IN_WRITING = "complain_in_writing"
    COMPLAIN_BY_PHONE = "complain_by_phone"
    TICKET_OR_COMPLAINT = "ticket_or_complaint"
    FASTEST_WAY = "fastest_way"
    FOR_SOMEBODY_ELSE = "for_somebody_else"
    STEPS = "steps"
    WHO_DEALS_WITH_IT = "who_deals_with_it"
    NOT_A_CONTRACT = "not_a_contract"
    ABOUT_COMPANY = "about_company"
    OTHER_COMPANIES = "other_companies"
    LIMITS = "limits"
    KEPT_INFORMED = "kept_informed"
    WHEN_SETTLED = "when_settled"
    IN_WRITING_ANSWER = "in_writing_answer"
    CANNOT_RESOLVE = "cannot_resolve"
    SECURITY_QUESTIONS = "security_questions"
    COMPLAINT_FREE = "complaint_free"
    FORMAL_COMPLAINT = "formal_complaint"

    # ask_who_are_you
    RECORDED = "recorded"
    CHAT_KEPT = "chat_kept"

    # ask_response_target
    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY_LATE = "reply_late"
    MAY_TAKE_LONGER = "may_take_longer"
    HOW_DAYS_COUNT = "how_days_count"
    REPLY_OR_FIX = "reply_or_fix"
    MANAGER_TIME = "manager_time"

    # request_escalation
    ESCALATION_HOW = "escalation_how"
    ESCALATION_LETTER = "escalation_letter"
    MANAGING_DIRECTOR = "managing_director"
    SENIOR_MANAGER_DOES = "senior_manager_does"

    # ask_adr
    TRADE_BODY = "trade_body"
    WHICH_SCHEME = "which_scheme"
    WHAT_IS_SCHEME = "what_is_scheme"
    ADR_COST = "adr_cost"
    ADR_HOW_TO_APPLY = "adr_how_to_apply"
    ADR_HAVE_READY = "adr_have_ready"
    ADR_WAIT = "adr_wait"
    ADR_TIME_LIMIT = "adr_time_limit"
    ADR_CAN_DO = "adr_can_do"
    ADR_CANNOT_TAKE = "adr_cannot_take"
    ADR_BINDING = "adr_binding"
    ADR_HOW_LONG = "adr_how_long"
    ADR_WHO_CAN = "adr_who_can"
    ADR_APPLY_FOR_ME = "adr_apply_for_me"
    ADR_EARLY = "adr_early"
    ADR_LETTER = "adr_letter"
    ADR_CONTACT = "adr_contact"
    ADR_OLD_NAME = "adr_old_name"
    ADR_ALL_STEPS_FIRST = "adr_all_steps_first"
    ADR_INDEPENDENT = "adr_independent"
    OFCOM = "ofcom"
    CITIZENS_ADVICE = "citizens_advice"
    COURT = "court"
    DATA_PROTECTION = "data_protection"
    KEEP_PAYING = "keep_paying"
    ADR_CLOCK_START = "adr_clock_start"

    # request_deadlock_letter
    EARLY_REFERRAL = "early_referral"

    # ask_opening_hours
    BANK_HOLIDAYS = "bank_holidays"
    WEEKENDS = "weekends"

    # ask_contact_details
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    CONTACT_POST = "contact_post"
    CONTACT_ONLINE = "contact_online"

    # ask_accessibility
    LARGE_PRINT_BRAILLE = "large_print_braille"
    OTHER_HELP = "other_help"

    # ask_compensation
    AUTO_COMPENSATION = "auto_compensation"
    COMPENSATION_HOW_MUCH = "compensation_how_much"


@dataclass(frozen=True)
class NearTopic:
    """A topic that a question may have been about, and the intent under which it is asked.

    ``alike``: so nearly as likely as the best one that both are answered.
    """

    topic: Topic
    intent: str
    alike: bool = False
