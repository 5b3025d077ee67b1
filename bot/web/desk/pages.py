"""How every page of the desk is made: one template folder, who looks at it, and a referrer for our own forms only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

import bot.web.links  # noqa: F401 (the filters of the templates)
from bot.services.context import Context
from bot.web.deps import web_of
from bot.web.pages import templates


def page(
    request: Request,
    name: str,
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """``templates/desk/<name>`` with ``facts``; ``me`` is who looks (``None`` on the sign-in page)."""
    me = getattr(request.state, "signed_in", None)
    # With the app's own "no-referrer", browsers would send `Origin: null` with our own forms.
    own = {"referrer-policy": "same-origin", **(headers or {})}
    waiting = getattr(request.state, "waiting", 0)
    to_post = getattr(request.state, "to_post", 0)
    shared = {"me": me, "waiting": waiting, "to_post": to_post, "limits": web_of(request).limits}
    return templates.TemplateResponse(
        request, f"desk/{name}", {**shared, **(facts or {})}, status_code=status, headers=own
    )


def part(request: Request, name: str, facts: Mapping[str, Any]) -> str:
    """A piece of a page, for a page that is open already: ``templates/desk/<name>`` with ``facts``."""
    me = getattr(request.state, "signed_in", None)
    return templates.get_template(f"desk/{name}").render({"me": me, **facts})


def provider_name(context: Context, slug: str) -> str:
    """As customers know it; the slug of one whose profile was taken away."""
    provider = context.providers.get(slug)
    return slug if provider is None else provider.name
