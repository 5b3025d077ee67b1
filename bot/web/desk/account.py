"""One's own account: what one may do, and one's password."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import WeakPassword, WrongPassword
from bot.services.change_password import change_password
from bot.services.new_password import password_policy
from bot.services.second_step_of_others import who_has_one
from bot.services.who_is_signed_in import SignedIn
from bot.web.addresses import client_address
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router, drop_session_cookie
from bot.web.desk.pages import page, provider_name
from bot.web.desk.sign_in import CHANGED

router = desk_router()

Errors = list[tuple[str, str]]
"""Field and fault; the words are in the template."""


@router.get("/desk/account")
async def show_account(request: Request, me: Me, first: bool = False) -> Response:
    return await _account(request, me, first=first)


@router.post("/desk/account")
async def take_password(
    request: Request,
    me: Me,
    present: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    desk = desk_of(request)
    if new != again:
        return await _account(request, me, [("again", "differs")])
    address = client_address(request, web_of(request).deps.proxies)
    try:
        await asyncio.to_thread(
            change_password, desk.context, desk.passwords, me.agent, present, new, address
        )
    except WrongPassword:
        return await _account(request, me, [("present", "wrong")])
    except WeakPassword as error:
        return await _account(request, me, [("new", error.fault)])
    answer = RedirectResponse(f"/desk/sign-in?done={CHANGED}", status_code=303)
    drop_session_cookie(request, answer)
    return answer


async def _account(
    request: Request, me: SignedIn, errors: Errors | None = None, first: bool = False
) -> Response:
    context = desk_of(request).context
    has_one = await asyncio.to_thread(who_has_one, context, [me.agent.id])
    facts = {
        "second_step": "on" if has_one else "off",
        "roles": [
            (provider_name(context, slug), role.value) for slug, role in sorted(me.agent.roles.items())
        ],
        "policy": password_policy(context),
        "faults": errors or [],
        "first": first,
    }
    return page(request, "account.html", facts, status=422 if errors else 200)
