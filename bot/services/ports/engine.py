"""Rasa: a turn, and what it remembers."""

from __future__ import annotations

from typing import Any, Protocol


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
