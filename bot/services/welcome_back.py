"""The first line of a chat that goes on from an ended one: which complaint is still open, and what comes next."""

from __future__ import annotations

from bot.decisions.late import first_aim_is_met
from bot.decisions.records import Case, CaseStatus, Sender
from bot.services.agent_promise import AgentPromise, promise_words, standing_of
from bot.services.case_words import aim_words
from bot.services.context import Context
from bot.services.known_cases import open_before
from bot.services.transcript import lines
from bot.wording import Said


def tell_open_case(context: Context, conversation_id: str) -> None:
    """Say it below the greeting. Nothing where no complaint of the chats before is open."""
    with context.store.write() as tx:
        case = open_before(tx, conversation_id)
        if case is None:
            return
        aims = not first_aim_is_met(case, tx.promises.of_case(case.id))
        said = _words(context, case, standing_of(tx, case), aims)
        for line in lines(conversation_id, Sender.BOT, [said], context.now()):
            tx.messages.add(line)
        tx.commit()


def _words(context: Context, case: Case, promised: list[AgentPromise], aims: bool) -> Said:
    """That it is open, and the next day of those that were promised or aimed at; how it stands where there is none.
    ``aims``: what it was opened with as its target is still to be met."""
    aims = aims and case.status is CaseStatus.OPEN
    if not aims and not promised:
        status = context.words.text(f"utter_status_{case.status}")
        return context.words.say("utter_earlier_case_status", reference=case.reference, status=status)
    first = next((each for each in promised if each.due_on >= context.today()), None) if aims else promised[0]
    if first is not None and not (aims and context.today() <= case.due_on < first.due_on):
        following = promise_words(context, first).text
    else:
        following = aim_words(context, case).text
    return context.words.say("utter_earlier_case", reference=case.reference, next=following)
