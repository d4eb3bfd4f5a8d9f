"""Discord's limits, as checks that find every problem of a body and refuse it the way Discord does."""
