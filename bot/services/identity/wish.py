"""What somebody wanted when they were asked who they are: kept until they have shown it, so that it is done then and
they need not say it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.decisions.recognition import Recognition, RecognitionStatus
from bot.decisions.topic import Topic
from bot.readers.their_complaint import tells_more
from bot.readers.trouble import tells_trouble
from bot.readers.who import is_only_which
from bot.services.context import Context
from bot.services.heard import Heard

WISH: Final = "_wish"
NEW: Final = "_new"
"""Keys of the answers: what they wanted, and with which words they said that it is a new complaint."""


def with_wish(recognition: Recognition, heard: Heard) -> Recognition:
    """``recognition`` with what ``heard`` wants. A reference or an address alone wants nothing more than before."""
    if recognition.answers.get(WISH) is not None and (not heard.text or is_only_which(heard.text)):
        return recognition
    wish = {
        "text": heard.text,
        "at": heard.at.isoformat(),
        "intent": heard.intent,
        "confidence": heard.confidence,
        "topic": heard.topic.value if heard.topic is not None else None,
    }
    return replace(recognition, answers={**recognition.answers, WISH: wish})


def only_wish(recognition: Recognition) -> dict[str, Any]:
    """The answers that are left once it is over: what was given to show it is not kept. Where it came to nothing, a
    story that they told is."""
    wish = recognition.answers.get(WISH)
    if wish is None:
        return {}
    story = recognition.status is RecognitionStatus.STOPPED and tells_trouble(str(wish["text"]))
    return {WISH: wish} if story or recognition.status is RecognitionStatus.CONFIRMED else {}


def wish_again(context: Context, heard: Heard) -> bool:
    """Take ``heard`` for what they want, in the place of what they said first, while they are asked who they are."""
    with context.store.write() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
        if recognition is None or recognition.status is not RecognitionStatus.ASKING:
            return False
        tx.recognitions.save(with_wish(recognition, heard))
        tx.commit()
    return True


def stop_for_a_new_one(context: Context, heard: Heard) -> bool:
    """They say, while they are asked who they are, that it is a new complaint: the questions end, and what they told
    before and with it is kept for that (``told_for_a_new_one``)."""
    with context.store.write() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
        if recognition is None or recognition.status is not RecognitionStatus.ASKING:
            return False
        answers = {**only_wish(replace(recognition, status=RecognitionStatus.STOPPED)), NEW: heard.text}
        tx.recognitions.save(replace(recognition, status=RecognitionStatus.STOPPED, answers=answers))
        tx.commit()
    return True


def told_for_a_new_one(context: Context, heard: Heard) -> Heard | None:
    """What they told before they were asked who they are, and with the word that it is a new complaint; ``None`` where
    they did not say so. No text where neither tells what happened."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
    answers = recognition.answers if recognition is not None else {}
    if recognition is None or recognition.status is not RecognitionStatus.STOPPED or NEW not in answers:
        return None
    before = _wish_in(recognition, heard)
    parts = [*(before.text.splitlines() if before is not None else ()), str(answers[NEW])]
    told = "\n".join(
        each for each in parts if tells_more(each)
    )  # a line that only names a complaint is left out
    at = before.at if before is not None and told else heard.at
    return replace(heard, text=told, at=at, intent="make_complaint", confidence=1.0, choice=None, topic=None)


def untold_story(context: Context, heard: Heard) -> Heard | None:
    """The trouble that they told before they were asked who they are, where that came to nothing."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
    if recognition is None or recognition.status is not RecognitionStatus.STOPPED:
        return None
    wish = _wish_in(recognition, heard)
    return wish if wish is not None and tells_trouble(wish.text) else None


def wish_of(context: Context, heard: Heard) -> Heard | None:
    """What they wanted, as if ``heard`` had said it; ``None`` where they are not confirmed, or wanted nothing else."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
    if recognition is None or recognition.status is not RecognitionStatus.CONFIRMED:
        return None
    return _wish_in(recognition, heard)


def _wish_in(recognition: Recognition, heard: Heard) -> Heard | None:
    wish = recognition.answers.get(WISH)
    if wish is None:
        return None
    return Heard(
        conversation_id=heard.conversation_id,
        message_id=heard.message_id,
        text=wish["text"],
        at=datetime.fromisoformat(wish["at"]),
        intent=wish["intent"],
        confidence=wish["confidence"],
        topic=Topic(wish["topic"]) if wish["topic"] in set(Topic) else None,
    )
