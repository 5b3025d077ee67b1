"""Every test of the store runs on SQLite and on PostgreSQL."""

from tests.support.databases import raw, store, url

__all__ = ["raw", "store", "url"]
