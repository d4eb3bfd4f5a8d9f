"""Tells Discord which commands there are, but only when that has changed: registering is rationed."""

from collections.abc import Iterable, Mapping
from typing import Any

import discord
import structlog
from discord import app_commands

log = structlog.get_logger(__name__)

_KEPT = {
    "name",
    "description",
    "type",
    "options",
    "choices",
    "value",
    "required",
    "autocomplete",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "default_member_permissions",
    "nsfw",
    "contexts",
    "integration_types",
}
"""What we say about a command; Discord adds ids, versions and defaults of its own."""


async def register_commands(tree: app_commands.CommandTree[discord.Client]) -> bool:
    """Register the tree's commands for all servers, if Discord's differ; say whether they did."""
    application_id = tree.client.application_id
    if application_id is None:
        raise ValueError("commands are registered after logging in")
    known = await tree.client.http.get_global_commands(application_id)
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    if _essence(known) == _essence(ours):
        return False
    await tree.sync()
    log.info("commands registered", count=len(ours))
    return True


def _essence(commands: Iterable[Mapping[str, Any]]) -> list[Any]:
    return sorted((_core(command) for command in commands), key=lambda command: str(command["name"]))


def _core(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Keep what we said, without what only repeats a default."""
    if isinstance(value, Mapping):
        kept = {key: _core(inner) for key, inner in value.items() if key in _KEPT}
        if kept.get("default_member_permissions") is not None:
            kept["default_member_permissions"] = str(kept["default_member_permissions"])
        return {key: inner for key, inner in kept.items() if inner not in (None, False, [], {})}
    if isinstance(value, list):
        return [_core(inner) for inner in value]
    return value
