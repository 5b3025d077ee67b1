"""Attacks on who somebody is, each counted: guess, replay, enumerate, measure, and the case of somebody else.

What is asserted is the count that was let through, and how many were tried. docs/attacks.md has the table.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.decisions import reference
from bot.decisions.customer import Customer
from bot.decisions.records import RecognitionStatus
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.identity.shown import lapse_all
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.statements import statements
from tests.support.who import SAM, Asker, Directory, with_directory

CHANCE = random.Random(20261128)


def confirmed(context: Context, asker: Asker) -> bool:
    with context.store.read() as tx:
        return bool(tx.recognitions.confirmed(asker.id)) or bool(asker.known)


def wrong(code: str) -> Iterator[str]:
    return (f"{(int(code) + step) % 1_000_000:06d}" for step in itertools.count(1))


class TestGuessing:
    """Six digits are a million; what a stranger may try is counted over chats and places."""

    def test_within_a_day_of_trying_from_one_place_few_codes_are_looked_at(
        self, context: Context, clock: Clock
    ) -> None:
        case = add_case(context)
        tried = looked_at = through = 0
        for _ in range(24 * 12):  # a new chat every five minutes
            asker = Asker(context, address="attacker")
            if asker.begins(case.reference).next == "who_code" and "_codes" in asker.row.answers:
                guesses = wrong(asker.code())
                for _ in range(5):
                    tried += 1
                    keys = asker.keys(next(guesses))
                    looked_at += "utter_who_code_wrong" in keys or "utter_who_paused" in keys
                    through += confirmed(context, asker)
            clock.forward(minutes=5)
        assert through == 0
        assert looked_at <= 60, f"{looked_at} guesses in a day at one complaint"

    def test_from_many_places_a_complaint_is_guessed_at_few_times_a_day(
        self, context: Context, clock: Clock
    ) -> None:
        case = add_case(context)
        said: Counter[str] = Counter()
        through = 0
        for place in range(400):
            asker = Asker(context, address=f"place {place}")
            asker.begins(case.reference)
            if "_codes" in asker.row.answers:
                guesses = wrong(asker.code())
                for _ in range(5):
                    said.update(asker.keys(next(guesses)))
                    through += confirmed(context, asker)
            clock.forward(minutes=3)
        assert through == 0
        assert said["utter_who_code_wrong"] <= 40

    def test_the_facts_of_an_account_are_guessed_ten_times_a_day_at_most(
        self, context: Context, clock: Clock
    ) -> None:
        directory = Directory([Customer("it-communications", "AB12345", "Sam Carter", "BN3 7TF")])
        told = with_directory(context, directory)
        said: Counter[str] = Counter()
        for place in range(200):
            asker = Asker(told, address=f"place {place}")
            if asker.begins().next is not None:
                asker.says("none")
                postcode = f"BN{CHANCE.randint(1, 9)} {CHANCE.randint(1, 9)}AB"
                said.update(asker.keys("AB12345", postcode, "Sam Carter"))
                assert not confirmed(told, asker)
            clock.forward(minutes=5)
        assert said["utter_who_no_match"] <= 10


class TestReplaying:
    """A code is for one chat, once, until it is old or a newer one is asked for."""

    def test_a_code_that_was_seen_opens_nothing_else(self, context: Context, clock: Clock) -> None:
        case = add_case(context)
        tried = through = 0
        for round_ in range(40):
            mine = Asker(context, address=f"mine {round_}")
            mine.begins(case.reference)
            if not mine.relay():
                clock.forward(minutes=31)
                continue
            seen = mine.code()
            other = Asker(context, address=f"other {round_}")
            other.begins(case.reference)
            for elsewhere in (other, Asker(context)):
                elsewhere.says(seen)
                tried += 1
            through += confirmed(context, other)
            mine.says(seen)
            assert confirmed(context, mine)
            again = mine.says(seen)
            through += bool(again.says)
            clock.forward(minutes=61)
            lapse_all(context)
            mine.says(seen)  # nothing is asked now
            mine.begins("and?")
            mine.says(seen)  # a new code is asked for
            tried += 3
            through += confirmed(context, mine)
            clock.forward(hours=24)
        assert (tried, through) == (200, 0)

    def test_the_old_code_is_worth_nothing_once_a_new_one_was_asked_for(
        self, context: Context, clock: Clock
    ) -> None:
        case = add_case(context)
        through = 0
        for _ in range(50):
            asker = Asker(context)
            asker.begins(case.reference)
            asker.relay()
            old = asker.code()
            asker.says("", "again")
            asker.relay()
            asker.says(old)
            through += confirmed(context, asker)
            clock.forward(hours=25)
        assert through == 0


def references(count: int) -> list[str]:
    return [reference.new(CHANCE.randbytes) for _ in range(count)]


class TestEnumerating:
    """What is there and what is not are answered alike."""

    def test_a_thousand_names_of_nothing_sound_like_a_complaint_that_is_there(self, context: Context) -> None:
        case = add_case(context)
        real = Asker(context)
        expected = real.begins(case.reference).as_json()
        names = [
            *references(400),
            *(f"{CHANCE.randbytes(4).hex()}@example.com" for _ in range(400)),
            *(f"my account number is {CHANCE.randint(10000, 9999999)}" for _ in range(200)),
        ]
        different = 0
        for name in names:
            asker = Asker(context)
            first = asker.begins(name)
            said = first if first.next == "who_code" else asker.says(name)
            different += said.as_json() != expected
            assert not asker.known
        assert (len(names), different) == (1000, 0)

    def test_a_known_address_and_an_unknown_one_get_as_many_codes_and_the_same_pause(
        self, context: Context
    ) -> None:
        add_case(context)
        heard: dict[str, list[object]] = {"sam@example.com": [], "nobody@example.com": []}
        for address, said in heard.items():
            for _ in range(12):
                asker = Asker(context)
                said.append(asker.begins(address).as_json())
                said.append(
                    [asker.says(each).as_json() for each in ("12345", "send it again", "nothing came")]
                )
        assert heard["sam@example.com"] == heard["nobody@example.com"]

    def test_a_known_account_and_an_unknown_one_are_refused_alike(self, context: Context) -> None:
        told = with_directory(context)
        heard = []
        for account in ("AB12345", "ZZ99999"):
            asker = Asker(told)
            asker.begins()
            asker.says("none")
            heard.append(
                [asker.says(each).as_json() for _ in range(3) for each in (account, "BN3 7TF", "Joan Price")]
            )
        assert heard[0] == heard[1]


class TestMeasuring:
    """How long an answer takes says nothing: the work is the same, statement by statement. (A clock would measure the
    machine; what could differ is the work.)"""

    @pytest.mark.parametrize(
        ("there", "nowhere"),
        [("sam@example.com", "nobody@example.com"), ("FL-37X-XK7-HMVN", None)],
        ids=["by address", "by reference"],
    )
    def test_asking_for_a_code_is_the_same_work(
        self, context: Context, there: str, nowhere: str | None
    ) -> None:
        case = add_case(context)
        named = (there, nowhere) if nowhere else (case.reference, "FL-37X-XK7-HMVN")
        work = []
        for name in named:
            asker = Asker(context)
            with statements(context) as seen:
                asker.begins(name)
                asker.says("123456")
            work.append(list(seen))
        assert work[0] == work[1]
        assert len(work[0]) > 5

    def test_checking_an_account_is_the_same_work(self, context: Context) -> None:
        directory = Directory()
        told = with_directory(context, directory)
        work = []
        for account in ("AB12345", "ZZ99999"):
            asker = Asker(told)
            asker.begins()
            asker.says("none")
            with statements(told) as seen:
                asker.keys(account, "BN3 7TF", "Joan Price")
            work.append(list(seen))
        assert work[0] == work[1]
        assert directory.asked == ["AB12345", "ZZ99999"]


class TestTheCaseOfSomebodyElse:
    """Whoever showed who they are hears of their own, and of nothing else."""

    def test_forty_other_peoples_complaints_stay_closed_to_somebody_who_is_confirmed(
        self, context: Context
    ) -> None:
        mine = add_case(context, id="mine")
        others = [
            add_case(context, id=f"other-{n}", address=f"other{n}@example.com", answers={"account": f"AC{n}"})
            for n in range(40)
        ]
        asker = Asker(context)
        asker.begins(mine.reference)
        asker.relay()
        asker.says(asker.code())
        told = "\n".join(said.text for said in status_words(context, asker.id))
        assert mine.reference in told
        shown = [case.reference for case in others if case.reference in told]
        shown += [c.reference for c in others if status_words(context, asker.id, only=c.reference)]
        assert shown == []

    def test_the_same_address_at_another_provider_is_another_customer(self, context: Context) -> None:
        add_case(context, id="here")
        add_case(context, "netservers", id="there")
        asker = Asker(context)
        asker.begins("sam@example.com")
        asker.relay()
        asker.says(asker.code())
        assert [case.id for case in asker.known] == ["here"]

    def test_an_account_holder_does_not_hear_what_others_complained_of_on_the_account(
        self, context: Context
    ) -> None:
        told = with_directory(context, Directory([SAM]))
        for n, name in enumerate(
            ("Joan Price", "S Carter", "Mr & Mrs Carter", "Sam Cartwright", "Samantha Price", "", "S. Price")
        ):
            add_case(
                context,
                id=f"n{n}",
                address=f"n{n}@example.com",
                answers={"account": SAM.account, "name": name},
            )
        asker = Asker(told)
        asker.begins()
        asker.says("none")
        assert asker.keys("AB12345", "BN3 7TF", "Sam Carter", "it's mine") == ["utter_who_confirmed"]
        assert asker.known == []

    def test_one_chat_that_is_confirmed_opens_no_other(self, context: Context) -> None:
        case = add_case(context)
        mine = Asker(context)
        mine.begins(case.reference)
        mine.relay()
        mine.says(mine.code())
        assert mine.row.status is RecognitionStatus.CONFIRMED
        assert all(not Asker(context).known for _ in range(100))
