"""What the services need from outside, as protocols. Adapters fulfil them; ``bootstrap`` joins the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from bot.decisions.file_kind import FileKind
from bot.decisions.records import (
    Agent,
    AgentSession,
    AuditEntry,
    Case,
    CaseEvent,
    CaseStatus,
    Contact,
    Conversation,
    ConversationState,
    Handoff,
    IdentityCheck,
    Intake,
    Message,
    Note,
    OutboxItem,
    Promise,
    SpokenCode,
    StoredFile,
    Turn,
)

Now = Callable[[], datetime]
"""The clock: an aware UTC instant at each call."""


class Conversations(Protocol):
    def add(self, conversation: Conversation) -> None: ...
    def get(self, id: str) -> Conversation:
        """Raises ``UnknownConversation``."""
        ...

    def find(self, id: str) -> Conversation | None: ...
    def set_agreed(self, id: str, agreed: str | None) -> None: ...
    def set_state(self, id: str, state: ConversationState) -> None: ...
    def mark_deleted(self, id: str, at: datetime) -> None: ...


class Messages(Protocol):
    def add(self, message: Message) -> Message:
        """Store with the next id of its conversation (the given ``id`` is ignored); the stored one comes back."""
        ...

    def after(self, conversation_id: str, after: int, limit: int = 200) -> list[Message]: ...
    def newest(self, conversation_id: str, limit: int) -> list[Message]:
        """The last ``limit`` messages, oldest first."""
        ...

    def get(self, conversation_id: str, id: int) -> Message | None: ...
    def by_key(self, conversation_id: str, key: str) -> Message | None: ...
    def pending(self, conversation_id: str) -> list[Message]:
        """Customer messages whose turn is pending, oldest first."""
        ...

    def conversations_with_pending(self) -> list[str]: ...
    def set_turn(self, conversation_id: str, id: int, turn: Turn) -> None: ...
    def count_attempt(self, conversation_id: str, id: int) -> int:
        """Add one attempt; the new count comes back."""
        ...

    def count_since(self, conversation_id: str, since: datetime) -> int:
        """How many messages the customer has sent since then."""
        ...

    def wipe(self, conversation_id: str) -> None:
        """Empty every text, button and payload, and let nothing wait for an answer."""
        ...


class Intakes(Protocol):
    def add(self, intake: Intake) -> None: ...
    def get(self, id: str) -> Intake | None: ...
    def latest(self, conversation_id: str) -> Intake | None:
        """The newest intake of the conversation, whatever its status."""
        ...

    def save(self, intake: Intake) -> None: ...
    def wipe(self, conversation_id: str) -> None:
        """Empty what was answered; what was still open is cancelled."""
        ...


class Contacts(Protocol):
    def add(self, contact: Contact) -> None: ...
    def get(self, id: str) -> Contact | None: ...
    def find(self, conversation_id: str, kind: str, value: str) -> Contact | None: ...
    def of(self, conversation_id: str) -> list[Contact]: ...
    def confirm(self, id: str, at: datetime) -> None: ...
    def remove(self, id: str) -> None:
        """Forget one. Only of a conversation without a case and without identity checks."""
        ...

    def wipe(self, conversation_id: str) -> None:
        """Take them away. Only for a conversation without a case and without identity checks."""
        ...


class IdentityChecks(Protocol):
    def add(self, check: IdentityCheck) -> None: ...
    def latest(self, conversation_id: str) -> IdentityCheck | None: ...
    def count(self, conversation_id: str) -> int:
        """How many codes were sent in this conversation."""
        ...

    def count_try(self, id: str) -> int: ...
    def confirm(self, id: str, at: datetime) -> None: ...
    def wipe(self, conversation_id: str) -> None: ...


class Handoffs(Protocol):
    def add(self, handoff: Handoff) -> None: ...
    def get(self, id: str) -> Handoff | None: ...
    def claim(self, id: str, agent_id: str, at: datetime) -> bool:
        """One conditional update: true for exactly one of all who try while nobody has it."""
        ...

    def pass_on(self, id: str, holder: str, to: str | None, note: str, at: datetime) -> bool:
        """From ``holder`` to another agent, or back into the queue; false if ``holder`` does not have it."""
        ...

    def open_of(self, conversation_id: str) -> Handoff | None: ...
    def of_conversation(self, conversation_id: str) -> list[Handoff]:
        """Open and closed, in the order in which they were asked for."""
        ...

    def save(self, handoff: Handoff) -> None: ...
    def open(self) -> list[Handoff]:
        """All that wait, priority first, then longest first."""
        ...


class Cases(Protocol):
    def add(self, case: Case) -> None: ...
    def get(self, id: str) -> Case | None: ...
    def by_reference(self, reference: str) -> Case | None: ...
    def by_intake(self, intake_id: str) -> Case | None: ...
    def of_conversation(self, conversation_id: str) -> list[Case]: ...
    def of_contact(self, provider: str, kind: str, value: str) -> list[Case]:
        """Every case of that provider whose customer gave this way to reply, newest first."""
        ...

    def all(self, provider: str | None = None, limit: int = 200) -> list[Case]:
        """Newest first."""
        ...

    def with_event(self, provider: str, status: CaseStatus, code: str) -> list[Case]:
        """Those of that status now to which ``code`` happened once or more, oldest first."""
        ...

    def save(self, case: Case) -> None: ...
    def add_event(self, case_id: str, code: str, at: datetime, data: dict[str, Any]) -> None: ...
    def events(self, case_id: str) -> list[CaseEvent]: ...


class Promises(Protocol):
    def add(self, promise: Promise) -> None: ...
    def of_conversation(self, conversation_id: str) -> list[Promise]: ...
    def of_case(self, case_id: str) -> list[Promise]: ...
    def keep(self, conversation_id: str, kind: str, at: datetime) -> None:
        """Mark the open ones of that kind in the conversation as kept."""
        ...

    def settle(self, case_id: str, at: datetime, but: Sequence[str] = ()) -> None:
        """Mark all of the case that are still open as kept, ``but`` those of these kinds."""
        ...

    def unsettle(self, case_id: str, kinds: Sequence[str]) -> None:
        """Those of the case of these kinds are open again."""
        ...


class Outbox(Protocol):
    def add(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        at: datetime,
        conversation_id: str | None = None,
    ) -> None:
        """Queue once: a second call with the same ``key`` does nothing. ``conversation_id``: the chat it is about."""
        ...

    def due(
        self, at: datetime, limit: int = 20, *, only: str | None = None, but: str | None = None
    ) -> list[OutboxItem]:
        """Of one kind only, or of all but one."""
        ...

    def holds(self, id: int, key: str) -> bool:
        """Is it still there? An id alone may be a later item's: SQLite gives it again."""
        ...

    def wipe(self, conversation_id: str, kind: str) -> list[str]:
        """Take away what is about a chat, sent or not; the keys."""
        ...

    def sent(self, id: int, at: datetime) -> None: ...
    def failed(self, id: int, error: str, again_at: datetime | None, at: datetime) -> None:
        """Count the attempt; ``again_at`` None means dead."""
        ...

    def all(self, limit: int = 200) -> list[OutboxItem]: ...


