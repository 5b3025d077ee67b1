"""Rasa's custom actions, thin: the tracker becomes plain values, a service does the work, its words go back."""
