"""The ADR scheme of this provider: which, what it can and cannot do, what it costs, how long, how to apply.

When *this* customer can go is no question of fact but of their own dates: see ``chat_adr``.
"""

from __future__ import annotations

import re
from datetime import date

from bot.decisions.adr import OFCOM_ADR_PAGE
from bot.decisions.adr_outcome import CLAIM_CAP, LONGSTOP, SMALL_BUSINESS_MAX, WAIT
from bot.decisions.scheme import Scheme
from bot.decisions.topic import Topic
from bot.readers.requests import fears_refusal
from bot.readers.topics import tells_missed_target, tells_of_refusal
from bot.services.answers.asked import Answer, Asked, bullets, listed, pounds, together

_CISAS = "cisas"


_ALL_SCHEMES = re.compile(
    r"\b(?:names|schemes|all of them|them all|the two|other (?:one|scheme)|others)\b", re.IGNORECASE
)


def all_schemes(asked: Asked) -> list[str]:
    """Every approved scheme by its present name."""
    names = [each.name.value for each in asked.context.schemes.values()]
    return [asked.say("utter_fact_all_schemes", schemes=listed(names))]


def which_scheme(asked: Asked) -> list[str]:
    check = asked.rule(OFCOM_ADR_PAGE)
    said = [asked.say("utter_adr_membership", check_url=check)]
    other = other_scheme_named(asked)
    if other:
        said.insert(0, asked.say("utter_fact_not_that_scheme", other=other.name.value))
    if _ALL_SCHEMES.search(asked.text):
        said = [*all_schemes(asked), *said]
    old = asked.scheme.renamed
    printed_differently = asked.provider.adr.printed.href or asked.provider.adr.printed.email
    if old and printed_differently:
        said.append(asked.say("utter_fact_page_old_name", renamed=old.value))
    return said


def other_scheme_named(asked: Asked) -> Scheme | None:
    """A customer who takes it for the other scheme hears so."""
    words = asked.text.lower()
    named = "cisas" if re.search(r"\b(?:cisas|sisas|cedr)\b", words) else None
    any_ombudsman = asked.provider.adr.scheme == "cisas" and "cisas" in words and "ombudsman" in words
    if any_ombudsman or (
        named is None and re.search(r"\b(?:communications? ombudsman|ombudsman services?)\b", words)
    ):
        named = "communications-ombudsman"
    if named is None or named == asked.provider.adr.scheme:
        return None
    return asked.context.schemes[named]


_TAKES_PART = re.compile(
    r"\b(?:helpful|co-?operat\w*|in the way|take part|work with|play along|join in|get involved)\b",
    re.IGNORECASE,
)


def what_is_scheme(asked: Asked) -> list[str]:
    scheme = asked.scheme
    other = other_scheme_named(asked)
    if other is not None:
        not_ours = asked.say("utter_adr_other_scheme", other=other.name.value)
        return [
            *together([other.does.value, other.approved.value]),
            not_ours,
            asked.say("utter_fact_ask_when"),
        ]
    full = scheme.full_name.value
    named = asked.say("utter_fact_full_name", full=full) if full != scheme.name.value else None
    first = together([named, scheme.does.value, scheme.approved.value, scheme.what_it_costs.value])
    if _TAKES_PART.search(asked.text) and (takes_part := asked.page(Topic.ADR_APPLY_FOR_ME)):
        return [*takes_part, *first]
    return [
        *first,
        asked.say("utter_fact_adr_means"),
        *asked.page(Topic.WHAT_IS_SCHEME),
        asked.say("utter_fact_ask_when"),
    ]


def adr_cost(asked: Asked) -> list[str]:
    return [asked.say("utter_fact_adr_cost", costs=asked.scheme.what_it_costs.value)]


def adr_how_to_apply(asked: Asked) -> list[str]:
    page = asked.page(Topic.ADR_HOW_TO_APPLY)
    how = asked.say("utter_fact_adr_apply", how=asked.scheme.how_to_apply.value)
    return [how, *page, *adr_have_ready(asked)]


def adr_have_ready(asked: Asked) -> list[str]:
    ready = asked.scheme.have_ready
    evidence = f"{asked.scheme_key}_evidence_within"
    said = (
        [asked.say("utter_fact_adr_ready", things=bullets(ready.value))]
        if ready
        else [asked.say("utter_fact_adr_ready_ours")]
    )
    if asked.has_rule(evidence):
        said.append(asked.say("utter_fact_adr_evidence", days=asked.rule(evidence)))
    return said


def adr_wait(asked: Asked) -> list[str]:
    rule = asked.context.rules[WAIT]
    since = max(start for start in rule.values if start <= asked.context.today())
    before = rule.at(date.fromordinal(since.toordinal() - 1)).value
    said = asked.say(
        "utter_fact_adr_wait",
        weeks=asked.weeks(),
        before=before,
        since=f"{since.day} {since:%B} {since.year}",
    )
    return [
        said,
        asked.say("utter_fact_calendar_weeks"),
        asked.say("utter_fact_adr_sooner"),
        *asked.page(Topic.ADR_WAIT),
        asked.say("utter_fact_ask_when"),
    ]


