"""Whether words that a language model made up may be shown: plain, short, and nothing but words."""

import re
import unicodedata

from questions.facts import guards
from questions.language import Document
from questions.language.normalise import clean
from questions.records import Kind

_BARRED = re.compile(r"[<>\[\]{}@*_`~|#\\^=]|https?:|www\.|\w\.(?:com|net|org|io|gg|ly)\b|://", re.IGNORECASE)
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|them|this|these|those|here|there|I|we|you|us|me|my|our|your)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:article|passage|text above|author of this|according to the)\b", re.IGNORECASE)
_OWNERS = re.compile(r"\b(?:his|her|its|their)\b")
_ASKS = {
    "who": frozenset({Kind.PERSON, Kind.ORG}),
    "whom": frozenset({Kind.PERSON}),
    "whose": frozenset({Kind.PERSON, Kind.ORG}),
    "where": frozenset({Kind.PLACE, Kind.ORG, Kind.EVENT}),
    "when": frozenset({Kind.DATE}),
    "how": frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT}),
    "what": frozenset(Kind) - {Kind.PERSON},
    "which": frozenset(Kind),
}
_LEADS = frozenset(
    {"in", "on", "at", "for", "from", "to", "of", "by", "with", "under", "after", "about", "as"}
)
_SHORTEST, _LONGEST = 4, 40  # words
_CONTENT = 4  # letters from which a word says what a question is about
_STEM = 5
_GROUNDED = 0.6  # share of a question's words that its proof or the title must hold
_SMALL = frozenset(
    "about after also among been before being could does during each first from have into just many most "
    "much only other over same some such than that their them then there these they this those under "
    "until very were what when where which while whom whose will with would name called".split()
)


def is_plain(text: str) -> bool:
    """Say whether a text is words alone: no mark-up, mention, link, control or invisible character."""
    if not text.strip() or _BARRED.search(text):
        return False
    return not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in text)


def stems(text: str) -> frozenset[str]:
    """Give what a text is about: its longer words by their first letters."""
    words = re.findall(r"[^\W_]+", clean(text).text.lower())
    return frozenset(w[:_STEM] for w in words if len(w) >= _CONTENT and w not in _SMALL)


def names_and_figures(text: str) -> frozenset[str]:
    """Give the capitalised words and figures of a text after its first word, in lower case."""
    words = re.findall(r"[^\W_]+", clean(text).text)
    return frozenset(w.lower() for w in words[1:] if w[0].isupper() or w[0].isdigit())


def unfit_question(document: Document, question: str, kind: Kind, proof: str) -> str:
    """Name why a question in the model's own words cannot be asked, or give nothing.

    ``proof`` is the evidence it rests on; title and proof must hold what the question speaks of.
    """
    words = question.split()
    if not is_plain(question) or question.count("?") != 1 or not question.endswith("?"):
        return "question is not plain"
    if not _SHORTEST <= len(words) <= _LONGEST or not question[0].isupper():
        return "question is not one sentence"
    opening = [word.lower().strip(",'’") for word in words[:3]]
    asking = next((word for word in opening if word in _ASKS), "")
    if not asking or opening[0] not in {asking, *_LEADS}:
        return "question asks nothing"
    if kind not in _ASKS[asking]:
        return "question word does not fit the answer"
    if found := _LEANS.search(question) or _ARTICLE.search(question):
        return f"question leans: {found.group().lower()}"
    owner = _OWNERS.search(question)
    if owner and not names_and_figures(question[: owner.start()]):
        return f"question leans: {owner.group()}"
    if reason := guards.sensitive(question):
        return reason
    return _ungrounded(document, question, proof)


def _ungrounded(document: Document, question: str, proof: str) -> str:
    known = re.findall(r"[^\W_]+", f"{document.article.title} {document.clean.text}".lower())
    if strange := names_and_figures(question) - frozenset(known):
        return f"not in the article: {min(strange)}"
    about = stems(question)
    held = stems(f"{document.article.title} {proof}")
    if not about or len(about & held) < _GROUNDED * len(about):
        return "question goes beyond its proof"
    return ""
