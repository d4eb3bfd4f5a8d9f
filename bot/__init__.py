"""Article Trivia: the Discord bot that plays what the writing line wrote."""