def adr_time_limit(asked: Asked) -> list[str]:
    said = asked.say("utter_fact_adr_limit", months=asked.rule(LONGSTOP))
    return [said, *asked.page(Topic.ADR_TIME_LIMIT), asked.say("utter_fact_adr_no_limit_without_letter")]


def adr_can_do(asked: Asked) -> list[str]:
    said = [asked.say("utter_fact_adr_award", cap=pounds(asked.rule(CLAIM_CAP)))]
    typical = f"{asked.scheme_key}_typical_award"
    if asked.has_rule(typical):
        low, high = asked.rule(typical)
        said.append(asked.say("utter_fact_adr_typical", low=pounds(low), high=pounds(high)))
    return [*asked.page(Topic.ADR_CAN_DO), *said]


def adr_cannot_take(asked: Asked) -> list[str]:
    refuses = list(asked.rule(f"{asked.scheme_key}_refuses").values())
    said = [asked.say("utter_fact_adr_refuses", reasons=bullets(refuses), cap=pounds(asked.rule(CLAIM_CAP)))]
    subjects = list(asked.rule(f"{asked.scheme_key}_excluded_subjects").values())
    if subjects:
        said.append(asked.say("utter_fact_adr_subjects", subjects=bullets(subjects)))
    return [*said, *asked.page(Topic.ADR_CANNOT_TAKE), asked.say("utter_fact_adr_decides")]


def adr_binding(asked: Asked) -> list[str]:
    return [
        asked.rule(f"{asked.scheme_key}_decision_binding"),
        *asked.page(Topic.ADR_BINDING),
        *_accepting(asked),
    ]


def adr_how_long(asked: Asked) -> list[str]:
    weeks = asked.rule(f"{asked.scheme_key}_decision_time")
    said = asked.say(f"utter_fact_{asked.scheme_key}_decides_in", weeks=weeks)
    acts = asked.context.rules.at(f"{asked.scheme_key}_company_acts_within", asked.context.today())
    unit = asked.context.rules[f"{asked.scheme_key}_company_acts_within"].unit
    days = asked.say(f"utter_fact_length_{unit}", count=acts.value)
    acted = asked.say("utter_fact_adr_company_acts", length=days)
    if re.search(
        r"\b(?:once|after|when) (?:i|we)\b|\bpay (?:up|out)\b|\bcompl(?:y|ies)\b", asked.text, re.IGNORECASE
    ):
        return [acted, *_accepting(asked), said]
    evidence = adr_have_ready(asked)[-1:] if _SENDING.search(asked.text) else []
    return [*evidence, said, *_accepting(asked), acted]


_SENDING = re.compile(
    r"\b(?:send|submit|hand|give|upload|post)\b.{0,25}\b(?:in|stuff|evidence|papers?|proof|things)\b",
    re.IGNORECASE,
)


def _accepting(asked: Asked) -> list[str]:
    key = f"{asked.scheme_key}_accept_within"
    if asked.has_rule(key):
        return [asked.say("utter_fact_adr_accept", days=asked.rule(key))]
    return [asked.say("utter_fact_adr_accept_unknown")]


_HOME = re.compile(
    r"\b(?:home (?:customer|user|broadband|line|phone)s?|households?|householders?|residential (?:customer|user)s?"
    r"|domestic|private (?:customer|person|individual)s?|individuals?|consumers?|not a (?:business|firm|company))\b",
    re.IGNORECASE,
)


def adr_who_can(asked: Asked) -> list[str]:
    people_max = asked.rule(SMALL_BUSINESS_MAX)
    counted = asked.say(f"utter_fact_{asked.scheme_key}_counts", people_max=people_max)
    # The scheme's own words first: what a page says of its size may count otherwise.
    home = [asked.say("utter_fact_scheme_takes_homes")] if _HOME.search(asked.text) else []
    who = [*home, *asked.own_size(), asked.scheme.who_can_use_it.value, counted]
    return [*who, *asked.page(Topic.ADR_WHO_CAN)]


def adr_apply_for_me(asked: Asked) -> list[str]:
    page = asked.page(Topic.ADR_APPLY_FOR_ME)
    if re.search(r"\b(?:where|how)\b", asked.text, re.IGNORECASE):
        page = [*page, *adr_contact(asked)[:1]]
    if _FOR_ME.search(asked.text):
        return [asked.say("utter_fact_scheme_somebody_else"), asked.say("utter_fact_adr_yourself"), *page]
    return [asked.say("utter_fact_adr_yourself"), *page, asked.say("utter_fact_scheme_somebody_else")]


_FOR_ME = re.compile(
    r"\bmy (?:daughter|son|mum|dad|mother|father|wife|husband|partner|friend|neighbour|carer|sister|brother)\b"
    r"|\b(?:somebody|someone|friend|carer|act for|on (?:my|her|his) behalf)\b",
    re.IGNORECASE,
)


def adr_early(asked: Asked) -> list[str]:
    refused = [asked.say("utter_fact_refusal_changes_nothing", weeks=asked.weeks())]
    return [
        *(refused if tells_of_refusal(asked.text) else []),
        asked.say("utter_fact_adr_early", weeks=asked.weeks()),
        *asked.page(Topic.ADR_EARLY),
        asked.say("utter_fact_adr_ask_early"),
    ]


