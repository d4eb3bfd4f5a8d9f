"""The document's names, each typed once by vote over all its mentions, with short forms merged into full ones.

A vote comes from the parser's labels, from nouns beside the name ("the series X", "chemist X"), from tables and
from the name's own last word; tables and heads overrule votes. What stays unsure has no kind and is never asked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from questions.language import gazetteer
from questions.language.gazetteer import key_of
from questions.lexicons import lower_words, rows, words
from questions.records import Kind

_LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORG,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "WORK_OF_ART": Kind.WORK,
    "EVENT": Kind.EVENT,
    "NORP": Kind.OTHER,
    "LAW": Kind.OTHER,
    "PRODUCT": Kind.OTHER,
    "LANGUAGE": Kind.OTHER,
}
_LINKS = frozenset({"of", "the", "de", "da", "di", "du", "del", "della", "van", "von", "der", "la", "le", "el", "al"})
_PERSON_LINKS = _LINKS - {"of", "the"}
_YEAR = re.compile(r"1[0-9]{3}|20[0-4][0-9]")
SURE = 0.65  # share of the votes from which a kind is believed; PROTOTYPE: below it half of the kinds were wrong


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: token offsets in its parsed text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """What the document as a whole says of a name."""

    key: str
    form: str
    kind: Kind | None
    subkind: str = ""
    confidence: float = 0.0
    count: int = 0
    sex: str = ""
    profession: str = ""
    fields: frozenset[str] = frozenset()
    nation: str = ""
    era: int = 0
    texts: tuple[int, ...] = (0,)
    is_human: bool = False
    is_short: bool = False
    short_forms: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[Kind] = field(default_factory=Counter)
    subkinds: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    professions: Counter[str] = field(default_factory=Counter)
    human: int = 0
    titled: int = 0
    fields: set[str] = field(default_factory=set)
    nations: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    articled: int = 0
    texts: set[int] = field(default_factory=set)


class Names:
    """The name table of one document."""

    def __init__(self, table: dict[str, Name], mentions: list[list[Mention]]) -> None:
        self._table = table
        self._mentions = mentions
        self._over = [{i: m.key for m in found for i in range(m.start, m.end)} for found in mentions]

    def get(self, key: str) -> Name | None:
        """Give what is known of a key; a short form leads to the full name."""
        return self._table.get(key)

    def at(self, text: int) -> Sequence[Mention]:
        """Give the mentions in one parsed text, in order."""
        return self._mentions[text]

    def over(self, text: int, token: int) -> Name | None:
        """Give the name that a token of a parsed text is part of."""
        key = self._over[text].get(token)
        return self._table.get(key) if key else None

    def within(self, span: Span, text: int) -> list[tuple[Mention, Name]]:
        """Give the known names inside a span of a parsed text."""
        inside = [m for m in self._mentions[text] if span.start <= m.start and m.end <= span.end]
        return [(m, name) for m in inside if (name := self._table.get(m.key))]

    def all(self) -> Iterable[Name]:
        """Give every full name once, the most frequent first."""
        unique = {name.key: name for name in self._table.values()}
        return sorted(unique.values(), key=lambda name: (-name.count, name.key))


def build_names(docs: Sequence[Doc], title: str) -> Names:
    """Read the names of all parsed texts of a document."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    mentions: list[list[Mention]] = []
    for text, doc in enumerate(docs):
        found = [_mention(doc, span) for span in _runs(doc)]
        mentions.append(found)
        for mention in found:
            _count(doc, mention, tallies[mention.key])
            tallies[mention.key].texts.add(text)
    table = {key: replace(_typed(key, tally), texts=tuple(sorted(tally.texts))) for key, tally in tallies.items()}
    _cue_title(title, table)
    return Names(_merge_short(table), mentions)


# --- where names stand ------------------------------------------------------------------------------------


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
        return token.pos_ == "PROPN" or token.ent_type_ in _LABELS or _starts_name(token)
    return True


