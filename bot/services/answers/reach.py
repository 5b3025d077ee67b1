"""How and when this provider can be reached, in which formats, and what it may pay."""

from __future__ import annotations

import re

from bot.decisions.adr_outcome import CLAIM_CAP
from bot.decisions.provider import ChannelKind
from bot.decisions.topic import Topic
from bot.readers.day_asked_about import named_day
from bot.services import provider_answers
from bot.services.answers.asked import Answer, Asked, listed, pounds
from bot.services.answers.procedure import contents
from bot.services.provider_answers import channel_line


def _by(asked: Asked, topic: Topic, *kinds: ChannelKind) -> list[str]:
    channels = [channel for channel in asked.provider.channels if channel.kind in kinds]
    if not channels and (others := _also(asked)):
        return [*others, *asked.page(topic)]
    if not channels:
        none = asked.page(topic) or [asked.say("utter_fact_way_not_given")]
        return [*none, asked.say("utter_fact_ways_instead"), "\n".join(_ways(asked))]
    page = [] if any(channel.absent for channel in channels) else asked.page(topic)
    return [
        *_is_theirs(asked),
        "\n".join(channel_line(asked.context, channel) for channel in channels),
        *_also(asked, *kinds),
        *asked.read_by(channels),
        *page,
    ]


_NAMED = {
    ChannelKind.PHONE: re.compile(
        r"\b(?:phone|ring|call)\b|(?<!ticket )(?<!account )(?<!reference )(?<!case )\bnumber\b", re.IGNORECASE
    ),
    ChannelKind.EMAIL: re.compile(r"\be-?mail\w*", re.IGNORECASE),
    ChannelKind.LETTER: re.compile(r"\b(?:post(?:al)?|letter|by mail)\b", re.IGNORECASE),
    ChannelKind.WEB_FORM: re.compile(r"\b(?:web ?form|online form|form|website)\b", re.IGNORECASE),
}


_UNWANTED = re.compile(
    r"\b(?:don'?t|do not|can'?t|cannot|won'?t|not|no|without|hate|never) (?:do |use |have |got |on |by |an? |the |like "
    r")*(?:e-?mail\w*|phon\w*|ring\w*|calls?|calling|letters?|forms?|website)\b",
    re.IGNORECASE,
)
"""A way that they do not have or like."""


def _also(asked: Asked, *but: ChannelKind) -> list[str]:
    """The other ways that the question names too: "by e-mail or a web form, which addresses?"."""
    wanted = _UNWANTED.sub(" ", asked.text)
    channels = [
        channel
        for channel in asked.provider.channels
        if channel.kind not in but and (cue := _NAMED.get(channel.kind)) and cue.search(wanted)
    ]
    return ["\n".join(channel_line(asked.context, channel) for channel in channels)] if channels else []


_IS_IT_GENUINE = re.compile(
    r"\b(?:scams?|dodgy|fakes?|genuine|legit\w*|phishing|safe|really (?:yours?|theirs?|you))\b", re.IGNORECASE
)
_LEAST_LETTERS = 5


def _is_theirs(asked: Asked) -> list[str]:
    """Yes, where they doubt a way that the page does name: a word of theirs stands in its address."""
    if not _IS_IT_GENUINE.search(asked.text):
        return []
    words = {word for word in re.findall(r"[a-z0-9]+", asked.text.lower()) if len(word) >= _LEAST_LETTERS}
    named = any(
        word in (channel.value or "").lower() for channel in asked.provider.channels for word in words
    )
    return [asked.say("utter_fact_way_is_theirs")] if named else []


def _ways(asked: Asked) -> list[str]:
    return provider_answers.ways(asked.context, asked.provider)


_COST = re.compile(
    r"\b(?:cost\w*|charge[ds]?|pay|price|free(?:phone)?|rate|minutes|pence|p a minute)\b", re.IGNORECASE
)


def contact_phone(asked: Asked) -> list[str]:
    said = _by(asked, Topic.CONTACT_PHONE, ChannelKind.PHONE)
    others = [c for c in asked.provider.other_contacts if c.kind is ChannelKind.PHONE and c.goes_to]
    cost = [asked.say("utter_fact_call_cost_silent")] if _COST.search(asked.text) else []
    return [*cost, *said, *(asked.say("utter_fact_phone_of", phone=c.value, who=c.goes_to) for c in others)]


def contact_email(asked: Asked) -> list[str]:
    return [*_by(asked, Topic.CONTACT_EMAIL, ChannelKind.EMAIL), *contents(asked)]


def contact_post(asked: Asked) -> list[str]:
    higher = [
        asked.say("utter_fact_letter_higher", who=step.who, address=", ".join(step.lines))
        for step in asked.provider.ladder
        if step.lines
    ]
    first = _by(asked, Topic.CONTACT_POST, ChannelKind.LETTER)
    wants_higher = re.search(
        r"\b(?:manager|stage|escalat\w*|attention|attn|higher|passed up)\b", asked.text, re.IGNORECASE
    )
    return higher or first if wants_higher else [*first, *higher]


