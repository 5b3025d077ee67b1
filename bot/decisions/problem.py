"""What a complaint can be about, as far as there is a playbook for it."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The value is the name of the playbook's file and the key in ``intakes.answers`` and ``cases.details``."""

    NO_SERVICE = "no_service"
    SLOW = "slow"
    VOIP_QUALITY = "voip_quality"
    BILL_WRONG = "bill_wrong"
    MISSED_APPOINTMENT = "missed_appointment"
    ORDER_DELAYED = "order_delayed"
    PORTING = "porting"
    CHARGE_AFTER_LEAVING = "charge_after_leaving"
    RUDE_OR_NO_REPLY = "rude_or_no_reply"
    PRIVACY = "privacy"
