"""Uvicorn, with open polls let go before it waits for them."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

from bot.web.deps import Web

GRACE_SECONDS = 2


class Server(uvicorn.Server):
    """Ends all long polls at the first moment of a shutdown; plain uvicorn would wait for each to run out."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        self._web: Web = app.state.web
        super().__init__(
            uvicorn.Config(
                app, host=host, port=port, server_header=False, proxy_headers=False, log_config=None,
                access_log=False, timeout_graceful_shutdown=GRACE_SECONDS, limit_concurrency=1000,
            )
        )  # fmt: skip

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._web.bells.close()
        await super().shutdown(sockets)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Run until SIGINT or SIGTERM. Logging is the caller's to set up."""
    Server(app, host, port).run()
