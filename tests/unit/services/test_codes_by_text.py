"""A code by text message, where the provider sends them and the number on file is a mobile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.decisions.connections import Connections
from bot.decisions.delivery import Delivered, Impossible, Outcome
from bot.decisions.mail_connection import SmsConnection
from bot.decisions.recognition import RecognitionStatus
from bot.decisions.records import ContactKind, OutboxItem
from bot.services.context import Context
from bot.services.outbox.carry_sms import SmsCarrier
from tests.support.case_rows import add_case
from tests.support.context import MONDAY, Clock, make_context
from tests.support.outbox import sender
from tests.support.who import SAM, Asker, Directory, with_directory

MOBILE = "07400 123456"


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def texting(tmp_path: Path, clock: Clock) -> Context:
    sms = SmsConnection.model_validate({"url": "https://sms.example/", "secret": "a long enough one"})
    context = make_context(tmp_path, clock)
    return replace(context, connections={"it-communications": Connections(sms=sms)})


def queued(context: Context, kind: str) -> list[OutboxItem]:
    with context.store.read() as tx:
        return [item for item in tx.outbox.all() if item.kind == kind]


class Texts:
    """A text service that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    def send(self, to: str, text: str, key: str) -> Outcome:
        self.sent.append((to, text, key))
        return Delivered("m-1")


def test_the_code_is_texted_to_the_mobile_on_file_and_opens_the_complaint(texting: Context) -> None:
    case = add_case(texting, kind=ContactKind.PHONE, address=MOBILE)
    asker = Asker(texting)
    said = [key for key, _ in asker.begins(f"any news of {case.reference}?").says]
    assert "utter_who_code_sent_or_texted" in said
    asker.relay()
    [item] = queued(texting, "sms")
    texts = Texts()
    sender(texting.store, {"sms": SmsCarrier(texting, texts)}, texting.now).send_next(
        "it-communications", ("sms",)
    )
    code = asker.code()
    assert texts.sent == [
        (
            "+447400123456",
            f"{code} is your code for I.T Communications. It works for 10 minutes. Do not give it to anybody.",
            item.key,
        )
    ]
    assert code not in str(item.payload)
    asker.says(code)
    assert [known.reference for known in asker.known] == [case.reference]
    assert asker.row.status is RecognitionStatus.CONFIRMED


@pytest.mark.parametrize("number", ["01223 446000", "070 1234 5678", "+1 212 555 0123"])
def test_no_text_goes_to_what_is_no_british_mobile(texting: Context, number: str) -> None:
    case = add_case(texting, kind=ContactKind.PHONE, address=number)
    asker = Asker(texting)
    asker.begins(f"any news of {case.reference}?")
    asker.relay()
    assert queued(texting, "sms") == []


def test_what_is_there_and_what_is_not_get_the_same_words(texting: Context) -> None:
    case = add_case(texting, kind=ContactKind.PHONE, address=MOBILE)
    there, nowhere = Asker(texting), Asker(texting)
    assert there.begins(f"news of {case.reference}?") == nowhere.begins("news of FL-3L7-2HH-LTLP?")


def test_where_the_provider_sends_no_texts_a_phone_gets_no_code(tmp_path: Path, clock: Clock) -> None:
    plain = make_context(tmp_path, clock)
    case = add_case(plain, kind=ContactKind.PHONE, address=MOBILE)
    asker = Asker(plain)
    said = [key for key, _ in asker.begins(f"any news of {case.reference}?").says]
    assert "utter_who_code_sent" in said
    asker.relay()
    assert queued(plain, "sms") == []


def test_an_account_without_an_address_is_reached_by_its_mobile(texting: Context) -> None:
    customer = replace(SAM, email=None, phone=MOBILE)
    context = with_directory(texting, Directory([customer]))
    asker = Asker(context)
    asker.begins("how is my complaint going?")
    asker.says("account AB12345")
    asker.relay()
    assert [item.payload["to"] for item in queued(context, "sms")] == ["+447400123456"]


@pytest.mark.parametrize(
    "payload", [{}, {"to": "+447400123456"}, {"to": "+44", "response": "utter_nothing", "facts": {}}]
)
def test_a_payload_of_which_no_text_can_be_made_is_sent_to_nobody(
    texting: Context, payload: dict[str, object]
) -> None:
    texts = Texts()
    with texting.store.write() as tx:
        tx.outbox.add("sms", "k", {"provider": "it-communications", **payload}, texting.now())
        tx.commit()
    [item] = queued(texting, "sms")
    assert isinstance(SmsCarrier(texting, texts).deliver(item), Impossible)
    assert texts.sent == []
