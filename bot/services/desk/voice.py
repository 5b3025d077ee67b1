"""The words of the customer's own pages, as they are said to an agent: about "them", never to "you"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.services.context import Context

INSTEAD: Final = {
    "utter_case_page_title_acknowledge": "utter_desk_title_acknowledge",
    "utter_case_page_title_adr_opens": "utter_desk_title_adr_opens",
    "utter_case_page_title_adr_at_latest": "utter_desk_title_adr_at_latest",
    "utter_case_page_title_adr_open": "utter_desk_title_adr_open",
    "utter_case_page_title_adr_opened": "utter_desk_title_adr_opened",
    "utter_case_page_from_told": "utter_desk_from_told",
    "utter_case_page_from_rough_time": "utter_desk_from_rough_time",
    "utter_case_page_from_this_complaint": "utter_desk_from_this_complaint",
    "utter_case_page_because_wait": "utter_desk_because_wait",
    "utter_case_page_because_final_answer": "utter_desk_because_final_answer",
    "utter_case_page_because_adr_letter": "utter_desk_because_adr_letter",
    "utter_case_page_because_agreed": "utter_desk_because_agreed",
    "utter_case_page_because_longstop": "utter_desk_because_longstop",
    "utter_case_page_because_margin": "utter_desk_because_margin",
    "utter_case_page_page_limit": "utter_desk_page_limit",
    "utter_case_page_adr_unsure": "utter_desk_adr_unsure",
    "utter_adr_settled": "utter_desk_adr_settled",
    "utter_case_page_promise_target_acknowledge": "utter_desk_promise_target_acknowledge",
    "utter_case_page_promise_handoff_reply": "utter_desk_promise_handoff_reply",
    "utter_case_page_promise_agent_promise": "utter_desk_promise_agent_promise",
    "utter_case_page_promise_other": "utter_desk_promise_other",
    "utter_status_waiting_for_customer": "utter_desk_status_waiting_for_customer",
    "utter_status_outcome_offered": "utter_desk_status_outcome_offered",
    "utter_status_resolved": "utter_desk_status_resolved",
    "utter_status_closed_no_reply": "utter_desk_status_closed_no_reply",
    "utter_status_withdrawn": "utter_desk_status_withdrawn",
    "utter_label_first_told_on": "utter_desk_label_first_told_on",
    "utter_label_outcome": "utter_desk_label_outcome",
    "utter_value_role_account_holder": "utter_desk_value_role_account_holder",
    "utter_value_role_acting_for": "utter_desk_value_role_acting_for",
    "utter_value_customer_residential": "utter_desk_value_customer_residential",
    "utter_copies_in_files": "utter_desk_copies_in_files",
    "utter_copies_sent_elsewhere": "utter_desk_copies_sent_elsewhere",
    "utter_value_reply_note": "utter_desk_value_reply_note",
    "utter_value_needs_helper": "utter_desk_value_needs_helper",
}
"""What a customer reads, and what an agent reads in its place."""


def to_an_agent(context: Context) -> Context:
    """The same context, whose words speak about the customer."""
    return replace(context, words=context.words.with_instead(INSTEAD))
