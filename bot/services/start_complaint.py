"""Begin a complaint with the customer's own words, or take them into the one that is open already."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.decisions.calendar import london_date
from bot.decisions.playbook import NOT_AGAIN, PLAYBOOK
from bot.decisions.questions import Purpose, Question, next_question
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.readers.adr_told import NOT_COMPLAINED
from bot.readers.follow_up import says_another
from bot.readers.logs_it import only_wants_to_complain, wants_it_logged
from bot.readers.outcome import wish_beside_complaining
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply import only_way, without_only_way
from bot.readers.reply_wish import REPLY_WISH
from bot.readers.told_already import says_told_already, without_what_was_told
from bot.services.add_words import EVENT, add_words
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.known_cases import STILL_OPEN
from bot.services.latest_case import case_of, case_spoken_of, own_case_of
from bot.services.ports import Transaction
from bot.services.take_answer import take_answer
from bot.services.taking.first_contact import (
    OFFERED_BEFORE,
    ONLY_LOG,
    kept_for_the_next,
    only_to_be_logged,
)

_STOCK = re.compile(
    r"\b(?:i|i'?d|i'?m|we|my|a|an|the|to|want(?:ing)?|wanna|would|like|need|can|could|please|make|makin|raise|lodge|file|log|register|put|in|"
    r"have|got|wish|hello|hi|hey|hiya|complain(?:ing|t|ts)?|formal(?:ly)?|about|something|this|is|it|yes|there|you|now|another|new|different|"
    r"official(?:ly)?|start|do|am|here|unhappy|not|happy|very|really|so|with|your|service|company|lot|u|just|ok|okay|right|then|again)\b|[^\w\s]",
    re.IGNORECASE,
)
_CARRY_ON = re.compile(
    r"\W*(?:(?:ok|yes|please|actually|let'?s|can we|can i|i want to|i'?d like to|shall we) )*"
    r"(?:carry on|continue|resume|go on|pick (?:it|this) up again|start where (?:i|we) left off)"
    r"(?: (?:with|from) (?:it|that|this|(?:my|the) complaint(?: (?:that )?i (?:stopped|cancelled|started))?"
    r"|before|where (?:i|we) left off))?"
    r"(?: (?:please|now|then|after all))?\W*",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"\W*(?:no,? )?(?:please )?keep(?: (?:it|that|everything))?(?: (?:please|then|for (?:now|later)))*\W*",
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"\W*(?:yes,? )?(?:please )?(?:delete|erase|bin) (?:it|that|everything|all of it)(?: (?:please|then|all))*\W*",
    re.IGNORECASE,
)
_ABOUT_THEM = (
    Question.NAME,
    Question.REPLY_BY,
    Question.REPLY_ADDRESS,
    Question.CUSTOMER,
    Question.EMPLOYEES,
    Question.CODE,
)


def has_content(text: str) -> bool:
    """Whether a first message tells what happened, beyond that they want to complain."""
    if only_wants_to_complain(text):
        return False
    return len(_STOCK.sub(" ", without_only_way(text.replace("’", "'"))).split()) >= 2


def _tells(text: str, told_before: bool) -> bool:
    """The same, where "log that", "log what I told him" speaks of what is known already, if anything is."""
    words = without_what_was_told(text) if told_before else text
    return has_content(words) and not (told_before and says_told_already(text))


def wants_to_carry_on(heard: Heard) -> bool:
    """Somebody who has stopped wants to go on after all."""
    return heard.choice == "carry_on" or bool(_CARRY_ON.fullmatch(heard.text))


def wish_after_stopping(text: str) -> str | None:
    """``keep`` or ``delete``, typed instead of pressed."""
    if _KEEP.fullmatch(text):
        return "keep"
    return "delete" if _DELETE.fullmatch(text) else None


def put_away(context: Context, conversation_id: str) -> bool:
    """Whether a complaint that was begun in this chat was put away and is still kept."""
    with context.store.read() as tx:
        return _kept(context, tx, conversation_id) is not None


def _kept(context: Context, tx: Transaction, conversation_id: str) -> Intake | None:
    intake = tx.intakes.latest(conversation_id)
    if intake is None:
        return None
    answers = intake.answers
    asked_which = answers.get("unsure_if_complaint") and Question.FAULT_OR_COMPLAINT not in answers
    if not (answers.get("complaining") or asked_which):
        return None
    if intake.status is IntakeStatus.COMPLETE:  # stopped after it was logged: questions are left
        left = next_question(intake.answers, context.provider(intake.provider))
        return intake if left not in (None, Question.CODE) else None
    if intake.status is not IntakeStatus.CANCELLED:
        return None
    age = london_date(context.now()) - london_date(intake.began_at)
    return intake if age.days <= context.rule("intake_expiry") else None


def _carry_on(context: Context, heard: Heard) -> Outcome | None:
    """Take up what was put away, or ask whether to. ``None``: there is nothing, or this is a complaint of its own."""
    own = heard.choice is None and not _CARRY_ON.fullmatch(heard.text) and has_content(heard.text)
    if heard.choice == "new" or own:
        return None
    with context.store.write() as tx:
        intake = _kept(context, tx, heard.conversation_id)
        if intake is None:
            nothing = heard.choice == "carry_on" and tx.intakes.latest(heard.conversation_id) is None
            return Outcome(says=[("utter_nothing_to_carry_on", {})]) if nothing else None
        if intake.status is IntakeStatus.COMPLETE and not wants_to_carry_on(heard):
            return None
        if not wants_to_carry_on(heard):
            began = london_date(intake.began_at).isoformat()
            return Outcome(says=[("utter_resume_or_new", {"day": {"from": began, "to": began}})])
        outcome = Outcome(says=[("utter_carry_on", {})])
        tx.intakes.save(
            replace(
                intake,
                status=IntakeStatus.OPEN,
                handled_message=heard.message_id,
                outcome=outcome.as_json(),
            )
        )
        tx.commit()
    return outcome


def start_complaint(context: Context, heard: Heard, unsure: bool) -> Outcome:
    """Open the intake if none is open, and take what the message tells.

    ``unsure``: it may be a plain fault; they are asked which. The clock starts at ``heard.at``. A complaint made
    after one was logged in this chat goes to that one, unless the button or the words say that it is a new one.
    """
    done = _carry_on(context, heard) or _prepare(context, heard, unsure)
    if done is not None:
        return done
    before = _told_before(context, heard.conversation_id)
    wishes = before is None and wish_beside_complaining(heard.text)
    if heard.choice is None and (wishes or _tells(heard.text, before is not None)):
        return take_answer(context, heard, Question.DESCRIPTION, Purpose.COMPLAINT)
    if before is not None:
        # It is what happened, whatever the model makes of the words that have it logged now.
        told = replace(heard, text=before, choice=None, question=None, intent="make_complaint", topic=None)
        return take_answer(context, told, Question.DESCRIPTION, Purpose.COMPLAINT)
    return Outcome(says=[("utter_complaint_begin", {})])


def has_told(context: Context, conversation_id: str) -> bool:
    """Whether there is a case in this chat already, or somebody waits for a person: then details belong to that."""
    with context.store.read() as tx:
        return case_of(tx, conversation_id) is not None or tx.handoffs.open_of(conversation_id) is not None


def is_complaining(context: Context, conversation_id: str) -> bool:
    """Whether a complaint of this chat is begun and not yet told to the end."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
    return (
        intake is not None and intake.status is IntakeStatus.OPEN and bool(intake.answers.get("complaining"))
    )


