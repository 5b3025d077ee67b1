"""The real relay, with helpdesks of the tests' beside its mails: ``python -m tests.support.relay_process URL``."""

from __future__ import annotations

import sys
from functools import partial

from bot.bootstrap_relay import build_carriers, relay_round
from bot.config import Config
from bot.relay.__main__ import main
from bot.services.context import Context
from bot.services.outbox.carriers import Carriers
from tests.support.helpdesk_server import HttpTickets

DESKS = {"x-communications": "keyed", "contactnow": "lookup", "netservers": "plain"}
"""Which helpdesk each provider has."""


def with_helpdesks(url: str, config: Config, context: Context) -> Carriers:
    own = {(provider, "ticket"): HttpTickets(url, desk) for provider, desk in DESKS.items()}
    return Carriers(build_carriers(config, context).everywhere, own)


if __name__ == "__main__":
    carriers = partial(with_helpdesks, sys.argv[1])
    sys.exit(main(lambda config: relay_round(config, carriers=carriers)))
