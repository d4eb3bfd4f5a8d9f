"""How the words around a slot, or the title, give its answer away: by form, kin, landmark or name."""

import re
from functools import cache

from questions.facts.numbers import number_value
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import Country, cities, countries, key_of
from questions.lexicons import rows
from questions.records import Kind

_STEM = 5  # letters by which a longer word gives away the answer that opens with them
_KIN = 4  # letters that two words share where one was made of the other: helium, Helios
_NAMED = re.compile(
    r"\b(?:named|called|takes? (?:its|their|his|her) name|took (?:its|their) name|derive[sd]?)\b"
)
_KIN_WHEN_NAMED = 3  # and where the sentence tells of naming: polonium, Poland
_DERIVED = (
    "ium",
    "ite",
    "ism",
    "ia",
    "ish",
    "ian",
    "ese",
    "ic",
    "an",
    "um",
    "ine",
    "on",
)  # endings of what is named after
_MOST = 0.6  # of the shorter word, that kin share
_LINKS = frozenset(
    {"the", "and", "van", "von", "der", "saint", "san", "santa", "new", "mount", "lake", "river"}
)
_PRESS = re.compile(r"\b(?:newspaper|magazine|weekly|daily|tabloid)\b", re.IGNORECASE)
_ENGLISH = frozenset({"england", "britain", "great britain", "united kingdom", "united states"})


def leak(document: Document, slot: Slot, rest: str) -> str:
    """Name how the words around a slot, or the title, give its answer away."""
    around = key_of(f"{document.article.title} ▇ {rest}")
    if slot.name is None:
        if slot.value is not None:
            told = f"{document.article.title} ▇ {rest}"
            return _number_leak(slot, told) or _reckoned(slot, told) or _spanned(document, slot)
        return _word_leak(slot.text, around) or _kin_leak(slot.text, around)
    forms = dict.fromkeys((slot.name.form, slot.text, *slot.name.short_forms))
    for form in forms:
        if reason := _word_leak(form, around) or _kin_leak(form, around):
            return reason
    return _place_leak(document, slot, rest, around) if slot.kind is Kind.PLACE else ""


def _word_leak(form: str, around: str) -> str:
    for word in key_of(form).split():
        if len(word) < 3 or word in {"the", "and", "van", "von", "der"}:  # noqa: PLR2004 - links, not names
            continue
        shown = re.escape(word[:_STEM]) if len(word) >= _STEM else re.escape(word) + r"\b"
        if re.search(rf"\b{shown}", around):
            return f"leak: {word}"
    country = countries().get(key_of(form))
    demonym = country.demonym.lower()[:_STEM] if country is not None else ""
    return f"leak: {demonym}" if demonym and re.search(rf"\b{re.escape(demonym)}", around) else ""


def _kin_leak(form: str, around: str) -> str:
    """Find a word of one stem with the answer; where a naming is told, less of a stem will do."""
    least = _KIN_WHEN_NAMED if _NAMED.search(around) else _KIN
    others = {word for word in re.findall(r"\w+", around) if len(word) > _KIN}
    for word in re.findall(r"\w+", key_of(form)):
        if len(word) <= _KIN or word in _LINKS:
            continue
        for other in others:
            shared = _shared(word, other)
            is_kin = shared >= _KIN and shared >= _MOST * min(len(word), len(other))
            if is_kin or (least < _KIN and shared >= least and other.endswith(_DERIVED)):
                return f"leak: {other}"
    return ""


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _place_leak(document: Document, slot: Slot, rest: str, around: str) -> str:
    answer = key_of(slot.name.form) if slot.name is not None else ""
    for landmark, keys in _landmarks():
        if answer in keys and re.search(rf"\b{re.escape(landmark)}\b", around):
            return f"leak: {landmark} is there"
    if answer in _ENGLISH and _PRESS.search(rest):
        return "leak: the language of a paper's name"
    if slot.subkind == "country" and _is_of_person(document, rest):
        return "leak: a person's name tells the country"
    if slot.subkind == "country" and (city := _city_of(answer, around)):
        return f"leak: {city} is there"
    if slot.subkind == "city" and (country := _capital_of(answer)) is not None:
        told = {key_of(country.name), country.demonym.lower()} - {""}
        if any(re.search(rf"\b{re.escape(word)}\b", around) for word in told):
            return "leak: the capital of a country named beside it"
    return ""


def _is_of_person(document: Document, rest: str) -> bool:
    """Say whether the gap tells where a named person is from: "Junko Tabei of ▇"."""
    before = re.search(r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'.-]*)+) (?:of|from) ▇", " ".join(rest.split()))
    if before is None:
        return False
    words = before["name"].split()
    tried = (" ".join(words[i:]) for i in range(len(words)))
    names = (document.names.get(key_of(form)) for form in tried)
    return any(name is not None and name.kind is Kind.PERSON for name in names)


def _city_of(answer: str, around: str) -> str:
    """Give a city named in the words around whose country is the answer, or nothing."""
    words = around.split()
    pairs = (" ".join(words[i : i + size]).strip(".,;:") for size in (1, 2) for i in range(len(words)))
    known = ((form, cities().get(form)) for form in pairs)
    return next((form for form, city in known if city is not None and key_of(city.country) == answer), "")


@cache
def _capitals() -> dict[str, Country]:
    return {key_of(country.capital): country for country in countries().values() if country.capital}


def _capital_of(key: str) -> Country | None:
    return _capitals().get(key)


@cache
def _landmarks() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (key_of(landmark), frozenset(key_of(place) for place in (*city.split("|"), *lands.split("|"))))
        for landmark, city, lands in rows("landmarks")
    )


def _reckoned(slot: Slot, around: str) -> str:
    """Name two figures that give the answer as their sum or difference: income, loss and spending."""
    right = slot.value or 0.0
    shown = sorted(
        {
            v
            for f in re.findall(r"\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?", around)
            if (v := number_value(f))
        }
    )
    pairs = ((a, b) for i, a in enumerate(shown) for b in shown[i + 1 :])
    found = next(((a, b) for a, b in pairs if right > _DOZEN and right in {a + b, b - a}), None)
    return f"leak: {found[0]:g} and {found[1]:g}" if found else ""


def _spanned(document: Document, slot: Slot) -> str:
    """Name a span of years in the title that leads from the article's date to a year: a 31-year wait."""
    published = document.article.published
    if published is None or slot.kind is not Kind.DATE or slot.value is None:
        return ""
    for figure in re.findall(r"\b(\d{1,3}|[a-z-]+)[ -]years?\b", document.article.title.lower()):
        span = number_value(figure)
        if span and span > 1 and abs(published.year - span - slot.value) <= 1:
            return f"leak: {figure} years before the article"
    return ""


_DOZEN = 12  # a smaller figure is the sum of two others by chance


def _number_leak(slot: Slot, rest: str) -> str:
    for token in re.findall(r"[\w,.-]+", rest):
        if number_value(token) == slot.value and re.fullmatch(r"[\d,.]+|[a-z-]+", token.rstrip(".,")):
            return f"leak: {token}"
    return ""
