"""One message, taken as an answer to who they are. The same message twice gives the same outcome and does no more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.customer import Claim
from bot.decisions.errors import DirectoryUnavailable
from bot.decisions.identity import CLAIM, WAY, Holder, Way, Who, next_who
from bot.decisions.recognition import Identity, Recognition, RecognitionStatus
from bot.decisions.records import Conversation
from bot.readers.heard import Problem
from bot.readers.message import Message
from bot.readers.who import Given, Wish, read_who
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.identity.begin import has_directory
from bot.services.identity.check_claim import check_claim
from bot.services.identity.limits import Kind, count, ends, paused_until, subject_key
from bot.services.identity.role import role_kept
from bot.services.identity.send_code import about_key, ask_for_code, code_fits
from bot.services.identity.wish import WISH, only_wish
from bot.services.ports import Transaction

MISSES = "_misses"
FITS = "_fits"
LACKS = "_no_reference"
"""Keys of the answers: misses in a row; the account's own spelling and the holder's name, once the facts fitted; they
said that they have no reference, and were asked for the address instead."""
MISSES_BEFORE_A_PERSON = 2


def question_of_who(context: Context, conversation_id: str) -> Who | None:
    """The question that stands, read from the store."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(conversation_id)
    if recognition is None or recognition.status is not RecognitionStatus.ASKING:
        return None
    return next_who(recognition.answers)


