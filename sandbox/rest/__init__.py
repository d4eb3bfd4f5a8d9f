"""Discord's REST API, version 10: the routes a quiz bot uses. Any other route answers 501."""
