"""``firstline serve``: the four processes, their supervisor, and the person who waits for them.

serve (this package) -> supervisord -> engine, actions, web, relay. Each level dies with the one above it, see
``tether``.
"""
