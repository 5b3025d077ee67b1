"""Who is asking? A code to the contact on file, or the account's own facts; and only then is anything told."""

from __future__ import annotations

import json

import pytest

from bot.decisions.customer import Customer
from bot.decisions.recognition import Identity, RecognitionStatus
from bot.decisions.records import ContactKind
from bot.services.context import Context
from bot.services.identity.shown import lapse, lapse_all
from bot.services.identity.take import stop_who
from bot.services.identity.wish import WISH
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.who import SAM, Asker, Directory, with_directory


@pytest.fixture
def sams(context: Context) -> str:
    """The reference of a complaint that Sam made in another chat."""
    return add_case(context).reference


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_goes_to_the_contact_on_file_and_opens_the_complaint(context: Context, sams: str) -> None:
    asker = Asker(context)
    assert asker.begins().next == "who_which"
    assert asker.keys(sams) == ["utter_who_code_sent"]
    assert asker.relay() == ["sam@example.com"]
    assert asker.known == []
    assert asker.keys(asker.code()) == ["utter_who_confirmed"]
    assert [case.reference for case in asker.known] == [sams]
    row = asker.row
    assert (row.status, row.identity, row.how) == (RecognitionStatus.CONFIRMED, Identity.CONTACT, "code")
    assert list(row.answers) == [WISH]  # what they asked for, and nothing of what showed it


def test_a_reference_in_the_question_is_not_asked_for_again(context: Context, sams: str) -> None:
    asker = Asker(context)
    outcome = asker.begins(f"what is happening with {sams}?")
    assert [key for key, _ in outcome.says] == ["utter_who_code_sent"]
    assert outcome.next == "who_code"
    assert asker.relay() == ["sam@example.com"]


@pytest.mark.parametrize("named", ["FL-37X-XK7-HMVN", "nobody@example.com", "account 99999"])
def test_what_is_not_there_is_answered_in_the_same_words_and_sends_nothing(
    context: Context, sams: str, named: str
) -> None:
    there, nowhere = Asker(context), Asker(context)
    there.begins()
    nowhere.begins()
    known, unknown = there.says(sams), nowhere.says(named)
    assert (unknown.says, unknown.next) == (known.says, known.next)
    assert nowhere.relay() == []
    assert nowhere.keys(nowhere.code()) == ["utter_who_code_wrong"]  # even the code that would have been sent
    assert nowhere.known == []


def test_the_complaint_of_another_provider_is_not_there(context: Context) -> None:
    case = add_case(context, "netservers")
    asker = Asker(context, "it-communications")
    asker.begins(f"any news of {case.reference}?")
    assert asker.relay() == []


def test_no_code_can_go_to_a_phone_or_by_post(context: Context) -> None:
    case = add_case(context, kind=ContactKind.PHONE, address="+44 7700 900321")
    asker = Asker(context)
    asker.begins(f"any news of {case.reference}?")
    assert asker.relay() == []


def test_each_wrong_code_costs_a_try_and_then_there_is_a_pause(
    context: Context, clock: Clock, sams: str
) -> None:
    asker = Asker(context)
    asker.begins(sams)
    asker.relay()
    code = asker.code()
    said = [asker.says(other(code)).says for _ in range(5)]
    assert [key for [(key, _)] in said] == [*["utter_who_code_wrong"] * 4, "utter_who_paused"]
    assert [facts["left"] for [(_, facts)] in said[:4]] == [4, 3, 2, 1]
    assert asker.row.status is RecognitionStatus.STOPPED
    assert asker.begins(sams).next is None
    clock.forward(minutes=14)
    assert asker.begins(sams).next is None
    clock.forward(minutes=2)
    assert asker.begins(sams).next == "who_code"


def test_a_code_is_good_until_its_minutes_are_over_and_a_new_one_follows(
    context: Context, clock: Clock, sams: str
) -> None:
    asker = Asker(context)
    asker.begins(sams)
    asker.relay()
    old = asker.code()
    clock.forward(minutes=10)
    assert asker.keys(old) == ["utter_code_expired", "utter_who_code_sent"]
    assert asker.relay() == ["sam@example.com"] * 2
    assert asker.keys(old) == ["utter_who_code_wrong"]
    assert asker.keys(asker.code()) == ["utter_who_confirmed"]


