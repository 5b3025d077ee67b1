"""Every limit of the web, with its reason. Windows and waits run on the monotonic clock, not on
``FIRSTLINE_NOW``."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

DEFAULT_HOSTS = ("localhost", "127.0.0.1", "[::1]", "testserver")
"""``Host`` headers answered when ``FIRSTLINE_HOSTS`` says nothing."""


@dataclass(frozen=True)
class Limits:
    """Bytes, seconds and counts. (2,000 characters a message: ``MAX_CHARACTERS`` in
    ``services/take_message``.)"""

    body_bytes: int = 64 * 1024
    """A message of 2,000 characters is 24 kB at most, every one of them escaped."""
    drained_bytes: int = 2 * 1024 * 1024
    """Of a body that is too large, read and thrown away so that the sender gets to read our answer."""
    body_seconds: float = 20.0
    """For a body to arrive."""

    file_seconds: float = 900.0
    """For a file to arrive: 40 MB over a phone line that sends 0.4 megabits a second."""
    file_silent_seconds: float = 30.0
    """Between two pieces of a file."""
    file_extra_bytes: int = 64 * 1024
    """Of a request that carries a file, beside the file: boundaries, headers, small fields."""
    files_a_minute: int = 20
    """Files in one conversation, sent again ones included: each costs its reading."""
    files_at_once: int = 20
    """On their way in at the same time, over all conversations: what bounds half-written files on the disk."""
    files_at_once_a_chat: int = 3

    conversations_a_minute: int = 20
    """New conversations from one client address (IPv6: from one /64): ``FIRSTLINE_CHATS_A_MINUTE``."""
    form_characters: int = 5_000
    """Of one text of the form: 60 kB in a body when each character is an emoji, so below ``body_bytes``."""
    messages_a_minute: int = 30
    """New messages in one conversation; a message sent again under its key is not counted."""
    persons_a_minute: int = 10
    """Presses of "Talk to a person": counted apart, so that typing never keeps anybody from a person."""
    sign_ins_a_minute: int = 20
    """Tries to sign in at the desk from one client address, right or wrong: each costs a slow hash. (Wrong tries make
    longer pauses: rule ``sign_in_pauses``.)"""
    window_seconds: float = 60.0

    poll_seconds: float = 30.0
    """The longest that a poll waits; a longer wish is cut to this."""
    look_seconds: float = 0.5
    """How often a waiting poll looks into the database for lines of other processes."""
    sweep_seconds: float = 5.0
    """How often pending turns are looked for that nobody woke us for."""
    turns_at_once: int = 8
    """Conversations in the engine at the same time."""
    retry_seconds: tuple[float, ...] = (1, 2, 4, 8, 15, 30)
    """Waits between two tries of a turn; the last one repeats."""
    desk_look_seconds: float = 5.0
    """How often an open page of the desk asks for news; longer after a failure."""
    desk_repeat_seconds: float = 30.0
    """How often an open page of the desk says again that somebody waits for a person, until somebody takes them."""
    threads: int = 32
    """For the database. Python's own default is six on a small machine: writers that queue would hold up
    every poll."""
    stop_seconds: float = 2.0
    """At shutdown, for turns that are in the engine to come home. What does not is taken up at the next
    start."""


class Window:
    """At most ``most`` events per key in a sliding window, in this process's memory."""

    _KEYS = 10_000

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._events: dict[str, deque[float]] = {}

    def admit(self, key: str) -> float | None:
        """Count one event of ``key``; or, when there were too many, the seconds until the next one is
        welcome."""
        at = self._clock()
        if len(self._events) > self._KEYS:
            self._forget(at)
        events = self._events.setdefault(key, deque())
        while events and events[0] <= at - self._seconds:
            events.popleft()
        if len(events) >= self._most:
            return events[0] + self._seconds - at
        events.append(at)
        return None

    def _forget(self, at: float) -> None:
        self._events = {
            key: events for key, events in self._events.items() if events[-1] > at - self._seconds
        }
