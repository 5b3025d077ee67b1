"""The engine's HTTP server: `python -m engine.server --model models/firstline.tar.gz`.

From the root of the project. For the web app on the same machine and nobody else: loopback only, and a
token on every route. What it answers is in README.md, "Protocol".
"""

import argparse
import asyncio
import hmac
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from engine import logs
from engine.errors import ConfigError, EngineError, RequestError, StoreError
from engine.incoming import customer_text

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOST = "127.0.0.1"
MAX_BODY = 512 * 1024
"""Bytes. 20,000 characters take at most 240,000 as escaped JSON; the rest is room for metadata."""
MAX_ID = 200
DRAIN_SECONDS = 1.2
CLOSE_SECONDS = 0.4
"""With the above less than the 2 s after which the supervisor kills."""

logger = logging.getLogger("engine.server")


@dataclass(frozen=True)
class Settings:
    """What the server takes from its environment."""

    token: str
    port: int
    action_seconds: float

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read ENGINE_TOKEN (required), ENGINE_PORT (5005) and ENGINE_ACTION_TIMEOUT (10 seconds).

        Raises:
            ConfigError: naming the variable.
        """
        token = environment.get("ENGINE_TOKEN", "")
        if not token:
            raise ConfigError(
                "ENGINE_TOKEN is not set. Whoever can reach the engine can read conversations: set it."
            )
        return cls(
            token=token,
            port=int(_number(environment, "ENGINE_PORT", 5005)),
            action_seconds=_number(environment, "ENGINE_ACTION_TIMEOUT", 10),
        )


def make_app(engine: Any, turns: Any, model_name: str, token: str) -> web.Application:
    """The application.

    Args:
        engine: the `MessageProcessor`, for understanding.
        turns: an `engine.turns.Turns`.
        model_name: file name of the model, for `GET /health`.
        token: the token every request must carry.
    """
    from engine.model import reading
    from engine.turns import Turn

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "model": model_name})

    async def turn(request: web.Request) -> web.Response:
        body = await _json_object(request)
        text, payload = body.get("text"), body.get("payload")
        metadata = body.get("metadata") or {}
        given = text if payload is None else payload
        if (
            not isinstance(given, str)
            or (text is not None and payload is not None)
            or not isinstance(metadata, dict)
        ):
            raise RequestError(400, "bad_request")
        wanted = Turn(_id(body.get("conversation_id")), _id(body.get("message_id")), text, payload, metadata)
        return web.json_response(await turns.run(wanted))

    async def parse(request: web.Request) -> web.Response:
        from rasa.core.channels.channel import UserMessage

        text = (await _json_object(request)).get("text")
        if not isinstance(text, str):
            raise RequestError(400, "bad_request")
        return web.json_response(reading(await engine.parse_message(UserMessage(customer_text(text)))))

    async def state(request: web.Request) -> web.Response:
        found = await turns.state(_id(request.match_info["id"]))
        if found is None:
            raise RequestError(404, "no_such_conversation")
        return web.json_response(found)

    async def forget(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "forgotten": await turns.forget(_id(request.match_info["id"]))})

    app = web.Application(middlewares=[_errors, _authorised(token)], client_max_size=MAX_BODY)
    app.add_routes(
        [
            web.get("/health", health),
            web.post("/turn", turn),
            web.post("/parse", parse),
            web.get("/conversations/{id}/state", state),
            web.post("/conversations/{id}/forget", forget),
        ]
    )

    async def drain(_: web.Application) -> None:
        await turns.drain(DRAIN_SECONDS)

    app.on_shutdown.append(drain)
    return app


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every refusal and every failure as `{"ok": false, "error": {"code": …}}`."""
    try:
        return await handler(request)
    except RequestError as error:
        return _refusal(error.status, error.code)
    except web.HTTPException as error:
        code = {404: "no_such_route", 405: "no_such_route", 413: "too_long"}.get(error.status, "bad_request")
        return _refusal(error.status, code)
    except StoreError as error:
        logger.error("request failed: %s", logs.describe(error))
        return _refusal(503, "store_failed")
    except Exception as error:
        logger.error("request failed: %s", logs.describe(error))
        return _refusal(500, "engine_failed")


def _authorised(token: str) -> Any:
    """Applies to unknown routes as well: without the token there is nothing to be learnt here."""
    expected = f"Bearer {token}".encode()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return _refusal(401, "unauthorised")
        return await handler(request)

    return check


def _refusal(status: int, code: str) -> web.Response:
    return web.json_response({"ok": False, "error": {"code": code}}, status=status)


async def _json_object(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise RequestError(400, "bad_request") from None
    if not isinstance(body, dict):
        raise RequestError(400, "bad_request")
    return body


def _id(value: Any) -> str:
    """An id as the web app makes them; an absent one would join all conversations into one."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID:
        raise RequestError(400, "bad_request")
    return value


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    value = environment.get(name, "")
    try:
        number = float(value) if value else default
    except ValueError:
        number = 0
    if not number > 0:
        raise ConfigError(f"{name} must be a number above 0, not {value!r}.")
    return number


async def serve(settings: Settings, model: Path, endpoints: Path) -> None:
    """Load the model, then listen until SIGTERM or SIGINT. Raises ConfigError."""
    from engine.model import load_engine
    from engine.turns import Turns

    engine = load_engine(model, endpoints, settings.action_seconds)
    app = make_app(engine, Turns(engine, engine.tracker_store), model.name, settings.token)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, settings.port).start()
        logger.info("listening on %s:%d with %s", HOST, settings.port, model.name)
        await stop.wait()
    finally:
        await runner.cleanup()
        engine.tracker_store.close()
    logger.info("stopped")


def main(arguments: list[str] | None = None) -> int:
    """Entry point. Exit code 0 after a signal, 1 when it cannot start."""
    parser = argparse.ArgumentParser(
        prog="python -m engine.server", description="The language and dialogue engine."
    )
    parser.add_argument(
        "--model", type=Path, default=Path("models/firstline.tar.gz"), help="default: %(default)s"
    )
    parser.add_argument("--endpoints", type=Path, default=Path("endpoints.yml"), help="default: %(default)s")
    options = parser.parse_args(arguments)
    logs.configure()
    try:
        asyncio.run(serve(Settings.read(os.environ), options.model, options.endpoints))
    except (EngineError, OSError) as error:
        print(f"engine: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # All is saved and closed. TensorFlow's own leave-taking takes another second and does nothing for us.
    os._exit(code)
