"""A detail or a correction that comes when nothing is asked: kept on the complaint, or as a way to reach them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.questions import DETAILS, Question
from bot.decisions.records import Case, ContactKind, Intake
from bot.readers.answers import Message, find_contact
from bot.readers.asides import wants_to_change
from bot.readers.contact import complete_address, postcode_of
from bot.readers.details_told import corrected, details_told
from bot.readers.heard import Problem, Taken
from bot.readers.reach_times import REACH_NOTE, find_reach_note
from bot.readers.reply_moves import says_where_to_reply
from bot.readers.reply_wish import REPLY_WISH, find_reply_wish, with_wish
from bot.readers.trouble import happened_again
from bot.readers.volunteered import correction, restated, volunteered
from bot.services.add_words import put_words_on_case
from bot.services.answer_words import named
from bot.services.confirm_contact import code_outstanding
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.heard import ADR_DAY, Heard, Outcome, Says, handled_before
from bot.services.identity.shown import by_facts_alone, keep_shown
from bot.services.known_cases import cases_known
from bot.services.latest_case import case_of, case_spoken_of, intake_of
from bot.services.open_case import keep_details
from bot.services.ports import Transaction
from bot.services.read_back import dates_that_cross, wishes_noted
from bot.services.replaced_contact import REPLACED, put_right
from bot.services.reply_wanted import counts_at_once, is_in_use, stay_with, want_reply_at

_WHOSE: Final = frozenset({Question.REPLY_BY, Question.REPLY_ADDRESS, Question.NAME, Question.ACCOUNT})
"""Whose complaint it is, and where the reply goes."""
_DATES: Final = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON)
_WHERE: Final = (Question.REPLY_BY, Question.REPLY_ADDRESS)


def add_details(context: Context, heard: Heard, *, dates: bool = True) -> Outcome:
    """Keep the words. With no complaint and nobody waiting there is nothing to keep them on, and that is said.
    ``dates``: whether a day in them may change when it began, or when the provider was first told."""
    if heard.choice is not None:  # a button of a question that is no longer asked
        return Outcome(says=[("utter_button_of_before", {})])
    with context.store.write() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
        intake = intake_of(tx, heard.conversation_id)
        if case is not None and case != case_of(tx, heard.conversation_id):
            intake = tx.intakes.get(case.intake_id)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        waiting = tx.handoffs.open_of(heard.conversation_id)
        contact = find_contact(heard.text)
        if isinstance(contact, Problem) and (waiting is not None or case is not None):
            return Outcome(says=[(contact.key, dict(contact.facts))])
        if case is not None and intake is not None:
            outcome = _to_the_case(context, tx, intake, case, heard, dates)
        elif waiting is not None and isinstance(contact, Taken):
            kind, address = contact.values[Question.REPLY_BY], contact.values[Question.REPLY_ADDRESS]
            for wrong in put_right(tx, heard.conversation_id, heard.text, kind, address):
                tx.contacts.remove(wrong.id)  # without a case nothing else names it
            keep_contact(context, tx, heard.conversation_id, kind, address, waiting)
            outcome = Outcome(says=[("utter_person_contact_kept", {"address": address})])
        else:
            wants_none = tx.care.of(heard.conversation_id).no_complaint
            return Outcome(says=[("utter_kept_no_complaint" if wants_none else "utter_details_for_what", {})])
        tx.commit()
    return outcome


def _to_the_case(
    context: Context, tx: Transaction, intake: Intake, case: Case, heard: Heard, dates: bool
) -> Outcome:
    """The words as they are, and what they change: an address, a date, a name. Each change is read back."""
    told = {key: value for key, value in _changes(intake, heard).items() if dates or key not in _DATES}
    facts_alone = by_facts_alone(tx, heard.conversation_id, case)
    held = {key: value for key, value in told.items() if facts_alone and key in _WHOSE}
    told = {key: value for key, value in told.items() if key not in held}
    moves, wanted = _wants_reply_elsewhere(context, tx, case, heard, told)
    told = {key: value for key, value in told.items() if moves or key not in _WHERE}
    dated = [question for question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON) if question in told]
    says = [(f"utter_changed_{question}", {"day": told[question]}) for question in dated]
    if Question.REPLY_ADDRESS in told:
        says.append(("utter_changed_reply", {"address": told[Question.REPLY_ADDRESS]}))
    says += _changed_details(context, told, intake)
    if REACH_NOTE in told:
        says.append(("utter_noted_reply_note", {"note": told[REACH_NOTE]}))
    says += wishes_noted(told, intake.answers)
    says += wanted
    crossing, crossed = dates_that_cross(intake.answers, told)
    says += crossing
    if dated:
        says.append((ADR_DAY, {}))
    if held:
        says.append(("utter_needs_a_code", {"reference": case.reference}))
        _for_who_is_awaited(context, tx, heard, held)
    if not says and wants_to_change(heard.text):
        return Outcome(says=[("utter_change_how", {})])
    if not says:
        says.append(("utter_added_to_case", {"reference": case.reference}))
    data: dict[str, Any] = {}
    if Question.REPLY_ADDRESS in told:
        reply_by, address = told.get(Question.REPLY_BY, ""), told[Question.REPLY_ADDRESS]
        wrong = put_right(tx, heard.conversation_id, heard.text, reply_by, address)
        data |= {REPLACED: [each.id for each in wrong]} if wrong else {}
    put_words_on_case(context, tx, case, heard, data)
    kept = replace(intake, answers={**intake.answers, **told, **crossed})
    if told and tx.cases.by_intake(intake.id) is not None:
        if heard.conversation_id != case.conversation_id:
            keep_shown(tx, heard.conversation_id, case)
        case = keep_details(context, tx, case, kept)
        if Question.REPLY_ADDRESS in told and code_outstanding(
            context, tx, case.conversation_id, case.contact_id
        ):
            says.append(("utter_code_for_new_address", {"minutes": context.rule("code_lifetime")}))
    if wanted and heard.conversation_id != case.conversation_id:
        keep_shown(tx, heard.conversation_id, case)  # the code is taken in this chat
    if _of_several(tx, heard) and not any("reference" in facts for _, facts in says):
        says.insert(0, ("utter_about_complaint", {"reference": case.reference}))
    outcome = Outcome(says=says)
    tx.intakes.save(replace(kept, handled_message=heard.message_id, outcome=outcome.as_json()))
    waiting = tx.handoffs.open_of(heard.conversation_id)
    if waiting is not None and Question.REPLY_ADDRESS in told:
        kind = told[Question.REPLY_BY]
        keep_contact(context, tx, heard.conversation_id, kind, told[Question.REPLY_ADDRESS], waiting)
    return outcome


def _of_several(tx: Transaction, heard: Heard) -> bool:
    """Whether the chat may be told of more than one complaint, so that it must be said which was changed."""
    return len(cases_known(tx, heard.conversation_id)) > 1


def _wants_reply_elsewhere(
    context: Context, tx: Transaction, case: Case, heard: Heard, told: dict[str, Any]
) -> tuple[bool, Says]:
    """Whether an address that they told may take the place of the old one at once, and else what is said. A number for
    the person whom they wait for is no address for the reply."""
    contact = find_contact(heard.text)
    if isinstance(contact, Taken):
        kind, address = (str(contact.values[each]) for each in _WHERE)
        says_where = says_where_to_reply(heard.text)
        if says_where and is_in_use(tx, case, kind, address):
            return False, stay_with(context, tx, case)
        waiting = tx.handoffs.open_of(heard.conversation_id)
        if waiting is not None and kind == ContactKind.PHONE and not says_where:
            if counts_at_once(context, tx, heard, case, kind, address) and Question.REPLY_ADDRESS in told:
                return True, []
            keep_contact(context, tx, heard.conversation_id, kind, address, waiting)
            return False, [("utter_person_contact_kept", {"address": address})]
    if Question.REPLY_ADDRESS not in told:
        return True, []
    kind, address = str(told.get(Question.REPLY_BY, "")), str(told[Question.REPLY_ADDRESS])
    if counts_at_once(context, tx, heard, case, kind, address):
        return True, []
    return False, want_reply_at(context, tx, heard, case, kind, address)


def _for_who_is_awaited(context: Context, tx: Transaction, heard: Heard, held: dict[str, Any]) -> None:
    """A way to reach them helps the person whom they wait for in this chat; the complaint keeps its own."""
    waiting = tx.handoffs.open_of(heard.conversation_id)
    if waiting is not None and Question.REPLY_ADDRESS in held:
        kind = held[Question.REPLY_BY]
        keep_contact(context, tx, heard.conversation_id, kind, held[Question.REPLY_ADDRESS], waiting)


def _changed_details(
    context: Context, told: dict[str, Any], intake: Intake
) -> list[tuple[str, dict[str, Any]]]:
    """What else the words change or add, by name."""
    answers = {**intake.answers, **told}
    provider = context.provider(intake.provider)
    named_ones = [
        named(context, question, answers, provider)
        for question in (*DETAILS, Question.NAME)
        if question.value in told
    ]
    return [("utter_changed_details", {"what": "; ".join(named_ones)})] if named_ones else []


def _changes(intake: Intake, heard: Heard) -> dict[str, Any]:
    """What a message after the end changes, by answer key."""
    message = Message(heard.text, london_date(heard.at), None, heard.intent, heard.confidence)
    changes: dict[str, Any] = {}
    contact = find_contact(heard.text)
    if isinstance(contact, Taken) and contact.values[Question.REPLY_ADDRESS] != intake.answers.get(
        Question.REPLY_ADDRESS
    ):
        changes |= {str(key): value for key, value in contact.values.items()}
        if intake.answers.get(Question.REPLY_BY) == "letter" == contact.values[Question.REPLY_BY]:
            before, now = intake.answers.get(Question.REPLY_ADDRESS), contact.values[Question.REPLY_ADDRESS]
            changes[Question.REPLY_ADDRESS.value] = complete_address(before, now)
    if postcode := postcode_of(intake.answers.get(Question.REPLY_ADDRESS), heard.text):
        before = str(intake.answers[Question.REPLY_ADDRESS])
        changes |= {
            Question.REPLY_BY.value: "letter",
            Question.REPLY_ADDRESS.value: complete_address(before, postcode),
        }
    note = find_reach_note(heard.text, asked=isinstance(contact, Taken))
    changes |= {REACH_NOTE: note} if note else {}
    wish = find_reply_wish(heard.text)
    changes |= {REPLY_WISH: with_wish(intake.answers.get(REPLY_WISH), wish)} if wish else {}
    changes |= restated(message, intake.answers)
    new_value = corrected(message, intake.answers)
    if new_value is not None:
        changes |= {key: value for key, value in new_value.values.items() if not key.startswith("_")}
    changes |= details_told(heard.text, {**intake.answers, **changes})
    for reading in (correction(message, intake.answers), volunteered(message, {**intake.answers, **changes})):
        if isinstance(reading, Taken):
            changes |= {str(key): value for key, value in reading.values.items() if str(key) not in changes}
    if happened_again(heard.text):
        changes.pop(Question.HAPPENED_ON.value, None)
    return changes
