"""A package, since textstat installs a "tests" of its own, which would hide a directory without this file."""
