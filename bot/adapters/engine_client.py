"""Rasa over HTTP: the engine's small server, as the services see it."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import httpx

from bot.decisions.errors import EngineUnavailable, TurnFailed

CONNECT_SECONDS = 2.0
TOTAL_SECONDS = 25.0
"""The engine gives its actions 10 s; a turn that takes longer than this is one that nobody will answer."""

_NOT_NOW = frozenset({401, 403, 404, 429, 502, 503, 504})
"""Not a word about this message: a wrong token or address, a full queue, a store that is away."""
_BEHIND_IT = frozenset({"actions_unavailable", "store_failed"})


class HttpEngine:
    """``Engine`` by HTTP. Its errors name statuses, codes and ids, never what a customer wrote."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._total_seconds = total_seconds
        self._client = httpx.AsyncClient(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(total_seconds, connect=connect_seconds),
            trust_env=False,  # a proxy of the machine has no business between two processes on loopback
        )

    async def turn(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None,
        payload: str | None,
        metadata: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Bot messages ``{text, buttons: [{title, payload}]}``.

        Raises ``EngineUnavailable`` when nobody answers, or something that is not the engine does;
        ``TurnFailed`` when the engine itself says that the turn failed.
        """
        body: dict[str, Any] = {
            "conversation_id": conversation_id,
            "message_id": message_id,
            "metadata": metadata,
        }
        body.update({"payload": payload} if payload is not None else {"text": text})
        answer = await self._post("/turn", body)
        if answer.status_code in _NOT_NOW:
            raise EngineUnavailable(f"The engine refused the turn with HTTP {answer.status_code}.")
        said = _object(answer)
        code, error_id = _error(said)
        if answer.status_code == 422 and code == "empty":
            return []
        if answer.status_code != 200:
            raise TurnFailed(
                f"The engine answered HTTP {answer.status_code} ({code or 'no code'}).", error_id
            )
        if said is None:
            raise EngineUnavailable("What answered at the engine's address is not the engine.")
        if said.get("ok") is not True and code in _BEHIND_IT:
            raise EngineUnavailable(f"The engine cannot reach what it needs ({code}).")
        if said.get("ok") is not True:
            raise TurnFailed(f"The turn failed in the engine ({code or 'no code'}).", error_id)
        return _messages(said.get("messages"))

    async def forget(self, conversation_id: str) -> None:
        """Take the conversation out of the engine's memory, once its turns under way are done.

        Raises ``EngineUnavailable`` unless the engine says that it is done.
        """
        answer = await self._post(f"/conversations/{quote(conversation_id, safe='')}/forget", {})
        said = _object(answer)
        if answer.status_code != 200 or said is None or said.get("ok") is not True:
            raise EngineUnavailable(f"The engine has not forgotten it (HTTP {answer.status_code}).")

    async def is_up(self) -> bool:
        """Does the engine answer ``/health``?"""
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                return (await self._client.get("/health")).status_code == 200
        except (httpx.HTTPError, TimeoutError):
            return False

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        try:
            # httpx times each read by itself: a server that drips bytes would never end.
            async with asyncio.timeout(self._total_seconds):
                return await self._client.post(path, json=body)
        except TimeoutError as error:
            raise EngineUnavailable(f"The engine did not answer within {self._total_seconds:g} s.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EngineUnavailable(f"The engine cannot be reached ({type(error).__name__}).") from error


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _error(said: dict[str, Any] | None) -> tuple[str | None, str | None]:
    error = (said or {}).get("error")
    if not isinstance(error, dict):
        return None, None
    code, error_id = error.get("code"), error.get("id")
    return str(code) if code else None, str(error_id) if error_id else None


def _messages(raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list):
        raise TurnFailed("The engine answered without a list of messages.")
    messages = []
    for one in raw:
        if not isinstance(one, dict):
            raise TurnFailed("The engine answered with a message that is not an object.")
        text = one.get("text")
        buttons = [
            {"title": str(button["title"]), "payload": str(button["payload"])}
            for button in one.get("buttons") or []
            if isinstance(button, dict) and button.get("title") and button.get("payload")
        ]
        if (isinstance(text, str) and text.strip()) or buttons:
            messages.append({"text": text.strip() if isinstance(text, str) else "", "buttons": buttons})
    return messages
