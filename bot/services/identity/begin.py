"""Somebody asks after a complaint that this chat did not open: the questions that show who they are begin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.decisions.identity import WAY, Way, Who, next_who
from bot.decisions.recognition import Recognition, RecognitionStatus
from bot.decisions.records import Conversation
from bot.readers.who import find_which
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.identity.limits import Kind, ends, paused_until, subject_key
from bot.services.identity.role import with_role
from bot.services.identity.send_code import ask_for_code
from bot.services.identity.wish import only_wish, with_wish
from bot.services.ports import Transaction

Says = list[tuple[str, dict[str, Any]]]


def has_directory(context: Context, provider: str) -> bool:
    """Whether accounts of this provider can be looked up at all."""
    return context.directory is not None and context.directory.has(provider)


def is_confirmed(context: Context, conversation_id: str) -> bool:
    """Whether somebody showed in this chat who they are, and it has not lapsed."""
    with context.store.read() as tx:
        return bool(tx.recognitions.confirmed(conversation_id))


def begin_identity(
    context: Context, heard: Heard, wish: Heard | None = None, *, no_mail: bool = False
) -> Outcome:
    """Begin, or go on with what was begun. A reference or an address in the message itself is not asked for again.
    What they want is kept until they have shown who they are: ``heard``, or ``wish`` where that is another.
    ``no_mail``: they cannot get at the mail that a code would go to.

    ``Outcome.next`` is the question that stands; ``None``: nothing is asked, and what is said tells why.
    """
    with context.store.write() as tx:
        conversation = tx.conversations.get(heard.conversation_id)
        recognition = tx.recognitions.latest(conversation.id)
        if recognition is not None and recognition.handled_message == heard.message_id:
            return Outcome.from_json(recognition.outcome or Outcome().as_json())
        if (pause := _pause(context, tx, conversation)) is not None:
            return Outcome(says=pause)
        known = _of_their_own(tx, conversation)
        if recognition is None or recognition.status is not RecognitionStatus.ASKING:
            recognition = Recognition(
                id=context.new_id(),
                conversation_id=conversation.id,
                provider=conversation.provider,
                status=RecognitionStatus.ASKING,
                began_at=context.now(),
            )
            tx.recognitions.add(recognition)
        recognition = with_role(with_wish(recognition, wish or heard), heard.text)
        says: Says = []
        which = None if no_mail else find_which(heard.text) or known
        if which is not None and Who.WHICH not in recognition.answers:
            answers = {**recognition.answers, Who.WHICH.value: which, WAY: Way.CODE.value}
            recognition, said = ask_for_code(context, tx, conversation, replace(recognition, answers=answers))
            says += said
        elif no_mail and recognition.answers.get(WAY) is None:
            recognition, said = _without_mail(context, recognition)
            says += said
        following = next_who(recognition.answers) if recognition.status is RecognitionStatus.ASKING else None
        outcome = Outcome(says=says, next=following.value if following else None)
        kept = recognition if following is not None else replace(recognition, answers=only_wish(recognition))
        tx.recognitions.save(replace(kept, handled_message=heard.message_id, outcome=outcome.as_json()))
        tx.commit()
    return outcome


def _without_mail(context: Context, recognition: Recognition) -> tuple[Recognition, Says]:
    """The facts of the account where they can be looked up; else a person."""
    if has_directory(context, recognition.provider):
        answers = {**recognition.answers, WAY: Way.ACCOUNT.value}
        return replace(recognition, answers=answers), [("utter_who_by_account", {})]
    stopped = replace(recognition, status=RecognitionStatus.STOPPED)
    return stopped, [("utter_who_person_instead", {})]


def _of_their_own(tx: Transaction, conversation: Conversation) -> dict[str, str] | None:
    """The address that they had to show again before: it lapsed, and is not asked for twice."""
    latest = tx.recognitions.latest(conversation.id)
    if latest is None or latest.status is not RecognitionStatus.LAPSED or not latest.contact_value:
        return None
    return {"kind": str(latest.contact_kind), "value": latest.contact_value}


def _pause(context: Context, tx: Transaction, conversation: Conversation) -> Says | None:
    """Too many wrong tries in this chat or from where it comes: nothing is asked for a while."""
    nobody = subject_key(context, conversation.provider, conversation.id)
    for kind in (Kind.CODE_WRONG, Kind.ACCOUNT_WRONG):
        until = paused_until(context, tx, kind, conversation, nobody)
        if until is not None:
            return [("utter_who_paused", {"time": ends(context, until)})]
    return None
