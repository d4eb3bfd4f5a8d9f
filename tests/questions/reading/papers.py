"""Small PDFs, made line by line."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

TOP, LEFT, LEADING = 740, 72, 14
LIGATURE = "\x01"  # the code at which the font below holds its "fi"

_UPRIGHT = {0: b"", 90: b"0 1 -1 0 842 0 cm", 180: b"-1 0 0 -1 595 842 cm", 270: b"0 -1 1 0 0 595 cm"}


@dataclass(frozen=True, slots=True)
class Put:
    """A line of type at its place on a page."""

    text: str
    y: float
    x: float = LEFT
    size: float = 11


def column(lines: Iterable[str], *, top: float = TOP, x: float = LEFT, size: float = 11) -> list[Put]:
    """Put lines below one another; an empty one leaves a gap, spaces before one indent it."""
    return [
        Put(line.lstrip(" "), top - LEADING * place, x + 6 * (len(line) - len(line.lstrip(" "))), size)
        for place, line in enumerate(lines)
        if line
    ]


def paper(*pages: Sequence[Put], about: Mapping[str, str] | None = None, rotate: int = 0) -> bytes:
    """Give a PDF of these pages, with what it says about itself; a turned page is drawn to show upright."""
    writer = drawn(*(b"\n".join([_UPRIGHT[rotate], *map(_operators, page)]) for page in pages))
    for page in writer.pages:
        page.rotate(rotate)
    if about:
        writer.add_metadata(dict(about))
    return saved(writer)


def drawn(*contents: bytes) -> PdfWriter:
    """Give a PDF whose pages hold these operators, to be changed before it is saved."""
    writer = PdfWriter()
    for content in contents:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): _font()})}
        )
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001 - the way to add one
    return writer


def saved(writer: PdfWriter) -> bytes:
    """Give the file's bytes."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _font() -> DictionaryObject:
    encoding = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Encoding"),
            NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/Differences"): ArrayObject([NumberObject(1), NameObject("/fi")]),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): encoding,
        }
    )


def _operators(line: Put) -> bytes:
    shown = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (line.size, line.x, line.y, shown)
