"""Tell those in charge at the provider by mail that a case needs them: it is open again, or a promise was missed."""

from __future__ import annotations

from typing import Final, Literal, get_args

from bot.decisions.records import Case, Role
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import chat_name
from bot.services.hand_off import team_address
from bot.services.mail_addresses import about_case_for_team
from bot.services.ports import Transaction

Why = Literal[
    "late",
    "reopened",
    "taken_back",
    "broken",
    "reply",
    "untold",
    "unheard",
    "solved_there",
    "wrote",
    "came_back",
    "stranger",
    "files_left",
    "too_big",
    "adr_letter",
    "adr_letter_stuck",
]
WHYS: Final[tuple[Why, ...]] = get_args(Why)
"""Each has a subject and a sentence: ``utter_alert_subject_…`` and ``utter_alert_…``."""


def alert_desk(
    context: Context,
    tx: Transaction,
    conversation_id: str,
    provider: str,
    key: str,
    why: Why,
    told: str,
    words: str = "",
    case: Case | None = None,
) -> None:
    """Queue it to the supervisors of ``provider``, or to its team when it has none; once under ``key``. ``told``: what
    the customer was told, ``words``: what they wrote. ``case``: the one that it is about, where the chat has several.
    The caller commits."""
    cases = [case] if case is not None else tx.cases.of_conversation(conversation_id)
    where = f"cases/{cases[-1].reference}" if cases else f"conversations/{conversation_id}"
    name = context.provider(provider).name
    facts = {
        "provider": name,
        "subject": context.words.text(f"utter_alert_subject_{why}"),
        "what": context.words.text(f"utter_alert_{why}", provider=name),
        "about": f"complaint {cases[-1].reference}" if cases else chat_name(conversation_id),
        "told": told,
        "words": words,
        "contact": ", ".join(each.value for each in tx.contacts.of(conversation_id)),
        "desk_link": f"{context.public_url}/desk/{where}",
    }
    supervisors = [agent.email for agent in tx.agents.all() if may(agent, provider, Role.SUPERVISOR)]
    for address in supervisors or [team_address(context.provider(provider))]:
        payload = {"template": "case_alert", "to": address, "provider": provider, "facts": facts}
        payload |= about_case_for_team(cases[-1] if cases else None)
        tx.outbox.add("mail", f"{key}-{address}", payload, context.now(), conversation_id)


def alert_untold(context: Context, tx: Transaction, case: Case, key: str, words: str) -> None:
    """The customer of ``case`` was to hear ``words``, and could be told neither in the chat nor by mail: a person can
    ring or write. Once under ``key``; the caller commits."""
    told = context.words.text("utter_alert_untold_words", words=words)
    alert_desk(context, tx, case.conversation_id, case.provider, key, "untold", told, case=case)
