"""The refusals Discord answers with: an HTTP status, its own code, and for bodies a tree of what is wrong."""

from sandbox.payloads import Json


class ApiError(Exception):
    """A refusal, as `{"code", "message", "errors"?}` with its HTTP status."""

    def __init__(self, status: int, code: int, message: str, *, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the JSON Discord would send."""
        body: Json = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class PersonError(Exception):
    """Something a person asked for that Discord's own client would refuse; carries a clear sentence."""


def unauthorized() -> ApiError:
    """Refuse a request without a bot token."""
    return ApiError(401, 0, "401: Unauthorized")


def unknown_channel() -> ApiError:
    """Refuse a channel that does not exist."""
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    """Refuse a guild that does not exist."""
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    """Refuse a member who is not in the guild."""
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    """Refuse a message that is gone, never was, or is not the bot's to see."""
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    """Refuse a user who does not exist."""
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    """Refuse a follow-up to an interaction that was never answered or never was."""
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    """Refuse an answer that comes after three seconds, or to no interaction."""
    return ApiError(404, 10062, "Unknown interaction")


def unknown_command() -> ApiError:
    """Refuse an application command that is not registered."""
    return ApiError(404, 10063, "Unknown application command")


def already_acknowledged() -> ApiError:
    """Refuse a second answer to one interaction."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def expired_token() -> ApiError:
    """Refuse a follow-up more than fifteen minutes after the interaction."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def missing_access() -> ApiError:
    """Refuse what the bot may not even see."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """Refuse what the bot may see but not do."""
    return ApiError(403, 50013, "Missing Permissions")


def not_the_author() -> ApiError:
    """Refuse an edit of somebody else's message."""
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    """Refuse a message with nothing in it."""
    return ApiError(400, 50006, "Cannot send an empty message")


def too_large() -> ApiError:
    """Refuse an upload over the attachment limit."""
    return ApiError(413, 40005, "Request entity too large")


def unreadable_body() -> ApiError:
    """Refuse a body that is not the JSON it says it is."""
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def unsupported(what: str) -> ApiError:
    """Refuse loudly what real Discord has and this stand-in does not."""
    return ApiError(501, 0, f"The sandbox does not offer {what}.")
