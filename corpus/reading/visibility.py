"""Takes out of a page's tree what a browser does not show: scripts, and text hidden by style."""

from __future__ import annotations

import re
from typing import Any

_NO_TEXT = (
    "script style template noscript svg math iframe object embed canvas select option datalist "
    "textarea input button audio video map dialog head"
).split()
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|"
    r"font-size\s*:\s*0(?:\.0+)?(?:[a-z%]*)\s*(?:!important\s*)?(?:;|$)|"
    r"opacity\s*:\s*0(?:\.0+)?%?\s*(?:!important\s*)?(?:;|$)|"
    r"(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\s*\d{3,}|"
    r"clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|color\s*:\s*transparent|"
    r"transform\s*:\s*scale\(\s*0\s*\)|"
    r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;.*overflow\s*:\s*hidden",
    re.IGNORECASE | re.DOTALL,
)
# Names that style libraries give to text for screen readers alone.
_UNSEEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only "
    "a11y-hidden hidden is-hidden d-none".split()
)
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"\s*[a-z]*([.#])([\w-]+)\s*", re.IGNORECASE)
_AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)


def remove_unseen(tree: Any) -> None:
    """Drop from the tree of a page all that nobody sees; what stands behind it stays."""
    unseen = _hidden_names("".join(style.text or "" for style in tree.iter("style")))
    for element in list(tree.iter(*_NO_TEXT)):
        _drop(element)
    for element in [one for one in tree.iter() if isinstance(one.tag, str)]:
        if element.tag not in ("html", "body") and _is_hidden(element, unseen):
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: Any, unseen: frozenset[str]) -> bool:
    if not element.attrib:
        return False
    if "hidden" in element.attrib or element.get("aria-hidden", "").lower() == "true":
        return True
    if _HIDING.search(element.get("style", "")):
        return True
    names = element.get("class", "").split()
    return bool(
        _UNSEEN_CLASSES.intersection(names)
        or unseen.intersection(f".{name}" for name in names)
        or f"#{element.get('id', '')}" in unseen
    )


def _hidden_names(style: str) -> frozenset[str]:
    """The classes and ids that a page's own style hides, where the rule names nothing else."""
    names: set[str] = set()
    for selectors, declarations in _RULE.findall(_AT_RULE.sub("", style)):
        if _HIDING.search(declarations):
            for selector in selectors.split(","):
                if found := _SIMPLE_SELECTOR.fullmatch(selector):
                    names.add(f"{found[1]}{found[2]}")
    return frozenset(names)


def is_deeper(tree: Any, most: int) -> bool:
    """Whether elements are nested so deep that the parser may have dropped those within."""
    level = [tree]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True
