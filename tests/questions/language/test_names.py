import pytest

from questions.language.gazetteer import key_of
from questions.records import Kind
from tests.questions.prose import HARBOUR, read


@pytest.mark.parametrize(
    ("text", "name", "kind", "subkind"),
    [
        ("The ship left France and reached Kenya in May.", "Kenya", Kind.PLACE, "country"),
        ("The storm crossed the Atlantic Ocean in three days.", "Atlantic Ocean", Kind.PLACE, "ocean"),
        ("She taught at Leiden University for six years.", "Leiden University", Kind.ORG, "university"),
        ("The army lost the Battle of Hastings in a day.", "Battle of Hastings", Kind.EVENT, "battle"),
        ("Many read the novel Middlemarch in the winter.", "Middlemarch", Kind.WORK, "book"),
        ("The company Brightwater makes pumps in Leeds.", "Brightwater", Kind.ORG, "company"),
        ("The physicist Marie Curie worked in Paris for years.", "Marie Curie", Kind.PERSON, ""),
        ("The chemist Ada Brown says the salt is pure.", "Ada Brown", Kind.PERSON, ""),
        ("He sailed down the River Tweed to the sea.", "River Tweed", Kind.PLACE, "river"),
        ("The flight from California was late again.", "California", Kind.PLACE, "US state"),
    ],
)
def test_names_are_typed(text: str, name: str, kind: Kind, subkind: str) -> None:
    """Tables, heads and the nouns beside a name tell its kind and sub-kind."""
    found = read(text).names.get(key_of(name))
    assert found is not None
    assert (found.kind, found.subkind) == (kind, subkind)


def test_a_surname_leads_to_the_one_full_name_that_ends_in_it() -> None:
    """A surname used alone is the person whose full name ends so, and counts towards it."""
    names = read(HARBOUR).names
    short = names.get("berg")
    assert short is not None
    assert (short.form, short.short_forms) == ("Lars Berg", ("Berg",))


def test_a_surname_of_two_people_leads_to_neither() -> None:
    """Where two full names end alike, the bare surname has no kind."""
    text = "Anna Berg met Lars Berg in Oslo. Berg sat. The writer Anna Berg left. The painter Lars Berg sat."
    short = read(text).names.get("berg")
    assert short is not None
    assert short.kind is None


def test_what_bears_an_article_is_no_person() -> None:
    """A group named with "the" is never typed as one human being."""
    found = read("On Sunday the Beatles played. The fans of the Beatles sang.").names.get("beatles")
    assert found is None or found.kind is not Kind.PERSON


def test_the_texts_own_noun_beats_the_parser() -> None:
    """A name called a series in the text is a work, whatever label the parser gives it."""
    found = read(HARBOUR).names.get("harbour lights")
    assert found is not None
    assert found.kind is Kind.WORK


@pytest.mark.parametrize(
    ("form", "key"),
    [("The Étoile", "etoile"), ("Maisel's", "maisel"), ("Jean-Luc", "jean luc"), ("The", "the")],
)
def test_keys_are_plain(form: str, key: str) -> None:
    """A key has no accents, article, hyphen or possessive."""
    assert key_of(form) == key


def test_pronouns_tell_the_sex_of_the_one_person_before_them() -> None:
    """A name no list knows takes the sex of the pronoun that follows it."""
    found = read("The dressmaker Quilla Marnix was a diver. She built her own tank.").names.get(
        "quilla marnix"
    )
    assert found is not None
    assert found.sex == "f"


def test_who_bears_a_given_name_and_speaks_is_a_person() -> None:
    """What the surname alone does vouches for the full name, whatever the parser makes of that."""
    document = read(
        "Kadri Tammsalu came to Oslo in the spring. “Winter is the only honest season,” said Tammsalu."
    )
    name = document.names.get("kadri tammsalu")
    assert name is not None
    assert (name.kind, name.is_human) == (Kind.PERSON, True)
    assert document.names.get("tammsalu") is name


def test_a_lone_name_that_nobody_bears_as_a_given_one_is_a_surname() -> None:
    """A name that is given elsewhere leads to the full name it ends."""
    text = "Raj Krishnan runs the yard. Krishnan said that it would open in the spring. He was pleased."
    document = read(text)
    assert document.names.get("krishnan") is document.names.get("raj krishnan")
