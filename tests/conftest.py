"""What every test of the app has at hand. (tests/engine, on Python 3.10, does not read this.)"""

from __future__ import annotations

import pytest

from tests.support.stack import stack

__all__ = ["stack"]

ENGINE_SECONDS = 400
"""For one test with the real stack; the first of a session waits for its start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("engine") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(ENGINE_SECONDS))
