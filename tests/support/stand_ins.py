"""Every response filled with values that a customer could really read, for tests of the words themselves.

One value serves every response that names it; where a name means two things (``length`` of a message, or of a wait),
``FOR`` says which.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.wording import Said, Words

DOMAIN: Final = Path(__file__).resolve().parents[2] / "domain.yml"
LINK: Final = "https://www.commsombudsman.org"

VALUES: Final[dict[str, str]] = {
    # who
    "provider": "Netservers",
    "scheme": "the Communications Ombudsman",
    "scheme_start": "The Communications Ombudsman",
    "other": "CISAS",
    "full": "the Communication and Internet Services Adjudication Scheme (CISAS)",
    "by": "the Customer Services Manager, in writing",
    "who": "the Customer Services Manager",
    "legal": "Netservers Ltd",
    "name": "Office of Communications (Ofcom)",
    "body": "Citizens Advice",
    "bodies": "Citizens Advice in England and Wales, or Advice Direct Scotland in Scotland",
    "office": "the Information Commissioner's Office (ICO)",
    "nation": "England",
    "nations": "England and Wales",
    # where
    "address": "21 Signet Court, Cambridge, CB5 8LA",
    "where": "01223 446000",
    "phone": "01223 446000",
    "value": "01223 446000",
    "site": "https://www.ofcom.org.uk",
    "url": LINK,
    "check_url": "https://www.ofcom.org.uk/adr",
    "next": "Netservers aims to reply by Tuesday 1 December. A reply may not settle it.",
    "link": "https://example.com/case/9f2c",
    "other_ways": "phone 01223 446000; or email support@netservers.co.uk",
    "emergency": "999",
    "samaritans": "116 123",
    # when
    "day": "Tuesday 1 December",
    "first": "Monday 12 October",
    "told_when": "on Monday 12 October",
    "between": "between 12 and 26 October",
    "opens": "Monday 23 November",
    "closes": "5pm",
    "letter": "Friday 20 November",
    "agreed": "Wednesday 18 November",
    "settled": "Tuesday 10 November",
    "closed": "Thursday 5 November",
    "apply_by": "Friday 19 November 2027",
    "outer": "Saturday 20 November 2027",
    "since": "8 April 2026",
    "received": "Monday 14 December",
    "due": "Friday 1 January 2027",
    "last": "Friday",
    "start": "Sunday 1 November",
    "end": "Tuesday 10 November",
    "told": "Thursday 5 November",
    "began": "Monday 16 November",
    "code": "ABC 346",
    "agent": "Priya",
    "outcome": "The line is repaired.",
    "made": "today",
    "days": "30",
    "hours": "Monday to Friday 9am to 6pm. Closed on bank holidays.",
    "status": "They are open now, until 6pm.",
    "holiday": "Christmas Day",
    # how much
    "weeks": "6",
    "months": "12",
    "before": "8",
    "length": "10 working days",
    "page_length": "8 weeks",
    "margin": "1 day to be safe",
    "count": "5",
    "limit": "4,000",
    "left": "3",
    "people": "12",
    "people_max": "10",
    "employees": "12",
    "cap": "£10,000",
    "claim": "£12,500",
    "low": "£50",
    "high": "£100",
    "visit": "£32.31",
    "late": "£6.46",
    "mended_in": "2",
    "size": "120 kB",
    # what
    "kinds": "pdf, png, jpg, jpeg, heic, webp, doc, docx, msg and eml",
    "ending": "png",
    "reference": "FL-H99-97L-RNLT",
    "opener": "Yes.",
    "schemes": "CISAS and the Communications Ombudsman",
    "steps": "In the end you can ask for it to go to the Managing Director.",
    "costs": "It is free for customers.",
    "independent": "It is independent of the company you complain about.",
    "how_to_apply": "You apply yourself, on its website, by post, by e-mail or by phone.",
    "how": "You apply yourself, on its website, by post, by e-mail or by phone.",
    "renamed": "Since July 2023 it is called the Communications Ombudsman.",
    "subject": "data protection",
    "subjects": "fraud, an injury to somebody or damage to property",
    "formats": "large print or Braille",
    "reasons": "• it has been settled\n• it is before a court",
    "says": "that the complaint is not sorted, that ADR is free and which scheme to go to",
    "details": "• what the problem is\n• which service it is about\n• the date and time",
    "things": "your complaint reference number, your name and your address",
    "question": "What is your account or customer number? It is on your bills.",
    "summary": "• What happened: No service for nine days\n• Name: Sam Carter\n• Reply to: sam@example.com",
    "what": "Account number: 44120",
    "label": "Account number",
    "title": "Netservers aims to reply",
    "answer": "Not yet. From Monday 23 November you can go.",
    "why": "Their page gives no number.",
    "note": "after 6 when I shut",
    "promises": "• Netservers aims to reply by Tuesday 1 December. Still to come.",
    "typed": "sam@exmaple.com",
    "suggestion": "sam@example.com",
}

FOR: Final[dict[str, dict[str, str]]] = {
    "utter_fact_size_fits": {"people": "10"},
    "utter_status": {"status": "open: somebody has to answer it"},
    "utter_web_file_sent": {"name": "bill.pdf"},
    "utter_web_file_removed": {"name": "bill.pdf"},
    "utter_desk_file_sent": {"name": "answer.pdf"},
    "utter_agent_promised": {"what": "An engineer comes between 8 and 12"},
    "utter_late_agent_promise": {"what": "An engineer comes between 8 and 12"},
    "utter_late_told": {"what": "Netservers aimed to reply by Tuesday 1 December. That day has passed."},
    "utter_mail_late": {"what": "Netservers aimed to reply by Tuesday 1 December. That day has passed."},
    "utter_late_because": {"why": "We wait for a part."},
    "utter_late_moved": {
        "why": "We wait for a part.",
        "before": "Netservers aims to reply by Tuesday 1 December.",
    },
    "utter_ledger_moved": {"why": "We wait for a part."},
    "utter_settled": {"days": "3"},
    "utter_reopen_ask": {"status": "sorted, as you said"},
    "utter_stays_ended": {"status": "sorted, as you said"},
    "utter_promised_before": {"what": "An engineer comes between 8 and 12"},
    "utter_case_page_promise_agent_promise": {"what": "An engineer comes between 8 and 12"},
    "utter_desk_promise_agent_promise": {"what": "An engineer comes between 8 and 12"},
    "utter_card_corrected": {"what": "Name", "value": "Jo Blogs", "before": "Jo Bloggs"},
    "utter_card_added": {"what": "Name", "value": "Jo Bloggs"},
    "utter_card_taken_out": {"what": "Name", "before": "Jo Bloggs"},
    "utter_web_file_too_big": {"limit": "40 MB"},
    "utter_web_file_no_room": {"limit": "200 MB"},
    "utter_web_file_too_many": {"count": "20"},
    "utter_fact_send_files": {"limit": "40 MB"},
    "utter_web_too_long": {"length": "4,812"},
    "utter_adr_length_weeks": {"length": "8"},
    "utter_adr_length_months": {"length": "9"},
    "utter_days_span": {"first": "Monday", "last": "Friday"},
    "utter_hours_span": {"days": "Monday to Friday", "opens": "9am"},
    "utter_closed_now": {"opens": "9am"},
    "utter_fact_auto_rates": {"day": "£10.34"},
    "utter_case_page_because_wait": {"weeks": "6 weeks"},
    "utter_desk_because_wait": {"weeks": "6 weeks"},
    "utter_desk_because_longstop": {"months": "12 months"},
    "utter_case_page_because_longstop": {"months": "12 months"},
    "utter_case_page_because_margin": {"last": "Saturday 20 November 2027"},
    "utter_case_page_holidays_left_out": {"days": "Friday 25 December (Christmas Day)"},
    "utter_fact_adr_ready": {"things": "• the dates of what happened\n• a copy of the final letter"},
    "utter_web_way_letter": {"value": "21 Signet Court, Cambridge, CB5 8LA"},
    "utter_web_way_form": {"value": LINK},
    "utter_web_way_ticket": {"value": LINK},
    "utter_summary_line": {"value": "44120"},
    "utter_mail_counted": {"received": "Monday 23 November"},
    "utter_mail_counted_by": {"received": "Monday 23 November"},
    "utter_mail_counted_past": {"received": "Monday 23 November"},
    "utter_mail_adr_at_latest": {"received": "Monday 23 November"},
    "utter_told_rough": {"day": "Monday 26 October"},
    "utter_ask_code": {"address": "sam@example.com"},
    "utter_code_again": {"address": "sam@example.com"},
}


def words() -> Words:
    return Words.from_domain(DOMAIN)


def filled(words: Words, key: str) -> Said:
    """Response ``key`` as somebody could read it."""
    values = {**VALUES, **FOR.get(key, {})}
    missing = words.placeholders(key) - set(values)
    assert not missing, f"{key} names {missing}: give them believable values in tests/support/stand_ins.py"
    return words.say(key, **{name: values[name] for name in words.placeholders(key)})
