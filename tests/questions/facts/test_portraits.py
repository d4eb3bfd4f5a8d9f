import pytest

from questions.facts.portraits import portraits
from questions.facts.values import Drop, Relation
from tests.questions.prose import read

OTHERS = "“The ice was thin,” said Lars Berg. “It held,” said Grete Lund. “Only just,” said Anna Holm. "


def prompts(text: str, title: str = "A short history") -> list[tuple[str, str]]:
    """Give what is asked of a text's people, and whom it asks for."""
    found = portraits(read(text, title=title))
    return [(r.prompts[0], r.slot.name.form) for r in found if isinstance(r, Relation) and r.slot.name]


def reasons(text: str, title: str = "A short history") -> list[str]:
    """Give why the portraits of a text are not asked."""
    return [found.reason for found in portraits(read(text, title=title)) if isinstance(found, Drop)]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        (
            "Anna Holm, who has driven the school bus for 16 years, asked for a bridge.",
            "Who has driven the school bus for 16 years?",
        ),
        ("Anna Holm, who is 62 and keeps 300 ewes in Oslo, stood up.", "Who keeps 300 ewes in Oslo?"),
        ("Anna Holm, 62, who keeps 300 ewes in Oslo, stood up.", "Who keeps 300 ewes in Oslo?"),
        (
            "Anna Holm, whose family has sold fish in Oslo since 1958, stood up.",
            "Whose family has sold fish in Oslo since 1958?",
        ),
        (
            "Anna Holm, a retired bus driver from Bergen, stood up.",
            "Who is described as a retired bus driver from Bergen?",
        ),
        ("Anna Holm, the council's finance director, stood up.", "Who is the council's finance director?"),
        ("The council's finance director, Anna Holm, stood up.", "Who is the council's finance director?"),
        ("They asked the council's finance director Anna Holm.", "Who is the council's finance director?"),
        (
            "Anna Holm is a retired bus driver who lives in Bergen.",
            "Who is described as a retired bus driver who lives in Bergen?",
        ),
        (
            "Anna Holm has run the bakery in Bergen since 2014, when it burnt.",
            "Who has run the bakery in Bergen since 2014?",
        ),
    ],
)
def test_what_stands_beside_a_name_asks_for_it(text: str, prompt: str) -> None:
    """Nothing of it moves: the name goes, and the question word takes its place."""
    assert (prompt, "Anna Holm") in prompts(OTHERS + text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Anna Holm, the new owner, stood up.", "unplaced: the new owner"),
        ("Anna Holm, the trust's biologist, stood up.", "unplaced: the trust's"),
        ("Anna Holm, a health economist in Leeds, stood up.", "dull: an expert in passing"),
        ("Anna Holm, who was not involved in the study, stood up.", "dull: an expert in passing"),
        ("Anna Holm, who had listened from the back of the hall, stood up.", "dull: before the story"),
        ("Anna Holm, who wore a dark coat in the hall, stood up.", "dull: a passing moment"),
        ("Anna Holm, who was born in 1914, stood up.", "dull: when somebody was born"),
        ("Anna Holm, who runs that office in Bergen, stood up.", "points back: that"),
        ("Anna Holm, who runs it from Bergen, stood up.", "pronoun: it"),
        ("Anna Holm, who joined from a bank in 2020 and at first, as she says, hated it.", "breaks off"),
        ("Anna Holm, the Holm bakery's oldest owner, stood up.", "names whom it asks for"),
        ("Anna Holm, who lost her son when he died in Bergen, stood up.", "sensitive: died"),
        ("Anna Holm, a farmer, stood up.", "too short"),
    ],
)
def test_what_says_nothing_by_itself_is_not_asked(text: str, reason: str) -> None:
    """It leans on what is not shown, or readers did not care for its kind."""
    assert any(found.startswith(f"portrait: {reason}") for found in reasons(OTHERS + text))


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg and Anna Holm, who keep 300 ewes in Oslo, stood up.",
        "“I met Anna Holm, who keeps 300 ewes in Oslo,” he said.",
        "Anna Holm, controlled and quick, stood up.",
        "Anna Holm, one of the founders of the club, stood up.",
        "Anna Holm, meanwhile, keeps 300 ewes.",
    ],
)
def test_an_aside_that_is_not_of_one_person_by_the_author_is_none(text: str) -> None:
    """Of two it tells both, in a quote it is somebody's word, and an adverb is no portrait."""
    assert [name for _, name in prompts(OTHERS + text) if name == "Anna Holm"] == []


def test_whom_the_title_names_is_not_asked_for() -> None:
    """The title stands above the question."""
    text = OTHERS + "Anna Holm, who keeps 300 ewes in Oslo, stood up."
    assert prompts(text, "Anna Holm: a life on the ice") == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The council's director, Grete Holm, spoke. “Yes,” said Grete Holm.", "is"),
        ("The council's director, Grete Holm, spoke in 1931.", "was"),
        ("The council's director, the late Grete Holm, spoke.", "was"),
    ],
)
def test_a_post_is_held_as_long_as_its_holder_speaks(text: str, verb: str) -> None:
    """Who is quoted holds it today; who is told of in the past held it."""
    found = [prompt for prompt, _ in prompts(OTHERS + text)]
    assert all(prompt.startswith(f"Who {verb} ") for prompt in found)
