"""What they accepted did not come: their complaint goes on, and no second one begins."""

from __future__ import annotations

import pytest

from bot.decisions.records import CaseStatus
from bot.services.answer_follow_up import answer_follow_up
from bot.services.case_wishes import answer_wish
from bot.services.context import Context
from bot.services.desk.work_case import customer_said, offer_outcome
from bot.services.heard import Heard
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent


@pytest.mark.parametrize(
    "line",
    [
        "the router never came and I accepted on that basis",
        "I only accepted because a router would come and it never came",
        "the credit you offered hasn't come",
    ],
)
def test_it_is_put_on_that_complaint_and_a_yes_opens_it_again(context: Context, line: str) -> None:
    case, agent = add_case(context), add_agent(context)
    offer_outcome(context, agent, case.reference, "A new router")
    customer_said(context, agent, case.reference, True, "She rang at noon")
    said = answer_follow_up(
        context, Heard(case.conversation_id, "1", line, context.now(), "report_fault", 0.9)
    )
    assert any(case.reference in each.text for each in said)
    assert "It's not sorted: open it again" in [button.title for each in said for button in each.buttons]
    yes = Heard(case.conversation_id, "2", "Yes, reopen it please", context.now(), "affirm", 0.9)
    assert "is open again" in answer_wish(context, yes, in_form=False)[0].text
    with context.store.read() as tx:
        now = tx.cases.get(case.id)
    assert now is not None
    assert now.status is CaseStatus.OPEN
