"""Lines that several conversations begin with."""

from __future__ import annotations

from tests.support.customer import Customer, Heard


def up_to_the_details(customer: Customer, address: str = "sam@example.org") -> Heard:
    """All that is needed, in five lines; the case opens with the last."""
    return customer.says_all(
        "You have charged me twice in a row and nobody answers, I want to complain",
        "3 November",
        "5 November",
        "Sam Carter",
        address,
    )