_ONLY_A_SIGNPOST = re.compile(
    r"\b(?:number|link|web ?site|leaflet|address)\b"
    r"|\b(?:ring|phone|call|try|contact) (?:the )?(?:ombudsman|cisas|scheme|them)\b",
    re.IGNORECASE,
)
"""They were given a number or a link, and take it for the letter."""


def adr_letter(asked: Asked) -> list[str]:
    if fears_refusal(asked.text) and (refusing := asked.page(Topic.ADR_EARLY)):
        return [*refusing, asked.say("utter_fact_adr_letter_ask")]
    says = listed(asked.rule("adr_letter_says"))
    what = asked.say("utter_fact_adr_letter")
    when = together([asked.rule("adr_letter_at_deadlock"), asked.rule("adr_letter_at_end_of_wait")])[0]
    holds = asked.say("utter_fact_adr_letter_says", says=says)
    signpost = _ONLY_A_SIGNPOST.search(asked.text)
    first = [asked.say("utter_fact_adr_letter_signpost")] if signpost else []
    if re.search(
        r"\b(?:wait\w*|weeks?|wks|straight ?away|at once|immediately|there and then)\b",
        asked.text,
        re.IGNORECASE,
    ):
        first = [*first, asked.say("utter_fact_letter_ends_the_wait", weeks=asked.weeks())]
    unasked = re.search(r"\b(?:ask\w*|automatic\w*|have to|without|send)\b", asked.text, re.IGNORECASE)
    return [
        *first,
        *([asked.say("utter_fact_adr_letter_unasked"), when, what] if unasked else [what, when]),
        holds,
        *asked.page(Topic.ADR_LETTER),
        asked.say("utter_fact_adr_letter_ask"),
    ]


def adr_contact(asked: Asked) -> list[str]:
    scheme = asked.scheme
    lines = [asked.say("utter_fact_adr_web")]
    lines += [asked.say("utter_channel_phone", where=scheme.phone.value)] if scheme.phone else []
    lines += [asked.say("utter_channel_email", where=scheme.email.value)] if scheme.email else []
    lines += [asked.say("utter_channel_letter", where=", ".join(scheme.post.value))] if scheme.post else []
    return ["\n".join(lines), *asked.page(Topic.ADR_CONTACT), asked.say("utter_fact_adr_contact_known")]


def adr_old_name(asked: Asked) -> list[str]:
    renamed = asked.context.schemes["communications-ombudsman"].renamed
    said = [asked.say("utter_fact_old_name", renamed=renamed.value)] if renamed else []
    return [*said, *asked.page(Topic.ADR_OLD_NAME), *adr_contact(asked)[:1]]


def adr_all_steps_first(asked: Asked) -> list[str]:
    late = (
        [asked.say("utter_fact_late_no_trigger", weeks=asked.weeks())]
        if tells_missed_target(asked.text)
        else []
    )
    said = late or [asked.say("utter_fact_no_steps_first", weeks=asked.weeks())]
    return [*said, *asked.page(Topic.ADR_ALL_STEPS_FIRST)]


def adr_independent(asked: Asked) -> list[str]:
    scheme = asked.scheme
    said = [
        scheme.independent.value,
        asked.say("utter_fact_run_by", by=scheme.run_by.value),
        scheme.approved.value,
    ]
    return [*together(said), *asked.page(Topic.ADR_INDEPENDENT)]


def adr_clock_start(asked: Asked) -> list[str]:
    return [
        asked.rule("adr_clock_start"),
        asked.say("utter_fact_clock_any_channel"),
        *asked.page(Topic.ADR_CLOCK_START),
    ]


ANSWERS: dict[Topic, Answer] = {
    Topic.WHICH_SCHEME: which_scheme,
    Topic.WHAT_IS_SCHEME: what_is_scheme,
    Topic.ADR_COST: adr_cost,
    Topic.ADR_HOW_TO_APPLY: adr_how_to_apply,
    Topic.ADR_HAVE_READY: adr_have_ready,
    Topic.ADR_WAIT: adr_wait,
    Topic.ADR_TIME_LIMIT: adr_time_limit,
    Topic.ADR_CAN_DO: adr_can_do,
    Topic.ADR_CANNOT_TAKE: adr_cannot_take,
    Topic.ADR_BINDING: adr_binding,
    Topic.ADR_HOW_LONG: adr_how_long,
    Topic.ADR_WHO_CAN: adr_who_can,
    Topic.ADR_APPLY_FOR_ME: adr_apply_for_me,
    Topic.ADR_EARLY: adr_early,
    Topic.ADR_LETTER: adr_letter,
    Topic.ADR_CONTACT: adr_contact,
    Topic.ADR_OLD_NAME: adr_old_name,
    Topic.ADR_ALL_STEPS_FIRST: adr_all_steps_first,
    Topic.ADR_INDEPENDENT: adr_independent,
    Topic.ADR_CLOCK_START: adr_clock_start,
}
