"""A provider's profile: what its published procedure says, each fact with its source.

What the page does not say is absent.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, field_serializer, model_validator

from bot.decisions.problem import Problem
from bot.decisions.sourced import Source, Sourced, Strict
from bot.decisions.theme import Theme
from bot.decisions.topic import Topic

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Nation = Literal["ENG", "WLS", "SCT", "NIR"]


class Names(Sourced):
    """``trading`` is what customers call it; ``legal`` the company; ``also`` other names on the page."""

    trading: str
    legal: str | None = None
    also: list[str] = []


class Statement(Sourced):
    """One thing that the page says, in our own words, fit to be read to a customer as a whole sentence.

    ``answers`` are the topics on which a customer hears it.
    """

    text: str
    answers: list[Topic] = []


class Notice(Statement):
    """Something a customer must know. ``at_opening``: said before they write the first line (recording, monitoring)."""

    at_opening: bool = False


class Hours(Sourced):
    """Opening hours in Europe/London. A day that is not listed is closed."""

    days: dict[Day, tuple[time, time]] = Field(min_length=1)
    bank_holidays: Literal["closed", "open", "not_stated"]

    @field_serializer("days", when_used="json")
    def _to_the_minute(self, days: dict[Day, tuple[time, time]]) -> dict[Day, list[str]]:
        return {day: [f"{opens:%H:%M}", f"{closes:%H:%M}"] for day, (opens, closes) in days.items()}

    @model_validator(mode="after")
    def _open_before_close(self) -> Self:
        for day, (opens, closes) in self.days.items():
            if opens >= closes:
                span = f"opens {opens:%H:%M} is not before it closes {closes:%H:%M}"
                raise ValueError(f"hours of {day}: {span}")
        return self


class ChannelKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    WEB_FORM = "web_form"
    TICKET = "ticket"
    PERSON = "person"
    CHAT = "chat"


class Channel(Sourced):
    """A way to complain. ``value`` is the number, address or link; a letter's address is in ``lines``.

    A channel that the page names without giving its address has neither, and ``absent`` says why in a
    sentence. ``goes_to`` is who reads or answers it; ``say`` a whole sentence on what to say or choose;
    ``include`` what to put in.
    """

    kind: ChannelKind
    value: str | None = None
    lines: list[str] = []
    absent: str | None = None
    say: str | None = None
    goes_to: str | None = None
    include: list[str] = []
    hours: Hours | None = None
    recommended: bool = False

    @model_validator(mode="after")
    def _given_or_said_to_be_missing(self) -> Self:
        given = bool(self.value) or bool(self.lines) or self.kind in (ChannelKind.PERSON, ChannelKind.CHAT)
        if given == bool(self.absent):
            raise ValueError(f"channel {self.kind}: give either value/lines or 'absent' with the reason")
        if self.kind is ChannelKind.LETTER and self.value:
            raise ValueError("channel letter: put the address into 'lines', one line an item")
        return self


class Served(Sourced):
    """Whom the page says it is for. ``max_people`` only if the page gives a number."""

    residential: Literal["yes", "no", "not_stated"]
    business: Literal["yes", "no", "not_stated"]
    max_people: int | None = None


class TargetKind(StrEnum):
    """What is promised by the date. To respond is not to resolve."""

    ACKNOWLEDGE = "acknowledge"
    RESPOND = "respond"
    RESOLVE = "resolve"


class Target(Sourced):
    """A response target: ``length`` in ``unit``. ``may_be_longer`` and ``if_late`` are whole sentences.

    ``hedge`` is how the page words its promise, as a verb before "respond" or "resolve" ("normally aims to");
    where the page has no such word it is absent, and "aims to" is said. ``by`` is who answers, and reads after
    "from".
    """

    kind: TargetKind
    length: int = Field(gt=0)
    unit: Literal["working_days", "weeks"]
    hedge: str | None = None
    by: str | None = None
    may_be_longer: str | None = None
    if_late: str | None = None


class Step(Sourced):
    """One rung of the ladder. ``who`` reads after "ask for" or "goes to"; ``how`` is a whole sentence.

    ``does`` is what the page says happens on this rung, as a whole sentence. ``send`` is what to send,
    ``lines`` where to.
    ``ends`` marks the last rung (ADR). ``target`` names a stage of ``targets`` if the page gives one.
    """

    stage: str
    who: str
    how: str
    does: str | None = None
    send: list[str] = []
    lines: list[str] = []
    target: str | None = None
    optional: bool = False
    ends: bool = False


class Period(Sourced):
    """A length of time that the page states, and from when it counts it."""

    length: int = Field(gt=0)
    unit: Literal["weeks", "months"]
    counts_from: Literal["complaint", "formal_complaint", "written_complaint"]


class StaleContact(Sourced):
    """The scheme as the page prints it. Shown beside the scheme's present details, never instead."""

    name: str
    lines: list[str] = []
    phone: str | None = None
    email: str | None = None
    href: str | None = None


