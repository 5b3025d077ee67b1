"""The relay: the process that sends what the outbox holds. ``python -m bot.relay``."""
