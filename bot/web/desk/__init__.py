"""The desk: where people pick up what customers told the assistant. Nothing here is shown without a session."""