def contact_online(asked: Asked) -> list[str]:
    return _by(asked, Topic.CONTACT_ONLINE, ChannelKind.WEB_FORM, ChannelKind.TICKET)


def bank_holidays(asked: Asked) -> list[str]:
    hours = asked.provider.hours
    if hours is None:
        return [asked.say("utter_fact_no_hours"), asked.say("utter_fact_here_any_hour")]
    day = named_day(asked.text, asked.context.today())
    named = [provider_answers.open_on(asked.context, asked.provider, day)] if day else []
    return [
        *named,
        provider_answers.hours_in_words(asked.context, hours),
        asked.say("utter_fact_here_any_hour"),
    ]


def weekends(asked: Asked) -> list[str]:
    said = [each.text for each in provider_answers.opening_hours(asked.context, asked.provider)[:1]]
    if asked.provider.hours is None:
        return [asked.say("utter_fact_no_hours"), asked.say("utter_fact_here_any_hour")]
    day = named_day(asked.text, asked.context.today())
    if day is not None:
        return [provider_answers.open_on(asked.context, asked.provider, day), *said]
    days = asked.provider.hours.days
    key = "sat" in days, "sun" in days
    named = {
        (False, False): "utter_fact_no_weekend",
        (True, False): "utter_fact_saturday_only",
        (False, True): "utter_fact_sunday_only",
        (True, True): "utter_fact_whole_weekend",
    }
    return [asked.say(named[key]), *said]


_OTHER_FORMAT = re.compile(
    r"\b(?:audio\w*|cds?|tapes?|mp3|spoken|read (?:it )?(?:out|aloud)|easy read|yellow"
    r"|coloured|pdf|word (?:file|doc\w*))\b",
    re.IGNORECASE,
)


_SILENT = re.compile(r"\bdoes not (?:say|mention)\b")


def large_print_braille(asked: Asked) -> list[str]:
    page = asked.page(Topic.LARGE_PRINT_BRAILLE)
    other = [asked.say("utter_fact_other_format_silent")] if page and _OTHER_FORMAT.search(asked.text) else []
    told = [*other, *page] or [asked.say("utter_accessible_not_stated")]
    if not asked.provider.says_on(Topic.LARGE_PRINT_BRAILLE) or _SILENT.search(" ".join(page)):
        told.append(
            asked.say("utter_fact_formats_rule", formats=listed(asked.rule("complaints_code_formats"), "or"))
        )
    return [*told, asked.say("utter_fact_fair_duty"), asked.say("utter_fact_needs_noted")]


_NO_VOICE = re.compile(
    r"\b(?:deaf\w*|deef|hear|hearing|relay|textphone|minicom|bsl|sign language|speech|speak|voice"
    r"|stammer|stutter|phone|call)\b",
    re.IGNORECASE,
)


def other_help(asked: Asked) -> list[str]:
    if _OTHER_FORMAT.search(asked.text):
        return large_print_braille(asked)
    page = asked.page(Topic.OTHER_HELP) or [asked.say("utter_fact_help_not_stated")]
    here = [asked.say("utter_fact_no_phone_needed")] if _NO_VOICE.search(asked.text) else []
    return [*here, *page, asked.say("utter_fact_fair_duty"), asked.say("utter_fact_needs_noted")]


def auto_compensation(asked: Asked) -> list[str]:
    rates = asked.rule("auto_compensation_rates")
    said = asked.say(
        "utter_fact_auto_rates",
        mended_in=asked.rule("auto_compensation_mended_in"),
        day=pounds(rates["no_service_per_day"]),
        visit=pounds(rates["missed_visit"]),
        late=pounds(rates["late_start_per_day"]),
    )
    rules = " ".join(asked.rule("auto_compensation_scheme"))
    return [asked.say("utter_compensation_scheme"), rules, said]


def compensation_how_much(asked: Asked) -> list[str]:
    return [
        asked.say("utter_fact_no_fixed_sum"),
        asked.say("utter_compensation_adr", cap=pounds(asked.rule(CLAIM_CAP))),
    ]


ANSWERS: dict[Topic, Answer] = {
    Topic.CONTACT_PHONE: contact_phone,
    Topic.CONTACT_EMAIL: contact_email,
    Topic.CONTACT_POST: contact_post,
    Topic.CONTACT_ONLINE: contact_online,
    Topic.BANK_HOLIDAYS: bank_holidays,
    Topic.WEEKENDS: weekends,
    Topic.LARGE_PRINT_BRAILLE: large_print_braille,
    Topic.OTHER_HELP: other_help,
    Topic.AUTO_COMPENSATION: auto_compensation,
    Topic.COMPENSATION_HOW_MUCH: compensation_how_much,
}
