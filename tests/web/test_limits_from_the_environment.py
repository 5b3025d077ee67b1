from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import build_web
from bot.config import Config


@pytest.mark.parametrize(("given", "allowed"), [({}, 20), ({"FIRSTLINE_CHATS_A_MINUTE": "7"}, 7)])
def test_the_web_app_lets_in_as_many_chats_a_minute_as_the_environment_says(
    tmp_path: Path, given: dict[str, str], allowed: int
) -> None:
    env = {"FIRSTLINE_VAR": str(tmp_path), **given}
    app = build_web(Config.from_env(env), env)
    limits = app.state.web.limits
    assert limits.conversations_a_minute == allowed
    assert [app.state.web.new_conversations.admit("203.0.113.7") for _ in range(allowed)] == [None] * allowed
    assert app.state.web.new_conversations.admit("203.0.113.7") is not None
