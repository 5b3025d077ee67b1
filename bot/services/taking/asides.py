"""Why we ask, a moment to think, the question once more, another complaint: said, and the question stands as it was."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.questions import OPTIONAL, UNKNOWN, Purpose, Question
from bot.readers.asides import wants_another
from bot.readers.outage import only_asks_about_outage
from bot.readers.plain_questions import Asks, plain_question, tells_too
from bot.readers.reply import misses_code
from bot.readers.told_already import says_told_already
from bot.services.answer_outage import outage_says
from bot.services.answer_words import summary
from bot.services.files_sent import files_sent
from bot.services.hearing.asides import wants_repeat, wants_summary, wants_time, wonders_why
from bot.services.hearing.ours_or_theirs import OWN_WORDS, TheirWords
from bot.services.plain_answers import KEPT_AS_WISH, plainly
from bot.services.taking.denied import hear_denied
from bot.services.taking.good_news import hear_works_again
from bot.services.taking.keep_values import keep_values
from bot.services.taking.problems import MISSES_BEFORE_A_PERSON, leave_out
from bot.services.taking.state import Taking
from bot.services.told_before import story_told_before


def answer_aside(taking: Taking, question: Question | None) -> bool:
    """Why we ask, a moment to think, or the question once more: said, and the question stands as it was."""
    if question is None or taking.heard.on_form:
        return False
    if wants_summary(taking.said):
        files = files_sent(taking.tx, taking.intake)
        told = summary(taking.context, taking.intake.answers, taking.profile, files)
        taking.says.append(("utter_summary", {"summary": told}) if told else ("utter_repeat", {}))
        return True
    if taking.heard.choice is None and only_asks_about_outage(taking.message.text):
        taking.says += outage_says(taking.context, taking.tx, taking.intake.conversation_id, taking.intake)
        return True
    if hear_denied(taking, question):
        return True
    if hear_works_again(taking, question) or _answer_plainly(taking, question):
        return True
    if wants_time(taking.said):
        taking.says.append(("utter_no_hurry", {}))
        return True
    if wants_repeat(taking.said):
        taking.says.append(("utter_repeat", {}))
        return True
    if _wants_another(taking, question):
        return True
    if question is Question.DESCRIPTION and says_told_already(taking.message.text):
        _look_up_the_story(taking)
        return True
    if _told_already(taking, question):
        return True
    typed = taking.heard.choice is None and question is not Question.CODE and question not in OWN_WORDS
    if typed and misses_code(taking.message.text):
        taking.says.append(("utter_code_later", {}))
        return True
    if wonders_why(taking.said):
        key = f"utter_why_{question}"
        taking.says.append((key if key in taking.context.words else "utter_why", {}))
        return True
    return False


def _answer_plainly(taking: Taking, question: Question) -> bool:
    """A plain question of theirs. A wish for a visit, or to know whether theirs went astray too, is kept as what they
    would like, or is the story."""
    asks = plain_question(taking.message.text) if taking.heard.choice is None else None
    if asks is None or (asks in KEPT_AS_WISH and question is Question.DESCRIPTION):
        return False
    if tells_too(taking.message.text):
        return False  # what they tell is taken, and what they ask is answered beside it
    says = plainly(taking.context, taking.tx, taking.intake.conversation_id, asks)
    if asks in KEPT_AS_WISH and taking.purpose is Purpose.COMPLAINT:
        wished = KEPT_AS_WISH[asks]
        before = taking.intake.answers.get(Question.OUTCOME)
        words = taking.message.text.strip()
        wish = words if before in (None, UNKNOWN) else before if words in before else f"{before}; {words}"
        kinds = [kind for kind in taking.intake.answers.get("outcome_kinds") or () if kind != wished]
        keep_values(taking, {Question.OUTCOME: wish, "outcome_kinds": [*kinds, wished]})
    elif asks is Asks.WAS_MINE:
        says = [("utter_was_mine_offer", {})]  # nothing is kept where no complaint is told
    taking.says += says
    return bool(says)


def _told_already(taking: Taking, question: Question) -> bool:
    """ "Told you lot already": nothing to take, and no reason to ask the same once more and once more."""
    if taking.heard.choice is not None or not says_told_already(taking.message.text):
        return False
    misses = int(taking.intake.answers.get("_misses") or 0) + 1
    if misses >= MISSES_BEFORE_A_PERSON and question in OPTIONAL and question is not Question.CODE:
        leave_out(taking, question)
        return True
    taking.set("_misses", misses)
    before = question is Question.FIRST_TOLD_ON
    taking.says.append(("utter_told_already_when" if before else "utter_told_already", {}))
    return True


def _look_up_the_story(taking: Taking) -> None:
    """ "I already told you" is no story, but there may be one further up."""
    before = taking.intake.answers.get("_before")
    story = before or story_told_before(taking.tx, taking.intake.conversation_id)
    if story is None:
        taking.says.append(("utter_told_not_found", {}))
        return
    taking.heard = replace(taking.heard, text=story)
    taking.said = TheirWords(taking.intake.answers, taking.heard, taking.purpose)
    taking.message = taking.said.message
    keep_values(taking, {Question.DESCRIPTION: story})
    taking.says.insert(0, ("utter_told_found", {"told": story}))


def _wants_another(taking: Taking, question: Question) -> bool:
    """Another complaint, in the middle of this one: which of the two first? It is no part of this one's story."""
    in_a_complaint = taking.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in taking.intake.answers
    if taking.heard.choice is not None or not in_a_complaint or not wants_another(taking.message.text):
        return False
    case = taking.tx.cases.by_intake(taking.intake.id)
    if case is None:
        taking.says.append(("utter_another_first", {}))
    else:
        taking.says.append(("utter_another_or_this", {"reference": case.reference}))
    return True
