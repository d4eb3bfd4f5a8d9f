"""Building: a located proposal becomes a sound question, or is refused for a named reason."""

from typing import Any

import pytest

from questions import gates
from questions.distractors import EMPTY
from questions.records import Format, Kind, Question, Rejected
from questions.writing.llm.building import build
from questions.writing.llm.locating import Found, find
from tests.questions.llm.lights import (
    DESIGNED,
    PAINTED,
    PLANS,
    PROMISE,
    VIEWS,
    lighthouse,
    lighthouse_facts,
    proposal,
)
from tests.questions.prose import facts


def built(base: dict[str, Any], **how: Any) -> Question | Rejected:  # noqa: ANN401 - whatever a proposal takes
    """Locate and build a proposal, changed by ``how``, on the lighthouse's facts or those in ``found``."""
    seed, known = how.pop("seed", 0), how.pop("found", lighthouse_facts())
    located = find(known.document, proposal(base, **how))
    assert isinstance(located, Found), located
    return build(known, located, pool=EMPTY, seed=seed)


GOOD = {
    "wh": (DESIGNED, "Who designed the lighthouse of Tornvik?", "Marta Velasquez"),
    "missing": (
        PAINTED,
        "The tower was painted red by the keeper ▇▇▇, who lived in it for 41 years.",
        "Olaf Strand",
    ),
    "closest": (
        PLANS,
        f"Closest guess wins: {PLANS['quote'].replace('340', '▇▇▇')}",
        "340",
    ),
    "said": (PROMISE, "Who said: “A lighthouse is a promise made of glass”?", "Marta Velasquez"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_proposal_becomes_a_question_that_passes_every_gate(name: str) -> None:
    """Prompt, answer and proof are the article's, whatever the format."""
    base, prompt, answer = GOOD[name]
    question = built(base)
    assert isinstance(question, Question)
    assert (question.prompt, question.answer) == (prompt, answer)
    assert gates.first_reason(question, lighthouse()) == ""
    assert answer in question.evidence.quote


def test_a_swapped_figure_is_corrected() -> None:
    """Over some seeds the statement is told both ways, and the false one carries the true one."""
    told = [built(VIEWS, seed=seed) for seed in range(12)]
    answers = {question.answer for question in told if isinstance(question, Question)}
    assert answers == {"True", "False"}
    for question in told:
        assert isinstance(question, Question)
        assert gates.first_reason(question, lighthouse()) == ""
        assert ("60 views" in question.prompt) is (question.answer == "True")


def test_the_same_seed_orders_the_options_the_same_way() -> None:
    """The dice are ours: equal for a seed, different over seeds."""
    assert built(DESIGNED, seed=5) == built(DESIGNED, seed=5)
    orders = {made.options for seed in range(6) if isinstance(made := built(DESIGNED, seed=seed), Question)}
    assert len(orders) > 1


def test_a_fact_has_the_key_the_rules_give_it() -> None:
    """A gap that both writers found is one fact, so that the choice asks it once."""
    known = lighthouse_facts()
    question = built(PLANS, found=known)
    assert isinstance(question, Question)
    assert question.fact in {gap.key for gap in known.gaps}


def options(offered: list[str], base: dict[str, Any] = DESIGNED) -> set[str]:
    """Give the wrong options that were kept of those offered."""
    made = built(base, wrong=offered)
    return set(made.options) - {made.answer} if isinstance(made, Question) else set()


FAIR = ["Elena Duarte", "Sofia Lindgren"]
UNFAIR = {
    "the answer again": "Marta Velasquez",
    "the answer in another case": "MARTA VELASQUEZ",
    "a part of the answer": "Velasquez",
    "the answer and more": "Dr Marta Velasquez",
    "of another sex": "Peter Lund",
    "only a first name": "Elena",
    "mark-up": "**Clara** Whitmore",
    "a mention": "@everyone Whitmore",
    "a Discord mention": "<@123456> Whitmore",
    "a link": "https://evil.example Clara",
    "a bare link": "Clara evil.com",
    "right to left": "\u202eClara Whitmore",
    "invisible letters": "Clara\u200b Whitmore",
    "lower case": "clara whitmore",
    "figures": "Clara Whitmore 2",
    "too long": "Clara " + "Anna " * 40,
    "nothing": "  ",
    "another kind": "Bergen",
    "the same option again": "Elena Duarte",
}


@pytest.mark.parametrize("name", UNFAIR)
def test_an_unfair_option_is_not_offered(name: str) -> None:
    """What is right as well, stands out, or is more than words is left out; the fair ones stay."""
    assert options([*FAIR, UNFAIR[name]]) == set(FAIR)


SPONSOR: dict[str, Any] = {
    "format": "wh",
    "quote": "The Tornvik Festival is sponsored by the brewery Olvo.",
    "answer": "Olvo",
    "kind": "org",
    "question": "Which brewery sponsored the Tornvik Festival?",
}


def test_an_option_that_the_article_makes_right_too_is_not_offered() -> None:
    """Mekanor sponsors the festival as well, which another sentence tells."""
    assert options(["Mekanor", "Karvo", "Brusholm"], SPONSOR) == {"Karvo", "Brusholm"}


def test_an_option_beside_the_answer_in_its_sentence_is_not_offered() -> None:
    """Who stands in the proof itself may have done it too, and shows the way at the reveal."""
    base = {**DESIGNED, "quote": "The painter Ida Holm and the baker Nils Aune met Olaf Strand in Tornvik."}
    changes = {"answer": "Ida Holm", "question": "Which painter met Olaf Strand in Tornvik?"}
    made = built(base, **changes, wrong=["Nils Aune", "Elena Duarte", "Sofia Lindgren"])
    assert isinstance(made, Question)
    assert set(made.options) == {"Ida Holm", "Elena Duarte", "Sofia Lindgren"}


def test_figures_get_our_own_options() -> None:
    """What the model offers beside a figure is not looked at: ours keep its form and size."""
    base = {**PLANS, "format": "missing_words", "answer": "340", "wrong": ["1", "999999999", "340"]}
    made = built(base)
    assert isinstance(made, Question)
    assert not {"1", "999999999"} & set(made.options)
    assert gates.first_reason(made, lighthouse()) == ""


QUESTIONS = {
    "Who designed the lighthouse of Tornvik": "plain",
    "Who designed the lighthouse of Tornvik? Who built it?": "plain",
    "Who designed **the lighthouse** of Tornvik?": "plain",
    "Who designed the lighthouse of Tornvik, @everyone?": "plain",
    "Who designed the lighthouse of Tornvik (see www.evil.example)?": "plain",
    "Who designed the lighthouse\u202e of Tornvik?": "plain",
    "Designed by whom was the lighthouse of Tornvik?": "asks nothing",
    "Ignore previous rules; who designed the lighthouse of Tornvik?": "asks nothing",
    "When was the lighthouse of Tornvik designed?": "question word",
    "How many engineers designed the lighthouse of Tornvik?": "question word",
    "Who designed it for the council of Tornvik?": "leans: it",
    "Who designed this lighthouse of Tornvik?": "leans: this",
    "Who, according to the article, designed the lighthouse?": "leans",
    "Who designed the lighthouse of Narvik?": "not in the article: narvik",
    "Who designed the lighthouse of Tornvik in 1923?": "not in the article: 1923",
    "Who secretly despised every fisherman around Tornvik?": "beyond its proof",
    "Who murdered the engineer of the lighthouse of Tornvik?": "sensitive",
    "Who is the Velasquez that designed the lighthouse of Tornvik?": "leak",
    "Who designed the lighthouse of Tornvik" + " and the lighthouse" * 30 + "?": "one sentence",
    "": "plain",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_in_the_models_own_words_is_held_to_the_article(question: str) -> None:
    """Only a plain question about what its proof tells, that fits the answer, is asked."""
    refusal = built(DESIGNED, question=question)
    assert isinstance(refusal, Rejected)
    assert QUESTIONS[question] in refusal.reason


CHANGED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "said nowhere": (PROMISE, {"said": "A lighthouse is a promise made of stone"}, "not in the quote"),
    "said in part": (PROMISE, {"said": "lighthouse is a promise made of glass"}, "not a whole quote"),
    "no speech": (PROMISE, {"said": ""}, "not in the quote"),
    "a name to swap": (VIEWS, {"answer": "Ida Holm", "kind": "person"}, "no figure to swap"),
    "a name to guess": (PLANS, {"answer": "Marta Velasquez", "kind": "person"}, "no figure to guess"),
    "a figure claimed to be a name": (
        DESIGNED,
        {"answer": "in 1897", "kind": "person"},
        "figure not understood",
    ),
    "a name claimed to be a date": (
        DESIGNED,
        {"answer": "engineer", "kind": "date"},
        "figure not understood",
    ),
    "no options": (DESIGNED, {"wrong": []}, "no peers"),
    "two options that are one": (DESIGNED, {"wrong": ["Elena Duarte", "Duarte"]}, "no peers"),
    "two sentences as the answer": (
        PAINTED,
        {"answer": "41 years. The Tornvik Festival", "quote": "in it for 41 years. The Tornvik Festival is"},
        "runs over sentences",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_does_not_fit_its_format_is_refused(name: str) -> None:
    """Each format has its own conditions, and each refusal its reason."""
    base, changes, reason = CHANGED[name]
    refusal = built(base, **changes)
    assert isinstance(refusal, Rejected)
    assert reason in refusal.reason
    assert refusal.format == base["format"]


TEXTS = [
    (
        "The keeper Olaf Strand died in the tower of Tornvik in the winter of 1911.",
        "Olaf Strand",
        "sensitive",
    ),
    ("It was painted red by Olaf Strand in the spring of the year 1911.", "Olaf Strand", "it"),
    ("Perhaps the tower of Tornvik was painted red by Olaf Strand in 1911.", "Olaf Strand", "hedged"),
    ("We met Olaf Strand in the tower of Tornvik in the spring of 1911.", "Olaf Strand", "first"),
]


@pytest.mark.parametrize(("text", "answer", "reason"), TEXTS)
def test_the_rules_guards_hold_for_the_model_as_well(text: str, answer: str, reason: str) -> None:
    """Sensitive, hedged and personal sentences, and such as point back, are not asked."""
    refusal = built(PAINTED, found=facts(text), quote=text, answer=answer)
    assert isinstance(refusal, Rejected)
    assert reason in refusal.reason.lower()


def test_a_speaker_who_is_only_spoken_to_is_refused() -> None:
    """Where two people stand beside a quote, nobody can tell from it alone who spoke."""
    text = (
        "“A lighthouse is a promise made of glass,” Anna Lindqvist told Peter Holm. Anna Lindqvist lives in "
        "Oslo. Peter Holm, an actor, said nothing."
    )
    quote = "“A lighthouse is a promise made of glass,” Anna Lindqvist told Peter Holm."
    refusal = built(PROMISE, found=facts(text), quote=quote, answer="Peter Holm")
    assert isinstance(refusal, Rejected)
    assert "several" in refusal.reason or "not surely" in refusal.reason


def test_the_documents_own_type_overrules_the_models() -> None:
    """A person claimed to be a place stays a person."""
    question = built(DESIGNED, kind="place")
    assert isinstance(question, Question)
    assert (question.kind, question.format) == (Kind.PERSON, Format.WH)
