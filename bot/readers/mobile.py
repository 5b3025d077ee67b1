"""A number that a text message with a code may go to."""

from __future__ import annotations

from typing import Final

import phonenumbers

_UK: Final = 44


def as_mobile(number: str) -> str | None:
    """``number`` as networks write it (``+447…``), if it is a British mobile. Anything else costs somebody money, or is
    no telephone of the customer's alone: landlines, pagers, personal numbers (070), numbers abroad."""
    try:
        read = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    mobile = phonenumbers.number_type(read) == phonenumbers.PhoneNumberType.MOBILE
    if read.country_code != _UK or not mobile or read.extension:
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
