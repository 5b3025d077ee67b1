"""Who is asking? Asked of somebody who wants to hear of a complaint that this chat did not open."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import REQUESTED, FirstlineAction, Reply
from actions.complaint import StartComplaint
from actions.turn import Turn
from bot.decisions.digression import SURE, THEIR_QUESTIONS
from bot.decisions.identity import FORM, Who
from bot.decisions.questions import Purpose
from bot.readers.coming_back import begins_anew, comes_back, lost_mail
from bot.readers.their_complaint import asks_of_complaint, wants_of_complaint
from bot.readers.theirs import is_question
from bot.readers.who import (
    asks_after_complaints,
    asks_to_look_it_up,
    find_named_reference,
    find_which,
    is_only_which,
    mistyped_reference,
)
from bot.services.context import Context
from bot.services.identity.begin import begin_identity, has_directory, is_confirmed
from bot.services.identity.take import question_of_who, take_who, was_asked_who
from bot.services.identity.turn_to_another import names_another, turn_to_another
from bot.services.identity.wish import stop_for_a_new_one, wish_again
from bot.services.start_complaint import put_away, tells_complaint
from bot.services.where_it_stands import is_known, knows_any
from bot.wording import Said

_ELSEWHERE = frozenset({"make_complaint", "report_fault", "greet", "thank", "goodbye", "out_of_scope"})


def identify(action: FirstlineAction, turn: Turn) -> Reply:
    """Begin to ask who they are; in the middle of a complaint that is told first, unless they name another. What they
    want is kept meanwhile: who was asked when they first complained wanted to know about the scheme. Who says that it
    is a new complaint begins one."""
    text = turn.heard.text
    if turn.form is None and turn.heard.choice is None and begins_anew(text) and find_which(text) is None:
        return StartComplaint(action.context).act(turn)
    if is_confirmed(action.context, turn.conversation_id) and find_named_reference(turn.heard.text) is None:
        return Reply([action.say("utter_who_nothing_found", provider=action.provider(turn).name)])
    if turn.form == Purpose.COMPLAINT.value and not names_another(action.context, turn.heard):
        return Reply([action.say("utter_status_not_here", provider=action.provider(turn).name)])
    wish, said = turn.heard, []
    if turn.form == Purpose.ADR.value:
        wish = replace(turn.heard, intent="ask_adr", topic=None)
    elif turn.form == Purpose.COMPLAINT.value:
        wish = turn_to_another(action.context, turn.heard)
        said.append(action.say("utter_turn_to_named"))
    outcome = begin_identity(action.context, turn.heard, wish, no_mail=lost_mail(text))
    said += action.speak(turn, outcome)
    if (typed := mistyped_reference(text)) is not None:
        said.append(action.say("utter_who_reference_slip", typed=typed))
    stops = [ActiveLoop(None), SlotSet(REQUESTED, None)] if turn.form is not None else []
    if outcome.next is None:
        return Reply(said, stops)
    if outcome.next == Who.WHICH and typed is None:
        said.append(action.say("utter_who_begin", provider=action.provider(turn).name))
    return Reply(said, [ActiveLoop(FORM), SlotSet(REQUESTED, outcome.next)])


def identify_for_reference(action: FirstlineAction, turn: Turn) -> Reply | None:
    """For a reference of ours, of a complaint that this chat may not be told of (or that there is none of), and for
    whoever asks after complaints made elsewhere, or why nobody answered: they show first who they are."""
    text = turn.heard.text
    context, chat = action.context, turn.conversation_id
    if turn.form == Purpose.ADR.value and turn.heard.choice is None and wants_looked_up(context, chat, text):
        return identify(action, turn)
    if turn.form == Purpose.COMPLAINT.value and names_another(context, turn.heard):
        return identify(action, turn)
    if turn.form is not None or turn.heard.choice is not None:
        return None
    named = find_named_reference(text)
    if named is not None:
        return None if is_known(context, chat, named) else identify(action, turn)
    if mistyped_reference(text) is not None:
        return identify(action, turn)
    if is_only_which(text) and was_asked_who(context, chat):
        return identify(action, turn)  # the address, once the questions about it are over
    wants = wants_of_complaint(text) or comes_back(text)
    theirs = asks_after_complaints(text) or (wants and not _begun_here(context, chat))
    return identify(action, turn) if theirs and not knows_any(context, chat) else None


def _begun_here(context: Context, conversation_id: str) -> bool:
    """Whether a complaint was begun in this chat, which such a wish is about."""
    return tells_complaint(context, conversation_id) or put_away(context, conversation_id)


def wants_looked_up(context: Context, conversation_id: str, text: str) -> bool:
    """While it is asked when they first complained: they name the complaint or an address, or say that it is there."""
    if knows_any(context, conversation_id):
        return False
    return find_which(text) is not None or asks_to_look_it_up(text)


class ValidateIdentityForm(FirstlineAction):
    """Takes the message as an answer, or leaves it to the rules."""

    answers = False

    def name(self) -> str:
        return f"validate_{FORM}"

    def act(self, turn: Turn) -> Reply:
        if not turn.is_answer:
            stands = question_of_who(self.context, turn.conversation_id)
            return Reply(events=[SlotSet(REQUESTED, stands.value if stands else None)])
        if turn.in_danger or turn.heard.intent == "request_agent":
            return Reply()
        anew = (
            turn.heard.choice is None and find_which(turn.heard.text) is None and begins_anew(turn.heard.text)
        )
        if turn.asked and anew and stop_for_a_new_one(self.context, turn.heard):
            return Reply([], [SlotSet(turn.asked, None), SlotSet(REQUESTED, None)])
        if turn.asked and self._wants_more(turn) and wish_again(self.context, turn.heard):
            return Reply(who_first(self, turn), [SlotSet(turn.asked, None), SlotSet(REQUESTED, turn.asked)])
        outcome = take_who(self.context, turn.heard, self._theirs(turn))
        if outcome.theirs:
            return Reply()
        asked = turn.asked
        events = [SlotSet(asked, None)] if asked else []  # heard: the form must not reject it
        return Reply(self.speak(turn, outcome), [*events, SlotSet(REQUESTED, outcome.next)])

    def _wants_more(self, turn: Turn) -> bool:
        """Whether they say now what they want with the complaint: it is done when they have shown who they are."""
        heard = turn.heard
        return heard.choice is None and asks_of_complaint(heard.text) and find_which(heard.text) is None

    def _theirs(self, turn: Turn) -> bool:
        heard = turn.heard
        wants = heard.intent in THEIR_QUESTIONS | _ELSEWHERE and heard.confidence >= SURE
        return heard.choice is None and (wants or is_question(heard.text))


class AskWho(FirstlineAction):
    """Asks the question that stands. One class a question below: Rasa finds them by the slot's name."""

    who: Who
    answers = False

    def name(self) -> str:
        return f"action_ask_{self.who.value}"

    def act(self, turn: Turn) -> Reply:
        key = f"utter_ask_{self.who.value}"
        provider = self.provider(turn)
        if self.who is Who.WHICH and has_directory(self.context, provider.slug):
            key = f"{key}_or_account"
        if turn.stood_before(self.who) and f"{key}_again" in self.context.words:
            key = f"{key}_again"
        return Reply([self.say(key, provider=provider.name)])


def _asks(who: Who) -> type[AskWho]:
    return type(f"Ask{who.name.title().replace('_', '')}", (AskWho,), {"who": who})


def who_first(action: FirstlineAction, turn: Turn) -> list[Said]:
    """For "just tell me where it is" while the questions stand."""
    return [action.say("utter_who_first")]


ACTIONS = [ValidateIdentityForm, *(_asks(who) for who in Who)]