def _starts_name(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or not _is_capital(following):
        return False
    return token.lower_ == "the" or not (token.is_stop or token.pos_ in {"ADP", "SCONJ", "ADV", "DET", "PRON"})


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
    while start < end - 1 and (doc[start].text in words("titles") or doc[start].lower_ in _LINKS - {"the", "la", "el"}):
        start += 1
    if doc[start].lower_ != "the":
        titled = [i for i in range(start, end - 1) if doc[i].text in words("titles")]
        start = titled[-1] + 1 if titled else start
    if end - start == 1 and doc[start].is_stop and doc[start].text.lower() != "us":
        return []
    return [doc[start:end]] if end > start else []


def _mention(doc: Doc, span: Span) -> Mention:
    return Mention(key_of(span.text), span.start, span.end)


# --- votes -------------------------------------------------------------------------------------------------


def _count(doc: Doc, mention: Mention, tally: _Tally) -> None:
    span = doc[mention.start : mention.end]
    tally.forms[_form(span)] += 1
    inside = Counter(t.ent_type_ for t in span if t.ent_type_ in _LABELS)
    if inside:
        label, size = inside.most_common(1)[0]
        if size * 2 > len(span):
            tally.votes[_LABELS[label]] += 1
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    tally.articled += before is not None and before.lower_ == "the" and span.root.dep_ != "compound"
    tally.years += [int(t.text) for t in span.sent if _YEAR.fullmatch(t.text)]
    _count_human(span, before, after, tally)
    _count_cues(span, before, after, tally)


def _form(span: Span) -> str:
    if span[0].lower_ == "the" and span[0].is_sent_start:
        return span[1:].text
    return span.text


def _count_human(span: Span, before: Token | None, after: Token | None, tally: _Tally) -> None:
    if before is not None and before.text in words("titles"):
        tally.votes[Kind.PERSON] += 2
        tally.human += 1
        tally.titled += 1
    elif before is not None and before.lower_ in lower_words("professions") and before.dep_ in {"compound", "amod", "nmod"}:
        tally.votes[Kind.PERSON] += 2
        tally.human += 1
        tally.professions[before.lower_] += 1
        if before.i and (nation := gazetteer.demonyms().get(before.nbor(-1).lower_)):
            tally.nations[nation.demonym.lower()] += 1
    head = span.root
    if head.dep_ == "nsubj" and head.head.lemma_ in words("human_verbs"):
        tally.votes[Kind.PERSON] += 1
        tally.human += 1
    if head.dep_ in {"nsubj", "agent"} or (head.dep_ == "pobj" and head.head.dep_ == "agent"):
        verb = head.head if head.dep_ == "nsubj" else head.head.head
        tally.fields |= {f for f, _, verbs in _FIELDS if verb.lemma_ in verbs}
        if verb.lemma_ == "play" and any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children):
            tally.fields.add("performing")
    if after is not None and after.text == "," and after.i + 1 < len(span.doc):
        tally.human += _appositive(span.doc, after.i + 1, tally)
    if head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_ == "be":
        _profession(next((c for c in head.head.children if c.dep_ == "attr"), None), tally)


def _appositive(doc: Doc, at: int, tally: _Tally) -> int:
    token = doc[at]
    if token.lower_ == "who" or token.lower_ == "aged":
        tally.votes[Kind.PERSON] += 1
        return 1
    if token.lower_ in {"a", "an", "the"}:
        noun = next((t for t in doc[at + 1 : at + 7] if t.lower_ in lower_words("professions")), None)
        if noun is not None and noun.dep_ == "appos":
            nation = gazetteer.demonyms().get(noun.nbor(-1).lower_.removesuffix("-born"))
            tally.nations.update([nation.demonym.lower()] if nation else [])
            tally.professions[noun.lower_] += 1
            tally.votes[Kind.PERSON] += 1
            return 1
    return 0


def _profession(noun: Token | None, tally: _Tally) -> None:
    if noun is not None and noun.lower_ in lower_words("professions"):
        tally.professions[noun.lower_] += 1
        tally.votes[Kind.PERSON] += 1
        tally.human += 1


