import pytest

from bot.ui.parts import link
from questions.records import Source


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://example.org/towers", "https://example.org/towers"),
        ("http://127.0.0.1:8080/a?b=c#d", "http://127.0.0.1:8080/a?b=c#d"),
        ("https://example.org/Łódź", "https://example.org/%C5%81%C3%B3d%C5%BA"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("https://example.org/a b", None),
        ("https://user:secret@example.org/", None),
        ("https://nodots/", None),
        ("https://example.org/" + "a" * 500, None),
        ("", None),
    ],
)
def test_only_addresses_that_discord_takes_become_links(url: str, sent: str | None) -> None:
    """One button that Discord refuses would cost the whole reveal."""
    row = link(Source("Towers", url))
    found = row.to_component_dict()["components"][0]["url"] if row else None
    assert found == sent
