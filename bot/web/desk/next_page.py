"""Where somebody goes after signing in: back to where they wanted to be, if that is a page of the desk."""

from __future__ import annotations

import re
from typing import Final

QUEUE: Final = "/desk"
_LOCAL: Final = re.compile(r"/desk(?:/[A-Za-z0-9_.~%/-]*)?(?:\?[A-Za-z0-9_.~%&=+,:-]*)?")
_LONGEST: Final = 500


def next_page(wanted: str) -> str:
    """``wanted`` if it is the path of a page of the desk, else the queue. Never another site, whatever it says."""
    path = wanted.partition("?")[0]
    # Only what our own pages are made of: no scheme, host, backslash or line break can be in it.
    fine = len(wanted) <= _LONGEST and _LOCAL.fullmatch(wanted) and "//" not in path and ".." not in path
    ways_in_and_out = path.startswith(("/desk/sign-in", "/desk/sign-out"))
    return wanted if fine and not ways_in_and_out else QUEUE
