"""A local, strict stand-in for Discord on loopback: REST, gateway and a page to play on."""
