"""The cast: five people, one of them with a hostile name, and the bot."""

from dataclasses import dataclass

from sandbox.payloads import Json

_APPLICATION_ID = "826100000000000100"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account; `key` is how the page's address names them."""

    key: str
    id: str
    username: str
    global_name: str | None
    title: str = ""
    bot: bool = False

    @property
    def display_name(self) -> str:
        """The name others see."""
        return self.global_name or self.username

    def payload(self) -> Json:
        """Return Discord's user object."""
        return {
            "id": self.id,
            "username": self.username,
            "global_name": self.global_name,
            "discriminator": "7210" if self.bot else "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "accent_color": None,
            "bot": self.bot,
            "system": False,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
            "collectibles": None,
        }


PEOPLE = (
    User("ana", "826100000000000201", "ana", "Ana", "Moderator"),
    User("ben", "826100000000000202", "ben", "Ben", "Member"),
    User("cleo", "826100000000000203", "cleo", "Cleo", "Member"),
    User("dev", "826100000000000204", "dev", "Dev", "Member"),
    User("mal", "826100000000000205", "mal", "**@everyone** <b>Mal</b> \u202e`x`", "Hostile name"),
)
BOT = User("bot", _APPLICATION_ID, "article-trivia", None, "App", bot=True)
OWNER = PEOPLE[0]
APPLICATION_ID = _APPLICATION_ID

_BY_KEY = {person.key: person for person in PEOPLE}
_BY_ID = {user.id: user for user in (*PEOPLE, BOT)}


def by_key(key: str) -> User | None:
    """Find a person by the name in the page's address."""
    return _BY_KEY.get(key)


def by_id(user_id: str) -> User | None:
    """Find a person or the bot by id."""
    return _BY_ID.get(user_id)
