import re
from importlib import resources

import pytest

from questions import lexicons
from questions.language import gazetteer
from questions.records import Kind

FILES = sorted(
    p.name for p in resources.files(lexicons).iterdir() if p.name.endswith((".txt", ".tsv", ".toml"))
)


@pytest.mark.parametrize("file", FILES)
def test_every_data_file_loads_and_holds_something(file: str) -> None:
    """Each list or table of the package can be read and is not empty."""
    stem, _, suffix = file.rpartition(".")
    loaded = {"txt": lexicons.words, "tsv": lexicons.rows, "toml": lexicons.table}[suffix](stem)
    assert loaded


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith(".txt")])
def test_no_entry_stands_twice(file: str) -> None:
    """A word list names each entry once."""
    text = resources.files(lexicons).joinpath(file).read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert sorted(entries) == sorted(set(entries))


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith((".txt", ".tsv"))])
def test_every_list_says_what_it_holds(file: str) -> None:
    """The first line of a list or table is a comment on its content."""
    assert resources.files(lexicons).joinpath(file).read_text(encoding="utf-8").startswith("# ")


def test_countries_have_a_region_on_a_known_continent() -> None:
    """Every country's region ends in a name that options can be widened to."""
    ends = {country.region.split()[-1] for country in gazetteer.countries().values()}
    assert ends == {"Europe", "Asia", "Africa", "America", "Caribbean", "Oceania"}


def test_people_of_note_are_well_formed() -> None:
    """Everyone of note has a sex, a plausible year of birth and a nationality, and stands once."""
    people = lexicons.rows("people")
    assert len({gazetteer.key_of(row[1]) for row in people}) == len(people)
    for profession, name, sex, born, nationality, died in people:
        assert profession, name
        assert sex in {"m", "f"}, name
        assert -600 < int(born) < 2010, name
        assert nationality[0].isupper(), name
        assert not died or 0 < int(died) - int(born) < 110, name


def test_cities_have_a_country_and_people() -> None:
    """Every city stands in a country or state and has inhabitants."""
    assert all(city.country and city.people > 0 for city in gazetteer.cities().values())


def test_classes_of_the_taxonomy_have_peers() -> None:
    """A closed class has at least four members, so that a question about one has three wrong options."""
    assert all(len(members.split("|")) >= 3 for _, members in lexicons.rows("taxonomy"))


@pytest.mark.parametrize("table", ["head_nouns", "head_openings", "cue_nouns"])
def test_kinds_in_the_tables_are_kinds(table: str) -> None:
    """The kind column names kinds the records know."""
    assert {Kind(row[1]) for row in lexicons.rows(table)}


@pytest.mark.parametrize(
    ("lexicon", "text", "found"),
    [
        ("sensitive", "He was murdered at night", "murdered"),
        ("sensitive", "The diet of the bear", ""),
        ("hedges", "It may rain", "may"),
        ("hedges", "The mayor spoke", ""),
        ("boilerplate", "Subscribe to our newsletter", "Subscribe"),
        ("deictics", "It rained last week", "last week"),
        ("opinions", "A beautiful bridge", "beautiful"),
        ("first_person", "We walked", "We"),
    ],
)
def test_finder_matches_whole_words_and_starred_stems(lexicon: str, text: str, found: str) -> None:
    """A finder gives the words that matched, whole words only, stems where the entry is starred."""
    assert lexicons.finder(lexicon)(text) == found


def test_relation_turns_have_the_groups_they_use() -> None:
    """Each turn of phrase defines its answer and every group whose kind it asks for."""
    for row in (row for table in lexicons.tables("relations") for row in table.get("turn", [])):
        groups = set(re.findall(r"\(\?P<(\w+)>", row["match"]))
        assert {row.get("answer", "who"), *row["kinds"]} <= groups, row["rule"]
