"""What a message may be whatever the model makes of it, and what comes before the action that the model chose: the
customer's word on a complaint that is logged, who they are, what is kept about them."""

from __future__ import annotations

from collections.abc import Callable

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import REQUESTED, FirstlineAction, Reply
from actions.complains_too import complains_too
from actions.identity import identify_for_reference
from actions.people import RequestEscalation, RequestPerson
from actions.turn import Turn
from bot.readers.declines import declines_complaint
from bot.readers.higher import takes_it_higher
from bot.readers.spelt_by_ear import asks_for_person_by_ear
from bot.readers.their_complaint import has_more_to_add, wants_remedy, wants_to_add
from bot.services.add_as_asked import add_as_asked, add_remedy, add_what_they_say, move_as_asked
from bot.services.add_details import add_details
from bot.services.answer_follow_up import answer_follow_up
from bot.services.answer_is_it import answer_is_it
from bot.services.answer_plainly import answer_plainly
from bot.services.caring.name_while_waiting import name_noted
from bot.services.caring.no_complaint import no_complaint_words
from bot.services.caring.reach_while_waiting import reach_noted
from bot.services.case_wishes import among_questions, answer_wish
from bot.services.data_request import after_data_request, data_request_words
from bot.services.escalate import escalate
from bot.services.note_helper import note_helper
from bot.services.offers import answer_offer
from bot.services.other_size import other_size_words
from bot.services.pack_wish import pack_words
from bot.services.refused_words import refuse_words
from bot.services.same_complaint import put_together
from bot.services.step_offered import says_yes_to_higher
from bot.services.typed_code import take_typed_code
from bot.services.where_it_stands import knows_any_open, knows_own_open
from bot.services.which_one import ask_which, which_was_named


def first_things(action: FirstlineAction, turn: Turn) -> Reply | None:
    """The first of them that has something to say; ``None``: the action itself answers."""
    return next((reply for each in _IN_ORDER if (reply := each(action, turn)) is not None), None)


def _person_by_ear(action: FirstlineAction, turn: Turn) -> Reply | None:
    """ "sumone reel plese": a spelling that the model has not read. Nobody is kept from a person by it."""
    if turn.heard.choice is not None or not asks_for_person_by_ear(turn.heard.text):
        return None
    return RequestPerson(action.context).act(turn)


def _code(action: FirstlineAction, turn: Turn) -> Reply | None:
    """Six digits where no code is asked for, but one went out for this chat."""
    outcome = take_typed_code(action.context, turn.heard, among_questions(turn.form, turn.asked))
    return Reply(action.speak(turn, outcome)) if outcome is not None else None


