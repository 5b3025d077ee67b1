"""The edges: database, files, holidays, clock, engine client, mail."""
