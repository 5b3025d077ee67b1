"""Carriers: how what the outbox holds leaves by mail, by text message and by post. One file a kind."""
