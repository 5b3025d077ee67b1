"""Withdraw, sorted, not sorted, open again: the customer's word in the chat, asked once and done once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.decisions.records import Case, CaseStatus, IntakeStatus, Role, Sender
from bot.services.add_words import EVENT as ADDED
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.case_wishes import CHOICES, among_questions, answer_wish, wishes_in_form
from bot.services.context import Context
from bot.services.desk.refused_offers import refused_offers
from bot.services.desk.work_case import offer_outcome, promise
from bot.services.heard import Heard
from bot.services.transcript import lines
from tests.support.case_rows import add_case
from tests.support.context import Chat, Clock
from tests.support.desk_rows import add_agent

CLOCK = ("received_at", "opened_at", "due_on", "target_kind", "stage", "first_complained_on")


class Customer:
    """Types and presses in the chat of a case; what the assistant says is kept there, as the web app does."""

    def __init__(self, context: Context, case: Case) -> None:
        self.context, self.case, self.number = context, case, 0

    def says(self, text: str, in_form: bool = False, again: bool = False) -> str:
        return self._hears(text, None, in_form, again)

    def presses(self, choice: str, in_form: bool = False) -> str:
        return self._hears("", choice, in_form, False)

    def _hears(self, text: str, choice: str | None, in_form: bool, again: bool) -> str:
        self.number += 0 if again else 1
        chat = self.case.conversation_id
        heard = Heard(chat, str(self.number), text, self.context.now(), "deny", 0.9, choice=choice)
        said = answer_wish(self.context, heard, in_form)
        with self.context.store.write() as tx:
            for line in lines(chat, Sender.BOT, said, self.context.now()):
                tx.messages.add(line)
            tx.commit()
        return " ".join(each.text for each in said)

    @property
    def now(self) -> Case:
        with self.context.store.read() as tx:
            found = tx.cases.get(self.case.id)
        assert found is not None
        return found

    def codes(self) -> list[str]:
        with self.context.store.read() as tx:
            return [each.code for each in tx.cases.events(self.case.id)]


@pytest.fixture
def customer(context: Context) -> Customer:
    return Customer(context, add_case(context, told="2026-11-05"))


def test_withdrawing_says_what_it_means_asks_once_and_is_done_on_their_yes(
    context: Context, customer: Customer, clock: Clock
) -> None:
    agent = add_agent(context)
    promise(context, agent, customer.case.reference, "I ring you", date(2026, 11, 27))
    means = customer.says("I want to withdraw my complaint")
    assert "It does not count as settled" in means
    assert customer.now.status is CaseStatus.OPEN
    assert "I have withdrawn your complaint" in customer.says("yes please")
    assert (customer.now.status, customer.now.status_since) == (CaseStatus.WITHDRAWN, clock())
    with context.store.read() as tx:
        event = tx.cases.events(customer.case.id)[-1]
        entry = tx.audit.of(f"case:{customer.case.id}")[-1]
        assert all(each.kept_at for each in tx.promises.of_case(customer.case.id))
    assert (event.code, event.data["by"], event.data["how"]) == ("case.withdrawn", "customer", "yes please")
    assert (entry.action, entry.agent_id, entry.data["by"]) == ("case.withdrawn", None, "customer")


def test_a_no_withdraws_nothing(customer: Customer) -> None:
    customer.says("withdraw my complaint")
    assert "stays open" in customer.says("no")
    assert customer.codes() == ["case.opened"]


def test_a_withdrawal_is_taken_back_with_the_clock_and_the_promises_that_it_had(
    context: Context, customer: Customer, clock: Clock
) -> None:
    agent = add_agent(context)
    promise(context, agent, customer.case.reference, "I ring you", date(2026, 11, 27))
    customer.says("withdraw my complaint")
    customer.presses("case_withdraw_yes")
    clock.forward(hours=3)
    assert "is open again, with the dates that it had" in customer.says("I've changed my mind")
    assert customer.now.status is CaseStatus.OPEN
    assert [getattr(customer.now, each) for each in CLOCK] == [getattr(customer.case, each) for each in CLOCK]
    with context.store.read() as tx:
        assert all(each.kept_at is None for each in tx.promises.of_case(customer.case.id))
        alert = tx.outbox.all()[-1].payload
    assert (alert["template"], alert["facts"]["subject"]) == (
        "case_alert", "A complaint was withdrawn, and is back",
    )  # fmt: skip


def test_it_is_back_forget_it_asks_whether_that_settles_the_complaint(
    context: Context, customer: Customer
) -> None:
    asked = customer.says("my internet is back, forget it")
    assert "Does it settle your complaint" in asked
    assert customer.now.status is CaseStatus.OPEN
    assert "because you said so" in customer.says("yes")
    assert customer.now.status is CaseStatus.RESOLVED
    assert customer.codes()[-1] == "case.sorted"
    with context.store.read() as tx:
        assert all(each.kept_at for each in tx.promises.of_case(customer.case.id))


def test_a_no_leaves_it_open(customer: Customer) -> None:
    customer.says("it's working again now")
    assert "stays open" in customer.says("no it's not that")
    assert customer.now.status is CaseStatus.OPEN


def test_what_a_person_promised_for_a_day_to_come_is_still_to_come(
    context: Context, customer: Customer
) -> None:
    agent = add_agent(context)
    made = promise(context, agent, customer.case.reference, "A new router comes", date(2026, 11, 27))
    customer.says("it's sorted")
    customer.presses("case_sorted_yes")
    with context.store.read() as tx:
        kept = tx.promises.get(made.id)
    assert kept is not None
    assert kept.kept_at is None


def sorted_now(customer: Customer) -> None:
    customer.says("it's sorted")
    customer.says("yes")
    assert customer.now.status is CaseStatus.RESOLVED


def test_it_happened_again_is_kept_and_offered_to_be_opened(context: Context, customer: Customer) -> None:
    sorted_now(customer)
    assert "Shall I open it again" in customer.says("it happened again last night")
    with context.store.read() as tx:
        added = tx.cases.events(customer.case.id)[-1]
    assert (added.code, added.data["text"]) == (ADDED, "it happened again last night")
    assert customer.now.status is CaseStatus.RESOLVED
    assert "is open again" in customer.says("yes")
    assert customer.now.status is CaseStatus.OPEN


@pytest.mark.parametrize("said", ["it's not sorted", "please reopen it"])
def test_not_sorted_after_all_opens_it_at_once_and_the_desk_lists_it_first(
    context: Context, customer: Customer, said: str
) -> None:
    boss = add_agent(context, "Olu", role=Role.SUPERVISOR)
    sorted_now(customer)
    customer.says(said)
    assert customer.now.status is CaseStatus.OPEN
    [row] = refused_offers(context, boss)
    assert (row.reopened, row.words, row.why_first) == (True, said, "reopened")
    with context.store.read() as tx:
        alert = tx.outbox.all()[-1].payload
    assert (alert["to"], alert["facts"]["words"]) == (boss.email, said)
    promise(context, boss, customer.case.reference, "I ring at 5", date(2026, 11, 24))
    assert refused_offers(context, boss) == []


def test_opened_again_past_its_day_it_says_that_it_is_late_and_is_not_told_twice(
    context: Context, customer: Customer, clock: Clock
) -> None:
    sorted_now(customer)
    clock.forward(days=14)
    assert "This is late, and you have not been told why" in customer.says("it's not sorted")
    with context.store.read() as tx:
        [target] = tx.promises.of_case(customer.case.id)
        assert tx.promises.missed(context.today()) == []
    assert (target.kept_at, target.late_told_at) == (None, clock())


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("yes still fine", CaseStatus.RESOLVED),
        ("yep", CaseStatus.RESOLVED),
        ("it's sorted", CaseStatus.RESOLVED),
        ("no", CaseStatus.OPEN),
        ("no it's gone off again", CaseStatus.OPEN),
        ("it happened again", CaseStatus.OPEN),
    ],
)
def test_is_it_still_can_be_answered_in_the_chat(
    context: Context, customer: Customer, clock: Clock, said: str, status: CaseStatus
) -> None:
    sorted_now(customer)
    clock.forward(days=3)
    assert ask_still_sorted(context) == 1
    assert customer.says(said)
    assert customer.now.status is status
    confirmed = "still_sorted.confirmed" in customer.codes()
    assert confirmed is (status is CaseStatus.RESOLVED)


def test_the_same_message_once_more_says_the_same_and_does_nothing_more(customer: Customer) -> None:
    customer.says("withdraw my complaint")
    first = customer.says("yes")
    assert customer.says("yes", again=True) == first
    assert customer.codes().count("case.withdrawn") == 1


@pytest.mark.parametrize("choice", sorted(CHOICES - {"case_withdraw", "case_sorted"}))
def test_a_button_of_a_question_that_is_over_tells_how_it_stands_or_does_what_it_says(
    customer: Customer, choice: str
) -> None:
    sorted_now(customer)
    events = len(customer.codes())
    said = customer.presses(choice)
    assert customer.case.reference in said
    assert len(customer.codes()) - events in (0, 1)


def test_a_plain_yes_to_something_else_is_no_word_on_the_complaint(customer: Customer) -> None:
    assert customer.says("yes") == ""
    assert customer.says("it's sorted")
    customer.says("what are your hours?")
    assert customer.codes() == ["case.opened"]


def test_without_a_complaint_nothing_is_said(context: Context) -> None:
    case = add_case(context)
    stranger = Chat(context, id="d" * 32)
    for text in ("withdraw my complaint", "it's sorted", "please reopen it", "it happened again"):
        assert answer_wish(context, stranger.hears(text), False) == []
    for choice in CHOICES:
        assert answer_wish(context, stranger.hears("", choice=choice), False) == []
    assert Customer(context, case).codes() == ["case.opened"]


def test_in_the_middle_of_a_form_only_what_can_be_no_answer_counts(
    context: Context, customer: Customer
) -> None:
    chat = customer.case.conversation_id
    for text, counts in (
        ("it's fixed now", False),
        ("no it's not sorted", False),
        ("my internet is back, forget it", True),
        ("withdraw my complaint", True),
    ):
        heard = Heard(chat, "9", text, context.now(), "give_details", 0.9)
        assert wishes_in_form(context, heard, True) is counts
        assert bool(answer_wish(context, heard, True)) is counts


def test_at_the_code_of_a_mail_every_wish_counts_and_looking_does_nothing(
    context: Context, customer: Customer
) -> None:
    assert among_questions("complaint_form", "still_happening")
    assert not among_questions("complaint_form", "code")
    assert not among_questions(None, "still_happening")
    sorted_now(customer)
    before = customer.codes()
    heard = Heard(customer.case.conversation_id, "9", "it's not sorted", context.now(), "deny", 0.9)
    assert wishes_in_form(context, heard, False)
    assert customer.codes() == before
    assert customer.now.status is CaseStatus.RESOLVED


def test_after_withdrawing_no_question_of_the_form_stands(context: Context, customer: Customer) -> None:
    customer.says("withdraw my complaint", in_form=True)
    customer.presses("case_withdraw_yes")
    with context.store.read() as tx:
        intake = tx.intakes.get(customer.case.intake_id)
    assert intake is not None
    assert intake.status is not IntakeStatus.OPEN


def test_no_verb_of_the_desk_sets_sorted_without_an_offer_and_the_customers_words(
    context: Context, customer: Customer
) -> None:
    """Only ``keep_answer`` (their word on an offer), ``resolve_at_first_contact`` and ``sorted_by_word`` lead there."""
    root = Path(__file__).resolve().parents[3] / "bot"
    sets = [
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if any(
            "CaseStatus.RESOLVED" in line
            and ("moved(" in line or "status=" in line or "Move.SORTED:" in line)
            for line in file.read_text(encoding="utf-8").splitlines()
        )
    ]
    assert sorted(sets) == ["decisions/case_moves.py", "services/offers.py", "services/open_case.py"]
    callers = [
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if "sorted_by_word(" in file.read_text(encoding="utf-8")
    ]
    assert sorted(callers) == ["services/case_wishes.py", "services/move_case.py"]
    agent = add_agent(context)
    offer_outcome(context, agent, customer.case.reference, "£20")
    assert customer.now.status is CaseStatus.OUTCOME_OFFERED
    assert timedelta(0) == customer.now.received_at - customer.case.received_at


WITHDRAW_YES = [
    "yes withdraw it",
    "Yes, withdraw it please",
    "withdraw it",
    "yeah cancel my complaint",
    "yes i want to withdraw my complaint now",
    "please do, withdraw it",
]
SORTED_YES = [
    "yes its sorted thankyou very much",
    "yes it is sorted",
    "it is sorted",
    "yep, all sorted now thanks",
    "yes that settles it",
    "Yes it's fixed, thank you",
    "yes I accept",
    "yes you can close my complaint",
]


@pytest.mark.parametrize("line", WITHDRAW_YES)
def test_a_yes_in_their_own_words_withdraws_what_they_were_just_asked_about(
    customer: Customer, line: str
) -> None:
    customer.says("I want to withdraw my complaint")
    assert "I have withdrawn your complaint" in customer.says(line)
    assert customer.now.status is CaseStatus.WITHDRAWN


@pytest.mark.parametrize("line", SORTED_YES)
def test_a_yes_in_their_own_words_settles_what_they_were_just_asked_about(
    customer: Customer, line: str
) -> None:
    customer.says("it's working again now")
    assert "because you said so" in customer.says(line)
    assert customer.now.status is CaseStatus.RESOLVED


@pytest.mark.parametrize(
    "line",
    [
        "what happens if I withdraw my complaint?",
        "no dont withdraw it",
        "actually leave it open",
        "i changed my mind, keep it open",
        "is it withdrawn?",
    ],
)
def test_a_question_or_a_second_thought_withdraws_nothing(customer: Customer, line: str) -> None:
    customer.says("I want to withdraw my complaint")
    customer.says(line)
    assert customer.now.status is CaseStatus.OPEN


@pytest.mark.parametrize(
    "line",
    [
        "no it is not sorted",
        "no its still broken",
        "not sorted",
        "yes but I want it open until friday",
        "yes its sorted but the bill is still wrong",
        "is it sorted?",
    ],
)
def test_what_is_no_clear_yes_settles_nothing(customer: Customer, line: str) -> None:
    customer.says("it's working again now")
    customer.says(line)
    assert customer.now.status is CaseStatus.OPEN


@pytest.mark.parametrize(
    "line", ["Yes, reopen it please", "yes open it again", "re-open it", "yes please reopen my complaint"]
)
def test_a_yes_in_their_own_words_opens_it_again(customer: Customer, line: str) -> None:
    sorted_now(customer)
    customer.says("it happened again last night")
    assert "is open again" in customer.says(line)
    assert customer.now.status is CaseStatus.OPEN


@pytest.mark.parametrize("line", ["Yes, reopen it please", "please reopen my complaint"])
def test_what_is_open_is_said_to_be_open_already(customer: Customer, line: str) -> None:
    assert "is open already" in customer.says(line)
