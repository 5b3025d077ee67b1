"""What the people at the desk do: one verb a file. Everybody sees only the providers that they have a role at."""
