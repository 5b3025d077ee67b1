"""The action server: rasa-sdk's executor behind one route, loopback only, with a token on every route.

rasa-sdk's own server listens on all addresses without a password, and its worker outlives a killed parent
and keeps the port; this one does neither.
"""

from __future__ import annotations

import hmac
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.base import ActionFailed
from actions.registry import all_actions
from bot.services.context import Context

log = logging.getLogger("firstline.actions")


def create_app(context: Context, token: str) -> FastAPI:
    """Raises ``ValueError`` without a token: an open action server would open cases for anybody on this machine."""
    if not token:
        raise ValueError("ACTIONS_TOKEN is not set.")
    executor = ActionExecutor()
    for action in all_actions(context):
        executor.register_action(action)
    app = FastAPI(title="Firstline actions", openapi_url=None, docs_url=None, redoc_url=None)
    expected = f"Bearer {token}".encode()

    def allowed(request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected)

    @app.get("/health")
    async def health(request: Request) -> JSONResponse:
        if not allowed(request):
            return JSONResponse({"error": "unauthorised"}, 401)
        return JSONResponse({"ok": True, "actions": len(executor.actions)})

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        if not allowed(request):
            return JSONResponse({"error": "unauthorised"}, 401)
        try:
            call: Any = await request.json()
        except ValueError:
            call = None
        if (
            not isinstance(call, dict)
            or not isinstance(call.get("tracker"), dict)
            or not call.get("next_action")
        ):
            return JSONResponse({"error": "next_action and tracker are wanted"}, 422)
        name = call["next_action"]
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as rejection:
            return JSONResponse({"error": str(rejection), "action_name": rejection.action_name}, 400)
        except ActionNotFoundException:
            log.error("There is no action %s", name)
            return JSONResponse({"error": "no such action", "action_name": name}, 404)
        except ActionFailed as failed:
            return JSONResponse(
                {"error": "action failed", "error_id": failed.error_id, "action_name": name}, 500
            )
        return JSONResponse(result.model_dump() if result is not None else {"events": [], "responses": []})

    return app
