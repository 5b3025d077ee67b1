"""Are the ports ours to take?"""

from __future__ import annotations

import socket
from collections.abc import Iterable

from bot.decisions.errors import Refused
from bot.serve.programs import Program


def check_free(programs: Iterable[Program]) -> None:
    """Raises ``Refused`` naming the first port that something else holds."""
    for program in programs:
        if program.port is not None and not is_free(program.port):
            raise Refused(
                f"Port {program.port} ({program.name}) is taken by something else: "
                f"stop that, or set {program.port_variable} to a free port."
            )


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        # As servers do: a connection closed a moment ago is no obstacle, a listener is.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
            trial.listen(1)
        except OSError:
            return False
        return True