class Agents(Protocol):
    def add(self, agent: Agent) -> None: ...
    def save(self, agent: Agent) -> None: ...
    def get(self, id: str) -> Agent | None: ...
    def by_email(self, email: str) -> Agent | None: ...
    def all(self) -> list[Agent]: ...


class AgentSessions(Protocol):
    def add(self, session: AgentSession) -> None: ...
    def by_token(self, token_hash: str) -> AgentSession | None: ...
    def seen(self, id: str, at: datetime) -> None: ...
    def here(self, id: str, at: datetime) -> None:
        """Their open page asked for news by itself."""
        ...

    def end(self, agent_id: str, at: datetime, id: str | None = None) -> None:
        """One session, or all of the agent that are still open."""
        ...

    def present(self, provider: str, since: datetime) -> list[str]:
        """Ids of the agents of ``provider`` whose browser was heard of since then."""
        ...

    def prune(self, before: datetime) -> int:
        """Drop those that ended or ran out before then; how many."""
        ...


class SignIns(Protocol):
    def add(self, email: str, address: str, at: datetime, ok: bool) -> None: ...
    def failures(self, email: str, address: str, since: datetime) -> tuple[int, int]:
        """Wrong tries since then: for the e-mail address since its last right one, and from the network address."""
        ...

    def prune(self, before: datetime) -> int:
        """Drop those made before then; how many."""
        ...


class Notes(Protocol):
    def add(self, note: Note) -> None: ...
    def of_conversation(self, conversation_id: str) -> list[Note]: ...


