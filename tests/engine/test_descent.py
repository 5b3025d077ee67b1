"""The lowest point of a convex function: where it is known, and where it is found with few steps."""

import numpy as np
from engine.descent import lowest


def bowl(lowest_at: np.ndarray, steepness: np.ndarray):
    """A bowl of many dimensions, and how often it was asked."""
    asked = []

    def loss_and_slope(here: np.ndarray) -> tuple[float, np.ndarray]:
        asked.append(here)
        off = here - lowest_at
        return float(0.5 * (steepness * off * off).sum()), (steepness * off).astype(np.float32)

    return loss_and_slope, asked


def test_it_finds_the_bottom_of_a_bowl_that_is_ten_times_steeper_one_way() -> None:
    bottom = np.linspace(-3, 3, 40, dtype=np.float32)
    loss_and_slope, _ = bowl(bottom, np.linspace(1, 10, 40, dtype=np.float32))
    found = lowest(loss_and_slope, np.zeros(40, dtype=np.float32), steps=100)
    np.testing.assert_allclose(found, bottom, atol=1e-3)


def test_it_stops_where_it_is_flat_and_asks_no_more() -> None:
    loss_and_slope, asked = bowl(np.zeros(3, dtype=np.float32), np.ones(3, dtype=np.float32))
    lowest(loss_and_slope, np.zeros(3, dtype=np.float32), steps=50)
    assert len(asked) == 1


def test_no_more_steps_than_allowed_are_made() -> None:
    loss_and_slope, asked = bowl(np.full(5, 9, dtype=np.float32), np.linspace(1, 100, 5, dtype=np.float32))
    lowest(loss_and_slope, np.zeros(5, dtype=np.float32), steps=2)
    assert len(asked) < 25  # two steps, each of them halved at most


def test_it_keeps_the_precision_of_its_start() -> None:
    loss_and_slope, _ = bowl(np.ones(4, dtype=np.float32), np.ones(4, dtype=np.float32))
    assert lowest(loss_and_slope, np.zeros(4, dtype=np.float32), steps=9).dtype == np.float32
