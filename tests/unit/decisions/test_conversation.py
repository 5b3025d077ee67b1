"""Who speaks next: the whole table of states."""

from __future__ import annotations

import pytest

from bot.decisions.conversation import Happened as H
from bot.decisions.conversation import OutOfTurn, bot_may_speak, next_state
from bot.decisions.records import ConversationState as S

TABLE = {
    S.BOT: {H.REQUESTED: S.WAITING, H.REQUESTED_WITH_NOBODY_THERE: S.BOT, H.CARRIED_ON: S.BOT, H.WAITED_TOO_LONG: S.BOT,
            H.CLAIMED: S.HUMAN, H.DELETED: S.CLOSED},
    S.WAITING: {H.REQUESTED: S.WAITING, H.REQUESTED_WITH_NOBODY_THERE: S.WAITING, H.CARRIED_ON: S.BOT,
                H.WAITED_TOO_LONG: S.BOT, H.CLAIMED: S.HUMAN, H.DELETED: S.CLOSED},
    S.HUMAN: {H.REQUESTED: S.HUMAN, H.REQUESTED_WITH_NOBODY_THERE: S.HUMAN, H.PUT_BACK: S.WAITING, H.HANDED_BACK: S.BOT,
              H.CLOSED: S.CLOSED, H.DELETED: S.CLOSED},
    S.CLOSED: {},
}  # fmt: skip


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("happened", H)
def test_every_state_and_event_is_settled(state: S, happened: H) -> None:
    expected = TABLE[state].get(happened)
    if expected is None:
        with pytest.raises(OutOfTurn):
            next_state(state, happened)
    else:
        assert next_state(state, happened) is expected


@pytest.mark.parametrize("state", [state for state in S if state is not S.CLOSED])
def test_no_open_chat_is_a_dead_end_and_the_bot_can_always_be_had_again(state: S) -> None:
    reached, more = {state}, [state]
    while more:
        for then in TABLE[more.pop()].values():
            if then not in reached:
                reached.add(then)
                more.append(then)
    assert S.BOT in reached


def test_the_bot_speaks_only_where_nobody_else_is_expected_to() -> None:
    assert [state for state in S if bot_may_speak(state)] == [S.BOT]
