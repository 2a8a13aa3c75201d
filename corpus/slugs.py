"""File names → slugs: the names of articles in addresses, made of ASCII letters and digits.

A heading's anchor is `article.anchor_of`, which leaves out what is not ASCII; of file names in
another script it would leave nothing, and so make one name of all of them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Container

from corpus.article import MAX_SLUG_CHARACTERS, anchor_of

DIGEST_CHARACTERS = 6
_CYRILLIC = (
    "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f "
    "х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz"
)
_LATIN = "ß ss ø o ł l đ d æ ae œ oe þ th ð d ı i"
_SILENT = "ъь"


def _table() -> dict[str, str]:
    letters = f"{_CYRILLIC} {_LATIN}".split()
    return dict(zip(letters[::2], letters[1::2], strict=True)) | dict.fromkeys(_SILENT, "")


_LETTERS = str.maketrans(_table())


def slug_of(name: str) -> str:
    """The slug of a file's name without its suffix; another for names that differ in a letter.

    Cyrillic is written in Latin letters. Where a letter has none here, a digest of the name tells
    it from others that lose the same, and so where a name is too long.
    """
    composed = unicodedata.normalize("NFC", name).lower()
    latin = composed.translate(_LETTERS)
    left = unicodedata.normalize("NFKD", latin)
    plain = anchor_of(latin)
    lost = any(char.isalnum() and not char.isascii() for char in left)
    if not lost and len(plain) <= MAX_SLUG_CHARACTERS:
        return plain
    digest = hashlib.sha256(composed.encode("utf-8", "surrogateescape")).hexdigest()
    begun = plain[: MAX_SLUG_CHARACTERS - DIGEST_CHARACTERS - 1].strip("-")
    return f"{begun}-{digest[:DIGEST_CHARACTERS]}".removeprefix("section-")


def slug_beside(folder: str, name: str, taken: Container[str]) -> str:
    """Another slug for a file whose own is taken: with its folder's name, or with a digest.

    >>> slug_beside("1972", "index", {"index"})
    '1972-index'
    """
    slug = slug_of(f"{folder} {name}")
    if folder and slug not in taken:
        return slug
    # Two files of a folder differ in a letter, or two folders of one name lie in two others.
    number = 0
    while True:
        digest = hashlib.sha256(f"{folder}/{name}/{number}".encode("utf-8", "surrogateescape"))
        begun = slug_of(name)[: MAX_SLUG_CHARACTERS - DIGEST_CHARACTERS - 1].strip("-")
        slug = f"{begun}-{digest.hexdigest()[:DIGEST_CHARACTERS]}"
        if slug not in taken:
            return slug
        number += 1
