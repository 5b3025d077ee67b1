"""A conversation cut to a bounded number of events that means the same to Rasa.

Rasa replays every event of a conversation several times a turn, so a turn costs the more the longer the
conversation was (measured: 27 ms at turn 16, 363 ms at turn 504). What later turns need of the distant past
is only: the slots, the
active form, and the last few turns that rules can look back on. So the past is folded:

    [slots and form as they were][the last turns, without what has no bearing on rules][the newest events,
    untouched]

Rasa itself drops the answered turns of a form from what policies see (`DialogueStateTracker.applied_events`);
the fold is made of those applied events, so the policy sees the same states, from the newest back to
`KEPT_TURNS` turns.
"""

import copy
from collections.abc import Hashable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    Event,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

MAX_EVENTS = 60
"""More newest events than this and the older ones are folded."""
KEPT_EVENTS = 40
"""How many newest events stay untouched then; fewer than the maximum, so that not every turn has to fold."""
KEPT_TURNS = 5
"""How many of the customer's messages stay visible to rules in the fold. No rule looks back further."""

FOLDED = "engine_folded"
"""Key in the metadata of an event that belongs to the fold."""

_STATEFUL = (
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    LoopInterrupted,
    SlotSet,
)


def bounded(events: Sequence[Event], slots: Sequence[Slot]) -> list[Event]:
    """The same conversation, bounded.

    Args:
        events: all events, the last turn complete.
        slots: the slots of the domain, for their initial values.

    Returns:
        The events as they are when they are few; else the fold and at least the whole last turn.
    """
    fresh = sum(1 for event in events if not event.metadata.get(FOLDED))
    cut = _cut(events) if fresh > MAX_EVENTS else 0
    return (_fold(events[:cut], slots) if cut else []) + list(events[cut:])


def _cut(events: Sequence[Event]) -> int:
    """Where the untouched newest events begin: always just behind an `action_listen`, never inside a turn."""
    boundaries = [i + 1 for i, event in enumerate(events[:-1]) if _is_listen(event)]
    small_enough = [boundary for boundary in boundaries if len(events) - boundary <= KEPT_EVENTS]
    return (small_enough or boundaries[-1:] or [0])[0]


def _fold(head: Sequence[Event], slots: Sequence[Slot]) -> list[Event]:
    applied = DialogueStateTracker.from_events("", list(head), slots=slots).applied_events()
    said = [i for i, event in enumerate(applied) if isinstance(event, UserUttered)]
    start = said[-KEPT_TURNS] if len(said) > KEPT_TURNS else 0
    folded = (_snapshot(applied[:start], slots) if start else []) + _without_repeats(applied[start:])
    return [_marked(event) for event in folded]


def _snapshot(events: Sequence[Event], slots: Sequence[Slot]) -> list[Event]:
    """Few events that bring a new tracker into the state to which `events` brought it; they end with a
    listen."""
    tracker = DialogueStateTracker.from_events("", list(events), slots=slots)
    time = events[-1].timestamp
    snapshot: list[Event] = [
        SlotSet(slot.name, slot.value, timestamp=time)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        snapshot.append(ActiveLoop(tracker.active_loop_name, timestamp=time))
    if tracker.is_active_loop_rejected:
        snapshot.append(ActionExecutionRejected(tracker.active_loop_name, timestamp=time))
    if tracker.is_paused():
        snapshot.append(ConversationPaused(timestamp=time))
    return [*snapshot, ActionExecuted(ACTION_LISTEN_NAME, timestamp=time)]


def _without_repeats(events: Sequence[Event]) -> list[Event]:
    """Every message and action, and between two of them the last event of each kind: the same states.

    A form of 300 turns leaves 300 times the same slots between two actions; without this the fold would grow.
    """
    kept: list[Event] = []
    between: dict[tuple[Hashable, ...], Event] = {}
    for event in events:
        if isinstance(event, (ActionExecuted, UserUttered)):
            kept += [*between.values(), event]
            between = {}
        elif isinstance(event, _STATEFUL):
            if isinstance(event, AllSlotsReset):
                between = {key: other for key, other in between.items() if not isinstance(other, SlotSet)}
            key = (event.type_name, _subject(event))
            between.pop(key, None)  # so that the order is that of the last occurrences
            between[key] = event
    return kept + list(between.values())


def _subject(event: Event) -> str | None:
    """What the event is about: a slot, a form, an action."""
    for attribute in ("key", "name", "action_name"):
        if hasattr(event, attribute):
            return getattr(event, attribute)
    return None


def _marked(event: Event) -> Event:
    twin = copy.copy(event)
    twin.metadata = {**event.metadata, FOLDED: True}
    return twin


def _is_listen(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