def test_only_the_newest_code_works(context: Context, sams: str) -> None:
    asker = Asker(context)
    asker.begins(sams)
    asker.relay()
    first = asker.code()
    asker.says("", "again")
    asker.relay()
    assert asker.keys(first) == ["utter_who_code_wrong"]
    assert asker.keys(asker.code()) == ["utter_who_confirmed"]


def test_a_code_works_once_and_in_its_own_chat_only(context: Context, sams: str) -> None:
    mine, theirs = Asker(context), Asker(context)
    for asker in (mine, theirs):
        asker.begins(sams)
        asker.relay()
    assert theirs.keys(mine.code()) == ["utter_who_code_wrong"]
    assert mine.keys(mine.code()) == ["utter_who_confirmed"]
    assert theirs.known == []
    assert mine.says(mine.row.code_hash or "").says == []  # nothing is asked any more


def test_codes_to_one_address_are_few_whoever_asks_and_whether_or_not_it_exists(
    context: Context, sams: str
) -> None:
    for address in ("sam@example.com", "nobody@example.com"):
        said = [Asker(context).begins(f"my address is {address}").says for _ in range(12)]
        assert [key for [(key, _)] in said] == [
            *["utter_who_code_sent"] * 10, *["utter_who_no_more_codes"] * 2
        ]  # fmt: skip


def test_a_stranger_elsewhere_who_asks_again_and_again_keeps_nobody_from_a_code(
    context: Context, sams: str
) -> None:
    for _ in range(4):  # a chat after the other, from one place
        stranger = Asker(context, address="stranger")
        said = [stranger.begins(f"it is {sams}").says, *(stranger.says("", "again").says for _ in range(3))]
    assert said[-1] == []  # nothing is asked any more
    assert len(stranger.relay()) <= 3
    mine = Asker(context, address="mine")
    assert [key for key, _ in mine.begins(f"it is {sams}").says] == ["utter_who_code_sent"]
    mine.relay()
    assert mine.keys(mine.code()) == ["utter_who_confirmed"]


def test_a_stranger_elsewhere_who_guesses_keeps_nobody_from_typing_their_code(
    context: Context, sams: str
) -> None:
    for _ in range(3):
        stranger = Asker(context, address="stranger")
        stranger.begins(f"it is {sams}")
        for guess in range(5):
            stranger.says(f"{guess:06d}")
    mine = Asker(context, address="mine")
    mine.begins(f"it is {sams}")
    mine.relay()
    assert mine.keys(mine.code()) == ["utter_who_confirmed"]


def test_while_no_new_code_is_sent_the_newest_of_the_chat_still_works(context: Context, sams: str) -> None:
    asker = Asker(context)
    asker.begins(sams)
    for _ in range(2):
        asker.says("", "again")
    asker.relay()
    assert [key for key, _ in asker.says("", "again").says] == ["utter_who_no_more_codes_one_works"]
    assert asker.keys(asker.code()) == ["utter_who_confirmed"]


@pytest.mark.parametrize("address", ["sam@example.com", "nobody@example.com"])
def test_where_no_code_can_be_sent_none_is_asked_for(context: Context, sams: str, address: str) -> None:
    for _ in range(3):
        Asker(context, address="a").begins(f"it is {address}")
    late = Asker(context, address="a")
    outcome = late.begins(f"it is {address}")
    assert [key for key, _ in outcome.says] == ["utter_who_no_more_codes"]
    assert outcome.next is None
    assert late.row.status is RecognitionStatus.STOPPED
    assert late.row.answers == {}


def test_from_one_network_address_codes_are_few(context: Context) -> None:
    said = [Asker(context, address="a").begins(f"it is sam{n}@example.com").says for n in range(21)]
    assert [key for [(key, _)] in said] == [*["utter_who_code_sent"] * 20, "utter_who_no_more_codes"]
    elsewhere = Asker(context, address="b").begins("it is sam99@example.com").says
    assert elsewhere[0][0] == "utter_who_code_sent"