def _offer(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = answer_offer(action.context, turn.heard, turn.form is not None)
    return Reply(said) if said else None


def _wish(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = answer_wish(action.context, turn.heard, among_questions(turn.form, turn.asked))
    if not said:
        return None
    return Reply(said, [ActiveLoop(None), SlotSet(REQUESTED, None)] if turn.form else [])


def _which(action: FirstlineAction, turn: Turn) -> Reply | None:
    """They say which of their complaints they meant: what they said before that is done for it."""
    if turn.form is not None:
        return None
    named = which_was_named(action.context, turn.heard)
    if named is None:
        return None
    doing, heard = named
    if doing == "higher":
        said = escalate(action.context, turn.conversation_id, heard.message_id, heard.text)
        return Reply(said)
    return Reply(action.speak(turn, add_details(action.context, heard)))


def _same(action: FirstlineAction, turn: Turn) -> Reply | None:
    """Whether what was logged here is the complaint that they had already."""
    said = put_together(action.context, turn.heard)
    if not said:
        return None
    ends = turn.form is not None and not knows_own_open(action.context, turn.conversation_id)
    return Reply(said, [ActiveLoop(None), SlotSet(REQUESTED, None)] if ends else [])


def _is_it(action: FirstlineAction, turn: Turn) -> Reply | None:
    """Whether their complaint is closed, or what they told is saved: a yes or a no first."""
    if among_questions(turn.form, turn.asked):
        return None
    said = answer_is_it(action.context, turn.heard)
    return Reply(said) if said else None


def _follow_up(action: FirstlineAction, turn: Turn) -> Reply | None:
    """What is said or asked of a complaint that is logged, while no question of ours stands that it may answer."""
    if among_questions(turn.form, turn.asked):
        return None
    said = answer_follow_up(action.context, turn.heard)
    return Reply(said) if said else None


def _helper(action: FirstlineAction, turn: Turn) -> Reply | None:
    """They act for the customer, and want that put down: no address of the complaint changes by it."""
    if among_questions(turn.form, turn.asked):
        return None
    said = note_helper(action.context, turn.heard)
    return Reply(said) if said else None


def _higher(action: FirstlineAction, turn: Turn) -> Reply | None:
    """One step up, in one go: in their own words, or as a yes to the button that offers it."""
    if turn.form is not None or turn.heard.choice is not None:
        return None
    context, heard = action.context, turn.heard
    wants = takes_it_higher(heard.text) and knows_any_open(context, turn.conversation_id)
    if wants or says_yes_to_higher(context, heard):
        return RequestEscalation(context).act(turn)
    return None


def _says_to_add(action: FirstlineAction, turn: Turn) -> Reply | None:
    """In so many words: whatever else it sounds like, it goes on the complaint."""
    if turn.form is not None:
        return None
    adds = wants_to_add(turn.heard.text) and has_more_to_add(turn.heard.text)
    if adds and (asks := ask_which(action.context, turn.heard, "add")):
        return Reply(asks)
    outcome = add_what_they_say(action.context, turn.heard)
    return Reply(action.speak(turn, outcome)) if outcome is not None else None


def _adds(action: FirstlineAction, turn: Turn) -> Reply | None:
    """They were asked what they would like to add, say where the reply is to go, or what they would like for it."""
    if turn.form is not None:
        return None
    context, heard = action.context, turn.heard
    if wants_remedy(heard.text) and (asks := ask_which(context, heard, "add")):
        return Reply(asks)
    outcome = add_as_asked(context, heard) or move_as_asked(context, heard) or add_remedy(context, heard)
    return Reply(action.speak(turn, outcome)) if outcome is not None else None


def _reach(action: FirstlineAction, turn: Turn) -> Reply | None:
    if turn.form is not None:
        return None
    said = reach_noted(action.context, turn.heard) or name_noted(action.context, turn.heard)
    return Reply(said) if said else None


def _refusal(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = refuse_words(action.context, turn.heard)
    return Reply(said) if said else None


def _no_complaint(action: FirstlineAction, turn: Turn) -> Reply | None:
    if turn.heard.choice is not None or not declines_complaint(turn.heard.text):
        return None
    return Reply(no_complaint_words(action.context, turn.conversation_id), action.put_away(turn))


def _after_data_request(action: FirstlineAction, turn: Turn) -> Reply | None:
    """ "By what date will I have it?" after they asked for their data."""
    if among_questions(turn.form, turn.asked):
        return None
    said = after_data_request(action.context, turn.heard)
    return Reply(said) if said else None


def _plainly(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = answer_plainly(action.context, turn.heard) if turn.form is None else []
    return Reply(said) if said else None


def _pack(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = pack_words(action.context, turn.heard)
    return Reply(said) if said else None


def _other_size(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = other_size_words(action.context, turn.heard)
    return Reply(said) if said else None


def _their_data(action: FirstlineAction, turn: Turn) -> Reply | None:
    said = data_request_words(action.context, turn.heard)
    return Reply(said) if said else None


_IN_ORDER: tuple[Callable[[FirstlineAction, Turn], Reply | None], ...] = (
    _person_by_ear,
    _code,
    _which,
    _same,
    _offer,
    _wish,
    _says_to_add,
    _after_data_request,
    _is_it,
    _helper,
    _follow_up,
    _higher,
    _adds,
    _reach,
    _refusal,
    _no_complaint,
    identify_for_reference,
    _pack,
    _their_data,
    _other_size,
    _plainly,
    complains_too,
)
