"""Opens the packed formats: DOCX, ODT and EPUB are zip archives of XML, which may be hostile."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from corpus.reading.contents import FormatError

# Space covers come with scans: many and large images, few other parts.
MAX_ZIP_ENTRIES = 5_000
MAX_ZIP_BYTES = 128 * 1024 * 1024
# XML of a long document packs to a tenth or a twentieth; a bomb of zeros to a thousandth.
MAX_ZIP_RATIO = 200


def checked_archive(data: bytes, kind: str, program: str) -> zipfile.ZipFile:
    """An archive that unpacks to no more than a document, and whose XML declares no entities.

    Raises:
        FormatError: for what is no archive, is locked, or would unpack to far more than it is.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        problem = f"this is no {kind} file; open it in {program} and save it as .{kind.lower()}"
        raise FormatError(problem)
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_ENTRIES:
        raise FormatError(f"it packs {len(entries)} files, which no document does; remove it")
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > MAX_ZIP_BYTES or size > MAX_ZIP_RATIO * max(packed, 1):
        raise FormatError(
            f"its {len(data):,} bytes unpack to {size:,}, which no document does; remove it"
        )
    for entry in entries:
        _check_part(archive, entry, kind)
    return archive


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, kind: str) -> None:
    if entry.flag_bits & 1:
        raise FormatError("it is protected by a password; save a copy without one")
    if not entry.filename.endswith((".xml", ".rels", ".opf")):
        return
    # Without its zero bytes UTF-16 reads like ASCII here.
    if b"<!DOCTYPE" in archive.read(entry).replace(b"\0", b""):
        raise FormatError(
            f"its part {entry.filename} declares XML entities, which no word "
            f"processor writes; save it again as .{kind.lower()}"
        )


def xml_part(archive: zipfile.ZipFile, name: str) -> Any:
    """The tree of an archive's part; its entities are neither looked up nor filled in."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(archive.read(name), parser)


def local_name(element: Any) -> str:
    """The name of an element or attribute without its namespace; empty for what is no element."""
    tag = element if isinstance(element, str) else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
