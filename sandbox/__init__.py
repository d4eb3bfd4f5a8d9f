"""A local, strict stand-in for Discord on loopback: REST, gateway and a page to play on.

Read it in the order of the data:
`people`, `guilds`: who and where → `messages`, `interactions`, `commands`: what is kept →
`world`: all of it, and who is told → `speech`, `asking`, `answers`: what may happen →
`limits/`: what is refused → `dispatch`, `gateway`, `rest/`: the bot's side →
`page_view`, `page_socket`: the people's side → `server`.
`person` plays at it from tests; `faults` lets it fail on order.

Any non-empty bot token is taken. Nothing is written to disk: what was said goes with the process.
"""
