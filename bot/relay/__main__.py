"""``python -m bot.relay``: runs until SIGTERM or SIGINT, and ends after the item in hand."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

from bot.bootstrap_relay import relay_round
from bot.config import Config
from bot.decisions.errors import FirstlineError
from bot.log_lines import set_up_logs
from bot.relay.loop import run
from bot.relay.round import Round


def main(make_round: Callable[[Config], Round] = relay_round) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        config = Config.from_env(os.environ)
        set_up_logs(config.logs)
        once = make_round(config)
        try:
            run(once, config.var / "run" / "relay.heartbeat", stop)
        finally:
            once.close()
    except FirstlineError as error:
        sys.stderr.write(f"relay: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
