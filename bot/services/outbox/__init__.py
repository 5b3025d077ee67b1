"""The relay's own work: each item of the outbox to the system that takes it, at least once and never silently twice."""
