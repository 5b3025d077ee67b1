"""Kind ``post``: a letter for somebody who wants one on paper joins the list of what is to be printed and posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.decisions.delivery import Delivered, Impossible, Outcome
from bot.decisions.errors import Unsound
from bot.decisions.mail import Letter
from bot.decisions.post import PostedLetter
from bot.decisions.records import OutboxItem
from bot.services.context import Context
from bot.services.ports import Letters

KIND: Final = "post"


@dataclass(frozen=True)
class PostCarrier:
    """Fulfils ``bot.services.ports.delivery.Carrier``: the list is a table of ours, and takes each key once."""

    context: Context
    letters: Letters
    repeatable: bool = True

    def deliver(self, item: OutboxItem) -> Outcome:
        """Only the store can make this raise."""
        payload = item.payload
        try:
            letter = self._letter(payload)
            address = str(payload.get("address") or "").strip()
            if not address or not item.conversation_id:
                raise Unsound("the payload has no 'address', or it is about nobody")
        except Unsound as error:
            return Impossible(str(error)[:300])
        with self.context.store.write() as tx:
            case = tx.cases.by_reference(str(payload.get("case")))
            post = PostedLetter(
                id=self.context.new_id(),
                key=item.key,
                provider=str(payload["provider"]),
                conversation_id=item.conversation_id,
                case_id=case.id if case else None,
                template=str(payload.get("template") or "letter"),
                address=address,
                name=payload.get("name"),
                letter=letter,
                queued_at=self.context.now(),
                letter_id=payload.get("letter"),
            )
            id = tx.posts.add(post)
            tx.commit()
        return Delivered(id)

    def find(self, item: OutboxItem) -> None:
        """The same key again does nothing, so nobody need ask."""

    def _letter(self, payload: dict[str, Any]) -> Letter:
        if not isinstance(payload.get("provider"), str):
            raise Unsound("the payload has no 'provider'")
        if payload.get("letter"):  # a numbered one, printed as it was issued
            with self.context.store.read() as tx:
                issued = tx.letters.get(str(payload["letter"]))
            if issued is None or not issued.is_issued:
                raise Unsound("the payload names no letter that was issued")
            return Letter(f"{issued.subject} ({issued.number})", issued.text or "")
        if not isinstance(payload.get("template"), str) or not isinstance(payload.get("facts"), dict):
            raise Unsound("the payload has no letter")
        return self.letters.render(payload["template"], payload["facts"])
