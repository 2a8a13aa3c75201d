"""Bytes of a text or page in whatever encoding → its words, and a line to say which was guessed.

UTF-8 and byte order marks are sure, a page's own word comes next; what is left is guessed by
charset-normalizer among the encodings in which people's files are found.
"""

from __future__ import annotations

import re

from corpus.article import visible
from corpus.reading.contents import FormatError

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_EUROPEAN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257"})
_GUESSED = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 koi8_r cp932 gb18030 euc_kr big5 utf_16_le utf_16_be"
).split()
# Browsers read the first two names as the larger Windows set.
_BROWSERS = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "utf-8": "utf-8-sig"}
_TWO_BYTES_OR_MORE = re.compile(r"[^\x00-\x7f\ufffd]")
_CONTROLS = [bytes([code]) for code in (*range(1, 9), *range(14, 27), 127)]
_MOST_CONTROLS = 0.02
_BINARY = "this is a binary file; give text, HTML, PDF or DOCX"
_UNKNOWN = "its encoding cannot be told; save the file as UTF-8"


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a file and, where its encoding was guessed, a line that says so.

    Raises:
        FormatError: for bytes that are no text, for text of more than one encoding, and for a page
            that is not in the encoding that it declares.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ""
    if declared:
        return _strictly(data, _BROWSERS.get(declared, declared)), ""
    try:
        return _no_binary(data.decode("utf-8-sig")), ""
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", errors="replace")
        if len(_TWO_BYTES_OR_MORE.findall(lenient)) >= lenient.count("\ufffd"):
            raise _not_in("utf-8", data, error.start) from None
    return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _no_binary(data.decode(encoding))
    except (UnicodeDecodeError, LookupError) as error:
        raise _not_in(encoding, data, getattr(error, "start", 0)) from None


def _not_in(encoding: str, data: bytes, start: int) -> FormatError:
    line = data.count(b"\n", 0, start) + 1
    name = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
    return FormatError(f"line {line} is not {name}; save the file as UTF-8")


def _no_binary(text: str) -> str:
    if "\0" in text:
        raise FormatError(_BINARY)
    return text


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=_GUESSED)
    best = found.best()
    if best is None:
        binary = sum(map(data.count, _CONTROLS)) > _MOST_CONTROLS * len(data)
        raise FormatError(_BINARY if binary else _UNKNOWN)
    # Of the European sets that read it as well, people's files are in the Western one.
    western = next((one for one in found if one.encoding == "cp1252"), None)
    if best.encoding in _EUROPEAN and western and western.coherence >= best.coherence:
        best = western
    text = _no_binary(str(best))
    if len(visible(text)) < (1 - _MOST_CONTROLS) * len(text.replace("\r", "")):
        raise FormatError(_BINARY)
    name = best.encoding.replace("cp125", "windows-125")
    return text, f"read as {name}; save the file as UTF-8 if letters are wrong"
