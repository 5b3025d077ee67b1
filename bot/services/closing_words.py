"""What a customer is told once a case is open: reference, who has it, the date and its kind, what comes next, ADR."""

from __future__ import annotations

from datetime import date

from bot.decisions.calendar import london_date
from bot.decisions.provider import ChannelKind, Provider, TargetKind
from bot.decisions.records import Case, Contact
from bot.decisions.target import stages_from_the_start, target
from bot.readers.no_phone import no_phone
from bot.services.case_link import case_link
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from bot.wording import Said

_COUNTED = ("utter_close_counted", "utter_close_counted_by", "utter_close_counted_past")
_COUNTED_BY_MAIL = ("utter_mail_counted", "utter_mail_counted_by", "utter_mail_counted_past")
"""They first told the provider at a rough time; on a day from which a target is ahead; and is past."""


_HERE = {
    "utter_close_contact_point": "utter_close_contact_point_here",
    "utter_form_contact_point": "utter_form_contact_point_here",
}
"""Where a phone is all that the page gives, and is no use to them; the letter has the link to their page instead."""


def closing_words(context: Context, case: Case, contact: Contact, on_form: bool = False) -> list[Said]:
    """``on_form``: in words for the form, where nobody can ask the assistant or write to it."""
    provider = context.provider(case.provider)
    return [
        context.words.say(
            "utter_close_reference",
            reference=case.reference,
            who=provider.ladder[0].who,
            provider=provider.name,
        ),
        Said(target_words(context, case, provider, by_mail=on_form)),
        Said(next_contact_words(context, case, contact, provider, on_form)),
        Said(when_adr_opens(context, case, by_mail=on_form)),
        context.words.say("utter_close_page", link=case_link(context, case)),
    ]


def target_words(context: Context, case: Case, provider: Provider, by_mail: bool = False) -> str:
    """The date of every target that starts now, each with its kind: to respond is not to resolve.

    ``by_mail``: in words for a mail, which is read outside the chat, by somebody who may never have been in one.
    """
    lines = []
    for stage in stages_from_the_start(provider):
        aim = provider.targets[stage]
        dated = target(provider, stage, case.received_at, None, context.holidays)
        key = f"utter_close_target_{aim.kind}"
        if dated.due_on < context.today():
            key = f"utter_mail_target_{aim.kind}_late" if by_mail else f"{key}_late"
        lines.append(context.words.text(key, provider=provider.name, day=context.day(dated.due_on)))
        if dated.may_be_on is not None:
            lines.append(_not_working(context, dated.holiday, dated.may_be_on))
        lines += [extra for extra in (aim.may_be_longer, aim.if_late) if extra]
    told = case.details.get("first_told_on")
    if isinstance(told, dict) and told["to"] < london_date(case.received_at).isoformat():
        lines.append(_counted_from_the_first(context, case, provider, told, by_mail))
    return " ".join(lines)


def _counted_from_the_first(
    context: Context, case: Case, provider: Provider, told: dict[str, str], by_mail: bool
) -> str:
    """They told the provider before this complaint: what the last target that runs from then comes to."""
    counted, ahead, past = _COUNTED_BY_MAIL if by_mail else _COUNTED
    received = context.day(london_date(case.received_at))
    if told["from"] != told["to"]:
        return context.words.text(counted, received=received)
    first = date.fromisoformat(told["to"])
    due = target(provider, stages_from_the_start(provider)[-1], first, None, context.holidays).due_on
    key = past if due < context.today() else ahead
    return context.words.text(key, received=received, told=context.day(first), day=context.day(due))


def next_contact_words(
    context: Context, case: Case, contact: Contact, provider: Provider, on_form: bool = False
) -> str:
    """How they next hear, and where to ask meanwhile. By when stands in ``target_words``, and is not said twice."""
    words = context.words
    resolve = "resolve_" if case.target_kind == TargetKind.RESOLVE else ""
    heard = words.text(f"utter_close_next_{resolve}{contact.kind}", address=contact.value)
    key = "utter_form_contact_point" if on_form else "utter_close_contact_point"
    return f"{heard} {contact_point_words(context, case, provider, key)}".strip()


def contact_point_words(
    context: Context, case: Case, provider: Provider, key: str = "utter_close_contact_point"
) -> str:
    """A phone number if the profile gives one, else e-mail, else a ticket; empty where it gives none. For whom a phone
    is no use there is none: then only the box or the chat before them is named."""
    wanted = [ChannelKind.PHONE, ChannelKind.EMAIL, ChannelKind.TICKET]
    if no_phone(case.details, case.description):
        wanted = wanted[1:]
    given = [c for c in provider.channels if c.value and c.kind in wanted]
    given.sort(key=lambda channel: wanted.index(channel.kind))
    if not given:
        named = any(channel.value for channel in provider.channels)
        return context.words.text(_HERE[key], reference=case.reference) if named and key in _HERE else ""
    return context.words.text(key, where=given[0].value, reference=case.reference)


def _not_working(context: Context, holiday: str | None, may_be_on: date) -> str:
    if holiday:
        return context.words.text("utter_close_holiday", holiday=holiday, day=context.day(may_be_on))
    return context.words.text("utter_close_weekend", day=context.day(may_be_on))
