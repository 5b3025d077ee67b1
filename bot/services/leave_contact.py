"""Somebody who waits for a person leaves an address on the form: for the team, and for the complaint if one is told.

With what happened and an address a complaint is logged, as everywhere; it is said, with its reference.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import Conversation
from bot.readers.answers import find_contact
from bot.readers.heard import Problem, Taken
from bot.services.fill_form import FillForm
from bot.services.form_answer import FormError, Sent
from bot.services.form_lines import keep_line, keep_reply
from bot.services.hand_off import keep_contact
from bot.services.heard import Heard
from bot.services.start_complaint import is_complaining
from bot.services.take_answer import take_answer


def leave_contact(
    form: FillForm,
    conversation: Conversation,
    sent: Sent,
    key: str,
    admit: Callable[[], None] = lambda: None,
) -> FormError | None:
    """Keep the e-mail address or phone number in ``sent.text``, tell the team, and say so; or what is wrong with it."""
    context = form.context
    text = sent.text.strip()
    found = find_contact(text[: form.longest])
    if isinstance(found, Problem) and found.suggestion and sent.as_typed == text:
        found = Taken(dict(found.suggestion["instead"]))
    if isinstance(found, Problem):
        slip = found.suggestion is not None
        return FormError(
            "text",
            words=context.words.text(found.key, **found.facts),
            typed=found.facts.get("typed", "") if slip else "",
            suggestion=found.facts.get("suggestion", "") if slip else "",
        )
    if found is None:
        return FormError("text", words=context.words.text("utter_missed_reply_address"))
    kind, address = found.values[Question.REPLY_BY], found.values[Question.REPLY_ADDRESS]
    line, _ = keep_line(context, conversation.id, text, key, admit)
    with context.store.write() as tx:
        waiting = tx.handoffs.open_of(conversation.id)
        intake = tx.intakes.latest(conversation.id)
        keep_contact(context, tx, conversation.id, kind, address, waiting)
        tx.commit()
    wanted = intake is not None and Question.REPLY_ADDRESS not in intake.answers
    if wanted and is_complaining(context, conversation.id):
        heard = Heard(
            conversation.id, f"{line.id}:{conversation.id}", text, line.sent_at, "give_details", 1.0,
            on_form=True, as_typed=sent.as_typed == text,
        )  # fmt: skip
        take_answer(context, heard, Question.REPLY_BY, Purpose.COMPLAINT)
    said = [context.words.say("utter_person_contact_kept", address=address)]
    reference = form.reference(conversation) if wanted else None
    if reference is not None:
        said.append(context.words.say("utter_logged_meanwhile", reference=reference))
    keep_reply(context, conversation, line, said, [])
    return None
