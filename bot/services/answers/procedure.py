"""How complaining works at this provider: who, how, with what, and what the page promises and does not."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.decisions.adr_outcome import SMALL_BUSINESS_MAX
from bot.decisions.ladder import next_step
from bot.decisions.provider import Channel, ChannelKind
from bot.decisions.target import stages_from_the_start
from bot.decisions.topic import Topic
from bot.services.answers.asked import Answer, Asked, bullets, together
from bot.services.file_words import send_files_words
from bot.services.provider_answers import channel_line, faults_first, ladder

_WRITTEN = (
    ChannelKind.LETTER,
    ChannelKind.EMAIL,
    ChannelKind.TICKET,
    ChannelKind.WEB_FORM,
    ChannelKind.PERSON,
)


def who_may_complain(asked: Asked) -> list[str]:
    size = asked.say("utter_fact_who_size", people_max=asked.rule(SMALL_BUSINESS_MAX))
    return [
        asked.say("utter_fact_who_may_complain"),
        *asked.page(Topic.WHO_MAY_COMPLAIN),
        *asked.own_size(),
        size,
    ]


def what_to_include(asked: Asked) -> list[str]:
    details = asked.provider.details
    wanted = [detail.label for detail in details if detail.required]
    helpful = [detail.label for detail in details if not detail.required]
    said = []
    if wanted:
        said.append(asked.say("utter_fact_include_wanted", details=bullets(wanted)))
    if helpful:
        key = "utter_fact_include_helps" if wanted else "utter_fact_include_helps_only"
        said.append(asked.say(key, details=bullets(helpful)))
    said = said or [asked.say("utter_fact_include_none")]
    words = what_to_say(asked)[:1] if _MAKE_CLEAR.search(asked.text) else []
    said = [*words, *said]
    little = asked.say("utter_fact_include_little")
    if _MUST_I.search(asked.text) and not words:
        return [little, *said]
    return [*said, send_files_words(asked.context), little]


def contents(asked: Asked) -> list[str]:
    """What a complaint should have in it, where the question about a way asks that too; else nothing."""
    return what_to_include(Asked(asked.context, asked.provider))[:-2] if _PUT_IN.search(asked.text) else []


def send_files(asked: Asked) -> list[str]:
    return [send_files_words(asked.context), asked.say("utter_fact_files_kept")]


_WORDS = re.compile(r"\b(?:say|saying|word\w*|tell|mention|call it|subject)\b", re.IGNORECASE)
_MUST_I = re.compile(
    r"\b(?:must|have to|has to|need(?:ed)?|required?|compulsory|obliged|supposed to|mandatory|optional)\b",
    re.IGNORECASE,
)
_MAKE_CLEAR = re.compile(
    r"\b(?:make (?:it )?(?:quite |very )?(?:clear|plain)|clear in it|state|spell out)\b", re.IGNORECASE
)
_PUT_IN = re.compile(
    r"\b(?:p[ui]t in(?! (?:an?|my|the|our) (?:\w+ )?complaint)|include|needs? to (?:say|have|go|be) in"
    r"|(?:should|must|has to|does|do|can) (?:go|be) in(?:to)?\b"
    r"|(?<!contact )(?:details|info\w*|facts)\b.{0,60}\b(?:letter|e-?mail|in it)\b"
    r"|wh[ai]t (?:do|should|must|shall|does|can|dae) (?:i|we|he|she|they|ah) (?:p[ui]t|say|write|tell|send|give))\b",
    re.IGNORECASE,
)
_WHO_READS = re.compile(
    r"\bwho(?:'s| is| will| does| would)? (?:\w+ )?(?:read|get|see|deal|look|handle|pick|open)", re.IGNORECASE
)
_READ = re.compile(r"\b(?:e-?mails?|letters?|post|tickets?|forms?)\b", re.IGNORECASE)


def what_to_say(asked: Asked) -> list[str]:
    channels = [channel for channel in asked.provider.channels if channel.say]
    if not channels:
        return [asked.say("utter_fact_no_special_words")]
    higher = next_step(asked.provider, None).how
    first = asked.provider.ladder[0].who
    who = [asked.say("utter_fact_goes_to", who=first)] if _WHO_READS.search(asked.text) else []
    return ["\n".join(_lines(asked, channels)), *who, asked.say("utter_fact_to_go_higher", how=higher)]


def complain_in_writing(asked: Asked) -> list[str]:
    channels = [channel for channel in asked.provider.channels if channel.kind in _WRITTEN]
    said = ["\n".join(_lines(asked, channels))] if channels else []
    page = asked.page(Topic.COMPLAIN_IN_WRITING)
    return [asked.say("utter_fact_any_way_counts"), *page, *said, *contents(asked), *asked.read_by(channels)]


_NO_PHONE = re.compile(
    r"\b(?:rather than|instead of|without|not|no|hate|never|avoid|can'?t|don'?t (?:like|want to|do)|scared of) "
    r"(?:to |by |the |a |having to |me )?(?:phon\w*|ring\w*|call\w*)\b",
    re.IGNORECASE,
)
"""They want any way but the phone."""


def complain_by_phone(asked: Asked) -> list[str]:
    channels = [channel for channel in asked.provider.channels if channel.kind is ChannelKind.PHONE]
    by_phone = [*_lines(asked, channels), *asked.page(Topic.COMPLAIN_BY_PHONE)] or [
        asked.say("utter_fact_silent")
    ]
    others = [channel for channel in asked.provider.channels if channel.kind is not ChannelKind.PHONE]
    return ["\n".join(_lines(asked, others))] if _NO_PHONE.search(asked.text) else by_phone


def ticket_or_complaint(asked: Asked) -> list[str]:
    page = [said.text for said in faults_first(asked.provider)]
    says = any(channel.say for channel in asked.provider.channels)
    words = what_to_say(asked)[:1] if says and _WORDS.search(asked.text) else asked.page(Topic.WHAT_TO_SAY)
    tickets = [channel for channel in asked.provider.channels if channel.kind is ChannelKind.TICKET]
    lands = asked.read_by(tickets) if re.search(r"\btickets?\b", asked.text, re.IGNORECASE) else []
    told = [*page, *words, *lands] or [asked.say("utter_fact_silent")]
    return [*told, asked.say("utter_fact_either_here")]


def fastest_way(asked: Asked) -> list[str]:
    recommended = [channel for channel in asked.provider.channels if channel.recommended]
    page = asked.page(Topic.FASTEST_WAY)
    if not recommended and not page:
        return [asked.say("utter_fact_silent"), asked.say("utter_fact_here_counts")]
    return [*page, *_lines(asked, recommended)]


def for_somebody_else(asked: Asked) -> list[str]:
    return [asked.say("utter_fact_for_somebody_else"), asked.say("utter_fact_scheme_somebody_else")]


def steps(asked: Asked) -> list[str]:
    return [*asked.page(Topic.STEPS), *(said.text for said in ladder(asked.context, asked.provider))]


_FIRST_ANSWER = re.compile(
    r"\b(?:reply|replies|response|answers?|hear|get back|comes? back|write back|writes? back)\b",
    re.IGNORECASE,
)


def who_deals_with_it(asked: Asked) -> list[str]:
    first = asked.provider.ladder[0]
    others = {
        channel.goes_to: None
        for channel in asked.provider.channels
        if channel.goes_to and channel.goes_to.lower() != first.who.lower()
    }
    said = asked.say("utter_fact_goes_to", who=first.who)
    by_channel = [
        asked.say(f"utter_fact_{channel.kind}_goes_to", who=channel.goes_to)
        for channel in asked.provider.channels
        if channel.goes_to in others
    ]
    answered_by = together(
        asked.provider.targets[stage].by
        and asked.say("utter_fact_first_answer_from", who=asked.provider.targets[stage].by)
        for stage in stages_from_the_start(asked.provider)[:1]
    )
    return [
        *(answered_by if _FIRST_ANSWER.search(asked.text) else []),
        *together([said, first.does]),
        *together(by_channel),
        *asked.page(Topic.WHO_DEALS_WITH_IT),
        *no_names(asked),
    ]


def no_names(asked: Asked) -> list[str]:
    """Somebody who asks for a name hears that the pages give none."""
    return [asked.say("utter_fact_no_names")] if re.search(r"\bnames?\b", asked.text, re.IGNORECASE) else []


def not_a_contract(asked: Asked) -> list[str]:
    return asked.page_or_silence(Topic.NOT_A_CONTRACT)


def about_company(asked: Asked) -> list[str]:
    names = asked.provider.names
    legal = (
        [asked.say("utter_fact_company", legal=names.legal)]
        if names.legal and names.legal != names.trading and not names.also
        else []
    )
    # Who asks for a name gets all of it: the words of the question hardly stand in the answer.
    whose = re.search(
        r"\b(?:who|whose|behind|owns?|owner|name|called|dealing with|right (?:lot|company|people|firm|place|one))\b",
        asked.text,
        re.IGNORECASE,
    )
    about = asked.page(Topic.ABOUT_COMPANY) if whose else asked.nearest(Topic.ABOUT_COMPANY)
    return [*legal, *about]


_OF_OTHERS = re.compile(r"\b(?:compan(?:y|ies)|suppliers?|networks?|carriers?)\b", re.IGNORECASE)


def other_companies(asked: Asked) -> list[str]:
    slow = together(
        aim.may_be_longer
        for aim in asked.provider.targets.values()
        if aim.may_be_longer and _OF_OTHERS.search(aim.may_be_longer)
    )
    return [
        *asked.page_or_silence(Topic.OTHER_COMPANIES),
        *slow,
        asked.say("utter_fact_complain_all_the_same"),
    ]


def limits(asked: Asked) -> list[str]:
    return (
        asked.nearest(Topic.LIMITS)
        if asked.text
        else asked.provider.says_on(Topic.LIMITS) or [asked.say("utter_fact_silent")]
    )


_GIVE_UP = re.compile(
    r"\b(?:give up|given up|can'?t (?:fix|sort|solve|resolve|do)|cannot|no way to)\b", re.IGNORECASE
)


def kept_informed(asked: Asked) -> list[str]:
    page = asked.page(Topic.KEPT_INFORMED)
    if _GIVE_UP.search(asked.text):
        page = [*asked.page(Topic.CANNOT_RESOLVE), *page]
    late = together(aim.if_late for aim in asked.provider.targets.values())
    return [*(page or [asked.say("utter_fact_silent")]), *late, asked.say("utter_fact_ask_here")]


def when_settled(asked: Asked) -> list[str]:
    page = asked.page(Topic.WHEN_SETTLED)
    return [asked.say("utter_fact_settled"), asked.say("utter_fact_silence_settles_nothing"), *page]


_BY_MAIL = re.compile(r"\b(?:when|if|once|after) i (?:e-?mail|write|post|send)", re.IGNORECASE)


def in_writing_answer(asked: Asked) -> list[str]:
    written = [
        asked.say("utter_fact_written_target", by=aim.by, length=asked.length(aim.unit, aim.length))
        for stage, aim in asked.provider.targets.items()
        if aim.by and stage != "first" and aim.kind == "respond"
    ]
    receipt = asked.page(Topic.ACKNOWLEDGEMENT) if _BY_MAIL.search(asked.text) else []
    return [*receipt, asked.say("utter_fact_reply_choice"), *written, *asked.page(Topic.IN_WRITING_ANSWER)]


def cannot_resolve(asked: Asked) -> list[str]:
    rung = next_step(asked.provider, None)
    higher = [] if rung.ends else [asked.say("utter_escalate_step", who=rung.who, how=rung.how)]
    outside = asked.say("utter_fact_after_all", weeks=asked.weeks())
    return [*asked.page(Topic.CANNOT_RESOLVE), *higher, outside]


def security_questions(asked: Asked) -> list[str]:
    return [*asked.page(Topic.SECURITY_QUESTIONS), asked.say("utter_fact_security_here")]


def complaint_free(asked: Asked) -> list[str]:
    return [asked.say("utter_fact_complaint_free", costs=asked.scheme.what_it_costs.value)]


def formal_complaint(asked: Asked) -> list[str]:
    opens = asked.context.today() + timedelta(weeks=asked.weeks())
    scheme = re.search(r"\b(?:omb?uds?m[ae]n|cisas|scheme|adr)\b", asked.text, re.IGNORECASE)
    from_today = asked.say("utter_fact_opens_from_today", weeks=asked.weeks(), day=asked.context.day(opens))
    return [
        asked.say("utter_fact_formal"),
        *([from_today] if scheme else []),
        *asked.page(Topic.FORMAL_COMPLAINT),
    ]


_HOW_LONG_KEPT = re.compile(r"\b(?:keep|kept|hold|held|stored?|delete\w*|wiped?|how long)\b", re.IGNORECASE)


def recorded(asked: Asked) -> list[str]:
    page = asked.page(Topic.RECORDED) or [asked.say("utter_fact_recording_silent")]
    kept = [asked.say("utter_fact_keeping_silent")] if _HOW_LONG_KEPT.search(asked.text) else []
    return [*kept, *page, asked.say("utter_fact_chat_kept_short")]


def chat_kept(asked: Asked) -> list[str]:
    # "If I drop you an email, does anybody see it" means the e-mail, and not what is typed here.
    elsewhere = asked.read_by(asked.provider.channels) if _READ.search(asked.text) else []
    return [*elsewhere, asked.say("utter_fact_chat_kept"), *asked.page(Topic.RECORDED)]


def _lines(asked: Asked, channels: list[Channel]) -> list[str]:
    return [channel_line(asked.context, channel) for channel in channels]


ANSWERS: dict[Topic, Answer] = {
    Topic.WHO_MAY_COMPLAIN: who_may_complain,
    Topic.WHAT_TO_INCLUDE: what_to_include,
    Topic.SEND_FILES: send_files,
    Topic.WHAT_TO_SAY: what_to_say,
    Topic.COMPLAIN_IN_WRITING: complain_in_writing,
    Topic.COMPLAIN_BY_PHONE: complain_by_phone,
    Topic.TICKET_OR_COMPLAINT: ticket_or_complaint,
    Topic.FASTEST_WAY: fastest_way,
    Topic.FOR_SOMEBODY_ELSE: for_somebody_else,
    Topic.STEPS: steps,
    Topic.WHO_DEALS_WITH_IT: who_deals_with_it,
    Topic.NOT_A_CONTRACT: not_a_contract,
    Topic.ABOUT_COMPANY: about_company,
    Topic.OTHER_COMPANIES: other_companies,
    Topic.LIMITS: limits,
    Topic.KEPT_INFORMED: kept_informed,
    Topic.WHEN_SETTLED: when_settled,
    Topic.IN_WRITING_ANSWER: in_writing_answer,
    Topic.CANNOT_RESOLVE: cannot_resolve,
    Topic.SECURITY_QUESTIONS: security_questions,
    Topic.COMPLAINT_FREE: complaint_free,
    Topic.FORMAL_COMPLAINT: formal_complaint,
    Topic.RECORDED: recorded,
    Topic.CHAT_KEPT: chat_kept,
}
