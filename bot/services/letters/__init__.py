"""Letters of a provider to its customers: drafted, previewed, edited, issued and listed; one verb a file."""
