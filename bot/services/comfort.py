"""Somebody is in distress or danger: warm words, a person with priority, and what they wrote is kept."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.provider import Provider
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import Intake, IntakeStatus
from bot.decisions.safety import Danger, dangers_in
from bot.readers.around_care import InCare, asked_in_care
from bot.readers.trouble import says_they_complain
from bot.services.add_words import add_words
from bot.services.caring.after_a_death import KEPT, mourned_before
from bot.services.caring.asked_in_care import helpline_says
from bot.services.caring.notes import UNSURE, alarmed_before, is_vague, kinds_alarmed, note_dangers
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import LOGGED_EARLY, Heard, handled_before
from bot.services.latest_case import case_of, intake_of
from bot.services.ports import Transaction
from bot.services.shape_answer import with_the_story_so_far
from bot.services.start_complaint import as_complaint, has_content, open_intake
from bot.services.take_answer import answer_within
from bot.wording import Said

_HELP = {
    ("emergency", "samaritans"): "utter_urgent_help",
    ("emergency",): "utter_urgent_emergency",
    ("samaritans",): "utter_talk_help",
}
"""What is said of whom to ring; for other numbers a response has to be written first."""
_WORDS = {
    Danger.BEREAVEMENT: "utter_upset_bereavement",
    Danger.LIFELINE: "utter_upset_lifeline",
    Danger.NO_FOOD: "utter_upset_no_food",
    Danger.CUT_OFF: "utter_upset_cut_off",
    Danger.LIFE: "utter_upset_life",
}


def comforting_words(context: Context, heard: Heard, danger: Danger | None) -> list[Said]:
    """``danger``: what the safety net heard; ``None`` when only the model did. Last comes what becomes of their words,
    unless they are on a case already; the form goes on by itself and says nothing of it."""
    with context.store.write() as tx:
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
        has_case = _keep(context, tx, heard)
        sorry_before = danger is Danger.BEREAVEMENT and mourned_before(tx, heard)
        alarmed = alarmed_before(tx.care.of(heard.conversation_id), heard, danger) and not heard.on_form
        waits = tx.handoffs.open_of(heard.conversation_id) is not None
        tx.commit()
    if sorry_before and not heard.on_form:
        request_person(context, heard.conversation_id, heard.message_id, "vulnerable", priority=True)
        return [context.words.say(KEPT, provider=provider.name)]
    if alarmed and waits:
        return _once_more(context, provider, heard, danger)
    if danger is Danger.CUT_OFF and not heard.on_form:  # said by ``care_for``, which hears it in any message
        return [] if has_case else [kept_words(context, heard)]
    said = kind_words(context, provider, heard, danger)
    return said if has_case or heard.on_form else [*said, kept_words(context, heard)]


def _once_more(context: Context, provider: Provider, heard: Heard, danger: Danger | None) -> list[Said]:
    """More of a danger that was answered with a number already: that is not said over and over. Where a life may be
    at stake a short line names it all the same."""
    note_dangers(context, heard, danger)
    request_person(context, heard.conversation_id, heard.message_id, "vulnerable", priority=True)
    if no_helpline := _no_helpline(context, heard):
        return no_helpline
    said = [context.words.say("utter_upset_again", provider=provider.name)]
    if danger in (Danger.SUICIDE, Danger.LIFE):
        numbers = dict(context.rules.at("urgent_help", context.today()).value)
        said.append(context.words.say("utter_urgent_again", emergency=numbers["emergency"]))
    return said


def kept_words(context: Context, heard: Heard) -> Said:
    """What became of words that came with danger: logged, kept as the complaint that they want, or just kept."""
    with context.store.read() as tx:
        intake = intake_of(tx, heard.conversation_id)
        case = tx.cases.by_intake(intake.id) if intake is not None else None
        wants_none = tx.care.of(heard.conversation_id).no_complaint
    if case is None and wants_none:
        return context.words.say("utter_kept_no_complaint")
    if case is not None:
        return context.words.say("utter_logged_meanwhile", reference=case.reference)
    complaining = intake is not None and intake.answers.get("complaining")
    return context.words.say("utter_upset_complaint_kept" if complaining else "utter_upset_complaint_too")


def told_in_danger(context: Context, conversation_id: str) -> bool:
    """Whether words that came with danger are kept, and nobody has said yet whether they are a complaint."""
    with context.store.read() as tx:
        intake = intake_of(tx, conversation_id)
    answers = intake.answers if intake is not None and intake.status is IntakeStatus.OPEN else {}
    return bool(answers.get("_urgent") and answers.get("_before") and not answers.get("complaining"))


def kind_words(context: Context, provider: Provider, heard: Heard, danger: Danger | None) -> list[Said]:
    """The words, and a person asked for with priority; what they wrote is kept by the caller."""
    key = _WORDS.get(danger, "utter_upset") if danger is not None else "utter_upset"
    kind = context.words.say(key, provider=provider.name)
    with context.store.read() as tx:
        said_before = bool(kinds_alarmed(tx.care.of(heard.conversation_id), heard))
    lines = _no_helpline(context, heard) or helplines(context, danger, heard.text, said_before)
    # On a small screen the first lines are what is seen: in danger to life they are the number to ring.
    said = [*lines, kind] if danger is Danger.LIFE else [kind, *lines]
    if danger is Danger.BEREAVEMENT:
        said.append(context.words.say("utter_bereavement_then", provider=provider.name))
    note_dangers(context, heard, danger, alarm=bool(lines))
    said += request_person(
        context, heard.conversation_id, heard.message_id, "vulnerable", priority=True, on_form=heard.on_form
    )
    return said


def _no_helpline(context: Context, heard: Heard) -> list[Said]:
    """They ask for a number of a helpline for abuse at home: none is known, and the emergency number is."""
    if asked_in_care(heard.text) is not InCare.HELPLINE:
        return []
    key, facts = helpline_says(context)
    return [context.words.say(key, **facts)]


def helplines(
    context: Context, danger: Danger | None, text: str = "", said_before: bool = False
) -> list[Said]:
    """Whom to ring, by all that was heard (rule ``urgent_help_kinds``): a death told in despair has a number, a death
    has none. Nothing where a number would sound as if we had not listened. ``said_before``: the number for danger was
    said in this chat, so who is only upset hears of somebody to talk to."""
    numbers = dict(context.rules.at("urgent_help", context.today()).value)
    kinds = context.rules.at("urgent_help_kinds", context.today()).value
    heard = {danger.value if danger is not None else UNSURE, *(each.value for each in dangers_in(text))}
    fitting = tuple(key for key in numbers if any(key in kinds[each] for each in heard))
    if said_before and is_vague(danger) and len(fitting) > 1:
        fitting = tuple(key for key in fitting if key != "emergency")
    return [context.words.say(_HELP[fitting], **{key: numbers[key] for key in fitting})] if fitting else []


def _keep(context: Context, tx: Transaction, heard: Heard) -> bool:
    """Their words: on the case if there was one before them (true), else for the complaint that may come of them."""
    case = case_of(tx, heard.conversation_id)
    intake = intake_of(tx, heard.conversation_id) if case is not None else open_intake(context, tx, heard)
    done = handled_before(intake, heard)
    if (
        intake is None or done is not None
    ):  # run again: a case that this very message opened was not there before
        return case is not None and not (done and any(key == LOGGED_EARLY for key, _ in done.says))
    if case is not None and intake.id == case.intake_id:
        add_words(context, tx, intake, case, heard)
        return True
    if says_they_complain(heard.text) and has_content(heard.text) and not heard.on_form:
        intake = as_complaint(
            intake, heard, unsure=False
        )  # in so many words: nobody asks whether they want it
    answers = {**intake.answers, "_urgent": True}
    if heard.text and answers.get("complaining") and Question.DESCRIPTION not in answers:
        _as_the_story(context, tx, replace(intake, answers=answers), heard)
        return False
    if heard.text and Question.DESCRIPTION in answers:
        answers |= with_the_story_so_far({Question.DESCRIPTION: heard.text.strip()}, answers)
    elif heard.text and heard.text not in str(answers.get("_before") or ""):
        # What they told before the alarm is what happened; this is more of it.
        answers["_before"] = "\n".join(each for each in (answers.get("_before"), heard.text) if each)
    tx.intakes.save(replace(intake, answers=answers))
    return case is not None


def _as_the_story(context: Context, tx: Transaction, intake: Intake, heard: Heard) -> None:
    """Told where "what happened?" stands: it is not asked again, and what else it tells is kept too."""
    plain = replace(heard, intent="give_details", choice=None)
    answer_within(context, tx, intake, plain, Question.DESCRIPTION, Purpose.COMPLAINT)
    kept = tx.intakes.get(intake.id) or intake
    if Question.DESCRIPTION not in kept.answers:  # it asks something of us too
        story = {**kept.answers, "_urgent": True, Question.DESCRIPTION.value: heard.text.strip()}
        tx.intakes.save(replace(kept, answers=story))