class Audit(Protocol):
    def add(
        self,
        at: datetime,
        action: str,
        subject: str,
        agent_id: str | None = None,
        provider: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None: ...
    def of(self, subject: str) -> list[AuditEntry]: ...
    def times(self, agent_id: str, action: str, since: datetime) -> list[datetime]:
        """When the agent did it, after ``since``, oldest first."""
        ...

    def newest(self, provider: str | None = None, limit: int = 200) -> list[AuditEntry]: ...


class SpokenCodes(Protocol):
    def add(self, code: SpokenCode) -> None: ...
    def standing(self, provider: str, code: str, at: datetime) -> SpokenCode | None: ...
    def of_conversation(self, conversation_id: str, at: datetime) -> SpokenCode | None: ...
    def use(self, id: str, at: datetime) -> None: ...


class Files(Protocol):
    def add(self, file: StoredFile) -> None: ...
    def get(self, id: str) -> StoredFile | None: ...
    def of_conversation(self, conversation_id: str) -> list[StoredFile]: ...
    def total(self, conversation_id: str) -> tuple[int, int]:
        """How many, and how many bytes."""
        ...

    def of_case(self, case_id: str) -> list[StoredFile]: ...
    def remove(self, id: str) -> None:
        """Forget one."""
        ...

    def wipe(self, conversation_id: str) -> list[str]:
        """Forget those of a chat; the ids of their bytes."""
        ...

    def put_on_case(self, conversation_id: str, case_id: str) -> None: ...


class Transaction(Protocol):
    """One unit of work. Nothing is kept unless ``commit`` is called; leaving without it rolls back."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def intakes(self) -> Intakes: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def identity_checks(self) -> IdentityChecks: ...
    @property
    def handoffs(self) -> Handoffs: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def outbox(self) -> Outbox: ...

    @property
    def agents(self) -> Agents: ...
    @property
    def agent_sessions(self) -> AgentSessions: ...
    @property
    def sign_ins(self) -> SignIns: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def spoken_codes(self) -> SpokenCodes: ...
    @property
    def files(self) -> Files: ...

    def commit(self) -> None: ...


class Store(Protocol):
    def read(self) -> AbstractContextManager[Transaction]: ...
    def write(self) -> AbstractContextManager[Transaction]:
        """On SQLite it begins with ``BEGIN IMMEDIATE``: no read-then-write loses an update."""
        ...


class PasswordHasher(Protocol):
    """Slow on purpose; call it outside a unit of work."""

    def hash(self, password: str) -> str:
        """Salted, with its parameters in it."""
        ...

    def fits(self, password_hash: str | None, password: str) -> bool:
        """``None`` (nobody has this account) takes as long as a wrong password, and is false."""
        ...

    def outdated(self, password_hash: str) -> bool:
        """Whether it was made with other parameters than those of today."""
        ...


class Engine(Protocol):
    """Rasa, behind its small server."""

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None,
        payload: str | None,
        metadata: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Bot messages ``{text, buttons: [{title, payload}]}``. Raises ``EngineUnavailable`` or ``TurnFailed``."""
        ...


class EngineMemory(Protocol):
    """What Rasa remembers of conversations."""

    def forget(self, conversation_id: str) -> None:
        """Nothing is there after it; nothing need be there before. Waits for a turn under way.

        Raises ``EngineUnavailable`` when it is not surely done.
        """
        ...


class MailRemover(Protocol):
    """Mails that were written and lie within our reach."""

    def remove(self, key: str) -> None:
        """Nothing is there after it; nothing need be there before. Raises ``OSError``."""
        ...


class Draft(Protocol):
    """The bytes of a file on their way in. It is gone when neither ``keep`` nor ``drop`` was called for a while."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str:
        """Of everything written so far, in hex."""
        ...

    def write(self, piece: bytes) -> None:
        """Raises ``FilesUnavailable`` (the disk is full, …)."""
        ...

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer at the end."""
        ...

    def pieces(self) -> Iterator[bytes]: ...
    def keep(self, id: str) -> None:
        """On disk for good under ``id`` when this returns. Raises ``FilesUnavailable``."""
        ...

    def drop(self) -> None:
        """Forget it. Does nothing after ``keep``."""
        ...


class FileStore(Protocol):
    """Where the bytes of files lie, by id; what else is known of a file is its row."""

    def begin(self) -> Draft:
        """Raises ``FilesUnavailable``."""
        ...

    def read(self, id: str) -> Iterator[bytes]:
        """From first to last, a piece at a time. Raises ``FilesUnavailable``, before the first piece."""
        ...

    def remove(self, id: str) -> None:
        """Nothing is there after it; nothing need be there before."""
        ...

    def clean(self) -> int:
        """Drop drafts that nobody finished; how many."""
        ...


LookInside = Callable[[Draft], FileKind | None]
"""What the content is; ``None`` for everything that is not taken, or that is two things at once."""


class Scanner(Protocol):
    """A virus scanner."""

    def scan(self, pieces: Iterator[bytes]) -> str | None:
        """``None`` when it found nothing, else the name of what it found. Raises ``ScannerUnavailable``."""
        ...
