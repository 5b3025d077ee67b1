"""What goes to the helpdesk of a provider, and what comes back."""