class Adr(Sourced):
    """What the page says about ADR. ``scheme`` is a key of ``bot/rules/schemes.yml``."""

    scheme: Literal["cisas", "communications-ombudsman"]
    printed: StaleContact
    wait: Period | None = None
    limit: Period | None = None
    early: list[Statement] = []
    says: list[Statement] = []


class Detail(Sourced):
    """Something that the page asks customers to include."""

    key: str
    label: str
    required: bool


class Triage(Statement):
    """What goes another way than a complaint (a plain fault), and where. ``problems``: those that the sentence is
    about, to be told at first contact."""

    href: str | None = None
    problems: list[Problem] = []


class Regulator(Statement):
    """Ofcom as the page gives it. ``text`` says what Ofcom is for."""

    name: str
    lines: list[str] = []
    phone: str | None = None
    href: str | None = None


class Retention(Sourced):
    """How many ``months`` the provider keeps a complaint that was closed on or after ``since``."""

    months: int = Field(ge=1, le=120)
    since: date


class LetterStyle(Sourced):
    """How the provider's letters are marked. ``prefix``: the beginning of their numbers ("IT-2026-0042"); no other
    provider has it."""

    prefix: str = Field(pattern=r"^[A-Z]{2,4}$")


class Provider(Strict):
    """One tenant.

    ``about`` is what the page says of the company and its aims; ``promises`` what it says it does with a
    complaint; ``notices`` what a customer must know (recording, no contract); ``limits`` what complaining cannot
    achieve; ``identity`` why it may ask who you are; ``gaps`` what the page leaves out that a customer would look
    for; ``contradictions`` where the page disagrees with itself or with the rules, and what holds; ``theme`` the
    colours of its chat; ``retention`` how long it keeps a closed complaint, where that is not our own default (rule
    ``retention``); ``closes_after_silence`` after how many calendar days without a word from the customer an answered
    complaint is closed (``None``: never; at least two weeks, as they are told a week before). ``letters``: how letters
    to customers are marked.
    """

    slug: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    sources: dict[str, Source] = Field(min_length=1)
    names: Names
    nation: Nation
    nation_because: Statement
    serves: Served
    channels: list[Channel] = Field(min_length=1)
    other_contacts: list[Channel] = []
    targets: dict[str, Target] = Field(min_length=1)
    ladder: list[Step] = Field(min_length=2)
    adr: Adr
    accessible_formats: list[Literal["large_print", "braille"]] = []
    accessible_says: Statement | None = None
    details: list[Detail] = []
    triage: list[Triage] = []
    promises: list[Statement] = []
    notices: list[Notice] = []
    limits: list[Statement] = []
    identity: list[Statement] = []
    contradictions: list[Statement] = []
    about: list[Statement] = []
    gaps: list[Statement] = []
    regulator: Regulator | None = None
    origins: list[str] = []
    theme: Theme = Theme()
    retention: list[Retention] = []
    closes_after_silence: int | None = Field(default=None, ge=14)
    letters: LetterStyle | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if "first" not in self.targets:
            raise ValueError("targets: there is no stage 'first'")
        if not self.ladder[-1].ends or any(step.ends for step in self.ladder[:-1]):
            raise ValueError("ladder: it has no end; mark the last step, and only it, with 'ends: true'")
        stages = [step.stage for step in self.ladder]
        if len(set(stages)) != len(stages):
            raise ValueError("ladder: a stage appears twice")
        for step in self.ladder:
            if step.target is not None and step.target not in self.targets:
                raise ValueError(f"ladder, {step.stage}: target '{step.target}' is not among targets")
        if bool(self.accessible_formats) != bool(self.accessible_says):
            raise ValueError("accessible_formats: give the formats and accessible_says together, or neither")
        return self

    @property
    def name(self) -> str:
        return self.names.trading

    def statements(self) -> list[Statement]:
        """Everything that the page says in whole sentences, in the order in which a customer should hear it."""
        listed = [
            *self.triage,
            *self.promises,
            *self.limits,
            *self.notices,
            *self.identity,
            *self.adr.early,
            *self.adr.says,
            *self.contradictions,
            *self.gaps,
            *self.about,
        ]
        return [*listed, self.accessible_says] if self.accessible_says else [*listed]

    def says_on(self, topic: Topic) -> list[str]:
        """What the page says on a topic, if anything."""
        return [each.text for each in self.statements() if topic in each.answers]

    def channel(self, kind: ChannelKind) -> Channel | None:
        """The first way of this kind to complain, if the page names one."""
        return next((c for c in self.channels if c.kind is kind), None)

    @property
    def hours(self) -> Hours | None:
        """The hours that the page gives, of whichever channel carries them."""
        return next((c.hours for c in [*self.channels, *self.other_contacts] if c.hours), None)
