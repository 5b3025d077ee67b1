"""Nothing a customer wrote comes into the logs."""

import io
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from engine import logs

from test_turns import FAILURES

SECRET = "Zanzibar"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a running engine would have logged."""
    root, show = logging.getLogger(), warnings.showwarning
    before = root.handlers, root.level
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    root.handlers, root.level = before
    warnings.showwarning = show


async def test_no_failure_prints_the_text_and_each_is_logged(engine: Any, log: io.StringIO) -> None:
    said = f"my name is {SECRET}"
    await engine.turn(payload="/complain")
    for failure in [*FAILURES, "reject"]:
        engine.actions.misbehave["action_read_answer"] = failure
        await engine.turn(said, metadata={"note": SECRET})
        engine.actions.misbehave.clear()
    engine.processor.action_endpoint.url = "http://127.0.0.1:1/webhook"
    await engine.turn(said)
    await engine.client.post(
        "/turn", json={"conversation_id": "c", "message_id": "m", "payload": f"/{SECRET}"}
    )
    await engine.client.post("/turn", data=f'{{"text": "{SECRET}')
    written = log.getvalue()
    assert SECRET not in written
    assert written.count("result=action_failed") == len(FAILURES)
    assert written.count("result=actions_unavailable") == 1
    assert "rasa.core" in written  # so Rasa did log, at the places the formatter keeps


async def test_a_turn_is_logged_with_the_beginning_of_its_id_only(engine: Any, log: io.StringIO) -> None:
    conversation = "0123456789abcdef"
    await engine.turn("hello", conversation_id=conversation, message_id="m9")
    (line,) = [line for line in log.getvalue().splitlines() if "turn conversation" in line]
    assert "conversation=01234567 message=m9 ms=" in line
    assert line.endswith("result=ok error_id=-")
    assert conversation not in log.getvalue()


def test_exceptions_warnings_and_structured_logs_lose_their_texts(log: io.StringIO) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError:
        logging.getLogger("rasa.core.processor").exception("failed on %s", SECRET)
        logging.getLogger("engine.turns").exception("ours")
    logging.getLogger("asyncio").error(SECRET)
    warnings.warn(SECRET, UserWarning, stacklevel=1)
    structlog.get_logger().warning("message.parsing.failed", user_text=SECRET)
    written = log.getvalue()
    assert SECRET not in written
    assert written.count("ValueError at test_logs.py:") == 2
    assert written.count("<- KeyError at test_logs.py:") == 2
    assert "UserWarning at test_logs.py:" in written
    assert len(written.splitlines()) == 5
