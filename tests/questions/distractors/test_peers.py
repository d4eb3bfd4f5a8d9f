from random import Random

import pytest

from questions.distractors import EMPTY, Pool, wrong_names
from questions.distractors.options import dice, shuffled
from questions.distractors.people import others_of_story, same_person
from questions.distractors.pins import nation_in, told_sex
from questions.facts.named import name_slots
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import cities, countries, key_of, notables
from questions.records import Kind
from tests.questions.prose import HARBOUR, read


def slot_of(document: Document, text: str) -> Slot:
    """Find the slot of a name in a document."""
    found = [s for sent in document.sentences for s in name_slots(document, sent) if isinstance(s, Slot)]
    return next(slot for slot in found if slot.text == text)


def wrong(text: str, answer: str, *, pool: Pool = EMPTY, seed: int = 0) -> tuple[str, ...]:
    """Give the wrong options for a name in a text shown with its gap."""
    document = read(text, title="Old engines")
    slot = slot_of(document, answer)
    return wrong_names(document, slot, text.replace(answer, "▇▇▇"), pool, Random(seed))


def test_countries_are_joined_by_their_neighbours() -> None:
    """A country's wrong options are countries of its own continent."""
    found = wrong("The engine was first sold in Kenya in 1931.", "Kenya")
    assert len(found) == 3
    assert all(countries()[key_of(name)].region.endswith("Africa") for name in found)


def test_cities_are_joined_by_cities_of_their_country() -> None:
    """A city's wrong options stand in the same country and are of like size."""
    found = wrong("The engine was first sold in Lyon in 1931.", "Lyon")
    assert {cities()[key_of(name)].country for name in found} == {"France"}


@pytest.mark.parametrize("seed", range(5))
def test_people_of_note_are_joined_by_their_own(seed: int) -> None:
    """A chemist stands among people of the same field, sex and time."""
    found = wrong("In 1803 the engine was seen by John Dalton in a yard.", "John Dalton", seed=seed)
    people = [notables()[key_of(name)] for name in found]
    assert len(people) == 3
    assert {person.sex for person in people} == {"m"}
    assert all(abs(person.born - 1766) <= 70 for person in people)


def test_no_option_stands_in_the_excerpt() -> None:
    """A name that is shown is never offered."""
    found = wrong(
        "The ship sailed from Uganda and Rwanda. The engine was first sold in Kenya in 1931.", "Kenya"
    )
    assert not {"Uganda", "Rwanda"} & set(found)


def test_the_nation_beside_the_gap_binds_the_options() -> None:
    """After "The Dutch painter" only Dutch people are fair."""
    found = wrong("The Dutch painter Johannes Vermeer saw the engine in a yard in Delft.", "Johannes Vermeer")
    assert all(notables()[key_of(name)].nationality == "Dutch" for name in found)


def test_a_thing_without_peers_has_no_options() -> None:
    """Where neither article, pool nor tables know another of its kind, there are no options."""
    assert wrong("The ship sailed up the River Tweed in 1931.", "River Tweed") == ()


def test_the_pool_lends_names_of_the_same_kind() -> None:
    """Other articles' rivers serve where this article has one."""
    pool = Pool({(Kind.PLACE, "river"): ("River Tay", "River Trent", "River Tyne")})
    found = wrong("The ship sailed up the River Tweed in 1931.", "River Tweed", pool=pool)
    assert set(found) == {"River Tay", "River Trent", "River Tyne"}


def test_roles_do_not_speak() -> None:
    """Whom somebody plays is no option for who said something."""
    document = read(HARBOUR)
    speaker = document.names.get("anna lindqvist")
    assert speaker is not None
    found = others_of_story(document, speaker, "Winter is the only honest season")
    assert found
    assert not {"Martha Quill", "Josef Brandt", "Anna Lindqvist"} & set(found)


@pytest.mark.parametrize(
    ("around", "sex"),
    [
        ("▇▇▇ sold her boat", "f"),
        ("▇▇▇ sold his boat", "m"),
        ("▇▇▇ sold a boat", ""),
        ("▇▇▇, whose mother saw him", ""),
    ],
)
def test_pronouns_tell_a_sex(around: str, sex: str) -> None:
    """One sex alone in the words around a gap is told."""
    assert told_sex(around) == sex


@pytest.mark.parametrize(
    ("around", "nation"),
    [
        ("The Dutch painter ▇▇▇ slept.", "dutch"),
        ("▇▇▇, a Hungarian-born teacher, slept.", "hungarian"),
        ("▇▇▇ of Cuba slept.", "cuban"),
        ("The painter ▇▇▇ slept.", ""),
    ],
)
def test_nations_beside_the_gap_are_seen(around: str, nation: str) -> None:
    """A demonym or "of COUNTRY" beside the gap names the nation."""
    assert nation_in(around) == nation


def test_a_pen_name_is_no_rival() -> None:
    """Two names of one person never stand against each other."""
    assert same_person("Samuel Clemens", "Mark Twain")
    assert not same_person("Mark Twain", "Jane Austen")


def test_the_answers_place_is_even() -> None:
    """Over many facts the answer takes each of four places about equally often."""
    places = [0, 0, 0, 0]
    for number in range(400):
        places[shuffled("A", ("B", "C", "D"), dice(7, f"fact {number}")).index("A")] += 1
    assert min(places) > 60


def test_dice_depend_on_seed_and_fact_alone() -> None:
    """The same seed and fact throw the same, another seed another."""
    assert dice(1, "x").random() == dice(1, "x").random()
    assert dice(1, "x").random() != dice(2, "x").random()


def test_a_trait_told_binds_the_places() -> None:
    """A country with a volcano stands beside others that have one."""
    found = wrong("The volcano erupted on Iceland in 1931 before dawn in Iceland.", "Iceland")
    assert not {"Denmark", "Finland", "Latvia", "Estonia"} & set(found)


def test_a_capital_is_not_asked_where_its_country_is_told() -> None:
    """Beside provincial towns the capital would be the safe guess."""
    assert wrong("The engine was first sold in Paris, in the heart of France, in 1931.", "Paris") == ()


def test_a_countrys_name_is_as_old_as_the_year_told() -> None:
    """Nobody is offered Pakistan for a year before there was one."""
    for seed in range(5):
        assert "Pakistan" not in wrong("The engine was first sold in India in 1906.", "India", seed=seed)


def test_things_lie_where_the_words_say() -> None:
    """A river of France stands beside rivers of France."""
    found = wrong("The ship sailed up the Loire River in France in 1931.", "Loire River")
    assert "Nile" not in found


def test_nobody_known_to_be_dead_is_offered() -> None:
    """People of note are offered only for years they lived to see."""
    for seed in range(5):
        found = wrong("In 1969 Neil Armstrong saw the engine in a yard.", "Neil Armstrong", seed=seed)
        people = [notables()[key_of(name)] for name in found]
        assert all(not person.died or person.died >= 1969 for person in people)
