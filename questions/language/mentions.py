"""Where names stand in a parsed text: runs of capitalised words, cut of what is no part of the name."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from questions.language.gazetteer import key_of
from questions.language.votes import LABELS
from questions.lexicons import given_names, lower_words, rows, words

_LINKS = frozenset(
    {"of", "the", "de", "da", "di", "du", "del", "della", "van", "von", "der", "la", "le", "el", "al"}
)
_PERSON_LINKS = _LINKS - {"of", "the"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: token offsets in its parsed text."""

    key: str
    start: int
    end: int


def mentions(doc: Doc) -> list[Mention]:
    """Give the places where names stand in a parsed text, in order."""
    return [Mention(key_of(span.text), span.start, span.end) for span in _runs(doc)]


def _runs(doc: Doc) -> list[Span]:
    runs: list[Span] = []
    start: int | None = None
    for token in [*doc, None]:
        if token is not None and _continues(doc, token, start):
            start = token.i if start is None else start
            continue
        if start is not None:
            end = token.i if token is not None else len(doc)
            runs += _trim(doc[start:end])
        start = token.i if token is not None and _opens(token) else None
    return runs


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and any(c.isalpha() for c in token.text)


def _opens(token: Token) -> bool:
    if not _is_capital(token):
        return False
    if token.is_sent_start or (token.i and token.nbor(-1).text in {'"', "(", ":", "'"}):
        return token.pos_ == "PROPN" or token.ent_type_ in LABELS or _starts_name(token)
    return True


def _starts_name(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or not _is_capital(following):
        return False
    return token.lower_ == "the" or not (
        token.is_stop or token.pos_ in {"ADP", "SCONJ", "ADV", "DET", "PRON"}
    )


def _continues(doc: Doc, token: Token, start: int | None) -> bool:
    if start is None:
        return _opens(token)
    if token.is_sent_start:
        return False
    if _is_capital(token):
        return True
    before = doc[token.i - 1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.text == "-" and not before.whitespace_ and not token.whitespace_:
        return after is not None and _is_capital(after)
    if before.text == "-" and not before.whitespace_ and token.is_alpha:
        return False
    if token.is_digit and before.ent_type_ and token.ent_type_ == before.ent_type_ and token.ent_iob_ == "I":
        return True
    if token.lower_ in _PERSON_LINKS and after is not None:
        return _is_capital(after) or (after.lower_ in _PERSON_LINKS)
    if token.lower_ in {"of", "the"} and after is not None and (_is_capital(after) or after.lower_ == "the"):
        return token.ent_iob_ == "I" or _is_opening(doc[start : token.i + 1].text)
    return False


def _is_opening(text: str) -> bool:
    return any(text.endswith(opening) for opening, *_ in rows("head_openings") if opening.endswith(" of"))


def _trim(span: Span) -> list[Span]:
    """Cut a run of the parser's slips: a link at its end, a title before a person, a role before a name."""
    start, end = span.start, span.end
    doc = span.doc
    while end > start and (doc[end - 1].lower_ in _LINKS or not any(c.isalnum() for c in doc[end - 1].text)):
        end -= 1
    while start < end - 1 and (
        doc[start].text in words("titles") or doc[start].lower_ in _LINKS - {"the", "la", "el"}
    ):
        start += 1
    if doc[start].lower_ != "the":
        titled = [i for i in range(start, end - 1) if doc[i].text in words("titles")]
        start = titled[-1] + 1 if titled else start
    if end - start > 2 and _is_role(doc[start]) and doc[start + 1].text in given_names():  # noqa: PLR2004
        start += 1
    if end - start == 1 and doc[start].is_stop and doc[start].text.lower() != "us":
        return []
    return [doc[start:end]] if end > start else []


def _is_role(token: Token) -> bool:
    """Say whether a capital before a given name is no part of it: "Substitute Ana Ruiz", "Enter Ana Ruiz"."""
    low = token.lower_
    is_role = low in lower_words("professions") or token.tag_ in {"VB", "VBP"}
    return is_role and token.text not in given_names()
