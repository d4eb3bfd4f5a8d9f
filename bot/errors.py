"""The one error whose words a player may read."""


class UserError(Exception):
    """Something a person asked for that cannot be done; its text says why and what to do, in a sentence.

    It is turned into a private reply in one place (``bot.ui.reply``). Anything else that is raised is a bug:
    it is logged once with an id, and the person is given that id.
    """
