"""Uploaded files: kept in memory, named by id, served under /cdn/."""

from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import quote

from sandbox.payloads import Json

MAX_BYTES = 10 * 1024 * 1024
_KEPT_BYTES = 256 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives; `key` is the index or name the body refers to it by."""

    key: str
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept."""

    id: str
    channel_id: str
    filename: str
    content_type: str
    data: bytes
    url: str
    description: str | None = None
    ephemeral: bool = False

    def payload(self) -> Json:
        """Return Discord's attachment object."""
        body: Json = {
            "id": self.id,
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
            "flags": 0,
        }
        if self.description is not None:
            body["description"] = self.description
        if self.ephemeral:
            body["ephemeral"] = True
        size = png_size(self.data)
        return body | {"width": size[0], "height": size[1]} if size else body


class Attachments:
    """Every kept file by id; the oldest go when more than 256 MiB are kept."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._files: OrderedDict[str, Attachment] = OrderedDict()
        self._bytes = 0

    def keep(
        self,
        upload: Upload,
        *,
        attachment_id: str,
        channel_id: str,
        description: str | None = None,
        ephemeral: bool = False,
    ) -> Attachment:
        """Store a file and return it with its address."""
        name = safe_name(upload.filename)
        url = f"{self._base_url}/cdn/attachments/{channel_id}/{attachment_id}/{quote(name)}"
        kept = Attachment(
            attachment_id, channel_id, name, upload.content_type, upload.data, url, description, ephemeral
        )
        self._files[kept.id] = kept
        self._bytes += len(kept.data)
        while self._bytes > _KEPT_BYTES and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            self._bytes -= len(oldest.data)
        return kept

    def find(self, attachment_id: str) -> Attachment | None:
        """Find a kept file."""
        return self._files.get(attachment_id)


def safe_name(filename: str) -> str:
    """Reduce a file name to what Discord keeps: letters, digits, dots, dashes and underscores."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(each if each.isalnum() or each in "._-" else "_" for each in name).lstrip(".")
    return kept or "unknown"


def png_size(data: bytes) -> tuple[int, int] | None:
    """Read width and height from a PNG's header."""
    header = data[:24]
    if len(header) < len(_PNG) + 16 or not header.startswith(_PNG):
        return None
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")
