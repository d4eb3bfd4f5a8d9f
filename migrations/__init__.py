"""The history of the schema; ``bot.store.migrate`` runs it."""
