"""PDF → article: the text of its pages and what it says about itself, bounded in bytes, pages, work and time.

Pictures are never decoded, scripts and attachments never opened. What pypdf itself refuses to unfold is
set far below its defaults, for this call alone. What the file calls its date is when it was made, so it
counts only where the text names none and the file was not made over since.
"""

import io
import logging
import math
import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from questions.reading.blocks import Block, to_text
from questions.reading.boilerplate import without_boilerplate
from questions.reading.characters import clean, one_line, opening, short, word_count
from questions.reading.metadata import web_address
from questions.reading.plain import parse_byline, read_plain
from questions.reading.typeset import Line, Paragraph, body_size, paragraphs_of
from questions.records import Article, SourceError

MAX_BYTES = 5 * 1024 * 1024
MAX_PAGES = 200
MIN_WORDS = 10
SECONDS = 20.0

_ENCRYPTED = "That PDF is locked with a password: save it without one, or paste its text instead."
_SCANNED = "No text was found in that PDF, so it may be a scan: paste its text instead."
_DAMAGED = "That PDF is damaged and can't be read: save it anew, or paste its text instead."
_TOO_MUCH = "That PDF unfolds to more than can be read: save only the article's pages, or paste its text."
_TOO_LONG = "Reading that PDF takes too long: save only the article's pages, or paste its text instead."

# A page of a thesis holds 50 kB of operators; one of drawings, a few megabytes.
_LIMITS = Configuration(
    maximum_declared_stream_length=MAX_BYTES,
    array_based_stream_maximum_output_length=8_000_000,
    zlib_maximum_output_length=8_000_000,
    lzw_maximum_output_length=8_000_000,
    run_length_maximum_output_length=8_000_000,
    stream_decoding_work_maximum_length=32_000_000,
    stream_parsing_work_maximum_count=400_000,
    stream_filters_maximum_length=4,
    page_tree_maximum_entries=5_000,
    xform_maximum_invocations_per_extraction=200,
)

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_FARTHEST = 1e6
_TITLE_SIZE = 1.15
_HEAD_PARAGRAPHS = 12
_HEADING_WORDS = 25
_KICKER_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*$")
_TITLE_END = re.compile(r"[.:;,]['\"”’)\]]*$")

# Names that a program gave: of a file, of an account, of nothing.
_FILE_NAME = re.compile(
    r"^(?:microsoft word|powerpoint|untitled|document\d*$)|\.\w{2,5}$|_|[\\/]", re.IGNORECASE
)
_ACCOUNT = re.compile(r"[\d@_\\/:]|^\W*(?:user|admin\w*|owner|unknown|author|root|guest)\W*$", re.IGNORECASE)
_NAME_LIMIT = 120
_FIRST_YEAR, _LAST_YEAR = 1994, 2199

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class _About:
    """What the file says about itself, where it is worth something."""

    title: str = ""
    author: str = ""
    made: date | None = None


@dataclass(slots=True)
class _Head:
    """Title, author and date as the first page shows them, and the rest of the text."""

    title: str = ""
    author: str = ""
    published: date | None = None
    rest: list[Block] = field(default_factory=list)


