"""What ``firstline check`` looks at beside rules and profiles: responses, letters, the database. One subject a file."""
