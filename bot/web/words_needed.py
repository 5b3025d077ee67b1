"""The responses of ``domain.yml`` that the web and its services may say; looked for at start, not in need."""

from __future__ import annotations

WORDS_NEEDED = (
    "utter_turn_empty",
    "utter_turn_failed",
    "utter_turn_given_up",
    "utter_turn_waiting",
    "utter_web_blank",
    "utter_web_closed",
    "utter_web_key_missing",
    "utter_web_key_reused",
    "utter_web_not_allowed",
    "utter_web_not_found",
    "utter_web_nothing_to_read",
    "utter_web_origin",
    "utter_web_person_failed",
    "utter_web_person_pressed",
    "utter_web_too_big",
    "utter_web_too_long",
    "utter_web_too_many",
    "utter_web_too_many_chats",
    "utter_web_trouble",
    "utter_web_unknown_button",
    "utter_web_unknown_provider",
    "utter_web_unreadable",
    "utter_web_way_email",
    "utter_web_way_form",
    "utter_web_way_letter",
    "utter_web_way_none",
    "utter_web_way_phone",
    "utter_web_way_ticket",
)
