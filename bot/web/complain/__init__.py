"""``/complain/<slug>``: a complaint on pages that need no JavaScript. Every change is a POST that leads to a page."""
