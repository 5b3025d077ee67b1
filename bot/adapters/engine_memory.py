"""What the engine remembers of conversations, for a process that does one thing after the other."""

from __future__ import annotations

import asyncio

from bot.adapters.engine_client import HttpEngine

TOTAL_SECONDS = 5.0
"""Letters wait behind it. The engine waits for a turn under way; what takes longer is asked again later."""


class HttpEngineMemory:
    """``EngineMemory`` by HTTP."""

    def __init__(self, url: str, token: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._url, self._token, self._total_seconds = url, token, total_seconds

    def forget(self, conversation_id: str) -> None:
        """Raises ``EngineUnavailable`` when it is not surely done."""
        asyncio.run(self._forget(conversation_id))

    async def _forget(self, conversation_id: str) -> None:
        engine = HttpEngine(self._url, self._token, total_seconds=self._total_seconds)
        try:
            await engine.forget(conversation_id)
        finally:
            await engine.aclose()
