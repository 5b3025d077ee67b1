"""Who speaks next in a chat: the one table of states. Pure.

``bot -> waiting -> human -> bot | closed``. In ``waiting`` and ``human`` the bot is silent. A wish for a person is a
row of its own and keeps its place in the queue: with nobody at the desk, or when the customer would rather carry on
with the assistant, the chat is the bot's meanwhile, and nobody is locked out overnight.
"""

from __future__ import annotations

from enum import StrEnum

from bot.decisions.errors import Refused
from bot.decisions.records import ConversationState as State


class Happened(StrEnum):
    """What can happen to a chat, by whom."""

    REQUESTED = "requested"
    """The customer asked for a person and somebody is at the desk."""
    REQUESTED_WITH_NOBODY_THERE = "requested_with_nobody_there"
    CARRIED_ON = "carried_on"
    """The customer would rather carry on with the assistant."""
    WAITED_TOO_LONG = "waited_too_long"
    CLAIMED = "claimed"
    PUT_BACK = "put_back"
    """The agent who had it put it back into the queue."""
    HANDED_BACK = "handed_back"
    CLOSED = "closed"
    """An agent ended the chat."""
    DELETED = "deleted"
    """The customer deleted the chat."""


class OutOfTurn(Refused):
    """What was wanted does not go together with where the chat stands now."""

    code = "out_of_turn"


_NEXT: dict[State, dict[Happened, State]] = {
    State.BOT: {
        Happened.REQUESTED: State.WAITING,
        Happened.REQUESTED_WITH_NOBODY_THERE: State.BOT,
        Happened.CARRIED_ON: State.BOT,
        Happened.WAITED_TOO_LONG: State.BOT,
        Happened.CLAIMED: State.HUMAN,
        Happened.DELETED: State.CLOSED,
    },
    State.WAITING: {
        Happened.REQUESTED: State.WAITING,
        Happened.REQUESTED_WITH_NOBODY_THERE: State.WAITING,
        Happened.CARRIED_ON: State.BOT,
        Happened.WAITED_TOO_LONG: State.BOT,
        Happened.CLAIMED: State.HUMAN,
        Happened.DELETED: State.CLOSED,
    },
    State.HUMAN: {
        Happened.REQUESTED: State.HUMAN,
        Happened.REQUESTED_WITH_NOBODY_THERE: State.HUMAN,
        Happened.PUT_BACK: State.WAITING,
        Happened.HANDED_BACK: State.BOT,
        Happened.CLOSED: State.CLOSED,
        Happened.DELETED: State.CLOSED,
    },
    State.CLOSED: {},
}


def next_state(state: State, happened: Happened) -> State:
    """Where the chat stands afterwards. Raises ``OutOfTurn`` when that cannot happen in ``state``."""
    try:
        return _NEXT[state][happened]
    except KeyError:
        raise OutOfTurn(f"A chat in state '{state}' cannot be '{happened}'.") from None


def bot_may_speak(state: State) -> bool:
    """Only while nobody else is expected to."""
    return state is State.BOT
