"""Who may do what: every pair of roles, and nothing without one."""

from __future__ import annotations

import pytest

from bot.decisions.access import administers, may, providers_where
from bot.decisions.records import Role

ORDER = [Role.AGENT, Role.SUPERVISOR, Role.ADMINISTRATOR]


@pytest.mark.parametrize("has", ORDER)
@pytest.mark.parametrize("asked", ORDER)
def test_each_role_may_do_what_those_before_it_may(has: Role, asked: Role) -> None:
    assert may({"here": has}, "here", asked) is (ORDER.index(asked) <= ORDER.index(has))


def test_the_highest_role_at_one_provider_is_none_at_another() -> None:
    assert not may({"here": Role.ADMINISTRATOR}, "there")
    assert not may({}, "here")


def test_providers_are_those_where_the_role_is_high_enough() -> None:
    roles = {"b": Role.SUPERVISOR, "a": Role.AGENT, "c": Role.ADMINISTRATOR}
    assert providers_where(roles) == ("a", "b", "c")
    assert providers_where(roles, Role.SUPERVISOR) == ("b", "c")


def test_a_whole_account_is_changed_by_those_who_administer_all_of_its_providers() -> None:
    both = {"a": Role.ADMINISTRATOR, "b": Role.ADMINISTRATOR}
    assert administers(both, {"a": Role.AGENT, "b": Role.ADMINISTRATOR})
    assert not administers({**both, "b": Role.SUPERVISOR}, {"a": Role.AGENT, "b": Role.AGENT})
    assert not administers(both, {}), "who works nowhere is nobody's"
