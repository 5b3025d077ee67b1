"""What is asked or told of a complaint that is logged already, answered from that complaint: what was promised, what is
late and why, who has it, where the reply goes. What is not known is said as such, and a person is offered."""

from __future__ import annotations

from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.late import is_late
from bot.decisions.records import Case, CaseStatus, Promise
from bot.readers.asks_when import asks_when
from bot.readers.follow_up import Follows, FollowUp, Promised, kinds_in, read_follow_up
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.agent_promise import moves, promise_words, standing_of, words_promised
from bot.services.aims import aims_in_words, all_aims, first_aim, is_late_aim
from bot.services.case_meant import case_meant, which_words
from bot.services.case_words import ended_words
from bot.services.closing_words import contact_point_words
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.identity.shown import by_facts_alone
from bot.services.known_cases import cases_known
from bot.services.late_words import late_sentence, late_words
from bot.services.offer_words import last_offer, offer_words, refused_before
from bot.services.ports import Transaction
from bot.services.refused_offer import ACCEPTED
from bot.services.reply_wanted import wanted_at
from bot.services.standing_promises import person_awaited
from bot.services.tell_broken_promise import tell_broken_promise
from bot.services.who_has_it import last_worked_on
from bot.wording import Said

_WHEN: Final = (FollowUp.WHEN_DUE, FollowUp.WHEN_MONEY, FollowUp.WHEN_FIXED)


def follows_up(context: Context, heard: Heard) -> bool:
    """Whether ``answer_follow_up`` has an answer. Nothing is done yet."""
    follows = _read(context, heard)
    if follows is None:
        return False
    with context.store.read() as tx:
        meant = case_meant(tx, heard.conversation_id, heard.text, cases_known(tx, heard.conversation_id))
        if meant is not None and follows.kind is FollowUp.WHEN_IT:
            return _has_accepted(tx, meant.case)
        return meant is not None and (
            follows.kind is not FollowUp.BROKEN_PROMISE or _speaks_of(tx, follows, meant.case)
        )


def answer_follow_up(context: Context, heard: Heard) -> list[Said]:
    """The answer, for a chat that may be told of a complaint; nothing where there is none, or something else is said.
    A broken promise is put on the complaint, once per message."""
    follows = _read(context, heard)
    if follows is None:
        return []
    if follows.kind is FollowUp.WHEN_DUE and (
        said := person_awaited(context, heard.conversation_id, heard.text)
    ):
        return said
    with context.store.read() as tx:
        meant = case_meant(tx, heard.conversation_id, heard.text, cases_known(tx, heard.conversation_id))
        if meant is None:
            return []
        case, which = meant.case, which_words(context, meant)
        if follows.kind is FollowUp.BROKEN_PROMISE:
            said = []
            broken = _speaks_of(tx, follows, case)
        elif follows.kind is FollowUp.WHERE_REPLY:
            facts_alone = by_facts_alone(tx, heard.conversation_id, case)
            said, broken = _where_reply(context, tx, case, facts_alone), False
        else:
            said, broken = _answer(context, tx, case, follows), False
    if broken:
        said = tell_broken_promise(context, heard, case, follows)
    return [*which, *said] if said else []


def _read(context: Context, heard: Heard) -> Follows | None:
    """A day of their own that they ask about is answered for that day."""
    if heard.choice is not None or not heard.text:
        return None
    follows = read_follow_up(heard.text)
    if follows is not None and follows.kind in _WHEN and asks_when(heard.text, context.today()) is not None:
        return None
    return follows


def _speaks_of(tx: Transaction, follows: Follows, case: Case) -> bool:
    """Whether it is a promise that did not happen, and no trouble of another kind: they say so, or a person did promise
    something of the kind."""
    if case.status is CaseStatus.WITHDRAWN:
        return False
    if follows.as_promised:
        return True
    return any(kinds_in(each.what) & follows.about for each in standing_of(tx, case))


