"""A package, since textstat installs a "tests" of its own, which would be found before a directory without this file."""
