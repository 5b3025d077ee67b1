"""What a provider offered for a complaint, and the customer's own word on it. Only the customer resolves."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.calendar import london_date
from bot.decisions.case_moves import moved
from bot.decisions.records import Case, CaseStatus, Sender
from bot.readers.adr_told import SETTLED_HOW, SETTLED_ON
from bot.readers.offer_answer import read_offer_answer, read_short_answer
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.case_meant import Meant, case_meant, which_words
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.identity.shown import by_facts_alone, cases_shown
from bot.services.known_cases import cases_known
from bot.services.offer_words import has_seen_offer, last_offer, offer_words, refused_before
from bot.services.ports import Transaction
from bot.services.refused_offer import ACCEPTED, REFUSED, next_after_refusal
from bot.wording import Said

_CHOICES = {"offer_accept": True, "offer_refuse": False}
"""What the two buttons below an offer say."""
_LAST_LINES = 20


def standing_offer(tx: Transaction, conversation_id: str) -> Case | None:
    """The case whose customer has not yet said whether the answer settles it; the newest of several. Of this chat, or
    of whoever showed in it who they are."""
    cases = [*cases_shown(tx, conversation_id), *tx.cases.of_conversation(conversation_id)]
    return next((each for each in reversed(cases) if each.status is CaseStatus.OUTCOME_OFFERED), None)


def offer_reminder(context: Context, conversation_id: str) -> list[Said]:
    """The same for the chat, where an offer is open in it."""
    with context.store.read() as tx:
        case = standing_offer(tx, conversation_id)
        return [offer_words(context, tx, case)] if case is not None else []


def keep_answer(context: Context, tx: Transaction, case: Case, accepted: bool) -> Case:
    """Accepted is resolved, its targets are settled, and the scheme counts it as settled from today; refused is open
    again with the old clock. The caller adds the event, and commits."""
    answered = moved(case, CaseStatus.RESOLVED if accepted else CaseStatus.OPEN, context.now())
    tx.cases.save(answered)
    if not accepted:
        return answered
    # What a person promised for a day to come ("an engineer on Friday") is mostly a part of what was accepted.
    tx.promises.settle(case.id, context.now(), but=(AGENT_PROMISE,))
    intake = tx.intakes.get(case.intake_id)
    if intake is not None:
        settled = {SETTLED_ON: london_date(context.now()).isoformat(), SETTLED_HOW: "dated"}
        tx.intakes.save(replace(intake, answers={**intake.answers, **settled}))
    return answered


def answer_offer(context: Context, heard: Heard, in_form: bool) -> list[Said]:
    """What follows from the customer's word on an open offer; nothing where they say something else, or where none is
    open. Once per message. Nothing is accepted before it was shown here: whoever accepts it unseen reads it first, and
    is asked. ``in_form``: another question of ours stands, and a bare "yes" is an answer to that."""
    with context.store.write() as tx:
        if (done := _done(tx, heard)) is not None:
            case, accepted = done
            return _said(context, tx, heard, case, accepted)
        meant = _meant(tx, heard)
        word = _read(tx, heard, in_form) if meant is not None else None
        if meant is None and not in_form and (said := _too_late(context, tx, heard)):
            return said
        if meant is None or word is None:
            return status_words(context, heard.conversation_id) if heard.choice in _CHOICES else []
        if word and not has_seen_offer(tx, heard.conversation_id, meant.case):
            return [*which_words(context, meant), offer_words(context, tx, meant.case)]
        if word and by_facts_alone(tx, heard.conversation_id, meant.case):
            return [context.words.say("utter_needs_a_code", reference=meant.case.reference)]
        case = keep_answer(context, tx, meant.case, word)
        code = ACCEPTED if word else REFUSED
        data = {"by": "customer", "message": heard.message_id, "how": heard.text or _pressed(word)}
        tx.cases.add_event(case.id, code, context.now(), data)
        facts = {"reference": case.reference, "by": "customer"}
        tx.audit.add(context.now(), code, f"case:{case.id}", None, case.provider, facts)
        tx.commit()
    with context.store.read() as tx:
        return _said(context, tx, heard, case, word)


def _meant(tx: Transaction, heard: Heard) -> Meant | None:
    """The complaint with an open offer that they speak of; ``None`` also for one without."""
    cases = [*cases_shown(tx, heard.conversation_id), *tx.cases.of_conversation(heard.conversation_id)]
    meant = case_meant(tx, heard.conversation_id, heard.text, cases, (CaseStatus.OUTCOME_OFFERED,))
    offered = meant is not None and meant.case.status is CaseStatus.OUTCOME_OFFERED
    return meant if offered else None


def _too_late(context: Context, tx: Transaction, heard: Heard) -> list[Said]:
    """For a yes to an offer that they refused before: whether it still stands is for a person to say."""
    if heard.choice is not None or read_offer_answer(heard.text) is not True:
        return []
    meant = case_meant(tx, heard.conversation_id, heard.text, cases_known(tx, heard.conversation_id))
    said = refused_before(context, tx, meant.case) if meant is not None else None
    return [said] if said is not None else []


def _said(context: Context, tx: Transaction, heard: Heard, case: Case, accepted: bool) -> list[Said]:
    return _accepted(context, case, last_offer(tx, case)) if accepted else _refused(context, case, heard)


def _read(tx: Transaction, heard: Heard, in_form: bool) -> bool | None:
    if heard.choice is not None:
        return _CHOICES.get(heard.choice)
    if in_form or not _asked_last(tx, heard):
        return read_offer_answer(heard.text)
    return read_short_answer(heard.text)


def _asked_last(tx: Transaction, heard: Heard) -> bool:
    """Whether the line before this message offers the two buttons: then a plain yes answers them."""
    for line in reversed(tx.messages.newest(heard.conversation_id, _LAST_LINES)):
        if line.sender is not Sender.CUSTOMER:
            return any('"offer_accept"' in button["payload"] for button in line.buttons)
    return False


def _done(tx: Transaction, heard: Heard) -> tuple[Case, bool] | None:
    """The case, and the answer, that this very message gave already: a turn that failed later is run again."""
    for case in cases_known(tx, heard.conversation_id):
        for event in tx.cases.events(case.id):
            if event.code in (ACCEPTED, REFUSED) and event.data.get("message") == heard.message_id:
                return case, event.code == ACCEPTED
    return None


def _pressed(accepted: bool) -> str:
    return "pressed “Accept”" if accepted else "pressed “Don’t accept”"


def _accepted(context: Context, case: Case, outcome: str) -> list[Said]:
    facts = {
        "provider": context.provider(case.provider).name,
        "scheme": context.schemes[context.provider(case.provider).adr.scheme].name.value,
        "reference": case.reference,
        "outcome": outcome,
    }
    words = context.words
    return [words.say("utter_offer_accepted", **facts), words.say("utter_offer_accepted_then", **facts)]


def _refused(context: Context, case: Case, heard: Heard) -> list[Said]:
    """It stays open; the next rung of the provider's own ladder, and the day of the scheme."""
    provider = context.provider(case.provider).name
    said = context.words.say("utter_offer_refused", provider=provider, reference=case.reference)
    return [said, *next_after_refusal(context, case, heard.message_id)]
