"""How far mailboxes were read, and what became of each mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from bot.adapters.db.mail_tables import mailboxes, received_mails
from bot.adapters.db.repositories.rows import Repository
from bot.decisions.mail_in import Became, Mailbox


class SqlReceivedMails(Repository):
    def mailbox(self, provider: str) -> Mailbox | None:
        row = self._one(select(mailboxes).where(mailboxes.c.provider == provider))
        return None if row is None else Mailbox(**row)

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """The one of its provider; the one before it is gone."""
        self._connection.execute(delete(mailboxes).where(mailboxes.c.provider == mailbox.provider))
        self._insert(mailboxes, mailbox)

    def keep(
        self,
        provider: str,
        validity: int,
        uid: int,
        message_key: str,
        at: datetime,
        became: Became,
        case_id: str | None,
    ) -> None:
        """Once for each uid; a second time does nothing."""
        if self.has(provider, validity, uid):
            return
        row = {"provider": provider, "validity": validity, "uid": uid, "message_key": message_key, "at": at}
        self._connection.execute(insert(received_mails).values(**row, became=became.value, case_id=case_id))

    def came(self, provider: str, message_key: str) -> bool:
        """Whether the same mail was taken before, under whatever uid."""
        same = (received_mails.c.provider == provider, received_mails.c.message_key == message_key)
        return self._one(select(received_mails.c.id).where(*same)) is not None

    def of_case(self, case_id: str, since: datetime) -> int:
        """How many mails about it were taken since."""
        r = received_mails.c
        taken = (Became.WORDS.value, Became.ANSWER.value)
        wanted = (r.case_id == case_id, r.at >= since, r.became.in_(taken))
        return int(
            self._connection.execute(
                select(func.count()).select_from(received_mails).where(*wanted)
            ).scalar_one()
        )

    def has(self, provider: str, validity: int, uid: int) -> bool:
        r = received_mails.c
        same = (r.provider == provider, r.validity == validity, r.uid == uid)
        return self._one(select(r.id).where(*same)) is not None

    def counts(self, provider: str, since: datetime) -> dict[Became, int]:
        r = received_mails.c
        wanted = (
            select(r.became, func.count()).where(r.provider == provider, r.at >= since).group_by(r.became)
        )
        return {Became(became): int(count) for became, count in self._connection.execute(wanted)}