def test_the_same_message_again_does_nothing_more(context: Context, sams: str) -> None:
    from bot.services.identity.take import take_who

    asker = Asker(context)
    asker.begins()
    heard = asker.hears(sams)
    first = take_who(context, heard, False)
    again = take_who(context, heard, False)
    assert again.as_json() == first.as_json()
    assert asker.relay() == ["sam@example.com"]


def test_it_lapses_and_the_address_is_not_asked_for_again(context: Context, clock: Clock, sams: str) -> None:
    asker = Asker(context)
    asker.begins(sams)
    asker.relay()
    asker.says(asker.code())
    clock.forward(minutes=59)
    lapse(context, asker.id)
    assert len(asker.known) == 1
    clock.forward(minutes=1)
    lapse(context, asker.id)
    assert asker.known == []
    assert asker.begins("and now?").next == "who_code"
    assert asker.relay() == ["sam@example.com"] * 2


def test_the_relay_ends_what_is_over_in_every_chat(context: Context, clock: Clock, sams: str) -> None:
    asker = Asker(context)
    asker.begins(sams)
    asker.relay()
    asker.says(asker.code())
    assert lapse_all(context) == 0
    clock.forward(minutes=61)
    assert lapse_all(context) == 1
    assert asker.row.status is RecognitionStatus.LAPSED


def test_without_a_directory_a_person_is_the_other_way(context: Context) -> None:
    asker = Asker(context)
    asker.begins()
    outcome = asker.says("I have neither")
    assert [key for key, _ in outcome.says] == ["utter_who_person_instead"]
    assert outcome.next is None


class TestByTheAccount:
    """Account number, postcode and name, against the customer directory."""

    @pytest.fixture
    def directory(self) -> Directory:
        return Directory()

    @pytest.fixture
    def asker(self, context: Context, directory: Directory) -> Asker:
        asker = Asker(with_directory(context, directory))
        asker.begins()
        asker.says("I have none of these")
        return asker

    def test_all_three_are_asked_and_checked_together(self, asker: Asker, directory: Directory) -> None:
        assert asker.says("AB12345").next == "who_postcode"
        assert asker.says("BN3 7TF").next == "who_name"
        assert directory.asked == []
        assert asker.says("Sam Carter").next == "who_role"
        assert directory.asked == ["AB12345"]

    def test_the_holder_hears_of_the_complaints_in_their_own_name(
        self, context: Context, asker: Asker
    ) -> None:
        mine = add_case(context, id="mine", answers={"account": "ab 12345"}, address="old@example.com")
        add_case(context, id="hers", answers={"account": "AB12345", "name": "Joan Price"})
        add_case(context, id="other", answers={"account": "AB99999"})
        assert asker.keys("AB12345", "BN3 7TF", "Sam Carter", "it's mine") == ["utter_who_confirmed"]
        assert [case.id for case in asker.known] == [mine.id]
        assert asker.row.identity is Identity.ACCOUNT_HOLDER

    @pytest.mark.parametrize(
        "told",
        [
            ("AB12345", "BN3 7TF", "Joan Price"),
            ("AB12345", "BN3 8TF", "Sam Carter"),
            ("AB12346", "BN3 7TF", "Sam Carter"),
            ("ZZ00000", "BN1 1AA", "Nobody Known"),
        ],
        ids=["another name", "another postcode", "another account", "nothing of it"],
    )
    def test_what_does_not_fit_is_never_said(self, asker: Asker, told: tuple[str, str, str]) -> None:
        outcome = [asker.says(each) for each in told][-1]
        assert [key for key, _ in outcome.says] == ["utter_who_no_match"]
        assert outcome.says[0][1] == {}
        assert outcome.next == "who_account"
        assert asker.known == []

    def test_after_three_wrong_tries_there_is_a_pause_that_the_right_facts_do_not_end(
        self, asker: Asker
    ) -> None:
        for _ in range(2):
            assert asker.keys("AB12345", "BN3 7TF", "Joan Price") == ["utter_who_no_match"]
        assert asker.keys("AB12345", "BN3 7TF", "Joan Price") == ["utter_who_paused"]
        assert asker.begins().next is None

    def test_guesses_at_one_account_are_counted_over_all_chats(
        self, context: Context, directory: Directory
    ) -> None:
        context = with_directory(context, directory)
        ended = []
        for _ in range(6):
            asker = Asker(context)
            asker.begins()
            asker.says("none")
            ended += asker.keys("AB12345", "BN3 7TF", "Joan Price")
        assert ended == [*["utter_who_no_match"] * 4, *["utter_who_paused"] * 2]
        late = Asker(context)
        late.begins()
        late.says("none")
        assert late.keys("AB12345", "BN3 7TF", "Sam Carter") == ["utter_who_paused"]
        assert late.known == []

    def test_whoever_acts_for_the_holder_is_told_nothing_and_gets_a_person(
        self, context: Context, asker: Asker
    ) -> None:
        add_case(context, id="mine", answers={"account": "AB12345"})
        said = asker.keys("AB12345", "BN3 7TF", "Sam Carter", "I act for him", "his son Tom, he asked me to")
        assert said == ["utter_who_acting"]
        row = asker.row
        assert row.status is RecognitionStatus.FOR_PERSON
        assert row.acting_for == "his son Tom, he asked me to"
        assert asker.known == []

    def test_a_directory_that_does_not_answer_is_said(self, asker: Asker, directory: Directory) -> None:
        directory.down = True
        assert asker.keys("AB12345", "BN3 7TF", "Sam Carter") == ["utter_who_unavailable"]
        assert asker.known == []

    def test_an_account_number_alone_sends_the_code_to_the_address_of_the_account(
        self, context: Context, directory: Directory
    ) -> None:
        asker = Asker(with_directory(context, directory))
        asker.begins()
        assert asker.keys("my account number is AB12345") == ["utter_who_code_sent"]
        assert asker.relay() == [SAM.email]
        asker.says(asker.code())
        assert asker.row.identity is Identity.ACCOUNT_HOLDER

    def test_a_directory_that_is_down_leaves_the_code_unsent_and_the_item_dead(
        self, context: Context, directory: Directory
    ) -> None:
        directory.down = True
        asker = Asker(with_directory(context, directory))
        asker.begins()
        asker.says("my account number is AB12345")
        assert asker.relay() == []
        with context.store.read() as tx:
            [item] = [each for each in tx.outbox.all() if each.kind == "look_up_and_send_code"]
        assert item.dead_at is not None
        assert "AB12345" not in json.dumps([item.payload, item.last_error])

    def test_an_account_without_an_address_gets_no_code(self, context: Context) -> None:
        directory = Directory([Customer("it-communications", "AB12345", "Sam Carter", "BN3 7TF")])
        asker = Asker(with_directory(context, directory))
        asker.begins()
        asker.says("my account number is AB12345")
        assert asker.relay() == []