def was_asked_who(context: Context, conversation_id: str) -> bool:
    """Whether they were asked in this chat, and did not show it: a bare address after that still answers."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(conversation_id)
    return recognition is not None and recognition.status in (
        RecognitionStatus.STOPPED,
        RecognitionStatus.LAPSED,
    )


def take_who(context: Context, heard: Heard, theirs: bool) -> Outcome:
    """Take ``heard`` as an answer to the question that stands. Where it is none: ``theirs`` says whether it is a
    question of theirs, for the rules to answer; else it is a miss.

    ``next`` is ``None`` once it is over; who is confirmed then is for ``shown.cases_shown``. The customer directory is
    asked outside any unit of work.
    """
    with context.store.read() as tx:
        conversation = tx.conversations.get(heard.conversation_id)
        recognition = tx.recognitions.latest(conversation.id)
    if recognition is None:
        return Outcome()
    if recognition.handled_message == heard.message_id and recognition.outcome is not None:
        return Outcome.from_json(recognition.outcome)
    standing = next_who(recognition.answers) if recognition.status is RecognitionStatus.ASKING else None
    if standing is None:
        return Outcome()
    message = Message(heard.text, london_date(heard.at), heard.choice, heard.intent, heard.confidence)
    read = read_who(standing, heard.text, heard.choice, message)
    checked = _checked(context, recognition, read)
    with context.store.write() as tx:
        current = tx.recognitions.get(recognition.id)
        if current is None or current.status is not RecognitionStatus.ASKING:
            return Outcome()
        turn = _Turn(context, tx, conversation, current, checked)
        outcome = turn.take(standing, read, theirs)
        if not outcome.theirs:
            kept = replace(turn.now, handled_message=heard.message_id, outcome=outcome.as_json())
            if kept.status is not RecognitionStatus.ASKING:
                kept = replace(kept, answers=only_wish(kept))
            tx.recognitions.save(kept)
            tx.commit()
    return outcome


def stop_who(context: Context, heard: Heard) -> Outcome:
    """They would rather not: put away, and nothing is kept of what they gave."""
    with context.store.write() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
        if recognition is None or recognition.status is not RecognitionStatus.ASKING:
            return Outcome()
        outcome = Outcome(says=[("utter_who_stopped", {})])
        tx.recognitions.save(replace(recognition, status=RecognitionStatus.STOPPED, answers={}))
        tx.commit()
    return outcome


@dataclass(frozen=True)
class _Checked:
    """What the directory said: ``fits`` with its own account and name, or not; ``unavailable``: it could not be
    asked."""

    fits: tuple[str, str] | None = None
    unavailable: bool = False


def _checked(
    context: Context, recognition: Recognition, read: Given | Wish | Problem | None
) -> _Checked | None:
    """Asked once all three facts are there; ``None`` before."""
    if recognition.answers.get(WAY) != Way.ACCOUNT or not isinstance(read, Given):
        return None
    told = {**recognition.answers, **read.values}
    if FITS in told or any(each not in told for each in CLAIM):
        return None
    claim = Claim(str(told[Who.ACCOUNT]), str(told[Who.POSTCODE]), str(told[Who.NAME]))
    try:
        customer = check_claim(context, recognition.provider, claim)
    except DirectoryUnavailable:
        return _Checked(unavailable=True)
    return _Checked((customer.account, customer.name) if customer is not None else None)


@dataclass
class _Turn:
    context: Context
    tx: Transaction
    conversation: Conversation
    now: Recognition
    checked: _Checked | None
    says: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def take(self, who: Who, read: Given | Wish | Problem | None, theirs: bool) -> Outcome:
        if read is None and theirs:
            return Outcome(theirs=True)
        if read is None:
            self.says.append(("utter_who_missed", {}))
            self._miss()
        elif isinstance(read, Problem):
            self.says.append((read.key, dict(read.facts)))
            self._miss()
        elif isinstance(read, Wish):
            self._wish(read)
        else:
            self._given(who, read)
        following = next_who(self.now.answers) if self.now.status is RecognitionStatus.ASKING else None
        return Outcome(says=self.says, next=following.value if following else None)

    def _set(self, **values: object) -> None:
        self.now = replace(self.now, answers={**self.now.answers, **values})

    def _miss(self) -> None:
        misses = int(self.now.answers.get(MISSES, 0)) + 1
        self._set(**{MISSES: misses})
        if misses >= MISSES_BEFORE_A_PERSON:
            self.says.append(("utter_offer_person", {}))

    def _wish(self, wish: Wish) -> None:
        if wish is Wish.NO_REFERENCE and not self.now.answers.get(LACKS):
            self._set(**{LACKS: True})
            self.says.append(("utter_who_no_reference", {}))
        elif wish is Wish.AGAIN and Who.WHICH in self.now.answers:
            self._ask_for_code()
        elif has_directory(self.context, self.now.provider) and self.now.answers.get(WAY) != Way.ACCOUNT:
            answers = {**self._kept(), WAY: Way.ACCOUNT.value}
            which = self.now.answers.get(Who.WHICH) or {}
            if which.get("kind") == "account":
                answers[Who.ACCOUNT.value] = str(which["value"])
            self.now = replace(self.now, answers=answers)
            self.says.append(("utter_who_by_account", {}))
        else:
            self._end("utter_who_person_instead", {})

    def _kept(self) -> dict[str, Any]:
        """What is not asked again when they go another way: what they want, and for whom."""
        return {**role_kept(self.now.answers), WISH: self.now.answers.get(WISH)}

    def _ask_for_code(self) -> None:
        self.now, said = ask_for_code(self.context, self.tx, self.conversation, self.now)
        self.says += said

    def _given(self, who: Who, read: Given) -> None:
        self._set(**{MISSES: 0})
        if who is Who.CODE and Who.CODE in read.values:
            self._code(str(read.values[Who.CODE]))
            return
        self._set(**{str(key): value for key, value in read.values.items()})
        if Who.WHICH in read.values:
            self._set(**{WAY: Way.CODE.value})
            self._ask_for_code()
        elif self.checked is not None:
            self._claimed(self.checked)
        asking = self.now.status is RecognitionStatus.ASKING
        if asking and FITS in self.now.answers and next_who(self.now.answers) is None:
            self._answered_for()

    def _code(self, typed: str) -> None:
        about = about_key(self.context, self.now)
        pause = paused_until(self.context, self.tx, Kind.CODE_WRONG, self.conversation, about)
        if pause is not None:
            self._end("utter_who_paused", {"time": ends(self.context, pause)})
            return
        expires = self.now.code_expires_at
        if expires is None or self.context.now() >= expires:
            self.says.append(("utter_code_expired", {}))
            self._ask_for_code()
            return
        if code_fits(self.context, self.now, typed):
            held = Identity.ACCOUNT_HOLDER if self.now.account else Identity.CONTACT
            self._confirm(held, "code")
            return
        count(self.context, self.tx, Kind.CODE_WRONG, self.conversation, about)
        self.now = replace(self.now, code_tries=self.now.code_tries + 1)
        pause = paused_until(self.context, self.tx, Kind.CODE_WRONG, self.conversation, about)
        left = self.context.rule("code_tries") - self.now.code_tries
        if pause is not None or left <= 0:
            until = pause or self.context.now()
            self._end("utter_who_paused", {"time": ends(self.context, until)})
        else:
            self.says.append(("utter_who_code_wrong", {"left": left}))

    def _claimed(self, checked: _Checked) -> None:
        about = subject_key(self.context, self.now.provider, str(self.now.answers[Who.ACCOUNT]))
        pause = paused_until(self.context, self.tx, Kind.ACCOUNT_WRONG, self.conversation, about)
        if pause is not None:
            self._end("utter_who_paused", {"time": ends(self.context, pause)})
        elif checked.unavailable:
            self._end("utter_who_unavailable", {})
        elif checked.fits is None:
            count(self.context, self.tx, Kind.ACCOUNT_WRONG, self.conversation, about)
            self._no_match(about)
        else:
            self._set(**{FITS: list(checked.fits)})

    def _no_match(self, about: str) -> None:
        pause = paused_until(self.context, self.tx, Kind.ACCOUNT_WRONG, self.conversation, about)
        if pause is not None:
            self._end("utter_who_paused", {"time": ends(self.context, pause)})
            return
        answers = {**self._kept(), WAY: Way.ACCOUNT.value}
        self.now = replace(self.now, answers=answers)
        self.says.append(("utter_who_no_match", {}))

    def _answered_for(self) -> None:
        """The facts fit, and it is told whose account it is."""
        account, name = self.now.answers[FITS]
        if self.now.answers.get(Who.ROLE) == Holder.SELF:
            self.now = replace(self.now, account=account, name=name)
            self._confirm(Identity.ACCOUNT_HOLDER, "account")
            return
        whom = str(self.now.answers.get(Who.ACTING_FOR, ""))
        self.now = replace(
            self.now, account=account, name=name, acting_for=whom, status=RecognitionStatus.FOR_PERSON
        )
        self.says.append(("utter_who_acting", {}))

    def _confirm(self, identity: Identity, how: str) -> None:
        at = self.context.now()
        minutes = self.context.rule("identity_lifetime")
        self.now = replace(
            self.now,
            status=RecognitionStatus.CONFIRMED,
            identity=identity,
            how=how,
            confirmed_at=at,
            lapses_at=at + timedelta(minutes=minutes),
        )
        facts = {"by": "customer", "identity": identity.value, "how": how}
        subject = f"conversation:{self.conversation.id}"
        self.tx.audit.add(at, "identity.confirmed", subject, None, self.now.provider, facts)
        self.says.append(("utter_who_confirmed", {"minutes": minutes}))

    def _end(self, key: str, facts: dict[str, Any]) -> None:
        self.now = replace(self.now, status=RecognitionStatus.STOPPED)
        self.says.append((key, facts))
