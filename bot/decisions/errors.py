"""The one exception tree.

FirstlineError
├── Refused                what somebody asked for cannot be taken as it is; nothing is lost
│   ├── UnknownProvider
│   ├── UnknownStage
│   ├── UnknownCase
│   ├── UnknownConversation
│   ├── UnknownAgent       nobody at the desk has this e-mail address
│   ├── NotAllowed         the role of whoever asks does not cover it
│   ├── WeakPassword       a new password that cannot be taken; ``fault`` says why
│   ├── WrongPassword      the present password is not that
│   ├── Paused             (desk.spoken_code) too many wrong tries; ``minutes`` to wait
│   ├── LinkTooOld         a signed link was good once; a new one can be had
│   ├── BadFacts           a line of facts that cannot be read
│   └── Conflict           the same key with another body, or still in flight
├── Unsound                our own data is broken; mend the file that the message names
│   ├── BrokenProfile
│   ├── BrokenRule
│   ├── BrokenPlaybook
│   ├── BrokenConnections  a provider's file of connected systems
│   ├── RuleMissing        no value of a rule applies on that date
│   └── BrokenWording      a response is missing, or lacks a value
└── Unavailable            something behind us did not answer; try again later
    ├── EngineUnavailable
    ├── ClockUnavailable   the file that holds the clock of a test or demonstration holds no instant now
    ├── StatusPageUnavailable  a provider's status page did not answer, or not with what can be read
    ├── ScannerUnavailable a virus scanner is set up and does not answer, or not in a way that can be read
    ├── FilesUnavailable   a file cannot be written or read now
    ├── MailboxUnavailable a provider's mailbox cannot be read now
    ├── PdfUnavailable     the library that draws pages (Pango) is not on this machine
    ├── HelpdeskUnavailable  a provider's helpdesk cannot be asked now; ``after``: how long it wants us to wait
    ├── DirectoryUnavailable  whose account it is cannot be asked now, or the answer cannot be trusted
    └── TurnFailed         the engine answered that the turn failed; nothing of it was saved
"""

from __future__ import annotations

from datetime import timedelta


class FirstlineError(Exception):
    """The root. ``str()`` is a plain sentence for the person who can mend it."""

    code = "error"


class Refused(FirstlineError):
    code = "refused"


class UnknownProvider(Refused):
    code = "unknown_provider"


class UnknownStage(Refused):
    code = "unknown_stage"


class UnknownCase(Refused):
    code = "unknown_case"


class UnknownConversation(Refused):
    code = "unknown_conversation"


class UnknownAgent(Refused):
    code = "unknown_agent"


class NotAllowed(Refused):
    code = "not_allowed"


class WeakPassword(Refused):
    """``fault`` is a ``PasswordFault``'s value: pages have words of their own for it."""

    code = "weak_password"

    def __init__(self, message: str, fault: str) -> None:
        super().__init__(message)
        self.fault = fault


class WrongPassword(Refused):
    code = "wrong_password"


class WrongCode(Refused):
    code = "wrong_code"


class LinkTooOld(Refused):
    code = "link_too_old"


class BadFacts(Refused):
    code = "bad_facts"


class Conflict(Refused):
    code = "conflict"


class Unsound(FirstlineError):
    code = "unsound"


class BrokenProfile(Unsound):
    code = "broken_profile"


class BrokenRule(Unsound):
    code = "broken_rule"


class BrokenPlaybook(Unsound):
    code = "broken_playbook"


class BrokenConnections(Unsound):
    code = "broken_connections"


class RuleMissing(Unsound):
    code = "rule_missing"


class BrokenWording(Unsound):
    code = "broken_wording"


class SealBroken(Unsound):
    code = "seal_broken"


class Unavailable(FirstlineError):
    code = "unavailable"


class EngineUnavailable(Unavailable):
    code = "engine_unavailable"


class ClockUnavailable(Unavailable):
    code = "clock_unavailable"


class StatusPageUnavailable(Unavailable):
    """``kind`` is a word for the log: what went wrong, without anything that the other side sent."""

    code = "status_page_unavailable"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The status page could not be read: {kind}.")
        self.kind = kind


class ScannerUnavailable(Unavailable):
    code = "scanner_unavailable"


class FilesUnavailable(Unavailable):
    code = "files_unavailable"


class HelpdeskUnavailable(Unavailable):
    """``after``: how long the other side asked us to wait, if it did."""

    code = "helpdesk_unavailable"

    def __init__(self, message: str, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class DirectoryUnavailable(Unavailable):
    code = "directory_unavailable"


class PdfUnavailable(Unavailable):
    code = "pdf_unavailable"


class MailboxUnavailable(Unavailable):
    """``kind`` is a word for the log: what went wrong, without anything that the other side sent."""

    code = "mailbox_unavailable"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The mailbox could not be read: {kind}.")
        self.kind = kind


class TurnFailed(Unavailable):
    """``error_id`` leads to the log line of the action that failed, if there is one."""

    code = "turn_failed"

    def __init__(self, message: str, error_id: str | None = None) -> None:
        super().__init__(message)
        self.error_id = error_id
