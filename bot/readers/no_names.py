"""What stands where a name is asked and is none: a line of an address, or the product that the trouble is about."""

from __future__ import annotations

import re

_HOUSE = r"(?:(?:flat|unit|no\.?|number|house)\s*)?\d{1,4}[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?"
_SHORT_STREET = r"(?:rd|ave|cres|gdns|terr|cl|ln|sq|blvd)"
_STREET = (
    rf"(?:{_SHORT_STREET}|st|dr|ct|pl|road|street|lane|avenue|close|drive|crescent|court|gardens?|terrace|way|place|square"
    r"|grove|walk|mews|park|rise|hill|row|view|parade|green|house|cottage|farm|wharf|quay)"
)
_ONLY_A_STREET = rf"(?:{_SHORT_STREET}|road|avenue|crescent|gardens|terrace|mews)"
"""Nobody is called these, as people are Lane, Close, Street, Hill, Park and Green."""
_ADDRESS = re.compile(
    rf"\W*(?:"
    rf"{_HOUSE}\W+(?:[\w'’-]+\s+){{1,4}}?(?:{_STREET}\b\.?(?:\s*,.*)?|{_SHORT_STREET}\b\.?(?:\W.*)?)"
    rf"|(?:flat|apartment|apt)\W*\d+[a-z]?(?:\W.*)?"
    rf"|p\.?\s?o\.? box\W*\d+.*"
    rf"|(?:[\w'’-]+\s+){{1,3}}?{_ONLY_A_STREET}\b\.?(?:\s*,.*)?"
    rf")\W*",
    re.IGNORECASE | re.DOTALL,
)
_PRODUCT = frozenset(
    {
        "fibre", "fiber", "broadband", "internet", "wifi", "adsl", "dsl", "fttp", "fttc", "sogea", "voip", "sip", "isdn",
        "pstn", "landline", "landlines", "phone", "phones", "telephone", "mobile", "mobiles", "router", "modem", "email",
        "emails", "hosting", "ethernet", "superfast", "ultrafast", "esim", "4g", "5g",
    }
)  # fmt: skip
_BESIDE_A_PRODUCT = frozenset(
    {
        "full", "line", "lines", "leased", "hosted", "business", "home", "office", "package", "connection", "service",
        "services", "hub", "sim", "my", "our", "your", "the", "a", "and", "with", "only", "just", "for", "fast", "web",
        "mbps", "mb", "gig", "wi", "fi", "e", "mail", "bill", "contract", "account",
        "slow", "down", "dead", "off", "out", "broken", "faulty", "fault", "problem", "problems", "issue", "issues",
    }
)  # fmt: skip
"""Say nothing by themselves: Line and Sim are names."""
_LONGEST = 80


def is_no_name(text: str) -> bool:
    """Whether all of ``text`` is an address line or a product. A firm may be called after either and has more words:
    "Station Road Garage", "Fibre Cafe", "3 Peaks Cycles"."""
    return len(text) <= _LONGEST and (_ADDRESS.fullmatch(text) is not None or _is_product(text))


def _is_product(text: str) -> bool:
    said = text.lower().replace("wi-fi", "wifi").replace("e-mail", "email")
    words = [word for word in re.findall(r"[^\W_]+", said) if not word.isdigit()]
    return not _PRODUCT.isdisjoint(words) and (_PRODUCT | _BESIDE_A_PRODUCT).issuperset(words)
