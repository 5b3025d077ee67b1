"""The name of somebody who has died, so that nobody takes it for the name of who writes."""

from __future__ import annotations

import re
from typing import Final

_KIN = (
    r"(?:[Mm]um|[Mm]am|[Mm]om|[Mm]other|[Dd]ad|[Ff]ather|[Hh]usband|[Ww]ife|[Pp]artner|[Ss]on|[Dd]aughter|[Nn]an|[Nn]ana|[Gg]ran|[Gg]randmother|"
    r"[Gg]randma|[Gg]randad|[Gg]randfather|[Ss]ister|[Bb]rother|[Aa]unt|[Aa]untie|[Uu]ncle|[Ff]riend|[Nn]eighbour|[Mm]other-in-law|[Ff]ather-in-law)"
)
_NAME = r"(?P<{0}>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?!I\b|He\b|She\b|They\b|We\b|It\b|You\b|The\b|My\b|Our\b|Your\b|Has\b|Mum\b|Dad\b|Nobody\b|Everything\b|Everyone\b)[A-Z][A-Za-zà-ÿ'’-]+(?: (?:[A-Z]\.? )?[A-Z][A-Za-zà-ÿ'’-]+)?)"
_DIED = r"(?:has |had |have |just |recently |sadly |suddenly |very )*(?:died|passed away|passed on|has passed|is dead|was killed|is deceased)"
_DECEASED: Final = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur)(?: \w+)? {_KIN},? {_NAME.format('kin')},? (?:who )?{_DIED}\b"
    rf"|\b(?:[Mm]y|[Oo]ur|[Tt]he) late {_KIN},? {_NAME.format('late')}"
    rf"|\b[Tt]he late {_NAME.format('the_late')}"
    rf"|(?:^|[.,;!?]\s+|\bthat |\bbecause |\bsince |\bwhen |\bafter ){_NAME.format('plain')},? {_DIED}\b"
    rf"|\b(?:[Dd]eath|[Ff]uneral|[Ee]state) of (?:(?:[Mm]y|[Oo]ur)(?: \w+)? {_KIN},? )?{_NAME.format('death')}"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir) name was {_NAME.format('was')}"
    rf"|\b[Ii](?:'ve| have)? lost my (?:\w+ )?{_KIN},? {_NAME.format('lost')}"
)


def deceased_name(text: str) -> str | None:
    """As typed ("John", "Mary Jones"), only where it stands in capitals beside the death; else ``None``."""
    found = _DECEASED.search(text.replace("’", "'"))
    if found is None:
        return None
    return next(name for name in found.groupdict().values() if name)
