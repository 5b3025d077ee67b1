"""What somebody wanted when they were asked who they are: kept until they have shown it, so that it is done then and
they need not say it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.decisions.recognition import Recognition, RecognitionStatus
from bot.decisions.topic import Topic
from bot.readers.who import is_only_which
from bot.services.context import Context
from bot.services.heard import Heard

WISH: Final = "_wish"
"""Key of the answers."""


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
    """The answers that are left once it is over: what was given to show it is not kept."""
    wish = recognition.answers.get(WISH)
    kept = recognition.status is RecognitionStatus.CONFIRMED and wish is not None
    return {WISH: wish} if kept else {}


def wish_again(context: Context, heard: Heard) -> bool:
    """Take ``heard`` for what they want, in the place of what they said first, while they are asked who they are."""
    with context.store.write() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
        if recognition is None or recognition.status is not RecognitionStatus.ASKING:
            return False
        tx.recognitions.save(with_wish(recognition, heard))
        tx.commit()
    return True


def wish_of(context: Context, heard: Heard) -> Heard | None:
    """What they wanted, as if ``heard`` had said it; ``None`` where they are not confirmed, or wanted nothing else."""
    with context.store.read() as tx:
        recognition = tx.recognitions.latest(heard.conversation_id)
    if recognition is None or recognition.status is not RecognitionStatus.CONFIRMED:
        return None
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
