import pytest

from questions.facts.quotes import speeches
from questions.facts.values import Drop, Speech
from tests.questions.prose import read

WHO = "The diver Anna Holm lives in Oslo with Lars Berg. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Winter is the only honest season,” says Anna Holm.", "Winter is the only honest season,"),
        ("“Winter is the only honest season,” Holm said.", "Winter is the only honest season,"),
        ("Anna Holm said, “Winter is the only honest season.”", "Winter is the only honest season."),
        ("“Winter is the only honest season,” said Dr. Anna Holm.", "Winter is the only honest season,"),
        ("“Winter is the only honest season,” Chief Anna Holm said.", "Winter is the only honest season,"),
    ],
)  # fmt: skip
def test_a_tag_beside_the_quote_names_the_speaker(text: str, words: str) -> None:
    """The speaker is the person whose name and verb of saying stand next to this very quote."""
    found = [speech for speech in speeches(read(WHO + text)) if isinstance(speech, Speech)]
    assert [(speech.words, speech.speaker.form) for speech in found] == [(words, "Anna Holm")]


def test_a_quote_goes_on_after_its_tag() -> None:
    """What follows "said X, a diver." is X's as well; after another sentence it is nobody's for sure."""
    goes_on = (
        WHO + "“Winter is the only honest season,” said Anna Holm, a diver. “Dogs love the snow in Oslo.”"
    )
    found = [speech for speech in speeches(read(goes_on)) if isinstance(speech, Speech)]
    assert [(speech.words, speech.speaker.form) for speech in found] == [
        ("Winter is the only honest season,", "Anna Holm"),
        ("Dogs love the snow in Oslo.", "Anna Holm"),
    ]
    broken = goes_on.replace("a diver. ", "a diver. Lars Berg laughed. ")
    assert [s.words for s in speeches(read(broken)) if isinstance(s, Speech)] == [
        "Winter is the only honest season,"
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“It is the only honest season of all,” says Anna Holm.", "quote: points back: it"),
        ("“Winter is cold,” says Anna Holm.", "quote: too short"),
        ("“But winter is the only honest season,” says Anna Holm.", "quote: leans on what came before"),
        ("“Winter was deadly for the birds,” says Anna Holm.", "quote: sensitive: deadly"),
        ("“Anna is the only honest diver,” says Anna Holm.", "quote: names its speaker"),
        (
            "“Winter is the only honest season,” says Brightwater.",
            "quote: the speaker is not surely a person",
        ),
    ],
)
def test_a_quote_that_does_not_stand_alone_is_dropped(text: str, reason: str) -> None:
    """The reason for a quote left out is told."""
    found = [drop.reason for drop in speeches(read(WHO + text)) if isinstance(drop, Drop)]
    assert found == [reason]


def test_a_quoted_title_is_no_speech() -> None:
    """Words in quotes without a verb of saying beside them have no speaker."""
    assert list(speeches(read(WHO + "She wrote “The long and honest winter” in 1901."))) == []


def test_a_speechs_span_holds_quote_and_tag() -> None:
    """The evidence of a speech covers both, and marks the name as it stands in the tag."""
    document = read(WHO + "“Winter is the only honest season,” Holm said.")
    speech = next(found for found in speeches(document) if isinstance(found, Speech))
    text = document.clean.text
    assert text[speech.start : speech.end] == '"Winter is the only honest season," Holm said'
    assert text[speech.name_start : speech.name_end] == "Holm"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Anna Holm, a diver, came home on Friday. “Winter is the only honest season,” she said.",
            "Anna Holm",
        ),
        (
            "Anna Holm went out. The wind had dropped. “Winter is the only honest season,” she said.",
            "Anna Holm",
        ),
        (
            "Lars Berg sold bread.\n\nAnna Holm, 41, was late. “Winter is the only honest season,” he said.",
            "Lars Berg",
        ),
    ],
)
def test_a_pronoun_in_a_tag_means_the_one_person_of_its_sex(text: str, speaker: str) -> None:
    """A tag with "she" names the last woman the story told of, if no other can be meant."""
    found = [speech for speech in speeches(read(text)) if isinstance(speech, Speech)]
    assert [speech.speaker.form for speech in found] == [speaker]


@pytest.mark.parametrize(
    "before",
    [
        "Anna Holm and Ingrid Vik came home on Friday.",
        "Anna Holm, a diver, and Ingrid Vik, a painter, came home on Friday.",
        "Anna Holm came home on Friday. Her mother was waiting.",
        "Anna Holm came home on Friday. The teacher laughed.",
        "In 1988 the race at Bergen was won by Anna Holm.",
        "The boats came home on Friday.",
        "The boats came home from a race in which Anna Holm fell.",
    ],
)
def test_a_pronoun_that_may_mean_two_names_nobody(before: str) -> None:
    """Where another may be meant, or the one named was only told of, the quote is left out."""
    text = f"{before} “Winter is the only honest season,” she said."
    found = list(speeches(read(text)))
    assert [drop.reason for drop in found if isinstance(drop, Drop)] == ["quote: whom it means: she"]
    assert not [one for one in found if isinstance(one, Speech)]


def test_a_pronouns_proof_stands_in_two_places() -> None:
    """One names the speaker, the other holds the quote and its tag."""
    document = read("Anna Holm, a diver, came home. “Winter is the only honest season,” she said.")
    (speech,) = (one for one in speeches(document) if isinstance(one, Speech))
    text = document.clean.text
    assert text[speech.start : speech.end] == "Anna Holm, a diver, came home."
    assert speech.also is not None
    assert text[speech.also[0] : speech.also[1]] == '"Winter is the only honest season," she said'


def test_a_quote_far_from_its_tag_is_proved_in_two_places() -> None:
    """A long speech is not shown whole: the tag and the sentence asked for are."""
    long = " ".join(["The lake is cold in the morning and cold in the evening too."] * 5)
    document = read(WHO + f"“{long}” said Anna Holm, a diver. “Dogs love the snow in Oslo.”")
    found = [one for one in speeches(document) if isinstance(one, Speech)]
    far = next(one for one in found if one.words.startswith("The lake"))
    assert far.also is not None
    assert document.clean.text[far.also[0] : far.also[1]].startswith('"The lake is cold')


def test_in_a_portrait_she_is_not_the_last_woman_named() -> None:
    """The article's own person comes back as "she"; another woman must be presented to be meant."""
    story = (
        "Anna Holm was a diver, and Anna Holm wrote of the sea all her life. "
        "Ingrid Vik sailed, and Ingrid Vik dived. Ingrid Vik won the race of 1984. "
        "“Winter is the only honest season,” she said."
    )
    assert not [
        one for one in speeches(read(story, title="Anna Holm, a diver of Oslo")) if isinstance(one, Speech)
    ]
    presented = story.replace("Ingrid Vik won", "Ingrid Vik, a painter, won")
    found = [
        one
        for one in speeches(read(presented, title="Anna Holm, a diver of Oslo"))
        if isinstance(one, Speech)
    ]
    assert [one.speaker.form for one in found] == ["Ingrid Vik"]
