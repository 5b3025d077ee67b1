"""Which rung comes next, for each provider's own ladder."""

from __future__ import annotations

import pytest

from bot.adapters.yaml_files import load_providers
from bot.decisions.ladder import named_step, next_step

PROVIDERS = load_providers()
each_provider = pytest.mark.parametrize("slug", PROVIDERS)

UP = {
    "x-communications": ["senior_manager", "adr"],
    "contactnow": ["senior_manager", "adr"],
    "it-communications": ["escalation", "adr"],
    "netservers": ["manager", "managing_director", "ispa", "adr"],
    "all-communications": ["manager", "managing_director", "adr"],
}
"""The rungs after the first, in the order in which somebody is sent up them."""


@pytest.mark.parametrize(("slug", "rungs"), UP.items(), ids=UP.keys())
def test_somebody_who_asks_again_and_again_is_sent_up_rung_by_rung(slug: str, rungs: list[str]) -> None:
    reached = None
    climbed = []
    for _ in rungs:
        step = next_step(PROVIDERS[slug], reached)
        climbed.append(step.stage)
        reached = step.stage
    assert climbed == rungs


@each_provider
@pytest.mark.parametrize("reached", [None, "first", "no such stage"])
def test_who_has_been_nowhere_yet_is_never_sent_to_the_first_rung_again(
    slug: str, reached: str | None
) -> None:
    step = next_step(PROVIDERS[slug], reached)
    assert step.stage == UP[slug][0]
    assert not step.optional


@each_provider
def test_the_last_rung_follows_itself(slug: str) -> None:
    top = PROVIDERS[slug].ladder[-1]
    assert top.ends
    assert next_step(PROVIDERS[slug], top.stage) is top


@each_provider
def test_no_rung_leads_down_or_to_itself_below_the_top(slug: str) -> None:
    ladder = PROVIDERS[slug].ladder
    for at, step in enumerate(ladder[:-1]):
        assert ladder.index(next_step(PROVIDERS[slug], step.stage)) > at


@each_provider
def test_the_scheme_is_next_only_when_no_rung_of_the_provider_is_left(slug: str) -> None:
    ladder = PROVIDERS[slug].ladder
    for at, step in enumerate(ladder[:-1]):
        left = [above for above in ladder[at + 1 :] if not above.ends]
        assert next_step(PROVIDERS[slug], step.stage).ends == (not left)


@pytest.mark.parametrize(
    "words",
    ["I want the managing director", "take it to your MD", "the MANAGING DIRECTOR please", "your CEO",
     "the chief executive", "the owner of your company should see this",
     "who owns this company? the owner should see this", "whoever runs this outfit should read it"],
)  # fmt: skip
@pytest.mark.parametrize("slug", ["netservers", "all-communications"])
def test_the_managing_director_may_be_asked_for_by_name_where_the_page_has_one(slug: str, words: str) -> None:
    step = named_step(PROVIDERS[slug], words)
    assert step is not None
    assert step.stage == "managing_director"


@pytest.mark.parametrize("slug", ["x-communications", "contactnow", "it-communications"])
def test_where_the_page_names_no_managing_director_none_is_made_up(slug: str) -> None:
    assert named_step(PROVIDERS[slug], "the managing director") is None


@each_provider
@pytest.mark.parametrize(
    "words", ["I want a manager", "somebody higher up", "escalate this", "I'm not happy with this answer", ""]
)
def test_words_that_name_no_rung_name_none(slug: str, words: str) -> None:
    assert named_step(PROVIDERS[slug], words) is None


@pytest.mark.parametrize(
    "words",
    [
        "I am a homeowner and want this escalated",
        "escalate my directory entry complaint",
        "I'm the business owner, take it higher",
        "I am a director of a small firm, take it higher",
        "our managing director is furious, take it higher",
        "as the MD of this firm I want it escalated",
    ],
)
def test_an_owner_or_director_on_the_customers_side_is_no_rung(words: str) -> None:
    assert named_step(PROVIDERS["netservers"], words) is None