def waits_only_for_a_person(context: Context, conversation_id: str) -> bool:
    """Whether a person was asked for before anything was told, and is awaited; nothing of a complaint was begun."""
    with context.store.read() as tx:
        waiting = tx.handoffs.open_of(conversation_id)
        intake = tx.intakes.latest(conversation_id)
        case = case_of(tx, conversation_id)
    begun = intake is not None and any(
        intake.answers.get(key) for key in ("complaining", "unsure_if_complaint", Question.DESCRIPTION)
    )
    return waiting is not None and waiting.reason == "asked" and case is None and not begun


def tells_complaint(context: Context, conversation_id: str) -> bool:
    """The same, or what they told may be a plain fault, and they are asked which of the two."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
    if intake is None or intake.status is not IntakeStatus.OPEN:
        return False
    return bool(intake.answers.get("complaining") or intake.answers.get("unsure_if_complaint"))


def may_begin(context: Context, conversation_id: str) -> bool:
    """Whether a plain yes means "then log it": they heard that they have to complain first, or told their trouble."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
    if intake is None or intake.status is not IntakeStatus.OPEN or intake.answers.get("complaining"):
        return False
    return bool(intake.answers.get(NOT_COMPLAINED)) or "_before" in intake.answers


def keep_for_later(context: Context, heard: Heard) -> None:
    """What they told is kept before it is clear that it is a complaint: "yes" or "log it" then takes it up."""
    with context.store.write() as tx:
        if own_case_of(tx, heard.conversation_id) is not None or _shown_open(tx, heard.conversation_id):
            return
        intake = open_intake(context, tx, heard)
        if Question.DESCRIPTION not in intake.answers and not intake.answers.get("complaining"):
            before = intake.answers.get("_before")
            if before and heard.text in before:
                return
            told = f"{before}\n{heard.text}" if before else heard.text
            began = intake.began_at if before else heard.at
            tx.intakes.save(replace(intake, began_at=began, answers={**intake.answers, "_before": told}))
            tx.commit()


