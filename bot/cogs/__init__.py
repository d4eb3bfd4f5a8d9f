"""Discord in: each command parses what it is given, makes one call and gives one answer."""
