"""What a file is, by its content and never by its name."""
