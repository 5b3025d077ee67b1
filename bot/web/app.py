"""The web application: customer chat API, pages, and the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.web import (
    card_api,
    case_copy,
    case_deeds,
    case_pages,
    chat_api,
    delete_api,
    demo_pages,
    events,
    file_api,
    hooks,
    metrics,
    pages,
    privacy_pages,
    problems,
    widget_api,
)
from bot.web.complain import routes as complain_routes
from bot.web.deps import Web, WebDeps
from bot.web.desk import routes as desk_routes
from bot.web.guards import BodyLimit, SecurityHeaders
from bot.web.words_needed import WORDS_NEEDED

DESCRIPTION = (
    "Chat with the assistant of a UK telecoms provider. Errors are `{error: {code, message}}` in plain words."
)


def create_app(deps: WebDeps) -> FastAPI:
    """The application over ``deps``. Raises ``BrokenWording`` at once if a sentence that it may need is
    missing."""
    for key in WORDS_NEEDED:
        deps.words.placeholders(key)
    web = Web(deps)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threads = ThreadPoolExecutor(deps.limits.threads, thread_name_prefix="web")
        asyncio.get_running_loop().set_default_executor(threads)
        web.turns.start()
        try:
            yield
        finally:
            web.bells.close()
            await web.turns.stop()

    app = FastAPI(
        title="Firstline",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere; /openapi.json stays
        redoc_url=None,
    )
    app.state.web = web
    problems.install(app)
    app.include_router(chat_api.router, responses=chat_api.error_schema())
    app.include_router(events.router, responses=chat_api.error_schema())
    app.include_router(delete_api.router, responses=chat_api.error_schema())
    app.include_router(card_api.router, responses=chat_api.error_schema())
    app.include_router(widget_api.router, responses=chat_api.error_schema())
    app.include_router(demo_pages.router)
    app.include_router(metrics.router)
    app.include_router(file_api.router, responses=chat_api.error_schema())
    app.include_router(hooks.router)
    app.include_router(pages.router)
    app.include_router(privacy_pages.router)
    app.include_router(case_deeds.router)
    app.include_router(case_pages.router)
    app.include_router(case_copy.router)
    if deps.desk is not None:
        desk_routes.install(app)
    complain_routes.install(app)
    app.mount("/static", StaticFiles(directory=pages.HERE / "static"), name="static")

    # Added last stands first: headers go on every answer, refusals of the other guards included.
    app.add_middleware(BodyLimit, limits=deps.limits, words=deps.words)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sorted({origin for provider in deps.providers.values() for origin in provider.origins}),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"],
        expose_headers=["Retry-After"],
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(deps.hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    return app