def _shown_open(tx: Transaction, conversation_id: str) -> bool:
    """Whether somebody showed in this chat who they are, and has a complaint that is open."""
    case = case_of(tx, conversation_id)
    return case is not None and case.status in STILL_OPEN


def _told_before(context: Context, conversation_id: str) -> str | None:
    """What was told before it was clear that it is a complaint of its own."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
    return (
        intake.answers.get("_before") if intake is not None and intake.status is IntakeStatus.OPEN else None
    )


def _prepare(context: Context, heard: Heard, unsure: bool) -> Outcome | None:
    """An intake that is open and complaining; or the outcome, when there is nothing more to take."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        case = case_of(tx, heard.conversation_id)
        is_new = heard.choice == "new" or says_another(heard.text)
        if intake is not None and intake.status is not IntakeStatus.OPEN and case is not None and not is_new:
            meant = case_spoken_of(tx, heard.conversation_id, heard.text) or case
            kept = intake if meant.id == case.id else tx.intakes.get(meant.intake_id) or intake
            outcome = add_words(context, tx, kept, meant, heard)
            tx.commit()
            return outcome
        if not is_new and (added := _add_to_shown(context, tx, heard, intake)) is not None:
            tx.commit()
            return added
        logged = intake is not None and tx.cases.by_intake(intake.id) is not None
        if intake is not None and intake.status is IntakeStatus.OPEN and heard.choice == "new" and logged:
            intake = replace(intake, status=IntakeStatus.COMPLETE)  # what is left of it can be told later
            tx.intakes.save(intake)
        if intake is None or intake.status is not IntakeStatus.OPEN:
            before = intake if intake is not None or case is None else tx.intakes.get(case.intake_id)
            intake = _new(context, tx, heard, before, case)
        tx.intakes.save(as_complaint(intake, heard, unsure))
        tx.commit()
    return None


def _add_to_shown(context: Context, tx: Transaction, heard: Heard, intake: Intake | None) -> Outcome | None:
    """Whoever showed who they are and tells trouble speaks of the complaint that is open, unless one is begun here or
    they say that it is another: a new one would have later dates. ``intake``: the newest of this chat."""
    begun = intake is not None and (
        intake.answers.get("complaining") or intake.answers.get("unsure_if_complaint")
    )
    if heard.choice is not None or (begun and intake and intake.status is IntakeStatus.OPEN):
        return None
    case = case_spoken_of(tx, heard.conversation_id, heard.text)
    if case is None or case.conversation_id == heard.conversation_id or case.status not in STILL_OPEN:
        return None
    kept = tx.intakes.get(case.intake_id)
    if kept is None or not has_content(heard.text):
        return None
    return handled_before(kept, heard) or add_words(context, tx, kept, case, heard)