def _count_cues(span: Span, before: Token | None, after: Token | None, tally: _Tally) -> None:
    noun = before.lower_ if before is not None else ""
    if noun in {"like", "called", "named", "of"} and before is not None and before.i:
        back = before.nbor(-1)
        back = back.nbor(-1) if back.text == "," and back.i else back
        is_named = noun != "of" or back.lower_ in {"town", "city", "port", "village", "island"}
        noun = (back.lemma_.lower() if noun != "of" else back.lower_) if is_named else ""
    elif noun == "," and before is not None and before.i > 1:
        closes = after is None or after.text in {",", ".", ")", ";"}
        noun = before.nbor(-1).lower_ if closes else ""
    kind = _CUES.get(noun)
    if kind is None and after is not None and after.text == ",":
        kind = _described(span.doc, after.i + 1)
    if kind is None and span.root.dep_ == "nsubj" and span.root.head.lemma_ == "be":
        attr = next((c for c in span.root.head.children if c.dep_ == "attr"), None)
        kind = _CUES.get(attr.lower_) if attr is not None and attr.i > span.end else None
    if kind is not None:
        tally.votes[kind[0]] += 2
        tally.subkinds[kind] += 1


def _described(doc: Doc, at: int) -> tuple[Kind, str] | None:
    if at >= len(doc) or doc[at].lower_ not in {"a", "an", "the", "another"}:
        return None
    for token in doc[at + 1 : at + 8]:
        if token.pos_ in {"VERB", "AUX", "ADP", "PRON"} or token.text in {",", "."}:
            return None
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.pos_ == "NOUN" and (following is None or following.pos_ not in {"NOUN", "PROPN", "PUNCT"}):
            return _CUES.get(token.lower_)
    return None


_FIELDS = tuple((name, set(nouns.split("|")), set(verbs.split("|"))) for name, nouns, verbs in rows("fields"))


def fields_of(noun: str) -> frozenset[str]:
    """Give the fields of life a noun for a person belongs to."""
    return frozenset(name for name, nouns, _ in _FIELDS if noun in nouns)


_CUES = {noun: (Kind(kind), subkind) for noun, kind, subkind in rows("cue_nouns")}
_HEADS = {head: (Kind(kind), subkind) for head, kind, subkind in rows("head_nouns")}
_OPENINGS = tuple((opening + " ", Kind(kind), subkind) for opening, kind, subkind in rows("head_openings"))


# --- one kind a name ---------------------------------------------------------------------------------------


def _typed(key: str, tally: _Tally) -> Name:
    form = max(tally.forms, key=lambda f: (tally.forms[f], len(f), f))
    count = sum(tally.forms.values())
    known = _by_table(key, form, tally) or _by_form(form)
    if known is not None:
        return Name(key, form, known[0], known[1], 1.0, count)
    if key in gazetteer.notables() and tally.votes[Kind.PLACE] <= tally.votes[Kind.PERSON]:
        person = gazetteer.notables()[key]
        known_fields = fields_of(person.profession)
        return Name(
            key, form, Kind.PERSON, "", 1.0, count, person.sex, person.profession, known_fields,
            person.nationality.lower(), _era(tally), is_human=True,
        )  # fmt: skip
    return _by_vote(key, form, count, tally)


def _by_table(key: str, form: str, tally: _Tally) -> tuple[Kind, str] | None:
    known = gazetteer.place_of(key)
    if known and form not in words("ambiguous_names"):
        return known
    votes = tally.votes
    is_place = votes[Kind.PLACE] * 2 > sum(votes.values())
    if known and is_place and not votes[Kind.PERSON]:
        return known
    if key in gazetteer.cities() and is_place and not (form in words("ambiguous_names") and votes[Kind.PERSON]):
        return Kind.PLACE, "city"
    return None


def _by_form(form: str) -> tuple[Kind, str] | None:
    tokens = form.removeprefix("The ").removeprefix("the ").split()
    if len(tokens) < 2:  # noqa: PLR2004 - a head needs something to be the head of
        return None
    if re.search(r"\bof\b", form) is None and tokens[-1] in _HEADS:
        return _HEADS[tokens[-1]]
    plain = " ".join(tokens) + " "
    return next(((kind, sub) for opening, kind, sub in _OPENINGS if plain.startswith(opening)), None)


def _by_vote(key: str, form: str, count: int, tally: _Tally) -> Name:
    votes = tally.votes
    if not votes:
        return Name(key, form, None, count=count)
    kind, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    confidence = most / sum(votes.values())
    if confidence < SURE and tally.subkinds and not tally.human:
        kind, confidence = tally.subkinds.most_common(1)[0][0][0], SURE  # the text's own noun beats a torn parser
    subkind = next((s for (k, s), _ in tally.subkinds.most_common() if k == kind), "")
    if kind is Kind.PERSON:
        return _person(key, form, count, confidence, tally)
    if kind is Kind.PLACE and not subkind:
        confidence = 0.0
    if len(form.split()) == 1 and count == 1 and not subkind:
        confidence = 0.0
    return Name(key, form, kind, subkind, confidence, count)


