"""Somebody comes back for a complaint that is on record: its days, and what was asked for, are known already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.decisions.records import IntakeStatus
from bot.services.chat_adr import when_adr_opens
from bot.services.context import Context
from tests.actions.test_coming_back_in_plain_words import REPLY, coded
from tests.actions.trackers import Talk
from tests.support.case_rows import add_case



@pytest.mark.parametrize("about", ["{} when can I go to the ombudsman", "when can i go to CISAS about {}?"])
@pytest.mark.parametrize("newer", [IntakeStatus.OPEN, IntakeStatus.COMPLETE])
def test_the_scheme_opens_on_the_day_of_the_case_page_whatever_was_told_later(
    talk: Talk, context: Context, about: str, newer: IntakeStatus
) -> None:
    case = add_case(context, later=REPLY, told="2026-10-27", at=context.now() - timedelta(days=3))
    other = add_case(context, later={**REPLY, "complaining": True}, id="newer")
    with context.store.write() as tx:
        intake = tx.intakes.get(other.intake_id)
        assert intake is not None
        tx.intakes.save(replace(intake, status=newer))
        tx.commit()
    talk.hears(about.format(case.reference), "ask_adr")
    talk.runs("action_adr")
    ran = coded(talk)
    assert "You first told I.T Communications about this on Tuesday 27 October" in ran.words
    assert "From Tuesday 8 December" in ran.words
    assert "8 December" in when_adr_opens(context, case, by_mail=True)
