"""The application's registered commands, global and per guild, and who may use them."""

from sandbox import errors
from sandbox.guilds import Guild
from sandbox.payloads import Json
from sandbox.people import APPLICATION_ID
from sandbox.permissions import Permission
from sandbox.snowflakes import Snowflakes

IN_SERVER = 0
FOR_SERVER = 0
_DEFAULTS: Json = {
    "type": 1,
    "description": "",
    "options": [],
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
    "name_localizations": None,
    "description_localizations": None,
}


class Commands:
    """Commands by scope; the scope is a guild's id, or None for global ones."""

    def __init__(self, snowflakes: Snowflakes) -> None:
        self._snowflakes = snowflakes
        self._scopes: dict[str | None, dict[str, Json]] = {}

    def all(self, scope: str | None) -> list[Json]:
        """List one scope's commands."""
        return list(self._scopes.get(scope, {}).values())

    def everywhere(self) -> list[Json]:
        """List all commands of all scopes, global ones first."""
        return [
            command
            for scope in sorted(self._scopes, key=lambda each: each or "")
            for command in self.all(scope)
        ]

    def overwrite(self, scope: str | None, bodies: list[Json]) -> list[Json]:
        """Replace a scope's commands; one that keeps its name and type keeps its id."""
        before = self._scopes.get(scope, {})
        kept = [self._stored(scope, body, _like(before, body)) for body in bodies]
        self._scopes[scope] = {each["id"]: each for each in kept}
        return kept

    def upsert(self, scope: str | None, body: Json) -> tuple[Json, bool]:
        """Add one command, or overwrite the one with its name; say whether it is new."""
        commands = self._scopes.setdefault(scope, {})
        previous = _like(commands, body)
        stored = self._stored(scope, body, previous)
        commands[stored["id"]] = stored
        return stored, previous is None

    def edit(self, scope: str | None, command_id: str, changes: Json) -> Json:
        """Change some of a command's keys."""
        previous = self.get(scope, command_id)
        stored = self._stored(scope, previous | changes, previous)
        self._scopes[scope][command_id] = stored
        return stored

    def get(self, scope: str | None, command_id: str) -> Json:
        """Return a command or raise."""
        found = self._scopes.get(scope, {}).get(command_id)
        if found is None:
            raise errors.unknown_command()
        return found

    def delete(self, scope: str | None, command_id: str) -> None:
        """Remove a command or raise."""
        self.get(scope, command_id)
        del self._scopes[scope][command_id]

    def usable_in(self, guild: Guild, command_id: str) -> Json | None:
        """Find a command that exists in a guild."""
        for scope in (guild.id, None):
            if found := self._scopes.get(scope, {}).get(command_id):
                return found
        return None

    def _stored(self, scope: str | None, body: Json, previous: Json | None) -> Json:
        given = {key: value for key, value in body.items() if key in _DEFAULTS or key == "name"}
        stored = _DEFAULTS | given
        required = stored["default_member_permissions"]
        return stored | {
            "id": previous["id"] if previous else self._snowflakes.mint(),
            "application_id": APPLICATION_ID,
            "version": self._snowflakes.mint(),
            "default_member_permissions": None if required is None else str(required),
            **({"guild_id": scope} if scope else {}),
        }


def _like(commands: dict[str, Json], body: Json) -> Json | None:
    """Find the command of the same name and type."""
    wanted = (body["name"], body.get("type", 1))
    return next((each for each in commands.values() if (each["name"], each["type"]) == wanted), None)


def is_for_servers(command: Json) -> bool:
    """Say whether a command shows in servers at all, where the application is installed for the server."""
    contexts = command["contexts"]
    return (contexts is None or IN_SERVER in contexts) and FOR_SERVER in (command["integration_types"] or [0])


def may_use(command: Json, permissions: Permission) -> bool:
    """Say whether a member may use a command in a server; required "0" means administrators only."""
    if not is_for_servers(command):
        return False
    if permissions & Permission.ADMINISTRATOR:
        return True
    if not permissions & Permission.USE_APPLICATION_COMMANDS:
        return False
    required = command["default_member_permissions"]
    if required is None:
        return True
    wanted = Permission(int(required))
    return bool(wanted) and permissions & wanted == wanted
