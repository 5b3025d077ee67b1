"""What happens by itself when a day of a complaint comes: each is a due query, none a timer."""
