"""What a message means while a question stands. Nothing is kept here: ``bot.services.taking`` does that."""
