"""The numbers of docs/nlu-report.html, on lines few enough to be counted by hand."""

from __future__ import annotations

from engine.report.charts import heat_map
from engine.report.lines import Line
from engine.report.page import page, table
from engine.report.scores import Heard, confusions, outside_curve, per_intent, score, thresholds, worst


def heard(label: str, *ranking: tuple[str, float]) -> Heard:
    """A held-out line of `label`, and what was made of it, best first."""
    return Heard(Line(f"a line of {label}", label), ranking)


LINES = [
    heard("greet", ("greet", 0.9), ("thank", 0.1)),
    heard("greet", ("thank", 0.6), ("greet", 0.4)),
    heard("thank", ("thank", 0.7), ("greet", 0.3)),
    heard("thank", ("out_of_scope", 0.5), ("greet", 0.4)),
    heard("out_of_scope", ("out_of_scope", 0.8), ("greet", 0.2)),
    heard("out_of_scope", ("greet", 0.55), ("out_of_scope", 0.45)),
]


def test_the_four_aims_are_counted_apart() -> None:
    found = score(LINES)
    assert found.right == 2 / 4  # of those in scope
    assert found.two == 3 / 4
    assert found.outside == 1 / 2  # of those out of scope
    assert found.outside_sure == 1 / 2  # of those heard as such


def test_recall_and_precision_are_told_an_intent() -> None:
    by_name = {each.intent: each for each in per_intent(LINES)}
    assert list(by_name) == ["greet", "out_of_scope", "thank"]
    assert (by_name["greet"].lines, by_name["greet"].recall, by_name["greet"].precision) == (2, 0.5, 0.5)
    assert by_name["thank"].precision == 0.5


def test_what_was_taken_for_what_is_counted() -> None:
    found = confusions(LINES)
    assert found["greet", "thank"] == 1
    assert found["thank", "greet"] == 0
    assert found.total() == len(LINES)


def test_the_worst_are_the_surest_of_the_wrong() -> None:
    assert [each.ranking[0][1] for each in worst(LINES, 2)] == [0.6, 0.55]


def test_asking_more_of_out_of_scope_costs_recall_and_gains_precision() -> None:
    points = outside_curve(LINES, steps=10)
    assert points[3] == (1.0, 2 / 3)  # from 0.4 on: both of them, and one thanks
    assert points[-1] == (0.5, 1.0)  # at 0.8 the one, and nothing else


def test_a_bar_turns_wrong_turns_into_questions() -> None:
    low, high = thresholds(LINES, (0.0, 0.65))
    assert (low.right, low.wrong, low.asked) == (0.5, 0.5, 0.0)
    assert (high.right, high.wrong, high.asked) == (0.5, 0.0, 0.5)
    assert high.cost < low.cost


def test_nothing_heard_is_no_crash() -> None:
    assert score([]).right == 0.0
    assert outside_curve([]) == []


def test_a_picture_can_be_read_without_eyes_and_a_sentence_cannot_break_the_page() -> None:
    chart = heat_map(confusions(LINES), ["greet", "thank"], "What was taken for what")
    assert chart.startswith("<svg")
    assert 'role="img"' in chart
    assert "What was taken for what" in chart
    whole = page("How well", [chart, table(("line", "share"), [("<b>hi</b>", 0.5)], "Worst")])
    assert "&lt;b&gt;hi&lt;/b&gt;" in whole
    assert "<script" not in whole
    assert whole.count("<h1>") == 1


def test_a_share_is_told_to_three_places() -> None:
    assert "0.500" in table(("share",), [(0.5,)], "Shares")
