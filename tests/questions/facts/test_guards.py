import pytest

from questions.facts import anchors, guards
from tests.questions.prose import DAY, read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The king opened the bridge over the river in May.", ""),
        ("He left.", "too short"),
        ("and then the king opened the bridge over the river.", "no sentence: opens in lower case"),
        ("The king opened the old bridge over the river", "no sentence: no full stop"),
        ("Did the king open the old bridge over the river?", "question"),
        ('The king said that "the bridge over the river is old.', "opens or closes inside a quote"),
        ("The sum of x = y and the root of z is six.", "formula or mark-up"),
        ("A long list of kings and queens of the old north.", "no finite verb with a subject"),
        ("The file is at https://example.org and the king reads it.", "formula or mark-up"),
    ],
)
def test_shape(text: str, reason: str) -> None:
    """Only a whole finite sentence without marks is asked."""
    assert guards.shape(read(text).sentences[0].span) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The guard was murdered in the tower.", "sensitive: murdered"),
        ("The famine lasted for two years.", "sensitive: famine"),
        ("The bridge was built in 1900.", ""),
    ],
)
def test_sensitive_matter_is_named(text: str, reason: str) -> None:
    """The reason names the words of the lexicon that showed the matter."""
    assert guards.sensitive(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The bridge may be the oldest in Leeds.", "hedged: may"),
        ("In May the bridge was opened in Leeds.", ""),
        ("We crossed the bridge at Leeds.", "first or second person: we"),
        ("The US built the bridge at Leeds.", ""),
        ("Subscribe to the newsletter of Leeds.", "boilerplate: subscribe"),
        ("The beautiful bridge at Leeds was built.", "opinion: beautiful"),
        ("The bridge at Leeds was closed last week.", "deictic without a date: last week"),
    ],
)
def test_wording(text: str, reason: str) -> None:
    """Hedges, opinions, page furniture and undated "now" are named with their words."""
    assert guards.wording(text, published=None) == reason


def test_a_dated_article_may_say_last_week() -> None:
    """Under the article's date a deictic can be understood."""
    assert guards.wording("The bridge at Leeds was closed last week.", published=DAY) == ""


ANCHORS = [
    ("The writer Anna Holm lives in Oslo.", ""),
    ("However, Anna Holm lives in Oslo.", "leans on what came before: however"),
    ("She lives in Oslo with a dog.", "leans on what came before: she"),
    ("Anna Holm lives in Oslo with her dog.", ""),
    ("The city was founded in 1624.", "unanchored: the city"),
    ("The city of Oslo was founded in 1624.", ""),
    ("Anna Holm met him in Oslo.", "pronoun: him"),
    ("Fans heard them in New York in 1965.", "pronoun: them"),
    ("Nepal and China announced in 2020 that its height is known.", "pronoun: its"),
    ("This bridge was built in 1900.", "leans on what came before: this"),
    ("Anna Holm bought the company in 1999.", "unanchored: the company"),
    ("Brightwater is a company in Leeds, and the company sells pumps.", ""),
    ("Anna Holm also lives in Oslo.", "points back: also"),
    ("Anna Holm is known as the oldest diver in Norway.", ""),
    ("Anna Holm began to write there in 1816.", "points back: there"),
    ("It was clear that Anna Holm had won in 1900.", "leans on what came before: it"),
    ("Both Anna Holm and Lars Berg live in Oslo.", "leans on what came before: both"),
    ("The study was led by Anna Holm of Oslo.", "unanchored: the study"),
    ("A lake such as Mjosa freezes in the north of Norway.", ""),
    ("At the time Anna Holm lived in Oslo.", "points back: at the time"),
    ("Two years later Anna Holm moved to Oslo.", "points back: years later"),
]


@pytest.mark.parametrize(("text", "reason"), ANCHORS)
def test_what_points_outside_is_named(text: str, reason: str) -> None:
    """A sentence stands alone only if nothing in it needs the one before."""
    document = read(text)
    sentence = document.sentences[0]
    assert anchors.unresolved(document, [(sentence, sentence.span)], whole_start=True) == reason


def test_the_titles_noun_is_an_anchor() -> None:
    """Under a title that names the thing, "the" thing is known."""
    document = read("The tower was finished in 1889.", title="The tower of iron")
    sentence = document.sentences[0]
    assert anchors.unresolved(document, [(sentence, sentence.span)], whole_start=True) == ""


def test_an_earlier_sentence_holds_what_a_later_one_points_to() -> None:
    """With the sentence before it in view, "she" and "the company" are resolved."""
    document = read("Anna Holm founded the company Brightwater in Leeds. She sold the company in 1999.")
    first, second = document.sentences
    assert anchors.unresolved(document, [(second, second.span)], whole_start=True)
    assert not anchors.unresolved(document, [(first, first.span), (second, second.span)], whole_start=True)
