"""Several complaints: the one that was named is changed and the answer says which; who helps is no address of it."""

from __future__ import annotations

import pytest

from bot.decisions.records import Case, Sender
from bot.services.add_details import add_details
from bot.services.context import Context
from bot.services.desk.authority import authority_of, confirm_authority
from bot.services.hand_off import request_person
from bot.services.note_helper import note_helper
from bot.services.transcript import lines
from bot.wording import Said
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.who import SAM, Asker, Directory, with_directory

MUM = "mum@example.org"


@pytest.fixture
def mums(context: Context) -> Case:
    return add_case(context, address=MUM, later={"reply_by": "email", "reply_address": MUM})


@pytest.fixture
def newer(context: Context, mums: Case) -> Case:
    return add_case(context, id="newer", address=MUM, later={"reply_by": "email", "reply_address": MUM})


@pytest.fixture
def paul(context: Context, mums: Case, newer: Case) -> Asker:
    """Somebody with the code of an address that two complaints have; he named the older one, and was told of both."""
    asker = Asker(context)
    asker.begins(f"whats with {mums.reference}")
    asker.relay()
    asker.says(asker.code())
    spoken(context, asker, Sender.CUSTOMER, f"whats with {mums.reference.lower()}")
    spoken(context, asker, Sender.BOT, f"{newer.reference} is open. {mums.reference} is open.")
    return asker


def spoken(context: Context, asker: Asker, who: Sender, text: str) -> None:
    with context.store.write() as tx:
        for line in lines(asker.id, who, [Said(text)], context.now()):
            tx.messages.add(line)
        tx.commit()


def words_on(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [str(each.data["text"]) for each in tx.cases.events(case.id) if "text" in each.data]


def test_the_one_that_they_named_is_changed_although_we_named_both_since(
    context: Context, paul: Asker, mums: Case, newer: Case
) -> None:
    outcome = add_details(context, paul.hears("it started on 3 November"))
    assert ("utter_about_complaint", {"reference": mums.reference}) in outcome.says
    assert words_on(context, mums) == ["it started on 3 November"]
    assert words_on(context, newer) == []


def test_an_address_too(context: Context, paul: Asker, mums: Case) -> None:
    [(key, facts)] = add_details(context, paul.hears("send the reply to new@example.org")).says
    assert (key, facts["reference"]) == ("utter_reply_wanted", mums.reference)


def test_of_one_complaint_it_is_not_said_which(context: Context) -> None:
    only = add_case(context, address=MUM, later={"reply_by": "email", "reply_address": MUM})
    asker = Asker(context)
    asker.begins(only.reference)
    asker.relay()
    asker.says(asker.code())
    outcome = add_details(context, asker.hears("it started on 3 November"))
    assert "utter_about_complaint" not in [key for key, _ in outcome.says]


HELPS = "please put me down as acting for her, Paul, 07700 900321"


@pytest.mark.parametrize("line", [HELPS, "can you note me as dealing with it for my mum. paul@example.net"])
def test_who_acts_for_the_customer_is_noted_with_a_number_and_no_address_changes(
    context: Context, paul: Asker, mums: Case, newer: Case, line: str
) -> None:
    said = [each.text for each in note_helper(context, paul.hears(line))]
    if line != HELPS:
        assert said == []  # a question: it is answered as one
        said = [each.text for each in note_helper(context, paul.hears(line.removeprefix("can you ")))]
    assert f"complaint {mums.reference} that you act for the account holder" in said[0]
    assert "They can reach you at" in said[2]
    assert not any("If you type" in each for each in said)
    with context.store.read() as tx:
        case = tx.cases.get(mums.id)
        assert case is not None
        contact = tx.contacts.get(case.contact_id)
        assert contact is not None
        assert contact.value == MUM
        assert len(tx.contacts.of(paul.id)) == 1
        assert tx.handoffs.open_of(paul.id) is not None
        authority = authority_of(context, tx, paul.id, {})
    assert authority is not None
    assert authority.confirmed is False
    assert len(words_on(context, mums)) == 1
    assert words_on(context, newer) == []


def test_an_agent_can_confirm_it_then(context: Context, paul: Asker) -> None:
    note_helper(context, paul.hears(HELPS))
    confirm_authority(context, add_agent(context), paul.id, "a letter of hers")
    with context.store.read() as tx:
        authority = authority_of(context, tx, paul.id, {})
    assert authority is not None
    assert authority.confirmed


def test_the_same_message_again_notes_it_once(context: Context, paul: Asker, mums: Case) -> None:
    heard = paul.hears(HELPS)
    note_helper(context, heard)
    note_helper(context, heard)
    assert words_on(context, mums) == [HELPS]


def test_a_stranger_is_noted_nowhere(context: Context, mums: Case) -> None:
    assert note_helper(context, Asker(context).hears(f"{HELPS} {mums.reference}")) == []
    assert words_on(context, mums) == []


def test_a_number_that_comes_with_the_wish_for_a_person_is_kept_and_not_asked_for(context: Context) -> None:
    asker = Asker(context)
    said = [
        each.text for each in request_person(context, asker.id, "m", "asked", reach=("phone", "07700 900321"))
    ]
    assert "Thank you. They can reach you at 07700 900321." in said
    assert not any("If you type" in each for each in said)
    again = [
        each.text for each in request_person(context, asker.id, "n", "asked", reach=("phone", "01632 960114"))
    ]
    assert "Thank you. They can reach you at 01632 960114." in again


def test_whose_account_it_is_is_not_asked_of_who_said_that_they_act_for_somebody(context: Context) -> None:
    told = with_directory(context, Directory())
    add_case(told, answers={"account": SAM.account})
    asker = Asker(told)
    asker.begins("Hi, my mum Margaret made a complaint about her phone line last week, I'm her son Paul")
    asker.says("none")
    assert asker.keys(SAM.account, "BN3 7TF", "Sam Carter") == ["utter_who_acting"]
    assert asker.known == []
    assert "I'm her son Paul" in str(asker.row.acting_for)


def test_after_a_fact_that_did_not_fit_it_is_not_asked_either(context: Context) -> None:
    told = with_directory(context, Directory())
    asker = Asker(told)
    asker.begins("I'm complaining for my mum, where is her complaint?")
    asker.says("none")
    assert asker.keys(SAM.account, "BN3 7TF", "Pat Other") == ["utter_who_no_match"]
    assert asker.keys(SAM.account, "BN3 7TF", "Sam Carter") == ["utter_who_acting"]
