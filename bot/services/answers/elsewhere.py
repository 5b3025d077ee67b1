"""Who else there is: the regulator, a trade body, free advice, a court; and what none of them changes."""

from __future__ import annotations

import re

from bot.decisions.adr_outcome import CLAIM_CAP
from bot.decisions.topic import Topic
from bot.services.answers.asked import Answer, Asked, listed, pounds, together
from bot.services.answers.scheme import all_schemes


def trade_body(asked: Asked) -> list[str]:
    has_step = any(step.stage == "ispa" for step in asked.provider.ladder)
    body = asked.rule("trade_body_name")
    first = asked.say("utter_fact_trade_body_not_needed", body=body)
    mine = [] if has_step else [asked.say("utter_fact_trade_body_not_on_page", body=body)]
    facts = together(asked.rule("trade_body_facts"))
    if re.search(r"\bdirector\b|\bmd\b", asked.text, re.IGNORECASE):
        either = [step.how for step in asked.provider.ladder if step.optional]
        first = " ".join([*either, first])
    if re.search(r"\b(?:independ\w*|what|who|approved|help)\b", asked.text, re.IGNORECASE):
        return [*mine, *facts, first, *asked.page(Topic.TRADE_BODY)]
    return [first, *mine, *facts, *asked.page(Topic.TRADE_BODY)]


def ofcom(asked: Asked) -> list[str]:
    contact = asked.rule("ofcom_contact")
    where = asked.say(
        "utter_fact_ofcom_contact",
        name=contact["name"],
        phone=contact["phone"],
        site=contact["url"],
        address=", ".join(contact["lines"]),
    )
    named = all_schemes(asked) if re.search(r"\bschemes\b", asked.text, re.IGNORECASE) else []
    return [*named, *together(asked.rule("ofcom_role")), asked.say("utter_fact_ofcom_instead"), where]


def citizens_advice(asked: Asked) -> list[str]:
    nations: dict[str, list[str]] = {}
    for nation, body in asked.rule("advice_bodies").items():
        nations.setdefault(body, []).append(asked.say(f"utter_adr_nation_{nation}"))
    bodies = [
        asked.say("utter_adr_advice_body", body=body, nations=listed(names))
        for body, names in nations.items()
    ]
    return [
        asked.say("utter_fact_advice", bodies=listed(bodies, last="or")),
        *together(asked.rule("citizens_advice_role")),
    ]


def court(asked: Asked) -> list[str]:
    cap = pounds(asked.rule(CLAIM_CAP))
    either = asked.say("utter_fact_court_or_scheme", cap=cap)
    return [*asked.page(Topic.COURT), *together(asked.rule("small_claims")), either]


def data_protection(asked: Asked) -> list[str]:
    office = asked.rule("subject_goes_to")["data_protection"]
    subjects = asked.rule(f"{asked.scheme_key}_excluded_subjects")
    key = "utter_fact_data_not_taken" if "data_protection" in subjects else "utter_fact_data_ask"
    return [
        asked.say("utter_fact_data_office", office=office),
        asked.say(key),
        asked.say("utter_fact_complain_all_the_same"),
    ]


def keep_paying(asked: Asked) -> list[str]:
    return [asked.say("utter_fact_keep_paying")]


ANSWERS: dict[Topic, Answer] = {
    Topic.TRADE_BODY: trade_body,
    Topic.OFCOM: ofcom,
    Topic.CITIZENS_ADVICE: citizens_advice,
    Topic.COURT: court,
    Topic.DATA_PROTECTION: data_protection,
    Topic.KEEP_PAYING: keep_paying,
}
