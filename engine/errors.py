"""Every error the engine raises on purpose.

EngineError
├── ConfigError       the engine cannot start, or train, as configured; the message says what to change
├── StoreError        a conversation could not be read, written or deleted; the turn must not go on
├── ActionFailed      the action server did not give a usable answer; carries no text of the customer
└── RequestError      the caller sent something that cannot be a turn; has an HTTP status and a code
"""


class EngineError(Exception):
    """Root of the tree."""


class ConfigError(EngineError):
    """The message names the key or variable that is wrong, and the mend."""


class StoreError(EngineError):
    """The tracker store failed. Never answered with an empty conversation: that would lose what the customer
    said."""


class ActionFailed(EngineError):
    """An action gave no usable answer.

    Attributes:
        error_id: the id under which the action server logged it, when it gave one.
    """

    def __init__(self, reason: str, error_id: str | None = None) -> None:
        super().__init__(reason)
        self.error_id = error_id


class RequestError(EngineError):
    """A request that is refused before it reaches Rasa."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
