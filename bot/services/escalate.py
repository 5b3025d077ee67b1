"""Take a complaint up the provider's own ladder: what to do and send, recorded on the case, a person asked."""

from __future__ import annotations

import re
from typing import Any

from bot.decisions.ladder import named_step, next_step
from bot.decisions.provider import Provider, Step
from bot.decisions.records import Case
from bot.decisions.target import target
from bot.readers.requests import has_tried_a_manager, not_complained
from bot.services.answers import scheme as answers_scheme
from bot.services.answers.asked import Asked
from bot.services.answers.higher_up import step_words
from bot.services.case_link import letter_link
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.latest_case import case_spoken_of
from bot.services.ports import Transaction
from bot.wording import Button, Said

EVENT = "case.escalated"


def escalate(
    context: Context, conversation_id: str, message_id: str, text: str, ask: bool = True
) -> list[Said]:
    """What comes next, once per message. With a case of this chat it is recorded there, with the stage's target;
    without one the next rung is told, for a complaint made elsewhere. ``ask``: they want it done, so a person is asked
    for; who only asks about it hears how, and is offered it."""
    with context.store.write() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        case = case_spoken_of(tx, conversation_id, text)
        stage = _reached(tx, case, provider, text, message_id)
        step = named_step(provider, text) or next_step(provider, stage)
        if case is not None and ask and not step.ends:
            _record(context, tx, case, step, message_id)
            tx.commit()
    said = (
        _words(context, case, step, provider, ask) if case else _without_case(context, step, provider, text)
    )
    if not ask:
        title = context.words.text("utter_guess_request_escalation")
        return [*said[:-1], Said(said[-1].text, [Button(title, "/request_escalation")])]
    return said + request_person(context, conversation_id, message_id, "escalation")


def _reached(
    tx: Transaction, case: Case | None, provider: Provider, text: str, message_id: str
) -> str | None:
    """The rung they stand on before this message: as the case has it, or as they say."""
    if case is not None and (stage := reached(tx, case, but=message_id)):
        return stage
    if not has_tried_a_manager(text):
        return None
    managers = [step.stage for step in provider.ladder if "manager" in step.who.lower() and not step.ends]
    if not managers:
        return None
    # "The senior manager is ignoring me" names the highest; "the manager" may be the one who has it first.
    return managers[-1] if re.search(r"\bsenior\b", text, re.IGNORECASE) else managers[0]


def _without_case(context: Context, step: Step, provider: Provider, text: str) -> list[Said]:
    asked = Asked(context, provider)
    sorry = [] if not_complained(text) else [Said(asked.say("utter_escalate_sorry"))]
    if step.ends:
        contact = answers_scheme.adr_contact(Asked(context, provider))[:1]
        return [*sorry, Said(asked.say("utter_escalate_top")), *(Said(line) for line in contact)]
    above = [rung.how for rung in provider.ladder[provider.ladder.index(step) + 1 :] if not rung.ends]
    return [
        *sorry,
        Said(asked.say("utter_escalate_step", who=step.who, how=step_words(asked, step))),
        *([Said(asked.say("utter_escalate_then", steps=" ".join(above)))] if above else []),
        Said(asked.say("utter_escalate_no_case")),
    ]


def reached(tx: Transaction, case: Case, but: str | None = None) -> str | None:
    """The stage that the case has been taken to; ``but`` is a message that does not count."""
    taken = [event.data for event in tx.cases.events(case.id) if event.code == EVENT]
    stages = [data.get("stage") for data in taken if but is None or data.get("message") != but]
    return stages[-1] if stages else None


def _record(context: Context, tx: Transaction, case: Case, step: Step, message_id: str) -> None:
    """Once per message: a turn that failed later is run again."""
    events = tx.cases.events(case.id)
    if any(event.code == EVENT and event.data.get("message") == message_id for event in events):
        return
    data: dict[str, Any] = {"by": "customer", "stage": step.stage, "who": step.who, "message": message_id}
    if step.target:
        aim = target(context.provider(case.provider), step.target, context.now(), None, context.holidays)
        data |= {"due_on": aim.due_on.isoformat(), "kind": aim.kind.value}
    tx.cases.add_event(case.id, EVENT, context.now(), data)


def _words(context: Context, case: Case, step: Step, provider: Provider, ask: bool) -> list[Said]:
    asked = Asked(context, provider)
    if step.ends:
        return [
            Said(asked.say("utter_escalate_top")),
            Said(when_adr_opens(context, case)),
        ]
    if ask:
        said = [Said(asked.say("utter_escalate_next", who=step.who, reference=case.reference))]
        said.append(Said(step_words(asked, step)))
    else:
        said = [Said(asked.say("utter_escalate_step", who=step.who, how=step_words(asked, step)))]
    if step.send and step.lines:
        said.append(Said(asked.say("utter_escalate_letter", link=letter_link(context, case))))
    if step.target:
        aim = target(provider, step.target, context.now(), None, context.holidays)
        said.append(Said(asked.say("utter_escalate_by", day=context.day(aim.due_on))))
    else:
        said.append(Said(asked.say("utter_escalate_no_time")))
    others = [
        other.how for other in provider.ladder if other.optional and other is not step and step.optional
    ]
    return said + [Said(how) for how in others]
