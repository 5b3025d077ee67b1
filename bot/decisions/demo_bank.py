"""What a made-up year is made of: stories, people, words, and how the year goes. Plain values; ``bot/demo`` has them.

Everything in it is invented. Days and hours are Europe/London; shares are weights beside each other, chances lie from 0
to 1.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, PositiveInt

from bot.decisions.records import Role


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Story(_Part):
    """A first message. ``business``: written for a firm; ``amount``: pounds that it is about; ``service``: if it is
    another than those of the problem."""

    text: str = Field(min_length=1)
    business: bool = False
    amount: PositiveInt | None = None
    service: str | None = None


class Problem(_Part):
    """All that is said about one problem. ``storm``: first messages of a storm day; ``better``: offers after a refusal;
    ``replies`` and ``more``: agents' lines, with ``{name}`` for the customer's first name."""

    says: tuple[Story, ...] = Field(min_length=1)
    storm: tuple[str, ...] = ()
    wants: tuple[str, ...] = Field(min_length=1)
    services: tuple[str, ...] = Field(min_length=1)
    replies: tuple[str, ...] = Field(min_length=1)
    more: tuple[str, ...] = Field(min_length=1)
    outcomes: tuple[str, ...] = Field(min_length=1)
    better: tuple[str, ...] = Field(min_length=1)
    notes: tuple[str, ...] = Field(min_length=1)
    promises: tuple[str, ...] = Field(min_length=1)


class DemoAgent(_Part):
    name: str
    role: Role


class People(_Part):
    """``agents`` by provider."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    firms: tuple[str, ...]
    handlers: tuple[str, ...]
    needs: tuple[str, ...]
    agents: dict[str, tuple[DemoAgent, ...]]


class TextFile(_Part):
    name: str
    text: str


class SideWords(_Part):
    """What is written beside the story; ``asks`` by what is asked. ``{day}`` is a day in words."""

    asks: dict[str, tuple[str, ...]]
    hellos: tuple[str, ...]
    thanks: tuple[str, ...]
    wants_person: tuple[str, ...]
    distress: tuple[str, ...]
    to_agent: tuple[str, ...]
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]
    higher: tuple[str, ...]
    letter: tuple[str, ...]
    status: tuple[str, ...]
    adds: tuple[str, ...]
    stops: tuple[str, ...]
    said_by_phone: tuple[str, ...]
    not_sorted: tuple[str, ...]
    higher_by_agent: tuple[str, ...]
    closes: tuple[str, ...]
    agreed: tuple[str, ...]
    logged_notes: tuple[str, ...]
    files: tuple[TextFile, ...]
    late_reasons: tuple[str, ...]


class Storm(_Part):
    """One day on which much of ``provider`` was down: ``share`` of all complaints came between two hours of it."""

    provider: str
    days_ago: PositiveInt
    share: float
    from_hour: int
    to_hour: int


class BadMonth(_Part):
    """Days ago; first answers took ``slower`` times as long."""

    provider: str
    from_days_ago: PositiveInt
    to_days_ago: PositiveInt
    slower: PositiveFloat


class DeskHours(_Part):
    from_hour: int
    to_hour: int


class Today(_Part):
    """What stands at the end at the provider in focus: chats that wait, promises for today. ``others``: chats that
    wait at each other provider."""

    handoffs: int
    due_today: int
    others: int


class Year(_Part):
    """``fates`` and ``first_answer`` by name: what becomes of a complaint, and the working days until its first answer.
    The comments in ``year.yml`` say the rest."""

    focus: str
    shares: dict[str, int]
    problems: dict[str, int]
    weekdays: tuple[int, ...] = Field(min_length=7, max_length=7)
    bank_holiday: int
    hours: tuple[int, ...] = Field(min_length=24, max_length=24)
    growth: PositiveFloat
    storm: Storm
    bad_months: tuple[BadMonth, ...]
    desk: DeskHours
    channels: dict[str, int]
    besides: float
    left_in_the_middle: float
    wants_person: float
    in_distress: float
    sends_file: float
    answers_details: float
    confirms_code: float
    first_time: float
    weeks_before: tuple[PositiveInt, ...]
    sorts_first: float
    sorted_by_it: float
    fates: dict[str, int]
    fates_lately: dict[str, int]
    lately_days: PositiveInt
    first_answer: dict[str, tuple[int, int]]
    asks_the_letter: float
    goes_higher: float
    corrects_a_date: float
    adds_words: float
    asks_how_it_stands: float
    promise_made: float
    no_word_on_offer: float
    rings_after: tuple[int, int]
    never_reached: float
    takes_the_second: float
    answers_by_phone: float
    today: Today


class Bank(_Part):
    """``problems`` by name, such as ``no_service``."""

    problems: dict[str, Problem]
    people: People
    words: SideWords
    year: Year
