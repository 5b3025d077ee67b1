"""Ask the provider for its final answer in writing, or to let the customer go to the scheme early."""

from __future__ import annotations

from typing import Literal

from bot.decisions.provider import Provider
from bot.decisions.topic import Topic
from bot.services.answers.asked import Asked, together
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.latest_case import case_of
from bot.wording import Said

Wish = Literal["adr_letter", "early_referral"]
EVENTS: dict[Wish, str] = {
    "adr_letter": "case.adr_letter_requested",
    "early_referral": "case.early_referral_requested",
}
_REASONS: dict[Wish, str] = {"adr_letter": "deadlock_letter", "early_referral": "early_referral"}


def ask_for_letter(context: Context, conversation_id: str, message_id: str, wish: Wish) -> list[Said]:
    """Recorded on the case of this chat, once per message, and passed to the provider's people; what happens next."""
    with context.store.write() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        case = case_of(tx, conversation_id)
        if case is not None:
            events = tx.cases.events(case.id)
            code = EVENTS[wish]
            if not any(each.code == code and each.data.get("message") == message_id for each in events):
                tx.cases.add_event(case.id, code, context.now(), {"by": "customer", "message": message_id})
                tx.commit()
    asked = Asked(context, provider)
    said = [asked.say("utter_deadlock_letter" if wish == "adr_letter" else "utter_early_referral")]
    said += asked.page(Topic.ADR_EARLY)
    if case is not None:
        said.append(asked.say("utter_letter_asked_for", reference=case.reference))
        said.append(asked.say("utter_letter_may_be_refused", weeks=asked.weeks()))
        said.append(when_adr_opens(context, case))
    else:
        said.append(asked.say("utter_letter_no_case"))
    bubbles = [Said(text) for text in said]
    return bubbles + request_person(context, conversation_id, message_id, _REASONS[wish])


def letter_time(context: Context, provider: Provider) -> list[Said]:
    """How long the letter takes: no page says, but at the end of the wait it is due."""
    asked = Asked(context, provider)
    due = together([asked.rule("adr_letter_at_end_of_wait")])
    return [Said(asked.say("utter_escalate_no_time")), *(Said(text) for text in due)]
