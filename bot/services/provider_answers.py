"""What the provider's own procedure says, as answers to a customer: from its profile, in words of ``domain.yml``."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from bot.decisions.hours import OpenStatus, status_at
from bot.decisions.provider import Channel, Hours, Provider
from bot.decisions.target import TargetAnswer, stages_from_the_start, target
from bot.decisions.topic import Topic
from bot.services.context import Context
from bot.wording import Said, list_in_words, time_in_words

_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def who_am_i(context: Context, provider: Provider) -> list[Said]:
    return [context.words.say("utter_who_am_i", provider=provider.name)]


def how_to_complain(context: Context, provider: Provider) -> list[Said]:
    """That they can complain here, every other way that the page names, and what to have ready."""
    said = [context.words.say("utter_how_here", provider=provider.name), _bubble(ways(context, provider))]
    if provider.details:
        labels = [detail.label for detail in provider.details]
        said.append(
            context.words.say("utter_how_have_ready", details=_bullets(labels), provider=provider.name)
        )
    return said


def faults_first(provider: Provider) -> list[Said]:
    """What the page says of a technical fault before it is a complaint; nothing where it says nothing."""
    told = [
        f"{each.text} {each.href}" if each.href else each.text
        for each in provider.triage
        if Topic.TICKET_OR_COMPLAINT in each.answers
    ]
    return [Said(" ".join(told))] if told else []


def contact_details(context: Context, provider: Provider) -> list[Said]:
    lines = ways(context, provider)
    lines += [channel_line(context, channel) for channel in provider.other_contacts]
    return [context.words.say("utter_contact_intro", provider=provider.name), _bubble(lines)]


def opening_hours(context: Context, provider: Provider, day: date | None = None) -> list[Said]:
    """The hours that the page gives and whether they are open now, or on ``day`` if one is asked about; plainly so when
    it gives none."""
    words = context.words
    hours = provider.hours
    if day is not None and hours is not None:
        return [Said(open_on(context, provider, day)), Said(hours_in_words(context, hours))]
    if hours is None:
        said = [words.say("utter_hours_not_given", provider=provider.name)]
        return [*said, _bubble(ways(context, provider))]
    status = status_at(hours, context.now(), context.holidays, provider.nation)
    return [
        words.say(
            "utter_hours",
            provider=provider.name,
            hours=hours_in_words(context, hours),
            status=open_now(context, status),
        )
    ]


def response_target(context: Context, provider: Provider, day: date | None = None) -> list[Said]:
    """Every target that the page gives, its kind, what happens when it is missed, and how days are counted.

    The dates are for a complaint made today, or on ``day`` if somebody asks about another one.
    """
    words = context.words
    lines = []
    if day is not None and day != context.today():
        made = words.text("utter_made_on", day=context.day(day))
    else:
        made = words.text("utter_made_today")
    for stage, aim in provider.targets.items():
        dated = target(provider, stage, day or context.now(), None, context.holidays)
        length = words.text(f"utter_length_{aim.unit}{'_one' if aim.length == 1 else ''}", count=aim.length)
        if stage not in stages_from_the_start(provider):
            lines.append(words.text("utter_aim_later", provider=provider.name, length=length))
            lines += [words.text("utter_aim_by", by=aim.by)] if aim.by else []
            continue
        by_whom = words.text("utter_aim_by", by=aim.by) if aim.by else ""
        lines.append(
            words.text(
                f"utter_aim_{aim.kind}",
                provider=provider.name,
                length=length,
                made=made,
                day=context.day(dated.due_on),
            )
            + (f" {by_whom}" if by_whom else "")
        )
        if dated.may_be_on is not None:
            lines.append(_may_be_later(context, dated))
        lines += [extra for extra in (aim.may_be_longer, aim.if_late) if extra]
    return [_bubble(lines), words.say("utter_aim_counting")]


def _may_be_later(context: Context, dated: TargetAnswer) -> str:
    """A target in weeks can end on a day when nobody works."""
    return context.words.text(
        f"utter_target_note_{dated.not_working}",
        due=context.day(dated.due_on),
        holiday=dated.holiday or "",
        day=context.day(dated.may_be_on) if dated.may_be_on else "",
    )


def ladder(context: Context, provider: Provider) -> list[Said]:
    """The provider's own steps, in order, to the end."""
    steps = []
    for number, step in enumerate(provider.ladder, 1):
        line = f"{number}. {step.how}"
        if step.does:
            line += f" {step.does}"
        if step.send:
            line += " " + context.words.text("utter_ladder_send", things=list_in_words(step.send))
        if step.lines:
            line += " " + context.words.text("utter_ladder_to", address=", ".join(step.lines))
        steps.append(line)
    return [context.words.say("utter_ladder_intro", provider=provider.name), _bubble(steps)]


