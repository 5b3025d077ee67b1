"""Where the complaint of this chat stands, in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.case_moves import STILL_OPEN
from bot.decisions.late import first_aim_is_met
from bot.decisions.records import Case, CaseStatus
from bot.decisions.target import FIRST_STAGE, stages_from_the_start, target
from bot.services.agent_promise import promise_words, standing_of
from bot.services.closing_words import contact_point_words
from bot.services.context import Context
from bot.services.known_cases import cases_known
from bot.services.late_words import late_words
from bot.services.refused_offer import next_after_refusal, refusal_words
from bot.services.who_has_it import owner_words
from bot.wording import Said


def status_words(context: Context, conversation_id: str, only: str | None = None) -> list[Said]:
    """What people agreed and promised, then every complaint of this chat and of those that it goes on from, the newest
    first; nothing when there is none: other chats are not spoken of. After a no to an offer: who looks at it, and what
    comes next. ``only``: the reference of the one that is asked about."""
    with context.store.read() as tx:
        known = reversed(cases_known(tx, conversation_id))
        cases = [case for case in known if only in (None, case.reference)]
        conversation = tx.conversations.get(conversation_id)
        promises = [each for case in cases for each in standing_of(tx, case)]
        refused = [refusal_words(context, tx, case) for case in cases]
        met = {case.id for case in cases if first_aim_is_met(case, tx.promises.of_case(case.id))}
        late = {case.id: late_words(context, tx, case) for case in cases if case.status in STILL_OPEN}
        owners = {case.id: owner_words(context, tx, case) for case in cases if case.status in STILL_OPEN}
    agreed = []
    if conversation.agreed and cases:
        provider = context.provider(conversation.provider).name
        agreed = [context.words.say("utter_agreed_before", provider=provider, agreed=conversation.agreed)]
    promised = [promise_words(context, each) for each in promises if each.due_on >= context.today()]
    stands: list[Said] = []
    for case in cases:
        facts = _Standing(owners.get(case.id, ""), late.get(case.id, []), case.id in met)
        stands += _of(context, case, conversation_id, facts)
    stands += [said for each in refused for said in each]
    if refused and refused[0]:  # the steps are those of the newest
        stands += next_after_refusal(context, cases[0])
    return agreed + promised + stands


def aim_words(context: Context, case: Case) -> Said:
    """What the provider aims at by which day, for a case that is open; or that this day has passed."""
    late = "_late" if case.due_on < context.today() else ""
    key = f"utter_close_target_{case.target_kind}{late}"
    provider = context.provider(case.provider).name
    return context.words.say(key, provider=provider, day=context.day(case.due_on))


def _later_aims(context: Context, case: Case) -> list[Said]:
    """The other targets that run from the start and are ahead: to acknowledge is not yet to answer."""
    provider = context.provider(case.provider)
    said = []
    for stage in stages_from_the_start(provider):
        aim = target(provider, stage, case.received_at, None, context.holidays)
        if case.stage != FIRST_STAGE or aim.due_on <= case.due_on or aim.due_on < context.today():
            continue
        key = f"utter_close_target_{aim.kind}"
        said.append(context.words.say(key, provider=provider.name, day=context.day(aim.due_on)))
    return said


@dataclass(frozen=True)
class _Standing:
    """``owner``: who has it, in words. ``met``: the aim that it was opened with is over."""

    owner: str
    late: list[Said]
    met: bool


def _of(context: Context, case: Case, conversation_id: str, stands: _Standing) -> list[Said]:
    """Short, for a phone: how it stands and who has it; what is late, or the next day; where to ask, and what they can
    do, as buttons."""
    provider = context.provider(case.provider)
    words = context.words
    status = words.text(f"utter_status_{case.status}")
    first = words.text("utter_status", reference=case.reference, status=status)
    said = [Said(f"{first} {stands.owner}".strip())]
    if case.status is CaseStatus.OPEN:
        known = words.say("utter_has_your_complaint", provider=provider.name)
        aim = [] if stands.late else [known if stands.met else aim_words(context, case)]
        said += [*stands.late, *aim, *_later_aims(context, case)]
    # Nothing that is written here is added to a complaint of a chat before this one.
    here = case.conversation_id == conversation_id
    key = "utter_close_contact_point" if here else "utter_mail_contact_point"
    contact_point = contact_point_words(context, case, provider, key)
    with_us = case.status in (
        CaseStatus.OPEN,
        CaseStatus.WAITING_FOR_CUSTOMER,
    )  # an offer has buttons of its own
    can = "utter_status_can" if with_us else f"utter_status_can_{case.status}"
    deeds = words.say(can) if can in words else Said("")
    last = f"{contact_point} {deeds.text}".strip()
    return [*said, Said(last, deeds.buttons)] if last else said
