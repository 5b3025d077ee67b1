"""``firstline demo``: a year that never was, made by the real services under a clock that it moves."""
