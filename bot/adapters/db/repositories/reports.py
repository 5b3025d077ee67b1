"""What reports count, picked out by the database: a year of a provider is never read as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, select

from bot.adapters.db.models import cases, conversations, intakes, messages, promises
from bot.adapters.db.repositories.rows import Repository, without_seq
from bot.decisions.phrases import Missed
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus, OpenComplaint, PromiseKept, Sender


class SqlReports(Repository):
    def open_complaints(self, provider: str, ended: Sequence[CaseStatus]) -> list[OpenComplaint]:
        """With what their customers told since, oldest first."""
        theirs = (cases.c.provider == provider, cases.c.status.not_in([each.value for each in ended]))
        found = (
            select(cases, intakes.c.answers.label("intake_answers"))
            .join(intakes, intakes.c.id == cases.c.intake_id)
            .where(*theirs)
            .order_by(cases.c.seq)
        )
        made = []
        for row in self._all(found):
            values = {name: value for name, value in without_seq(row).items() if name != "intake_answers"}
            case = Case(**{**values, "status": CaseStatus(row["status"])})
            made.append(OpenComplaint(case, {**case.details, **(row["intake_answers"] or {})}))
        return made

    def promises_of_opened_since(self, provider: str, since: datetime) -> list[PromiseKept]:
        """Of complaints that were opened since then, whatever became of them."""
        theirs = (cases.c.provider == provider, cases.c.opened_at >= since)
        of_promise = [promises.c[name] for name in ("kind", "case_id", "due_on", "kept_at", "moved_to")]
        columns = (*of_promise, cases.c.status)
        found = select(*columns).join(cases, cases.c.id == promises.c.case_id).where(*theirs)
        return [
            PromiseKept(**{**row, "status": CaseStatus(row["status"])})
            for row in self._all(found.order_by(promises.c.seq))
        ]

    def missed(self, provider: str, since: datetime, said: Sequence[str]) -> list[tuple[datetime, Missed]]:
        """Customers' lines that the assistant answered with one of the texts ``said``, each once, oldest first."""
        answer, line = messages.alias("answer"), messages.alias("line")
        of_line = and_(line.c.conversation_id == answer.c.conversation_id, line.c.id == answer.c.in_reply_to)
        newest = (
            select(intakes.c.conversation_id, func.max(intakes.c.seq).label("seq"))
            .group_by(intakes.c.conversation_id)
            .subquery()
        )
        found = (
            select(line.c.conversation_id, line.c.id, line.c.sent_at, line.c.text, intakes.c.answers)
            .select_from(answer)
            .join(conversations, conversations.c.id == answer.c.conversation_id)
            .join(line, of_line)
            .outerjoin(newest, newest.c.conversation_id == line.c.conversation_id)
            .outerjoin(intakes, intakes.c.seq == newest.c.seq)
            .where(
                conversations.c.provider == provider,
                answer.c.sender == Sender.BOT.value,
                answer.c.sent_at >= since,
                answer.c.text.in_(said),
            )
            .order_by(line.c.sent_at, line.c.id)
        )
        once: dict[tuple[str, int], tuple[datetime, Missed]] = {}
        for row in self._all(found):
            answers = row["answers"] or {}
            told = [answers.get(each) for each in (Question.NAME, Question.ACTING_FOR)]
            names = tuple(each for each in told if isinstance(each, str))
            missed = Missed(row["conversation_id"], row["text"], names)
            once[(row["conversation_id"], row["id"])] = (row["sent_at"], missed)
        return list(once.values())
