"""All pages of the form, in order: the steps by name come last."""

from __future__ import annotations

from fastapi import FastAPI

from bot.web.complain import card, ended, files, person, questions


def install(app: FastAPI) -> None:
    """Give ``app`` its form."""
    app.include_router(files.router)
    app.include_router(card.router)
    app.include_router(person.router)
    app.include_router(ended.router)
    app.include_router(questions.router)  # the last one
