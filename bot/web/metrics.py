"""``/metrics`` in Prometheus' text: for whoever runs Firstline, on this machine or with a token."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.services.figures import Figures
from bot.web.deps import web_of

router = APIRouter()
Value = TypeVar("Value")
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    deps = web_of(request).deps
    if deps.figures is None or not _may_read(request, deps.metrics_token):
        return PlainTextResponse("Not found\n", status_code=404)
    figures = await asyncio.to_thread(deps.figures)
    return Response(as_text(figures), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_read(request: Request, token: str) -> bool:
    """With the token, from anywhere. Without one set, only from this machine, and not through a proxy on it."""
    if token:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    host = request.headers.get("host", "")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    through = any(header in request.headers for header in _FORWARDED)
    return _is_local(request.client.host if request.client else "") and name in _LOCAL_NAMES and not through


def _is_local(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def as_text(figures: Figures) -> bytes:
    """What Prometheus reads."""
    registry = CollectorRegistry()
    registry.register(_Counted(figures))
    return generate_latest(registry)


class _Counted(Collector):
    """Figures that were counted elsewhere. Nothing is kept between two readings."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        figures = self._figures
        yield _gauge(
            "outbox_items",
            "What is to be sent, by state",
            ("provider", "kind", "state"),
            figures.outbox.items(),
        )
        yield _gauge(
            "outbox_oldest_due_seconds",
            "For how long the oldest thing has been due that has not arrived and is still tried",
            ("provider", "kind"),
            _seconds(figures.oldest.items()),
        )
        attempts = CounterMetricFamily(
            "firstline_delivery_attempts",
            "Attempts to send, by what came of them",
            labels=("provider", "kind", "outcome"),
        )
        for labels, number in figures.attempts.items():
            attempts.add_metric(labels, number)
        yield attempts
        by_provider = ("provider",)
        yield _gauge(
            "open_cases", "Complaints that have not ended", by_provider, _alone(figures.open_cases.items())
        )
        yield _gauge(
            "handoffs_waiting",
            "Customers who wait for a person",
            by_provider,
            _alone(figures.waiting.items()),
        )
        yield _gauge(
            "handoff_longest_wait_seconds",
            "How long the first of them has waited",
            by_provider,
            _seconds(_alone(figures.longest_wait.items())),
        )


def _gauge(
    name: str, meaning: str, labels: tuple[str, ...], values: Iterable[tuple[tuple[str, ...], float]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"firstline_{name}", meaning, labels=labels)
    for of, value in values:
        family.add_metric(of, value)
    return family


def _alone(values: Iterable[tuple[str, Value]]) -> Iterator[tuple[tuple[str, ...], Value]]:
    for name, value in values:
        yield (name,), value


def _seconds(
    values: Iterable[tuple[tuple[str, ...], timedelta]],
) -> Iterator[tuple[tuple[str, ...], float]]:
    for of, value in values:
        yield of, value.total_seconds()
