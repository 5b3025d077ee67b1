"""Questions of fact, answered: one function a topic, grouped by what it is about. ``answer.py`` joins them."""
