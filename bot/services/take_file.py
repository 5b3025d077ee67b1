"""A file comes in: looked at, checked, kept once whatever the network does, and told in the chat and on the case."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.decisions.errors import FirstlineError, Refused
from bot.decisions.file_kind import MEDIA_TYPES, FileKind, agrees, ending_of, name_to_show, names_a_kind
from bot.decisions.file_size import size_in_words
from bot.decisions.records import (
    Case,
    Conversation,
    ConversationState,
    IntakeStatus,
    Message,
    Sender,
    StoredFile,
)
from bot.services.context import Context
from bot.services.file_words import KINDS, FileLimits, file_limits
from bot.services.latest_case import own_case_of
from bot.services.ports import Draft, FileStore, LookInside, Scanner, Transaction
from bot.services.refusal import conflict, refusal

CLEAN = "clean"
"""What ``StoredFile.scanned`` holds after a scanner that found nothing."""
CUSTOMER = "customer"
FILE_ADDED = "file.added"
NO_FACTS: Mapping[str, str] = {}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Filing:
    """What taking a file needs. Without a ``scanner`` files are kept unscanned, and marked so."""

    context: Context
    files: FileStore
    look_inside: LookInside
    scanner: Scanner | None = None


def file_sent_by_customer(context: Context, _tx: Transaction, file: StoredFile) -> Message:
    """The line that tells of a file in the customer's own chat."""
    text = context.words.text("utter_web_file_sent", name=file.name, size=size_in_words(file.size))
    return Message(file.conversation_id, 0, Sender.SYSTEM, text, file.stored_at)


def anybody(_: Transaction) -> None:
    """Whoever got here may send."""


@dataclass(frozen=True)
class Sending:
    """Who sends a file. ``check`` is asked in each unit of work and may refuse by raising; ``tell`` makes the line in
    the transcript, and keeps what else belongs to it, in the unit of work that keeps the file; ``facts`` go with the
    event of the case. ``without_chat``: to a complaint that never had one. ``case_id``: sent on the page of that case,
    where the chat may have ended long ago."""

    by: str = CUSTOMER
    check: Callable[[Transaction], None] = anybody
    tell: Callable[[Context, Transaction, StoredFile], Message] = file_sent_by_customer
    facts: Mapping[str, str] = field(default_factory=dict)
    without_chat: bool = False
    case_id: str | None = None


FROM_CUSTOMER = Sending()


def admit_file(
    filing: Filing, conversation_id: str, key: str, size: int | None = None, sending: Sending = FROM_CUSTOMER
) -> FileLimits:
    """May a file come now? Asked before its first byte is read, with its ``size`` if the sender says one.

    The limits come back. One that was kept under ``key`` before is let in again: it is only compared. Raises as
    ``take_file`` does.
    """
    context, limits = filing.context, file_limits(filing.context)
    with context.store.read() as tx:
        before = tx.files.get(_file_id(context, conversation_id, key))
        if before is None:
            _admit(context, tx, conversation_id, key, size or 0, limits, sending)
    if size is not None and size > limits.size:
        raise too_big(context, limits)
    return limits


def take_file(
    filing: Filing,
    conversation_id: str,
    key: str,
    given_name: str,
    draft: Draft,
    sending: Sending = FROM_CUSTOMER,
) -> StoredFile:
    """Keep what ``draft`` holds as a file of the chat. The same ``key`` again gives the same file.

    The bytes are on disk before the row is there; with the row come a line in the transcript and an event of the
    case, if there is one. The draft is gone afterwards, whatever happens. The scanner is asked outside any
    transaction.

    Raises ``Conflict`` (``key_reused``) for other bytes under the same key; ``Refused`` with code ``file_empty``,
    ``file_too_big``, ``file_kind``, ``file_name_differs``, ``file_virus``, ``files_full`` or ``closed``, whose
    sentence may be shown; ``ScannerUnavailable``, ``FilesUnavailable`` and ``UnknownConversation``.
    """
    try:
        return _take(filing, conversation_id, key, given_name, draft, sending)
    finally:
        draft.drop()


def too_big(context: Context, limits: FileLimits) -> Refused:
    """The refusal of a file over the limit, in words."""
    limit = size_in_words(limits.size)
    return refusal("file_too_big", context.words.text("utter_web_file_too_big", limit=limit))


def put_files_on_case(context: Context, tx: Transaction, case: Case) -> None:
    """Files that came before the case was there belong to it from now on. The caller commits."""
    loose = [each for each in tx.files.of_conversation(case.conversation_id) if each.case_id is None]
    tx.files.put_on_case(case.conversation_id, case.id)
    for file in loose:
        _tell_case(context, tx, case.id, file)


def _take(
    filing: Filing, conversation_id: str, key: str, given_name: str, draft: Draft, sending: Sending
) -> StoredFile:
    context, id = filing.context, _file_id(filing.context, conversation_id, key)
    with context.store.read() as tx:
        sending.check(tx)
        before = tx.files.get(id)
        if before is None:
            _admit(context, tx, conversation_id, key, draft.size, file_limits(context), sending)
    if before is not None:
        return _the_same(context, before, draft)
    kind = _kind(filing, given_name, draft)
    scanned = _scan(filing, draft)
    file = StoredFile(
        id=id,
        conversation_id=conversation_id,
        name=name_to_show(given_name, kind),
        media_type=MEDIA_TYPES[kind],
        size=draft.size,
        sha256=draft.sha256,
        sent_by=sending.by,
        stored_at=context.now(),
        scanned=scanned,
    )
    return _keep(filing, key, file, draft, sending)


