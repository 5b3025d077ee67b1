"""When something that fails is left alone, and when it is tried again. The clock is the test's."""

from __future__ import annotations

import threading

import pytest

from bot.adapters.directory.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(3, 30.0, clock)


def break_it(breaker: Breaker, times: int = 3) -> list[bool]:
    return [breaker.failed() for _ in range(times)]


def test_a_new_one_lets_everything_through(breaker: Breaker) -> None:
    assert all(breaker.lets_through() for _ in range(10))


def test_it_opens_with_the_last_of_the_failures(breaker: Breaker) -> None:
    assert break_it(breaker) == [False, False, True]
    assert not breaker.lets_through()


def test_only_failures_in_a_row_count(breaker: Breaker) -> None:
    break_it(breaker, 2)
    breaker.worked()
    assert break_it(breaker, 2) == [False, False]
    assert breaker.lets_through()


@pytest.mark.parametrize("waited, through", [(0.0, False), (29.9, False), (30.0, True), (3000.0, True)])
def test_it_is_open_for_its_pause(breaker: Breaker, clock: Clock, waited: float, through: bool) -> None:
    break_it(breaker)
    clock.seconds += waited
    assert breaker.lets_through() is through


def test_after_the_pause_one_may_try_and_the_others_wait(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.seconds += 30
    assert [breaker.lets_through() for _ in range(4)] == [True, False, False, False]


def test_a_try_that_works_closes_it(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.seconds += 30
    assert breaker.lets_through()
    breaker.worked()
    assert all(breaker.lets_through() for _ in range(4))
    assert break_it(breaker, 2) == [False, False]


def test_a_try_that_fails_opens_it_for_another_whole_pause(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.seconds += 30
    assert breaker.lets_through()
    clock.seconds += 10
    assert breaker.failed()
    clock.seconds += 29.9
    assert not breaker.lets_through()
    clock.seconds += 0.1
    assert breaker.lets_through()


def test_a_try_that_never_came_back_does_not_keep_it_open_for_ever(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.seconds += 30
    assert breaker.lets_through()
    clock.seconds += 30
    assert breaker.lets_through()


def test_of_many_threads_one_may_try(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.seconds += 30
    told: list[bool] = []
    start = threading.Barrier(20)

    def ask() -> None:
        start.wait()
        told.append(breaker.lets_through())

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count(True) == 1
