"""Firstline: the app side. ``engine/`` (Rasa) is a separate environment and imports nothing from here."""
