"""What the bot remembers: articles, questions, games, answers and standings, in SQLite or PostgreSQL."""

from bot.store.store import Store, Transaction

__all__ = ["Store", "Transaction"]
