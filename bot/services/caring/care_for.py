"""What is said of how somebody must be treated, whatever their message is about otherwise. Once per message.

``Cared.whole``: it is the whole answer, and nothing else is made of the message (a language that we do not speak,
somebody who only wants to be heard, an answer to a question of ours from here). Else it stands before the usual answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bot.decisions.adjustments import Adjustment, joined
from bot.decisions.care import Care
from bot.decisions.language import asked_for_by_name
from bot.decisions.safety import Danger, danger_in
from bot.services.caring.after_a_death import KEPT, MOURNED, after_a_death
from bot.services.caring.asked_in_care import ANSWERS, MOURNING_DEBIT, answer_in_care
from bot.services.caring.calm import ALL_OF_IT, KEPT_WORDS, taken_back
from bot.services.caring.in_few_words import SIMPLE, in_few_words
from bot.services.caring.listen import STOPS, listen
from bot.services.caring.note_care import CUT_OFF, Says, foreign_in, keep_needs, note_beside, note_care
from bot.services.caring.own_language import AGAIN, foreign_words
from bot.services.caring.own_need import OWN_NEED, own_need
from bot.services.caring.why import answer_about_why
from bot.services.comfort import kept_words
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.ports import Transaction
from bot.services.start_complaint import keep_for_later
from bot.wording import Said, list_in_words

PERSON: Final = "_person"
"""Stands in ``Care.says`` where a person is asked for."""
_KEEPS: Final = ("_language", AGAIN, KEPT, MOURNING_DEBIT)
"""Their words are kept for a complaint that may come of them, and stand on the card until then."""


@dataclass(frozen=True)
class Cared:
    """``stops``: the complaint that was being asked for is put away, as they want none."""

    said: tuple[Said, ...] = ()
    whole: bool = False
    stops: bool = False


def care_for(
    context: Context, heard: Heard, asked: str | None = None, form: bool = False, quiet: bool = False
) -> Cared:
    """``asked``: the question of ours that stands; ``form``: whether one does. ``quiet``: life is at stake, so that it
    is noted and nothing is said beside the number to ring; words in another language are answered all the same."""
    if quiet and foreign_in(context, heard, asked) is None:
        with context.store.write() as tx:
            note_care(context, tx, heard, asked)
            tx.commit()
        return Cared()
    learnt = _learnt(context, heard, asked, form)
    if any(key in _KEEPS for key, _ in learnt.says) and not form:
        keep_for_later(context, heard)  # need not be said again if it becomes a complaint
    return _spoken(context, heard, learnt)


def _learnt(context: Context, heard: Heard, asked: str | None, form: bool) -> Care:
    """One transaction; ``says`` of what comes back is what this message gives to say."""
    with context.store.write() as tx:
        care = tx.care.of(heard.conversation_id)
        if care.handled_message == heard.message_id:
            return care
        found = answer_about_why(context, tx, care, heard, asked if form else None)
        if found is None and (heard.choice is not None or not heard.text.strip()):
            return replace(care, says=())
        found = found or _whole(context, tx, care, heard, asked, form)
        learnt, says = found or note_beside(tx, care, heard, asked)
        if Danger.BEREAVEMENT in care.dangers:
            says = [*says, (MOURNED, {})]
        keep_needs(tx, learnt, asked)
        kept = replace(learnt, handled_message=heard.message_id, says=tuple(says))
        if learnt != care or says or care.says:
            tx.care.save(kept, context.now())
        tx.commit()
        return kept


def keep_needs_of(context: Context, heard: Heard, asked: str | None = None) -> bool:
    """After a message is taken: what is known to be needed stands on the complaint. Whether that changed anything."""
    with context.store.write() as tx:
        changed = keep_needs(tx, tx.care.of(heard.conversation_id), asked)
        tx.commit()
    return changed


def language_words(context: Context, provider: str, scheme: str, code: str) -> list[Said]:
    """In their language that we answer in English only, and what can be had. ``provider``: its slug."""
    language = context.languages.languages[code]
    profile = context.provider(provider)
    said = [
        Said(language.line),
        context.words.say("utter_language_english", language=language.name),
        context.words.say("utter_language_interpreter", provider=profile.name),
    ]
    taken = dict(context.rules.at("scheme_languages", context.today()).value).get(scheme, [])
    if code in taken:
        name = context.schemes[scheme].name.value
        said.append(context.words.say("utter_language_scheme", scheme=name, language=language.name))
    return said


def _whole(
    context: Context, tx: Transaction, care: Care, heard: Heard, asked: str | None, form: bool
) -> tuple[Care, Says] | None:
    if danger_in(heard.text) is None and (code := foreign_in(context, heard, asked)) is not None:
        learnt, says = foreign_words(context, tx, care, heard, code)
        waits = tx.handoffs.open_of(heard.conversation_id) is not None and care.language == code
        return learnt, says if waits else [*says, (PERSON, {})]
    named = asked_for_by_name(heard.text, context.languages) if danger_in(heard.text) is None else None
    if named is not None:
        needs = joined(care.adjustments, (Adjustment.LANGUAGE,))
        says = [
            ("utter_language_person", {"language": context.languages.languages[named].name}),
            (PERSON, {}),
        ]
        return replace(care, adjustments=needs), says
    if danger_in(heard.text) is None and (short := in_few_words(tx, care, heard, form)) is not None:
        return short
    if danger_in(heard.text) is None and (need := own_need(context, tx, care, heard, asked)) is not None:
        noted, beside = note_beside(tx, need[0], heard, None)
        return noted, [*(each for each in beside if each[0] != "utter_ask_keep_why"), *need[1]]
    if (calm := taken_back(tx, care, heard, asked)) is not None:
        return calm
    if danger_in(heard.text) is None and (answer := answer_in_care(context, tx, care, heard)):
        noted, beside = note_beside(tx, care, heard, asked)
        return noted, [*beside, *answer]
    if Danger.BEREAVEMENT in care.dangers:
        noted, beside = note_beside(tx, care, heard, asked)
        if (mourned := after_a_death(context, tx, noted, heard, form)) is not None:
            return mourned[0], [*beside, *mourned[1]]
    if danger_in(heard.text) in (None, Danger.DISTRESS):
        return listen(context, tx, care, heard, form)
    return None


def _spoken(context: Context, heard: Heard, care: Care) -> Cared:
    with context.store.read() as tx:
        slug = tx.conversations.get(heard.conversation_id).provider
    provider = context.provider(slug)
    said: list[Said] = []
    keys = [key for key, _ in care.says]
    for key, facts in care.says:
        if key in (MOURNED, SIMPLE, ALL_OF_IT):
            continue
        if key == PERSON:
            said += request_person(context, heard.conversation_id, heard.message_id, "language")
        elif key == CUT_OFF:
            said.append(context.words.say("utter_upset_cut_off", provider=provider.name))
            said += request_person(
                context, heard.conversation_id, heard.message_id, "vulnerable", priority=True
            )
        elif key == KEPT_WORDS:
            said.append(kept_words(context, heard))
        elif key == "_language":
            said += language_words(context, slug, provider.adr.scheme, str(facts["code"]))
            said.append(context.words.say("utter_language_log"))
        elif key == OWN_NEED:
            said.append(context.words.say("utter_needs_kept", needs=facts["words"], provider=provider.name))
        elif key == "_needs":
            needs = list_in_words(
                [context.words.text(f"utter_value_needs_{code}") for code in facts["codes"]]
            )
            said.append(context.words.say("utter_needs_kept", needs=needs, provider=provider.name))
        else:
            plain = {name: value for name, value in facts.items() if name != STOPS}
            said.append(context.words.say(key, provider=provider.name, **plain))
    whole = any(
        key in (PERSON, SIMPLE, KEPT_WORDS, ALL_OF_IT, OWN_NEED, "_language") or key.startswith(_WHOLE)
        for key in keys
    )
    return Cared(tuple(said), whole, stops=any(facts.get(STOPS) for _, facts in care.says))


_WHOLE: Final = (
    "utter_listen_",
    "utter_mourning_",
    "utter_person_contact_kept",
    "utter_why_kept",
    "utter_why_dropped",
    "utter_language_again",
    "utter_ring_",
    ANSWERS,
    "utter_simple_start",
)
