"""Thirty lines each, mixing everything. Nothing that was answered is asked again, and all of it ends on the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.decisions.questions import Question
from bot.decisions.records import IntakeStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import LAST_LOOK, Customer, Heard
from tests.support.recognise import asked_again, question_asked

CustomerOf = Callable[[str], Customer]
LINES = 30


@dataclass
class Talk:
    """``[Title]`` presses a button, anything else is typed. ``expected`` must be in what comes back."""

    customer: Customer
    heard: list[Heard] = field(default_factory=list)

    def goes(self, *turns: tuple[str, str]) -> Heard:
        for line, expected in turns:
            pressed = line.startswith("[")
            said = self.customer.presses(line[1:-1]) if pressed else self.customer.says(line)
            assert expected in said, f"'{line}' brought: {said}"
            self.heard.append(said)
        return self.heard[-1]


def test_it_communications_from_hello_to_the_closing_words(store: Store, customer_of: CustomerOf) -> None:
    talk = Talk(customer_of("it-communications"))
    closing = talk.goes(
        ("hello", "Hello"),
        ("who am I talking to", "a computer program"),
        ("can I go to CISAS yet?", "6 weeks"),
        ("[I haven't complained yet]", "first"),
        (
            "I want to complain: you charged me for a line that I cancelled and nobody ever rings back",
            "sorry",
        ),
        ("what are your opening hours?", "9am to 5pm"),
        ("3 November", "Tuesday 3 November"),
        ("why do you need that?", "What is your name?"),
        ("actually it started on 4 November", "Changed: it began on Wednesday 4 November."),
        ("how long does it take?", "within 5 working days"),
        ("Sam Carter", ""),
        ("is it free?", "costs nothing"),
        ("[E-mail]", ""),
        ("sam@example.org", "FL-"),
        ("say that again", "I.T Communications asks for this."),
        ("Yes, to follow", "I.T Communications asks for this."),
        ("no number", ""),
        ("thank you", "welcome"),
        ("yes, still going on", ""),
        ("I want to speak to a human being", "by the end of Tuesday 24 November"),
        ("nobody yet", ""),
        ("phone line", ""),
        ("what can CISAS award?", "£10,000"),
        ("skip", ""),
        ("calls to extension 21 fail", ""),
        ("a refund of £55.50", "£55.50"),
        ("it's my account", ""),
        ("that's all", LAST_LOOK),
        ("change the name to Sam Carver", "Changed"),
        ("yes", "I.T Communications aims to reply by Monday 30 November."),
    )
    assert len(talk.heard) == LINES
    assert asked_again(talk.heard) == []
    assert "take it to CISAS from Monday 4 January 2027" in closing
    rows = rows_of(store, talk.customer)
    assert rows.case.first_complained_on is not None
    assert rows.case.first_complained_on.isoformat() == "2026-11-23"
    assert rows.details["name"] == "Sam Carver"
    assert rows.details["happened_on"] == {"from": "2026-11-04", "to": "2026-11-04"}
    assert (rows.details["copies"], rows.details["amount"]) == ("to_follow", 55.5)
    assert "refund" in rows.details["outcome_kinds"]
    assert rows.promised() == {("target.respond", "2026-11-30"), ("handoff.reply", "2026-11-24")}


def test_x_communications_with_a_question_between_nearly_all_of_ours(
    store: Store, customer_of: CustomerOf
) -> None:
    talk = Talk(customer_of("x-communications"))
    talk.goes(
        (
            "My invoices are wrong every month, I rang on 6 November, nobody cares. I want to complain",
            "6 November",
        ),
        ("what are your opening hours?", "does not give any opening hours"),
        ("since 2 November", "Monday 2 November"),
        ("what does a senior manager do?", "in person"),
        ("Jo Bloggs", ""),
        ("can I have my money back?", "I can't promise"),
        ("jo@example.org", "FL-"),
        ("what happens next?", "Monday 30 November"),
        ("internet phones", "X.Communications asks for this."),
        ("why?", ""),
        ("XC-10442", "XC-10442"),
        ("is this only for businesses?", "home customers too"),
        ("yes", ""),
        ("can I go to the ombudsman yet?", "From Friday 18 December"),
        ("somebody called Dave in support", ""),
        ("sorry?", "ticket or reference number"),
        ("ticket 5512", "5512"),
        ("actually the account number is XC-10443", "Changed"),
        ("skip", ""),
        ("I want the bill corrected", ""),
        ("who looks at it?", "a Customer Experience Representative"),
        ("it's my account", ""),
        ("a business", ""),
        ("7", ""),
        ("no copies", ""),
        ("no thank you", ""),
        ("every week", LAST_LOOK),
        ("change the name to Jo Blogs", "Changed"),
        ("yes", "the Communications Ombudsman from Friday 18 December"),
        ("skip", ""),
    )
    assert len(talk.heard) == LINES
    assert asked_again(talk.heard) == []
    rows = rows_of(store, talk.customer)
    wanted = {
        "account": "XC-10443",
        "reference": "5512",
        "employees": 7,
        "customer": "business",
        "name": "Jo Blogs",
    }
    assert {key: rows.details.get(key) for key in wanted} == wanted
    assert rows.intake.status is IntakeStatus.COMPLETE
    assert rows.promised() == {("target.resolve", "2026-11-30")}


def test_contactnow_with_a_person_and_a_change_by_button(store: Store, customer_of: CustomerOf) -> None:
    talk = Talk(customer_of("contactnow"))
    closing = talk.goes(
        ("I want to complain", "What happened?"),
        ("you lost my number and nobody will answer me about it", "sorry"),
        ("how quickly will I hear from you?", "within 1 working day"),
        ("last week", "Monday 16 November to Sunday 22 November"),
        ("do you do braille?", "Braille"),
        ("3 November", "Tuesday 3 November"),
        ("hang on, I meant 4 November", "Changed: you first told ContactNow on Wednesday 4 November."),
        ("Lee Marsh", ""),
        ("why do you need it?", ""),
        ("ring me on 07700 900321", "FL-"),
        ("who will read this?", "the manager who deals with your complaint"),
        ("no examples, sorry", ""),
        ("no, it has stopped", ""),
        ("can I go to the ombudsman yet?", "From Wednesday 16 December"),
        ("a woman called Pam", ""),
        ("[Something else]", ""),
        ("my ticket is 88123", "88123"),
        ("just let me talk to a person", "by the end of Tuesday 24 November"),
        ("I don't have it here", ""),
        ("skip", ""),
        ("I want an apology", ""),
        ("[It's my account]", ""),
        ("my home", ""),
        ("what do I do if you are late?", ""),
        ("no copies", ""),
        ("text relay please", "text relay"),
        ("only when there's news", LAST_LOOK),
        ("[Change something]", ""),
        ("[Name]", "name"),
        ("Lee Marsch", "Changed"),
        ("yes", "ContactNow aims to reply by Tuesday 24 November. A reply may not settle it."),
    )
    assert len(talk.heard) == LINES + 1  # the playbook asks for an example first
    # The name is asked for once more because they pressed that they want to change it.
    assert asked_again(talk.heard) == [Question.NAME]
    assert "ContactNow aims to put it right by Monday 7 December." in closing
    rows = rows_of(store, talk.customer)
    wanted = {
        "name": "Lee Marsch", "reference": "88123", "still_happening": "no", "needs": ["relay"], "reply_often": "news",
        "customer": "residential",
    }  # fmt: skip
    assert {key: rows.details.get(key) for key in wanted} == wanted
    assert {kind for kind, _ in rows.promised()} == {"target.respond", "target.resolve", "handoff.reply"}


def test_netservers_up_to_the_manager_and_the_letter(store: Store, customer_of: CustomerOf) -> None:
    talk = Talk(customer_of("netservers"))
    assert "may monitor or record online chats" in talk.customer.opening
    talk.goes(
        ("are you recording this?", "may monitor or record online chats"),
        ("your engineer left a hole in my wall and was rude, I want to complain about him", "sorry"),
        ("the 20th of November", "Friday 20 November"),
        ("what do complaints not achieve?", "natural disaster"),
        ("today is the first time", "Monday 23 November"),
        ("skip", ""),
        ("write to me at 5 High Street, Cambridge CB1 2AB", "FL-"),
        ("when is your phone line open?", "Saturday 10am to 4pm"),
        ("no it has stopped", ""),
        ("what if it's openreach's fault?", "honest"),
        ("broadband", ""),
        ("no number", ""),
        ("pardon?", "account or customer number"),
        ("skip", ""),
        ("skip", ""),
        ("mend the wall and say sorry", ""),
        ("it's mine", ""),
        ("home", ""),
        ("what is ISPA?", "trade body"),
        ("no copies", ""),
        ("no thank you", ""),
        ("every week", LAST_LOOK),
        ("what does the ombudsman cost?", "free"),
        ("yes", "Netservers aims to tell you by Tuesday 24 November that it has your complaint."),
        ("take it to the manager", "/letter"),
        ("how long does the manager take?", "10 working days"),
        ("can I go to the ombudsman yet?", "From Monday 4 January 2027"),
        ("please send me a deadlock letter", "6 weeks"),
        ("sorry, my name is Pat Lee", "Pat Lee"),
        ("thanks, bye", ""),
    )
    assert len(talk.heard) == LINES
    assert asked_again(talk.heard) == []
    assert Question.HANDLED_BY not in [question_asked(each) for each in talk.heard]
    rows = rows_of(store, talk.customer)
    codes = {event.code for event in rows.events}
    assert {"case.opened", "case.details", "case.escalated", "case.adr_letter_requested"} <= codes
    assert rows.details["name"] == "Pat Lee"
    assert rows.details["handled_by"] == "nobody"
    assert ("target.resolve", "2026-11-26") in rows.promised()
    assert rows.event("case.escalated").data["due_on"] == "2026-12-07"


def test_all_communications_from_the_ombudsman_to_early_referral(
    store: Store, customer_of: CustomerOf
) -> None:
    talk = Talk(customer_of("all-communications"))
    talk.goes(
        ("can I go to the ombudsman yet?", "6 weeks"),
        ("20 October", "From Tuesday 1 December"),
        ("my home", ""),
        ("[No such letter]", "8 weeks"),
        ("I want to complain: your sales people told me one price and you charge me another", "sorry"),
        ("who is responsible if another company caused it?", "takes responsibility"),
        ("since September", "Tuesday 1 September to Wednesday 30 September"),
        ("Kim Lee", ""),
        ("will you ask me security questions?", "speaking to the right person"),
        ("0770 0900 456", "07700 900456"),
        ("kim@example.org", "Changed. The reply now goes to: kim@example.org."),
        ("say again?", "still going on"),
        ("yes", ""),
        ("his name was Bob from sales", ""),
        ("Mobile", ""),
        ("can I have compensation?", "I can't promise"),
        ("none", ""),
        ("I don't have it", ""),
        ("skip", ""),
        ("I want £80 back", "£80"),
        ("actually it's £85", "Changed"),
        ("please ask for an early referral", "may say no"),
        ("it's my account", ""),
        ("no copies", ""),
        ("what else can I do, go to Ofcom?", "Ofcom does not settle individual complaints."),
        ("large print", "large print"),
        ("every fortnight", LAST_LOOK),
        ("the name is wrong, it should be Kim Leigh", "Kim Leigh"),
        ("yes", "All Communications aims to put it right by Monday 7 December."),
        ("skip", ""),
    )
    assert len(talk.heard) == LINES
    assert asked_again(talk.heard) == []
    rows = rows_of(store, talk.customer)
    wanted = {
        "name": "Kim Leigh", "amount": 85, "customer": "residential", "needs": ["large_print"],
        "reply_often": "fortnightly", "copies": "none",
    }  # fmt: skip
    assert {key: rows.details.get(key) for key in wanted} == wanted
    assert rows.case.first_complained_on is not None
    assert rows.case.first_complained_on.isoformat() == "2026-10-20"
    assert rows.event("case.early_referral_requested").data["by"] == "customer"
    assert ("target.resolve", "2026-12-07") in rows.promised()
