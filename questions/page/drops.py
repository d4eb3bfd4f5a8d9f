"""What became no question, grouped by its reason: the commonest first, each text once."""

from collections import Counter
from collections.abc import Iterable

from questions.evaluation import reasons
from questions.page.formats import LOOKS, css_class
from questions.page.markup import Html, tag
from questions.page.numbers import counted
from questions.records import Format, Rejected

_NAMED = 3  # particulars that a folded reason shows


def dropped(rejected: Iterable[Rejected]) -> Html:
    """Lay out the drops, folded until somebody asks; nothing where there are none."""
    groups: dict[str, Counter[Rejected]] = {}
    for one in rejected:
        groups.setdefault(reasons.split(one.reason)[0], Counter())[one] += 1
    if not groups:
        return Html("")
    ordered = sorted(groups.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    every = sum(group.total() for group in groups.values())
    head = f"{counted(every, 'draft')} fell, for {counted(len(groups), 'reason')}"
    folds = (_group(reason, group) for reason, group in ordered)
    return tag("section", tag("h3", "What was dropped, and why"), tag("p", head), *folds, class_="dropped")


def _group(reason: str, group: Counter[Rejected]) -> Html:
    name = tag("span", tag("bdi", reason), _among(group), class_="reason")
    summary = tag("summary", name, tag("span", str(group.total()), class_="count"))
    return tag("details", summary, tag("ul", *(_item(one, times) for one, times in group.items())))


def _among(group: Counter[Rejected]) -> Html:
    """Name the commonest particulars of a reason."""
    counts: Counter[str] = Counter()
    for one, times in group.items():
        counts[_particular(one)] += times
    named = [particular for particular, _ in counts.most_common(_NAMED + 1) if particular]
    if not named:
        return Html("")
    shown = ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
    return tag("bdi", shown, class_="among")


def _particular(one: Rejected) -> str:
    return reasons.split(one.reason)[1]


def _item(one: Rejected, times: int) -> Html:
    particular = _particular(one)
    notes = [
        _letter(one.format),
        tag("em", particular, dir="auto") if particular else "",
        tag("small", f"{times} times") if times > 1 else "",
    ]
    return tag("li", tag("span", one.text, dir="auto"), *notes)


def _letter(name: str) -> Html:
    if name not in set(Format):
        return Html("")
    asked = Format(name)
    return tag("span", LOOKS[asked].letter, class_=f"letter {css_class(asked)}", title=LOOKS[asked].title)
