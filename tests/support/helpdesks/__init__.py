"""Helpdesks for tests: real HTTP servers on loopback that behave like the systems they stand for, errors included."""
