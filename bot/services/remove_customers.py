"""Takes customers out of the table: one who asks to be forgotten, or all of a provider that leaves."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.context import Context


def remove_customers(context: Context, provider: str, accounts: Sequence[str] | None) -> int:
    """By account number in any spelling; ``None`` is everybody. How many there were comes back, and stands in the audit
    trail. Raises ``UnknownProvider``."""
    context.provider(provider)
    with context.store.write() as tx:
        if accounts is None:
            removed = tx.customers.remove_all(provider)
        else:
            removed = tx.customers.remove(provider, accounts)
        if removed:
            subject = f"customers:{provider}"
            tx.audit.add(context.now(), "customers.removed", subject, None, provider, {"removed": removed})
        tx.commit()
    return removed
