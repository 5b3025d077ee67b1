"""All routes of the desk, in order. What is not found here gets a page that says so, to those who are signed in."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.web.desk import (
    account,
    audit,
    authority_pages,
    card_pages,
    case_pages,
    deadline_pages,
    file_pages,
    letter_pages,
    log_pages,
    outbox_pages,
    people,
    post_pages,
    queue_pages,
    record_pages,
    report_pages,
    same_day_pages,
    search_pages,
    second_step_pages,
    send_files,
    sign_in,
)
from bot.web.desk.auth import Me, desk_router
from bot.web.desk.refusals import Denied, Why

nowhere = desk_router()


@nowhere.get("/desk/{rest:path}")
@nowhere.post("/desk/{rest:path}")
async def not_there(request: Request, me: Me, rest: str) -> Response:
    raise Denied(Why.NOT_FOUND)


def install(app: FastAPI) -> None:
    """Give ``app`` its desk."""
    app.include_router(sign_in.open_to_all)
    app.include_router(sign_in.router)
    app.include_router(account.router)
    app.include_router(second_step_pages.router)
    app.include_router(people.router)
    app.include_router(audit.router)
    app.include_router(report_pages.router)
    app.include_router(record_pages.router)
    app.include_router(outbox_pages.router)
    app.include_router(search_pages.router)
    app.include_router(letter_pages.router)
    app.include_router(deadline_pages.router)
    app.include_router(case_pages.router)
    app.include_router(log_pages.router)
    app.include_router(post_pages.router)
    app.include_router(file_pages.router)
    app.include_router(send_files.router)
    app.include_router(same_day_pages.router)
    app.include_router(queue_pages.watching)
    app.include_router(queue_pages.router)
    app.include_router(authority_pages.router)
    app.include_router(card_pages.watching)
    app.include_router(card_pages.router)
    app.include_router(nowhere)  # the last one