def test_stopping_keeps_nothing_of_what_was_given(context: Context, sams: str) -> None:
    asker = Asker(context)
    asker.begins(sams)
    assert [key for key, _ in stop_who(context, asker.hears("stop")).says] == ["utter_who_stopped"]
    assert asker.row.answers == {}
    assert asker.row.status is RecognitionStatus.STOPPED


def test_a_question_of_theirs_is_left_to_the_rules_and_the_question_stands(context: Context) -> None:
    asker = Asker(context)
    asker.begins()
    assert asker.says("what are your opening hours?", theirs=True).theirs
    assert asker.row.status is RecognitionStatus.ASKING


def test_two_misses_offer_a_person(context: Context) -> None:
    asker = Asker(context)
    asker.begins()
    assert asker.keys("erm", "well") == ["utter_who_missed", "utter_who_missed", "utter_offer_person"]


def test_no_code_and_no_address_stands_in_what_is_counted(context: Context, sams: str) -> None:
    asker = Asker(context, address="k")
    asker.begins("sam@example.com")
    with context.store.read() as tx:
        rows = repr(tx.recognitions.tries("code_sent", asker.id, "", None, asker.row.began_at))
    assert asker.id in rows
    assert "sam" not in rows


def test_an_address_put_right_at_the_code_gets_the_code(context: Context, sams: str) -> None:
    asker = Asker(context)
    asker.begins("my address is sma@example.com")
    assert asker.relay() == []
    assert asker.keys("sorry its sam@example.com") == ["utter_who_code_sent"]
    assert asker.relay() == ["sam@example.com"]
    assert asker.keys(asker.code()) == ["utter_who_confirmed"]
