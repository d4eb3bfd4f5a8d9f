"""The rules of the game: pure values and functions, without clock, dice, Discord or SQL."""
