"""Readers: what a person typed, turned into a value or a reason why not. No I/O, no clock of their own."""
