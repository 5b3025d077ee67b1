"""The customer's side: chat API, turns, pages."""