def read_pdf(data: bytes, *, url: str = "", seconds: float = SECONDS) -> Article:
    """Read the article in a PDF's bytes.

    Raises:
        SourceError: locked, scanned, damaged, too large, or not done after ``seconds``.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"That PDF is larger than {MAX_BYTES // 2**20} MiB: save only the article's pages.")
    try:
        with apply_configuration(_LIMITS):
            about, lines = _unfold(data, deadline=time.monotonic() + seconds)
    except SourceError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise SourceError(_ENCRYPTED if b"/Encrypt" in data else _DAMAGED) from error
    except LimitReachedError as error:
        raise SourceError(_TOO_MUCH) from error
    except Exception as error:  # a stranger's file, and a broken one may raise anything
        raise SourceError(_DAMAGED) from error
    return _article(about, paragraphs_of(lines), url=url)


def _unfold(data: bytes, *, deadline: float) -> tuple[_About, list[Line]]:
    reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=1_000)
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise SourceError(
            f"That PDF has {pages:,} pages, and {MAX_PAGES} is the most: give a single article."
        )
    lines: list[Line] = []
    for number, page in enumerate(reader.pages):
        lines += _page_lines(page, number=number, deadline=deadline)
    return _about(reader), lines


def _page_lines(page: PageObject, *, number: int, deadline: float) -> list[Line]:
    """Give the lines of a page that stand upright, or, where none does, all of them."""
    turn = page.rotation % 360
    for orientations in ((turn,), (0, 90, 180, 270)):
        scribe = _Scribe(number, turn, deadline)
        page.extract_text(
            orientations=orientations, visitor_operand_before=scribe.keep_time, visitor_text=scribe.write
        )
        if lines := scribe.finished():
            return lines
    return []


@dataclass(slots=True)
class _Scribe:
    """Takes a page's text down in lines as pypdf comes upon it; ``turn`` is how far the page is turned."""

    page: int
    turn: int
    deadline: float
    lines: list[Line] = field(default_factory=list)
    pieces: list[tuple[str, float, float, float]] = field(default_factory=list)

    def keep_time(self, *_: object) -> None:
        """Stop the extraction at the deadline; inside a form pypdf goes on, and is stopped after it."""
        if time.monotonic() > self.deadline:
            raise SourceError(_TOO_LONG)

    def write(self, text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        """Take a piece of text down with its place and size on the page."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        x, y = {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(self.turn, (x, y))
        for part in text.splitlines(keepends=True):
            self.pieces.append((part, _bounded(x), _bounded(y), _bounded(size * scale)))
            if part.endswith("\n"):
                self._end_line()

    def finished(self) -> list[Line]:
        """Give all lines of the page."""
        self._end_line()
        return self.lines

    def _end_line(self) -> None:
        """Make a line of the pieces; its type size is that of its longest."""
        written = [piece for piece in self.pieces if piece[0].strip()]
        text = "".join(piece[0] for piece in self.pieces).translate(_LIGATURES).rstrip()
        text = clean(f"{text[:-1]}-" if text.endswith("\xad") else text).strip()
        self.pieces.clear()
        if written and text:
            _, x, y, _ = written[0]
            size = max(written, key=lambda piece: len(piece[0]))[3]
            self.lines.append(Line(text, self.page, x, y, size))


def _bounded(points: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, points)) if math.isfinite(points) else 0.0


def _about(reader: PdfReader) -> _About:
    """Read the file's own entries; what can't be read is as good as absent."""
    try:
        entries = reader.metadata
    except Exception:  # noqa: BLE001 - a broken entry must not cost the text, and pypdf raises anything
        return _About()
    if entries is None:
        return _About()
    raw = {key: one_line(str(entries.get(key) or "")) for key in ("/Title", "/Author")}
    title, author = short(raw["/Title"]), short(raw["/Author"], limit=_NAME_LIMIT)
    return _About(
        title="" if _FILE_NAME.search(title) or word_count(title) < 2 else title,  # noqa: PLR2004 - a title
        author="" if _ACCOUNT.search(author) or " " not in author else author,
        made=_made(entries.get("/CreationDate"), entries.get("/ModDate")),
    )


def _made(created: object, changed: object) -> date | None:
    days = {day for text in (created, changed) if text is not None and (day := _day(str(text)))}
    if len(days) != 1 or created is None:
        return None
    return days.pop()


def _day(text: str) -> date | None:
    """Read the day of D:20250528…; the time zone is the writer's own, and so is the day."""
    match = re.match(r"(?:D:)?(\d{8})", text)
    if match is None:
        return None
    try:
        day = datetime.strptime(match[1], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _article(about: _About, paragraphs: list[Paragraph], *, url: str) -> Article:
    head = _head(paragraphs, title=about.title)
    body = to_text(without_boilerplate(head.rest))
    if word_count(body) < MIN_WORDS:
        raise SourceError(_SCANNED)
    return Article(
        title=short(head.title or opening(body)),
        text=body,
        url=web_address(url),
        author=short(head.author or about.author),
        published=head.published or about.made,
    )


def _head(paragraphs: list[Paragraph], *, title: str) -> _Head:
    """Take title and bylines off the first page: by the size of the type, or else as in plain text."""
    shown = _largest(paragraphs)
    if shown is None and not title:
        plain = read_plain("\n\n".join(one_line(paragraph.text) for paragraph in paragraphs))
        return _Head(plain.title, plain.author, plain.published, plain.rest)
    head = _Head(title or one_line(paragraphs[shown or 0].text))
    place_over = shown if shown is not None and not title else 0
    usual = body_size(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        text = one_line(paragraph.text)
        byline = parse_byline(text) if place < _HEAD_PARAGRAPHS else None
        if byline:
            head.author, head.published = head.author or byline.author, head.published or byline.published
        elif place >= _HEAD_PARAGRAPHS or not _is_title(text, title=head.title, above=place < place_over):
            is_heading = paragraph.size > _TITLE_SIZE * usual and len(text.split()) <= _HEADING_WORDS
            head.rest.append(Block(text, is_heading=is_heading))
    return head


def _largest(paragraphs: list[Paragraph]) -> int | None:
    """Give the place of the first page's headline, if its type stands out."""
    first = [
        paragraph
        for paragraph in paragraphs[:_HEAD_PARAGRAPHS]
        if paragraph.page == 0
        and len(paragraph.text.split()) <= _HEADING_WORDS
        and not _TITLE_END.search(paragraph.text)
    ]
    if not first:
        return None
    largest = max(first, key=lambda paragraph: paragraph.size)
    return paragraphs.index(largest) if largest.size > _TITLE_SIZE * body_size(paragraphs) else None


def _is_title(text: str, *, title: str, above: bool) -> bool:
    """Say whether a first paragraph is the title itself, or a label that stands ``above`` it."""
    is_label = len(text.split()) <= _KICKER_WORDS and not _SENTENCE_END.search(text)
    return text.casefold() == title.casefold() or (above and is_label)