def _keep(filing: Filing, key: str, file: StoredFile, draft: Draft, sending: Sending) -> StoredFile:
    context, bytes_are_there = filing.context, False
    try:
        with context.store.write() as tx:
            sending.check(tx)
            before = tx.files.get(file.id)
            if before is not None:
                return _the_same(context, before, draft)
            _admit(context, tx, file.conversation_id, key, file.size, file_limits(context), sending)
            on_page = sending.case_id
            case = tx.cases.get(on_page) if on_page else _case_for(tx, file.conversation_id)
            kept = replace(file, case_id=case.id if case else None)
            # Bytes first, row after: a row never names what is not there. The writing unit of work keeps the same
            # key out meanwhile; what a crash in between leaves lies there until the same key comes again.
            draft.keep(file.id)
            bytes_are_there = True
            tx.files.add(kept)
            tx.messages.add(sending.tell(context, tx, kept))
            if case is not None:
                _tell_case(context, tx, case.id, kept, sending.facts)
            tx.commit()
    except Exception:
        if bytes_are_there:
            _take_away(filing, file.id)
        raise
    return kept


def _admit(
    context: Context,
    tx: Transaction,
    conversation_id: str,
    key: str,
    size: int,
    limits: FileLimits,
    sending: Sending,
) -> Conversation:
    conversation = tx.conversations.get(conversation_id)
    has_ended = conversation.state is ConversationState.CLOSED
    if has_ended and not sending.without_chat and sending.case_id is None:
        raise refusal("closed", context.words.text("utter_web_closed"))
    if tx.messages.by_key(conversation_id, key) is not None:
        raise conflict("key_reused", context.words.text("utter_web_key_reused"))
    count, total = tx.files.total(conversation_id)
    if count >= limits.count:
        raise refusal("files_full", context.words.text("utter_web_file_too_many", count=str(count)))
    if total + size > limits.total and size <= limits.size:
        limit = size_in_words(limits.total)
        raise refusal("files_full", context.words.text("utter_web_file_no_room", limit=limit))
    return conversation


def _kind(filing: Filing, given_name: str, draft: Draft) -> FileKind:
    words = filing.context.words
    if draft.size == 0:
        raise refusal("file_empty", words.text("utter_web_file_empty"))
    limits = file_limits(filing.context)
    if draft.size > limits.size:
        raise too_big(filing.context, limits)
    kind = filing.look_inside(draft)
    if kind is None and not names_a_kind(given_name):
        raise refusal("file_kind", words.text("utter_web_file_kinds", kinds=KINDS))
    if kind is None or not agrees(given_name, kind):
        ending = ending_of(given_name) or ""
        raise refusal("file_name_differs", words.text("utter_web_file_two_kinds", ending=ending, kinds=KINDS))
    return kind


def _scan(filing: Filing, draft: Draft) -> str | None:
    if filing.scanner is None:
        return None
    found = filing.scanner.scan(draft.pieces())
    if found is None:
        return CLEAN
    log.warning("The virus scanner found %s in a file; it was not kept", found)
    raise refusal("file_virus", filing.context.words.text("utter_web_file_virus"))


def _the_same(context: Context, before: StoredFile, draft: Draft) -> StoredFile:
    if before.sha256 != draft.sha256:
        raise conflict("key_reused", context.words.text("utter_web_key_reused"))
    return before


def _case_for(tx: Transaction, conversation_id: str) -> Case | None:
    """The case that is spoken of; none while another complaint is being told: its case is still to come."""
    case, latest = own_case_of(tx, conversation_id), tx.intakes.latest(conversation_id)
    if case is None or latest is None or latest.id == case.intake_id:
        return case
    telling = latest.status is IntakeStatus.OPEN and latest.answers.get("complaining")
    return None if telling else case


def _tell_case(
    context: Context, tx: Transaction, case_id: str, file: StoredFile, more: Mapping[str, str] = NO_FACTS
) -> None:
    facts = {
        "by": file.sent_by,
        "file": file.id,
        "name": file.name,
        "size": file.size,
        "type": file.media_type,
        **more,
    }
    tx.cases.add_event(case_id, FILE_ADDED, context.now(), facts)


def _file_id(context: Context, conversation_id: str, key: str) -> str:
    """128 bits that nobody can guess who does not know the secret; the same for the same key of a conversation."""
    named = f"file\n{conversation_id}\n{key}".encode()
    return hmac.new(context.secret.encode(), named, hashlib.sha256).hexdigest()[:32]


def _take_away(filing: Filing, id: str) -> None:
    """Bytes that got no row. A commit may have worked and its answer been lost, so the row is looked for first."""
    try:
        with filing.context.store.read() as tx:
            if tx.files.get(id) is not None:
                return
        filing.files.remove(id)
    except FirstlineError as error:
        log.error("Bytes of a file may have stayed behind without a row: %s", error)