def _answer(context: Context, tx: Transaction, case: Case, follows: Follows) -> list[Said]:
    if follows.kind is FollowUp.IF_ACCEPTED:
        return _if_accepted(context, tx, case, follows)
    if case.status is CaseStatus.OUTCOME_OFFERED:
        return [offer_words(context, tx, case)]
    if follows.kind is FollowUp.WHEN_IT and not _has_accepted(tx, case):
        return []
    if follows.kind in (FollowUp.WHEN_IT, FollowUp.WHEN_MONEY, FollowUp.WHAT_OFFER):
        return _money(context, tx, case, follows)
    if follows.kind is FollowUp.WHEN_DUE and (said := _due(context, tx, case, follows)):
        return said
    if case.status not in STILL_OPEN:
        return ended_words(context, case)
    match follows.kind:
        case FollowUp.WHY_LATE:
            return _late(context, tx, case) or [
                context.words.say("utter_not_late_yet", reference=case.reference),
                *_ahead(context, tx, case),
            ]
        case FollowUp.LOOKED_AT:
            late = late_words(context, tx, case)
            said = [_looked_at(context, tx, case), *(late or _ahead(context, tx, case))]
            if follows.number and (
                how := contact_point_words(context, case, context.provider(case.provider))
            ):
                said.insert(1, Said(how))
            return said
        case FollowUp.WHEN_FIXED:
            first = context.words.say("utter_no_firm_day", reference=case.reference)
            late = late_words(context, tx, case)
            aims = all_aims(context, tx, case)
            more = aims[1:] if late and aims and is_late_aim(aims) else aims
            return [first, *(late or _promised_ahead(context, tx, case)), *aims_in_words(context, case, more)]
        case _:
            return _reply_or_unknown(context, tx, case, follows)


def _late(context: Context, tx: Transaction, case: Case) -> list[Said]:
    """What is late with the reason and the new day, or that nobody gave one."""
    said = late_words(context, tx, case)
    return [context.words.say("utter_about_complaint", reference=case.reference), *said] if said else []


def _ahead(context: Context, tx: Transaction, case: Case) -> list[Said]:
    """What people promised for a day to come, and what the provider aims for."""
    aim = first_aim(context, tx, case) if case.status is CaseStatus.OPEN else []
    return [*_promised_ahead(context, tx, case), *aims_in_words(context, case, aim)]


def _promised_ahead(context: Context, tx: Transaction, case: Case) -> list[Said]:
    promised = [each for each in standing_of(tx, case) if each.due_on >= context.today()]
    return [promise_words(context, each) for each in promised]


def _looked_at(context: Context, tx: Transaction, case: Case) -> Said:
    provider = context.provider(case.provider).name
    last = last_worked_on(tx, case)
    if last is None:
        return context.words.say("utter_nobody_worked_on_it", provider=provider, reference=case.reference)
    day = context.day(london_date(last.at))
    facts = {"agent": last.name, "provider": provider, "reference": case.reference, "day": day}
    return context.words.say("utter_worked_on_it_last", **facts)


def _if_accepted(context: Context, tx: Transaction, case: Case, follows: Follows) -> list[Said]:
    """What accepting the provider's own offer means, and not what a scheme decides; nothing where none was made."""
    offer = last_offer(tx, case)
    accepted = case.status is CaseStatus.RESOLVED and any(
        each.code == ACCEPTED for each in tx.cases.events(case.id)
    )
    if not offer or not (accepted or case.status is CaseStatus.OUTCOME_OFFERED):
        return []
    provider = context.provider(case.provider)
    facts = {
        "provider": provider.name,
        "reference": case.reference,
        "scheme": context.schemes[provider.adr.scheme].name.value,
    }
    said = [context.words.say("utter_has_accepted" if accepted else "utter_if_accepted", **facts)]
    if follows.when:
        dated = _due(context, tx, case, Follows(follows.kind, follows.about)) if follows.about else []
        said += dated or [context.words.say("utter_offer_no_day", outcome=offer, **facts)]
    return said


