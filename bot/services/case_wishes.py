"""What the customer wants for a complaint that is logged, in the chat: withdraw it, call it sorted, open it again.

Each is asked once, with two buttons, and done on their yes. Where they were asked whether it is still sorted, or say in
so many words that it is not, it is done at once: it can only help them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.decisions.case_moves import CAN_COME_BACK, STILL_OPEN
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus, Sender
from bot.readers.case_wish import CaseWish, lets_it_go, read_case_wish, takes_it_back
from bot.readers.message import NO, plain
from bot.readers.says_yes import says_yes
from bot.readers.theirs import is_question
from bot.services.add_words import put_words_on_case
from bot.services.case_meant import Meant, case_meant, which_words
from bot.services.case_words import ended_words
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.identity.shown import by_facts_alone
from bot.services.known_cases import cases_known
from bot.services.move_case import (
    REOPENED,
    SORTED,
    STILL_SORTED,
    WITHDRAWN,
    Word,
    is_confirmed_sorted,
    late_by_now,
    reopen,
    sorted_by_word,
    still_sorted,
    withdraw,
)
from bot.services.ports import Transaction
from bot.services.withdrawn_mail import mail_withdrawn
from bot.wording import Said

_LAST_LINES: Final = 20
_ASKS: Final = ("case_withdraw", "case_sorted", "case_reopen", "still_sorted")
"""What a pair of buttons begins with; ``_yes`` and ``_no`` follow."""
_SAYS_YES: Final = {
    "case_withdraw": (CaseWish.WITHDRAW,),
    "case_sorted": (CaseWish.SORTED,),
    "case_reopen": (CaseWish.REOPEN, CaseWish.TAKE_BACK),
    "still_sorted": (CaseWish.SORTED,),
}
"""Wishes that say yes to the question that was just asked."""
_SAYS_NO: Final = {
    "case_withdraw": (CaseWish.TAKE_BACK,),
    "case_sorted": (CaseWish.NOT_SORTED, CaseWish.TAKE_BACK),
    "case_reopen": (CaseWish.WITHDRAW, CaseWish.SORTED),
    "still_sorted": (CaseWish.REOPEN,),
}
"""The same for no."""
CHOICES: Final = frozenset(
    {"case_withdraw", "case_sorted", "case_take_back", *(f"{a}_{e}" for a in _ASKS for e in ("yes", "no"))}
)
_DONE: Final = {
    SORTED: "utter_settled",
    WITHDRAWN: "utter_withdrawn",
    REOPENED: "utter_reopened",
    STILL_SORTED: "utter_still_sorted_yes",
}


def among_questions(form: str | None, asked: str | None) -> bool:
    """Whether a question of ours stands that words about the trouble may answer. The code from a mail is none: it
    stands after the end, and nobody answers it with "it is sorted"."""
    return form is not None and asked != Question.CODE


def wishes_in_form(context: Context, heard: Heard, in_form: bool) -> bool:
    """Whether a message while a question of ours stands is such a wish, and no answer to it. Nothing is done yet.
    ``in_form`` as for ``answer_wish``."""
    if heard.choice is not None:
        return heard.choice in CHOICES
    with context.store.write() as tx:  # never committed
        return bool(_done_before(context, tx, heard) or _Wish(context, tx, heard).typed(in_form))


def answer_wish(context: Context, heard: Heard, in_form: bool) -> list[Said]:
    """What follows from it; nothing where they say something else, or have no complaint that it could be about. Once
    per message. ``in_form``: a question of ours stands, and only what can be no answer to it counts."""
    if heard.choice is not None and heard.choice not in CHOICES:
        return []
    with context.store.write() as tx:
        done = _done_before(context, tx, heard)
        if done:
            return done
        wish = _Wish(context, tx, heard)
        said = wish.pressed(heard.choice) if heard.choice is not None else wish.typed(in_form)
        if said and wish.changed:
            tx.commit()
    return said


class _Wish:
    """One message, in one unit of work. ``changed``: there is something to commit."""

    def __init__(self, context: Context, tx: Transaction, heard: Heard) -> None:
        self.context, self.tx, self.heard = context, tx, heard
        self.changed = False

    def pressed(self, choice: str) -> list[Said]:
        if choice == "case_withdraw":
            return self._of(STILL_OPEN, self._withdraw_means)
        if choice == "case_sorted":
            return self._of(STILL_OPEN, lambda case: [self._say("utter_settles_ask", case)])
        if choice == "case_take_back":
            return self._of(CAN_COME_BACK, self._reopen)
        asked, _, answer = choice.rpartition("_")
        return self._answered(asked, answer == "yes") or self._over()

    def typed(self, in_form: bool) -> list[Said]:
        wish = read_case_wish(self.heard.text)
        if in_form and not _leaves_the_form(self.heard.text):
            return []
        asked = None if in_form else self._asked_last()
        if asked is not None and (said := self._short_answer(asked, wish)):
            return said
        meant = self._meant((CaseStatus.RESOLVED,))
        case = meant.case if meant is not None else None
        if case is not None and case.status is CaseStatus.RESOLVED and case.reminded_at is not None:
            if wish is CaseWish.SORTED and not is_confirmed_sorted(self.tx, case):
                return self._still(case)
            if wish in (CaseWish.NOT_SORTED, CaseWish.AGAIN):
                return self._reopen(case)
        return self._plain_wish(wish)

    def _plain_wish(self, wish: CaseWish | None) -> list[Said]:
        if wish is CaseWish.WITHDRAW:
            return self._of(STILL_OPEN, self._withdraw_means)
        if wish is CaseWish.SORTED:
            return self._of(STILL_OPEN, lambda case: [self._say("utter_settles_ask", case)])
        if wish is CaseWish.TAKE_BACK:
            return self._of((CaseStatus.WITHDRAWN,), self._reopen)
        if wish is CaseWish.REOPEN:
            return self._of_ended(self._reopen) or self._open_already()
        if wish is CaseWish.NOT_SORTED:
            return self._of_ended(self._reopen)
        if wish is CaseWish.AGAIN:
            return self._of_ended(self._offer_to_reopen)
        return []

    def _short_answer(self, asked: str, wish: CaseWish | None) -> list[Said]:
        """A yes or no to the question right above, bare or in plain words: "yes withdraw it", "it is sorted"."""
        said = plain(self.heard.text)
        if asked == "still_sorted" and wish in (CaseWish.NOT_SORTED, CaseWish.AGAIN):
            return self._answered(asked, False)
        if asked == "case_withdraw" and takes_it_back(said):
            return self._answered(asked, True)
        if wish is not None and wish in _SAYS_NO[asked]:
            return self._answered(asked, False)
        if wish is not None and wish in _SAYS_YES[asked] and not is_question(said):
            return self._answered(asked, True)
        if wish is not None:
            return []
        if NO.search(said):
            return self._answered(asked, False)
        return self._answered(asked, True) if says_yes(said) else []

    def _answered(self, asked: str, yes: bool) -> list[Said]:
        match asked, yes:
            case "case_withdraw", True:
                return self._of(STILL_OPEN, self._withdraw)
            case "case_withdraw", False:
                return self._of(STILL_OPEN, lambda case: [self._say("utter_withdraw_kept", case)])
            case "case_sorted", True:
                return self._of(STILL_OPEN, self._sorted)
            case "case_sorted", False:
                return self._of(STILL_OPEN, lambda case: [self._say("utter_not_settled", case)])
            case "case_reopen", True:
                return self._of(CAN_COME_BACK, self._reopen)
            case "case_reopen", False:
                return self._of(CAN_COME_BACK, lambda case: [self._say("utter_stays_ended", case)])
            case "still_sorted", True:
                return self._of((CaseStatus.RESOLVED,), self._still)
            case "still_sorted", False:
                return self._of((CaseStatus.RESOLVED,), self._reopen)
        return []

    # -- what is done

    def _withdraw_means(self, case: Case) -> list[Said]:
        return self._not_from_here(case) or [self._say("utter_withdraw_means", case)]

    def _not_from_here(self, case: Case) -> list[Said]:
        """Why it can't be ended from here; nothing where it can."""
        if not by_facts_alone(self.tx, self.heard.conversation_id, case):
            return []
        return [self._say("utter_needs_a_code", case)]

    def _withdraw(self, case: Case) -> list[Said]:
        if refused := self._not_from_here(case):
            return refused
        ended = withdraw(self.context, self.tx, case, self._word())
        mail_withdrawn(self.context, self.tx, ended)
        self.changed = True
        return _told(self.context, self.tx, case, WITHDRAWN)

    def _sorted(self, case: Case) -> list[Said]:
        sorted_by_word(self.context, self.tx, case, self._word())
        self.changed = True
        return _told(self.context, self.tx, case, SORTED)

    def _still(self, case: Case) -> list[Said]:
        still_sorted(self.context, self.tx, case, self._word())
        self.changed = True
        return _told(self.context, self.tx, case, STILL_SORTED)

    def _reopen(self, case: Case) -> list[Said]:
        opened = reopen(self.context, self.tx, case, self._word())
        self.changed = True
        return _told(self.context, self.tx, opened, REOPENED)

    def _offer_to_reopen(self, case: Case) -> list[Said]:
        """Their words are kept in any case."""
        key = _key(self.heard)
        if not any(event.data.get("message") == key for event in self.tx.cases.events(case.id)):
            put_words_on_case(self.context, self.tx, case, self.heard, {"message": key})
            self.changed = True
        return [self._say("utter_reopen_ask", case)]

    # -- what it is about

    def _of(self, statuses: tuple[CaseStatus, ...], act: Callable[[Case], list[Said]]) -> list[Said]:
        """Of the one that is meant. One that they name and that is elsewhere already is told of as it stands."""
        meant = self._meant(statuses)
        if meant is None:
            return []
        if meant.case.status not in statuses:
            return ended_words(self.context, meant.case)
        return [*which_words(self.context, meant), *act(meant.case)]

    def _of_ended(self, act: Callable[[Case], list[Said]]) -> list[Said]:
        """Where the one that is meant has ended; what is said of an open one is more of its story."""
        meant = self._meant(None)
        if meant is None or meant.case.status not in CAN_COME_BACK:
            return []
        return [*which_words(self.context, meant), *act(meant.case)]

    def _open_already(self) -> list[Said]:
        meant = self._meant(None)
        if meant is None or meant.case.status not in STILL_OPEN:
            return []
        return [*which_words(self.context, meant), self._say("utter_open_already", meant.case)]

    def _meant(self, statuses: tuple[CaseStatus, ...] | None) -> Meant | None:
        chat, text = self.heard.conversation_id, self.heard.text
        return case_meant(self.tx, chat, text, cases_known(self.tx, chat), statuses)

    def _over(self) -> list[Said]:
        """A button of a question that is answered: how it stands now."""
        cases = cases_known(self.tx, self.heard.conversation_id)
        if not cases:
            return []
        status = self.context.words.text(f"utter_status_{cases[-1].status}")
        return [self.context.words.say("utter_status", reference=cases[-1].reference, status=status)]

    def _asked_last(self) -> str | None:
        """Which of the pairs of buttons the line before this message offers."""
        for line in reversed(self.tx.messages.newest(self.heard.conversation_id, _LAST_LINES)):
            if line.sender is not Sender.CUSTOMER:
                payloads = " ".join(button["payload"] for button in line.buttons)
                return next((each for each in _ASKS if f'"{each}_yes"' in payloads), None)
        return None

    def _word(self) -> Word:
        pressed = self.context.words.text("utter_pressed_a_button")
        return Word(self.heard.text or pressed, "chat", _key(self.heard))

    def _say(self, key: str, case: Case) -> Said:
        return _say(self.context, key, case)


