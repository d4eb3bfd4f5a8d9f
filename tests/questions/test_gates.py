from dataclasses import replace

import pytest

from questions import gates
from questions.records import Article, Evidence, Format, Kind, Question, Source

TEXT = "Old news. The engine was first sold in Kenya in 1931. It was red."
QUOTE = "The engine was first sold in Kenya in 1931."
ARTICLE = Article(title="Old engines", text=TEXT)
START = TEXT.index(QUOTE)
AT = QUOTE.index("Kenya")
GOOD = Question(
    id="q",
    format=Format.MISSING_WORDS,
    prompt="The engine was first sold in ▇▇▇ in 1931.",
    answer="Kenya",
    kind=Kind.PLACE,
    fact="f",
    evidence=Evidence(QUOTE, START, START + len(QUOTE), AT, AT + 5),
    article=Source("Old engines"),
    options=("Uganda", "Kenya", "Ghana", "Mali"),
)
FALSE = replace(
    GOOD,
    format=Format.TRUE_FALSE,
    prompt="True or false: The engine was first sold in Mali in 1931.",
    answer="False",
    options=("True", "False"),
    correction=QUOTE,
)
GUESS = replace(
    GOOD,
    format=Format.CLOSEST_NUMBER,
    prompt="Closest guess wins: The engine was first sold in Kenya in ▇▇▇.",
    answer="1931",
    kind=Kind.NUMBER,
    options=(),
    evidence=Evidence(QUOTE, START, START + len(QUOTE), 38, 42),
)


@pytest.mark.parametrize("question", [GOOD, FALSE, GUESS], ids=lambda q: q.format)
def test_a_good_question_passes(question: Question) -> None:
    """Nothing is wrong with a sound question of each shape."""
    assert gates.first_reason(question, ARTICLE) == ""


BAD = [
    (replace(GOOD, evidence=replace(GOOD.evidence, start=0)), "evidence does not re-locate"),
    (replace(GOOD, evidence=replace(GOOD.evidence, answer_end=99)), "answer span outside the evidence"),
    (replace(GOOD, evidence=replace(GOOD.evidence, answer_start=0, answer_end=3)), "answer not in evidence"),
    (replace(GOOD, options=("Uganda", "Kenya")), "too few options"),
    (replace(GOOD, options=("Uganda", "Kenya", "uganda")), "options not distinct"),
    (replace(GOOD, options=("Uganda", "Mali", "Ghana")), "answer not once among the options"),
    (replace(GOOD, options=("Uganda", "Kenya", "the Netherlands")), "options of two forms"),
    (replace(GOOD, options=("Uganda", "Kenya", "X" * 81)), "option too long"),
    (replace(GOOD, prompt="Word " * 80 + "▇▇▇"), "prompt too long"),
    (replace(GOOD, prompt="Word " * 62 + "▇▇▇"), "excerpt too long"),
    (replace(GOOD, prompt="In Kenya the engine was first sold in ▇▇▇."), "prompt or title gives the answer"),
    (replace(GOOD, prompt="It was first sold in ▇▇▇ in 1931."), "prompt points elsewhere"),
    (replace(GOOD, prompt="The engine , red, was sold in ▇▇▇."), "scar in the prompt"),
    (replace(GOOD, prompt="The engine was sold in 1931."), "gap missing or doubled"),
    (replace(GOOD, correction=QUOTE), "correction of nothing"),
    (replace(FALSE, correction=""), "correction missing"),
    (replace(FALSE, options=("False", "True")), "options are not true and false"),
    (replace(GUESS, options=("1", "2", "3")), "options where a figure is guessed"),
]


@pytest.mark.parametrize(("question", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_each_fault_has_its_reason(question: Question, reason: str) -> None:
    """One fault is refused by the gate that is named for it."""
    assert gates.first_reason(question, ARTICLE) == reason


def test_the_title_may_not_say_the_answer() -> None:
    """An answer that stands in the title is refused."""
    assert (
        gates.first_reason(GOOD, replace(ARTICLE, title="Engines of Kenya"))
        == "prompt or title gives the answer"
    )


def test_a_long_quote_is_refused() -> None:
    """Evidence beyond the limit is refused, though it re-locates."""
    text = "The engine was sold in Kenya" + " and in the south" * 20
    evidence = Evidence(text, 0, len(text), 23, 28)
    long = replace(GOOD, evidence=evidence)
    assert gates.first_reason(long, replace(ARTICLE, text=text)) == "quote too long"