def as_complaint(intake: Intake, heard: Heard, unsure: bool) -> Intake:
    """``intake`` as that of a complaint, or, ``unsure``, of what may be a plain fault; the caller saves it."""
    answers = dict(intake.answers)
    began = intake.began_at
    if not answers.get("complaining") and not answers.get("unsure_if_complaint") and "_before" not in answers:
        began = heard.at
    if unsure and not answers.get("complaining"):
        answers["unsure_if_complaint"] = True
    else:
        answers["complaining"] = True
        if answers.get("unsure_if_complaint"):
            answers[Question.FAULT_OR_COMPLAINT] = "complaint"
    way = only_way(heard.text)
    if way is not None and Question.REPLY_BY not in answers:
        answers[Question.REPLY_BY] = way
    if wants_it_logged(heard.text) or answers.get(ONLY_LOG):
        answers = only_to_be_logged(answers)
    if answers.pop(NOT_COMPLAINED, None):  # told when they asked about ADR: this is the first time
        today = london_date(heard.at).isoformat()
        answers[Question.FIRST_TOLD_ON] = {"from": today, "to": today}
        answers.setdefault(Question.HANDLED_BY, "nobody")
    return replace(intake, began_at=began, answers=answers)


def open_intake(context: Context, tx: Transaction, heard: Heard) -> Intake:
    """The open intake of the chat, made if there is none: answers about ADR are kept on it too."""
    intake = tx.intakes.latest(heard.conversation_id)
    if intake is None or intake.status is not IntakeStatus.OPEN:
        intake = _new(context, tx, heard, intake, None)
    return intake


def _was_offered_help(before: Intake) -> bool:
    """Whether they were asked to try first, or sent to the people who mend faults: that is offered once a chat."""
    was_sent = before.answers.get(Question.FAULT_OR_COMPLAINT) == "fault"
    return was_sent or Question.SORT_OR_LOG in before.answers or bool(before.answers.get(PLAYBOOK))


def _new(context: Context, tx: Transaction, heard: Heard, before: Intake | None, case: Case | None) -> Intake:
    """What they said of themselves is kept, what happened is not: it is another complaint. Words that went to the
    first case just before, or that were told as a plain fault, need not be said again."""
    answers = {key.value: before.answers[key] for key in _ABOUT_THEM if before and key in before.answers}
    if before is not None and before.conversation_id == heard.conversation_id and ONLY_LOG in before.answers:
        answers[ONLY_LOG] = True
    for key in (REACH_NOTE, REPLY_WISH):
        if before and key in before.answers:
            answers[key] = before.answers[key]
    if answers.get(Question.CODE.value) != "confirmed":
        answers.pop(Question.CODE.value, None)
    here = before is not None and before.conversation_id == heard.conversation_id
    if before is not None and here and _was_offered_help(before):
        answers |= {Question.SORT_OR_LOG.value: "log", OFFERED_BEFORE: True}
    if before is not None and here and (done := kept_for_the_next(before.answers)):
        answers[NOT_AGAIN] = done
    began = heard.at
    if before is not None and here and before.answers.get(Question.FAULT_OR_COMPLAINT) == "fault":
        answers["_before"] = before.answers.get(Question.DESCRIPTION)
    elif case is not None and heard.choice == "new":
        added = [event for event in tx.cases.events(case.id) if event.code == EVENT]
        if added:
            answers["_before"] = added[-1].data["text"]
            began = datetime.fromisoformat(added[-1].data["at"])
    intake = Intake(
        id=context.new_id(),
        conversation_id=heard.conversation_id,
        provider=tx.conversations.get(heard.conversation_id).provider,
        status=IntakeStatus.OPEN,
        began_at=began,
        answers={key: value for key, value in answers.items() if value is not None},
    )
    tx.intakes.add(intake)
    return intake