def _leaves_the_form(text: str) -> bool:
    wish = read_case_wish(text)
    return wish is CaseWish.WITHDRAW or (wish is CaseWish.SORTED and lets_it_go(text))


def _done_before(context: Context, tx: Transaction, heard: Heard) -> list[Said]:
    """The same again for a message whose turn failed after it was done."""
    for case in cases_known(tx, heard.conversation_id):
        for event in tx.cases.events(case.id):
            if event.code in _DONE and event.data.get("message") == _key(heard):
                return _told(context, tx, case, event.code)
    return []


def _told(context: Context, tx: Transaction, case: Case, code: str) -> list[Said]:
    said = [_say(context, _DONE[code], case)]
    if code == REOPENED and late_by_now(context, tx, case):
        said.append(_say(context, "utter_late_untold", case))
    return said


def _say(context: Context, key: str, case: Case) -> Said:
    provider = context.provider(case.provider)
    return context.words.say(
        key,
        provider=provider.name,
        reference=case.reference,
        scheme=context.schemes[provider.adr.scheme].name.value,
        status=context.words.text(f"utter_status_{case.status}"),
        days=str(context.rule("still_sorted_after")),
    )


def _key(heard: Heard) -> str:
    return f"{heard.conversation_id}:{heard.message_id}"