def _person(key: str, form: str, count: int, confidence: float, tally: _Tally) -> Name:
    tokens = form.split()
    if not _reads_as_person(tokens):
        return Name(key, form, None, count=count)
    first = tokens[0]
    sex = "m" if first in words("male_names") else "f" if first in words("female_names") else ""
    has_given = bool(sex) or "." in first
    human = bool(tally.human or tally.titled) or (has_given and len(tokens) > 1)
    profession = tally.professions.most_common(1)[0][0] if tally.professions else ""
    if len(tokens) == 1 and not tally.human:
        confidence = min(confidence, 0.5)
    if tally.articled * 2 > count:
        return Name(key, form, Kind.ORG, "", 0.0, count)  # "the Beatles", "the Broncos": never one person
    nation = tally.nations.most_common(1)[0][0] if tally.nations else ""
    fields = fields_of(profession) or frozenset(tally.fields)
    return Name(
        key, form, Kind.PERSON, "", confidence, count, sex, profession, fields, nation, _era(tally), is_human=human
    )


def _era(tally: _Tally) -> int:
    return sorted(tally.years)[len(tally.years) // 2] if tally.years else 0


def _reads_as_person(tokens: list[str]) -> bool:
    for token in tokens:
        low = key_of(token)
        if any(c.isdigit() for c in token) or token in {"The", "the", "of", "and", "&"}:
            return False
        if low in gazetteer.countries() and token not in words("ambiguous_names"):
            return False
        if token in words("common_forms") or token.isupper() and len(token) > 3:  # noqa: PLR2004 - JFK is a person
            return False
        if token in _HEADS and token not in {"Hall", "Park", "Lake", "Church", "Temple", "Post", "Bridge", "Rivers"}:
            return False
    return len(tokens) <= 4  # noqa: PLR2004


def _cue_title(title: str, table: dict[str, Name]) -> None:
    """A person whose whole name is the title is human whatever the text calls them."""
    name = table.get(key_of(title))
    if name is not None and name.kind is Kind.PERSON and len(name.form.split()) > 1:
        table[name.key] = replace(name, is_human=True)


# --- short forms -------------------------------------------------------------------------------------------


def _merge_short(table: dict[str, Name]) -> dict[str, Name]:
    """Lead surnames and other endings of exactly one full name to that name; of several, to none."""
    full = [name for name in table.values() if len(name.form.split()) > 1 and name.kind in {Kind.PERSON, Kind.WORK}]
    merged = dict(table)
    for key, name in table.items():
        owners = [f for f in full if f.key != key and _is_short(name, f)]
        if not owners:
            continue
        if len({owner.key for owner in owners}) > 1:
            owners = [f for f in owners if f.key.split()[-1] == key and "-" not in f.form] or owners
        if len(owners) != 1 or _is_given(name):
            merged[key] = replace(name, kind=None, confidence=0.0, is_human=False)
            continue
        owner = merged[owners[0].key]
        merged[owner.key] = replace(
            owner,
            count=owner.count + name.count,
            confidence=max(owner.confidence, SURE + 0.2),
            is_human=owner.is_human or owner.kind is Kind.PERSON,
            profession=owner.profession or name.profession,
            fields=owner.fields or name.fields,
            era=owner.era or name.era,
            short_forms=(*owner.short_forms, name.form),
        )
        merged[key] = replace(name, kind=None, is_short=True, subkind=owner.key)
    return {key: merged.get(name.subkind, name) if name.is_short else name for key, name in merged.items()}


def _is_given(name: Name) -> bool:
    return name.form in words("male_names") or name.form in words("female_names")


def _is_short(name: Name, full: Name) -> bool:
    if len(name.form.split()) > 1 or (name.subkind and name.kind is not Kind.PERSON):
        return False
    last = full.form.split()[-1]
    return key_of(last) == name.key and full.confidence > 0
