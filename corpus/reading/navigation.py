"""Takes out of a page's tree what stands around its text: menus, link lists, side columns, footers.

Only what is mostly links, or is marked as being around the text, goes; all that goes is named.
"""

from __future__ import annotations

import re
from typing import Any

from corpus.reading.furniture import AROUND, left_out

_AROUND = frozenset({"nav", "footer", "menu"})
# These may hold text of the article too; they go where they hold links.
_PERHAPS = frozenset({"header", "aside"})
_BY_TAG = _AROUND | _PERHAPS | {"ul", "ol"}
_ROLES = frozenset({"navigation", "search", "contentinfo", "menu", "menubar", "toolbar"})
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menus?|breadcrumbs?|sidebar|shar(?:e|ing)|social|"
    r"pagination|pager|cookies?|catlinks|editsection|navbox|toc|noprint|skip|related|tags?|widget)"
    r"(?:[-_ ]|$)",
    re.IGNORECASE,
)
_INSIDE = ("article", "main")
MIN_LINKED = 0.5
# A list of so many links, and of nothing else, is a menu.
MIN_LINKS = 3
# The part of a page that is marked as its main one holds at least this much of its words.
MIN_MAIN = 0.5


def without_navigation(body: Any) -> tuple[Any, tuple[str, ...]]:
    """The part of a page that is its text, and a line for each part that is around it."""
    gone: list[str] = []

    def visit(element: Any) -> None:
        for child in list(element):
            if not _is_around(child):
                visit(child)
                continue
            if words := _words(child):
                gone.append(left_out(" ".join(words)))
            child.drop_tree()

    visit(body)
    mains = [one for one in body.iter() if one.tag == "main" or one.get("role") == "main"]
    if len(mains) == 1 and _size(mains[0]) >= MIN_MAIN * _size(body):
        outside = _size(body) - _size(mains[0])
        if outside:
            gone.append(f"{AROUND}: {outside} words beside its main part")
        return mains[0], tuple(gone)
    return body, tuple(gone)


def _is_around(element: Any) -> bool:
    tag, role = element.tag, element.get("role", "")
    if not element.attrib and tag not in _BY_TAG:
        return False
    if tag == "nav" or role in _ROLES or (tag in _AROUND and not _is_inside(element)):
        return True
    if tag in ("ul", "ol"):
        return _is_link_list(element)
    if tag in _PERHAPS or tag in _AROUND:
        return _is_linked(element)
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_NAMED.search(named)) and _is_linked(element)


def _is_inside(element: Any) -> bool:
    return any(one.tag in _INSIDE for one in element.iterancestors())


def _is_link_list(element: Any) -> bool:
    items = element.findall("li")
    return len(items) >= MIN_LINKS and all(
        one.find(".//a") is not None and _linked(one) >= _size(one) > 0 for one in items
    )


def _is_linked(element: Any) -> bool:
    words = _size(element)
    return not words or _linked(element) >= MIN_LINKED * words


def _words(element: Any) -> list[str]:
    return " ".join(element.itertext()).split()


def _size(element: Any) -> int:
    return len(_words(element))


def _linked(element: Any) -> int:
    return sum(_size(one) for one in element.iter("a") if one.get("href"))
