"""What every question must satisfy before it may be asked: one small function per reason.

Invariants, for each question that passes ``first_reason``:
    * its evidence re-locates in the article's text and holds the answer's words;
    * it has 2 to 4 distinct options fit for its format, the answer once among them;
    * neither prompt nor title gives the answer away, and nothing in it points outside.
"""

import re
from collections.abc import Callable

from questions.language.gazetteer import key_of
from questions.records import Article, Format, Kind, Question

PROMPT_LIMIT, EXCERPT_LIMIT, OPTION_LIMIT, QUOTE_LIMIT = 340, 300, 80, 300
BLANK = "▇▇▇"
_LEAD = {Format.CLOSEST_NUMBER: "Closest guess wins: ", Format.TRUE_FALSE: "True or false: "}
_POINTERS = re.compile(
    r"^(?:(?:True or false|Closest guess wins): )?(?:It|They|(?P<sex>He|She)|This|These|Those|That)\b(?! \[)"
)
_SCARS = re.compile(r"\s[,.;:?!](?:\s|$)|,,|\(\s*\)|\s{2,}|\.\.(?!\.)|, ?[.?]|\ufffd")

_OFTEN = 3  # mentions that make somebody whom an article is about

Gate = Callable[[Question, Article], str]


def evidence_locates(question: Question, article: Article) -> str:
    """The quote stands in the article where the evidence says."""
    return "" if question.evidence.locates_in(article.text) else "evidence does not re-locate"


def answer_in_evidence(question: Question, _: Article) -> str:
    """The evidence marks the answer, or for true and false the true value, inside the quote."""
    proof = question.evidence
    if not 0 <= proof.answer_start < proof.answer_end <= len(proof.quote):
        return "answer span outside the evidence"
    if question.format is Format.TRUE_FALSE:
        return ""
    marked = key_of(proof.answer)
    forms = {key_of(form) for form in (question.answer, *question.accepted)}
    return (
        ""
        if marked in forms or any(marked in form or form in marked for form in forms)
        else "answer not in evidence"
    )


def options_fit(question: Question, _: Article) -> str:
    """The options are as many as the format asks for, differ, and hold the answer exactly once."""
    options = question.options
    if question.format is Format.CLOSEST_NUMBER:
        return "options where a figure is guessed" if options else ""
    if question.format is Format.TRUE_FALSE:
        fits = options == ("True", "False") and question.answer in options
        return "" if fits else "options are not true and false"
    if not 3 <= len(options) <= 4:  # noqa: PLR2004
        return "too few options"
    if len({key_of(option) for option in options}) != len(options):
        return "options not distinct"
    return "" if options.count(question.answer) == 1 else "answer not once among the options"


def options_alike(question: Question, _: Article) -> str:
    """No option stands out by its form: all have digits or none, all an article or none."""
    options = question.options
    if question.format is Format.TRUE_FALSE or not options:
        return ""
    digits = {any(c.isdigit() for c in option) for option in options}
    articles = {option.lower().startswith("the ") for option in options}
    if len(digits) > 1 and question.kind in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DATE}:
        return "options of two forms"
    return "options of two forms" if len(articles) > 1 and question.kind is not Kind.WORK else ""


def lengths_fit(question: Question, _: Article) -> str:
    """Prompt, excerpt, options and quote keep within what a phone shows."""
    body = question.prompt.removeprefix(_LEAD.get(question.format, ""))
    if len(question.prompt) > PROMPT_LIMIT:
        return "prompt too long"
    if BLANK in body and len(body) > EXCERPT_LIMIT:
        return "excerpt too long"
    if any(len(option) > OPTION_LIMIT for option in question.options):
        return "option too long"
    proof = question.evidence
    return "quote too long" if max(len(proof.quote), len(proof.also)) > QUOTE_LIMIT else ""


def prompt_is_silent(question: Question, article: Article) -> str:
    """Neither the prompt nor the title says the answer or another form of it."""
    if question.format is Format.TRUE_FALSE:
        return ""
    shown = f" {key_of(question.prompt)} ▇ {key_of(article.title)} "
    for form in (question.answer, *question.accepted):
        key = key_of(form)
        if len(key) > 1 and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", shown):
            return "prompt or title gives the answer"
    return ""


def prompt_stands(question: Question, article: Article) -> str:
    """The prompt does not open with a word that points elsewhere; "he" and "she" may mean the title's."""
    found = _POINTERS.match(question.prompt)
    if found is None or (found["sex"] and _names_somebody(article)):
        return ""
    return "prompt points elsewhere"


def _names_somebody(article: Article) -> bool:
    """Say whether the title holds a name that the text keeps naming."""
    names = re.findall(r"\b[A-Z]\w{3,}", article.title)
    return any(len(re.findall(rf"\b{re.escape(name)}\b", article.text)) >= _OFTEN for name in names)


def surface_clean(question: Question, _: Article) -> str:
    """The prompt bears no scar of a cut, and asks once."""
    prompt = question.prompt
    if _SCARS.search(prompt):
        return "scar in the prompt"
    gaps = prompt.count(BLANK)
    wanted = question.format in {Format.MISSING_WORDS, Format.CLOSEST_NUMBER}
    return "" if gaps == int(wanted) else "gap missing or doubled"


def correction_given(question: Question, _: Article) -> str:
    """A false statement carries the true one, and only a false one does."""
    is_false = question.format is Format.TRUE_FALSE and question.answer == "False"
    if bool(question.correction) != is_false:
        return "correction missing" if is_false else "correction of nothing"
    return ""


GATES: tuple[Gate, ...] = (
    evidence_locates,
    answer_in_evidence,
    options_fit,
    options_alike,
    lengths_fit,
    prompt_is_silent,
    prompt_stands,
    surface_clean,
    correction_given,
)


def first_reason(question: Question, article: Article) -> str:
    """Give the first gate's reason to refuse a question, or nothing."""
    return next((reason for gate in GATES if (reason := gate(question, article))), "")
