"""Who works at the desk, for administrators: the people of their providers, and nobody else."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Conflict, NotAllowed, Refused, WeakPassword
from bot.decisions.records import Role
from bot.services.add_agent import add_agent
from bot.services.change_agent import disable, enable, set_role
from bot.services.change_password import set_password
from bot.services.list_people import Person, find_person, list_people
from bot.services.new_password import password_policy
from bot.services.second_step_of_others import require_second_step, reset_second_step, who_has_one
from bot.services.who_is_signed_in import SignedIn
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name
from bot.web.desk.refusals import Denied, Why

router = desk_router()


async def administrator(me: Me) -> SignedIn:
    require_somewhere(me, Role.ADMINISTRATOR)
    return me


Administrator = Annotated[SignedIn, Depends(administrator)]


async def the_person(request: Request, me: Administrator, agent_id: str) -> Person:
    person = await asyncio.to_thread(find_person, desk_of(request).context, me, agent_id)
    if person is None:
        raise Denied(Why.NOT_FOUND)
    return person


ThePerson = Annotated[Person, Depends(the_person)]


@router.get("/desk/people")
async def show_people(request: Request, me: Administrator, done: str = "") -> Response:
    context = desk_of(request).context

    def look() -> dict[str, Any]:
        people = list_people(context, me)
        secured = who_has_one(context, [each.id for each in people])
        with context.store.read() as tx:
            required = tx.second_steps.required_at()
        return {"people": people, "secured": secured, "required": required}

    facts = await asyncio.to_thread(look)
    return page(request, "people.html", {**facts, "done": done, **_common(request, me)})


@router.post("/desk/people/second-step")
async def take_required(
    request: Request,
    me: Administrator,
    provider: Annotated[str, Form()] = "",
    required: Annotated[str, Form()] = "",
) -> Response:
    """Whether everybody at a provider must have a second step."""
    require(me, provider, Role.ADMINISTRATOR)
    if required not in ("yes", "no"):
        raise Denied(Why.UNREADABLE)
    await _changed(require_second_step, desk_of(request).context, me.agent, provider, required == "yes")
    return RedirectResponse(f"/desk/people?done=required-{required}", status_code=303)


@router.post("/desk/people/{agent_id}/second-step")
async def take_reset(request: Request, me: Administrator, person: ThePerson) -> Response:
    await _changed(reset_second_step, desk_of(request).context, me.agent, person.id)
    return RedirectResponse(f"/desk/people/{person.id}?done=reset", status_code=303)


@router.get("/desk/people/new")
async def show_new_person(request: Request, me: Administrator) -> Response:
    return page(request, "person_new.html", _common(request, me))


@router.post("/desk/people/new")
async def take_new_person(
    request: Request,
    me: Administrator,
    name: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    provider: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    desk = desk_of(request)
    require(me, provider, Role.ADMINISTRATOR)
    wanted = _role(role)
    if wanted is None:
        raise Denied(Why.UNREADABLE)
    faults: list[tuple[str, str]] = []
    try:
        added = await asyncio.to_thread(
            add_agent, desk.context, desk.passwords, me.agent,
            name=name, email=email, password=password, roles={provider: wanted},
        )  # fmt: skip
        return RedirectResponse(f"/desk/people/{added.id}?done=added", status_code=303)
    except WeakPassword as error:
        faults.append(("password", error.fault))
    except Conflict:
        faults.append(("email", "taken"))
    except NotAllowed:
        raise Denied(Why.NOT_ALLOWED) from None
    except Refused:
        faults.append(("name", "missing") if not name.strip() else ("email", "no_email"))
    typed = {"name": name, "email": email, "provider": provider, "role": role}
    return page(
        request, "person_new.html", {**_common(request, me), "typed": typed, "faults": faults}, status=422
    )


@router.get("/desk/people/{agent_id}")
async def show_person(request: Request, me: Administrator, person: ThePerson, done: str = "") -> Response:
    return await _person(request, me, person, done=done)


@router.post("/desk/people/{agent_id}/role")
async def take_role(
    request: Request,
    me: Administrator,
    person: ThePerson,
    provider: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    require(me, provider, Role.ADMINISTRATOR)
    wanted = _role(role)
    if wanted is None and role != "none":
        raise Denied(Why.UNREADABLE)
    await _changed(set_role, desk_of(request).context, me.agent, person.id, provider, wanted)
    still_ours = wanted is not None or len(person.roles) > 1
    return RedirectResponse(
        f"/desk/people/{person.id}?done=role" if still_ours else "/desk/people", status_code=303
    )


@router.post("/desk/people/{agent_id}/disable")
async def take_disable(request: Request, me: Administrator, person: ThePerson) -> Response:
    await _changed(disable, desk_of(request).context, me.agent, person.id)
    return RedirectResponse(f"/desk/people/{person.id}?done=disabled", status_code=303)


@router.post("/desk/people/{agent_id}/enable")
async def take_enable(request: Request, me: Administrator, person: ThePerson) -> Response:
    await _changed(enable, desk_of(request).context, me.agent, person.id)
    return RedirectResponse(f"/desk/people/{person.id}?done=enabled", status_code=303)


@router.post("/desk/people/{agent_id}/password")
async def take_new_password(
    request: Request, me: Administrator, person: ThePerson, password: Annotated[str, Form()] = ""
) -> Response:
    desk = desk_of(request)
    try:
        await _changed(set_password, desk.context, desk.passwords, me.agent, person.id, password)
    except WeakPassword as error:
        return await _person(request, me, person, faults=[("password", error.fault)])
    return RedirectResponse(f"/desk/people/{person.id}?done=password", status_code=303)


async def _changed(change: Any, *arguments: Any) -> None:
    try:
        await asyncio.to_thread(change, *arguments)
    except NotAllowed:
        raise Denied(Why.NOT_ALLOWED) from None


async def _person(
    request: Request,
    me: SignedIn,
    person: Person,
    done: str = "",
    faults: list[tuple[str, str]] | None = None,
) -> Response:
    secured = await asyncio.to_thread(who_has_one, desk_of(request).context, [person.id])
    facts = {
        **_common(request, me),
        "secured": bool(secured),
        "person": person,
        "done": done,
        "faults": faults or [],
    }
    return page(request, "person.html", facts, status=422 if faults else 200)


def _common(request: Request, me: SignedIn) -> dict[str, Any]:
    context = desk_of(request).context
    mine = me.providers(Role.ADMINISTRATOR)
    return {
        "providers": {slug: provider_name(context, slug) for slug in mine},
        "roles": [role.value for role in Role],
        "policy": password_policy(context),
    }


def _role(text: str) -> Role | None:
    return Role(text) if text in set(Role) else None