def accessibility(context: Context, provider: Provider) -> list[Said]:
    words = context.words
    if provider.accessible_says:
        first = Said(provider.accessible_says.text)
    else:
        first = words.say("utter_accessible_not_stated", provider=provider.name)
    return [first, words.say("utter_accessible_offer", provider=provider.name)]


def compensation(context: Context, provider: Provider) -> list[Said]:
    """They can ask; nothing is promised."""
    cap = context.rule("adr_claim_cap")
    return [
        context.words.say("utter_compensation_ask", provider=provider.name),
        context.words.say("utter_compensation_scheme", provider=provider.name),
        context.words.say(
            "utter_compensation_adr", scheme=context.schemes[provider.adr.scheme].name.value, cap=f"£{cap:,}"
        ),
    ]


def fault_route(context: Context, provider: Provider) -> list[Said]:
    """Where a plain fault goes fastest."""
    lines = [triage.text + (f" {triage.href}" if triage.href else "") for triage in provider.triage[:1]]
    return [
        context.words.say("utter_fault_route", provider=provider.name),
        _bubble([*lines, *ways(context, provider, to_complain=False)]),
        context.words.say("utter_fault_if_unhappy"),
    ]


def ways(context: Context, provider: Provider, to_complain: bool = True) -> list[str]:
    """Every way that the page names, a line each, the recommended first; with what to say if it is ``to_complain``."""
    ordered = sorted(provider.channels, key=lambda channel: not channel.recommended)
    return [channel_line(context, channel, to_complain) for channel in ordered]


def channel_line(context: Context, channel: Channel, to_complain: bool = True) -> str:
    words = context.words
    where = channel.value or ", ".join(channel.lines)
    parts = []
    if channel.absent:
        parts.append(words.text(f"utter_channel_{channel.kind}_absent", why=channel.absent))
    elif where:
        parts.append(words.text(f"utter_channel_{channel.kind}", where=where))
    if channel.hours:
        parts.append(words.text("utter_channel_hours", hours=hours_in_words(context, channel.hours)))
    if channel.say and (to_complain or not parts):
        parts.append(channel.say)
    return "• " + " ".join(parts)


def hours_in_words(context: Context, hours: Hours) -> str:
    """Such as "Monday to Friday 9am to 5pm, and Saturday 10am to 4pm. Closed on bank holidays"."""
    words = context.words
    spans = []
    # A span is broken by a closed day: the place in the week less the place in the list changes there.
    listed = [(place, day, hours.days[day]) for place, day in enumerate(_DAYS) if day in hours.days]
    for (_, (opens, closes)), group in groupby(
        enumerate(listed), key=lambda item: (item[1][0] - item[0], item[1][2])
    ):
        names = [words.text(f"utter_day_{day}") for _, (_, day, _) in group]
        span = names[0] if len(names) == 1 else words.text("utter_days_span", first=names[0], last=names[-1])
        spans.append(
            words.text(
                "utter_hours_span", days=span, opens=time_in_words(opens), closes=time_in_words(closes)
            )
        )
    return f"{list_in_words(spans)}. {words.text(f'utter_bank_holidays_{hours.bank_holidays}')}"


def open_on(context: Context, provider: Provider, day: date) -> str:
    """Whether they are open on ``day``, in one plain sentence."""
    words, hours = context.words, provider.hours
    if hours is None:
        return words.text("utter_fact_no_hours", provider=provider.name)
    holiday = context.holidays.name(day, provider.nation)
    span = hours.days.get(_DAYS[day.weekday()])  # type: ignore[call-overload]
    if holiday and hours.bank_holidays != "open":
        key = (
            "utter_day_holiday_closed"
            if hours.bank_holidays == "closed" or span is None
            else "utter_day_holiday"
        )
        return words.text(key, day=context.day(day), holiday=holiday)
    if span is None:
        return words.text("utter_day_closed", day=context.day(day))
    opens, closes = span
    return words.text(
        "utter_day_open", day=context.day(day), opens=time_in_words(opens), closes=time_in_words(closes)
    )


def open_now(context: Context, status: OpenStatus) -> str:
    """Such as "They are open now, until 5pm." Says so when a bank holiday makes it uncertain."""
    words = context.words
    if status.open and status.closes_at:
        said = words.text("utter_open_now", closes=time_in_words(status.closes_at.time()))
    elif status.opens_at:
        said = words.text(
            "utter_closed_now",
            day=context.day(status.opens_at.date()),
            opens=time_in_words(status.opens_at.time()),
        )
    else:
        said = words.text("utter_closed_no_next")
    if not status.certain and status.holiday:
        said += " " + words.text("utter_open_uncertain", holiday=status.holiday)
    return said


def _bubble(lines: list[str]) -> Said:
    return Said("\n".join(lines))


def _bullets(items: list[str]) -> str:
    return "\n".join(f"• {item}" for item in items)