def _due(context: Context, tx: Transaction, case: Case, follows: Follows) -> list[Said]:
    """What people promised of the kind: for which day, that it is late, or that another day was given."""
    events = tx.cases.events(case.id)
    words, moved = words_promised(events), moves(events)
    said: list[Said] = []
    untold = False
    provider = context.provider(case.provider).name
    for each in _promised(tx, case):
        if not kinds_in(words.get(each.id, "")) & follows.about:
            continue
        if is_late(each, context.today(), case.status):
            said.append(Said(late_sentence(context, each, case.reference, words)))
            untold = True
        elif each.kept_at is not None:
            day = context.day(london_date(each.kept_at))
            said.append(
                context.words.say("utter_promise_done", provider=provider, day=day, what=words[each.id])
            )
        elif each.moved_to is None:
            said.append(_promise(context, each, words[each.id]))
        elif each.id in moved:
            facts = {"why": moved[each.id].why, "day": context.day(moved[each.id].due_on)}
            said.append(context.words.say("utter_late_because", provider=provider, **facts))
    if untold:
        said.append(context.words.say("utter_late_untold", provider=provider))
    about = context.words.say("utter_about_complaint", reference=case.reference)
    return [about, *said] if said else []


def _promised(tx: Transaction, case: Case) -> list[Promise]:
    return sorted(
        (each for each in tx.promises.of_case(case.id) if each.kind == AGENT_PROMISE),
        key=lambda each: each.due_on,
    )


def _promise(context: Context, promise: Promise, what: str) -> Said:
    provider = context.provider(promise.provider).name
    return context.words.say(
        "utter_promised_before", provider=provider, day=context.day(promise.due_on), what=what
    )


def _reply_or_unknown(context: Context, tx: Transaction, case: Case, follows: Follows) -> list[Said]:
    """When the answer comes is what they aim for; of anything else no day is known."""
    if Promised.REPLY in follows.about and not follows.about & {
        Promised.VISIT,
        Promised.CALL,
        Promised.THING,
    }:
        about = context.words.say("utter_about_complaint", reference=case.reference)
        return _late(context, tx, case) or [about, *_ahead(context, tx, case)]
    provider = context.provider(case.provider).name
    unknown = context.words.say("utter_no_day_for_that", provider=provider, reference=case.reference)
    return [*_late(context, tx, case), unknown]


def _has_accepted(tx: Transaction, case: Case) -> bool:
    """Whether they said yes to an offer: then "when do I get it?" asks after that."""
    accepted = any(each.code == ACCEPTED for each in tx.cases.events(case.id))
    return accepted and case.status is CaseStatus.RESOLVED


def _money(context: Context, tx: Transaction, case: Case, follows: Follows) -> list[Said]:
    """What was promised of it; else what they accepted; else that there is nothing."""
    if said := _due(context, tx, case, Follows(follows.kind, frozenset({Promised.MONEY}))):
        return said
    provider = context.provider(case.provider).name
    accepted = [each for each in tx.cases.events(case.id) if each.code == ACCEPTED]
    facts = {"provider": provider, "reference": case.reference}
    if (refused := refused_before(context, tx, case)) is not None:
        return [refused]
    if accepted and case.status is CaseStatus.RESOLVED:
        day, outcome = context.day(london_date(accepted[-1].at)), last_offer(tx, case)
        return [context.words.say("utter_money_accepted", day=day, outcome=outcome, **facts)]
    return [context.words.say("utter_money_nothing", **facts)]


def _where_reply(context: Context, tx: Transaction, case: Case, facts_alone: bool) -> list[Said]:
    """An address is told only to whoever typed a code from one: the facts of an account stand on every bill."""
    if facts_alone:
        return [context.words.say("utter_reply_goes_hidden", reference=case.reference)]
    contact = tx.contacts.get(case.contact_id)
    if contact is None:
        return []
    said = [context.words.say("utter_reply_goes_to", reference=case.reference, address=contact.value)]
    if (wanted := wanted_at(tx, case)) is not None:
        said.append(context.words.say("utter_reply_waits", address=wanted.value))
    return said
