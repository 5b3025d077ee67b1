"""The database: tables, migrations and the store that services see. The only place that knows SQLAlchemy.

``open_store(url)`` gives the store; ``migrate.migrate(url)`` brings the tables up to date first.
"""

from bot.adapters.db import (  # noqa: F401 (whoever looks at the metadata sees all tables)
    desk_tables,
    helpdesk_tables,
    mail_tables,
)
from bot.adapters.db.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
