"""Discord out: what players see and press. Messages are made from values; rules live in ``bot.game``."""
