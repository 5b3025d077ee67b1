"""Where the customers of providers are looked up: the table, a provider's own system, or for each what it has."""
