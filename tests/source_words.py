"""Which words a module's source lists: the texts of its patterns and displays.

Left out are docstrings, sentences that people read, and values of a type of the schema, which are no
vocabulary.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MANY = 3
# A sentence that people read is no pattern: "Of a postmark, a handstamp or the cachet."
SENTENCE = re.compile(r"[A-Z][\w ,;:'-]+[.?!]")


@cache
def value_types() -> tuple[frozenset[str], ...]:
    """The values of each type that is a `Literal` or a `StrEnum`, by the packages' source."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for package in ("corpus", "index", "assistant", "web")
        for path in sorted((ROOT / package).rglob("*.py"))
    ]
    return tuple(
        frozenset(values)
        for tree in trees
        for node in ast.walk(tree)
        if len(values := _values_of_type(node)) >= MANY
    )


def _values_of_type(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
        return strings(node.slice)
    if isinstance(node, ast.ClassDef) and "StrEnum" in map(ast.unparse, node.bases):
        return [text for one in node.body if isinstance(one, ast.Assign) for text in strings(one)]
    return []


def strings(node: ast.AST) -> list[str]:
    """The string constants that a node directly holds."""
    held = (one.value for one in ast.iter_child_nodes(node) if isinstance(one, ast.Constant))
    return [text for text in held if isinstance(text, str)]


def are_typed(words: Iterable[str], types: Iterable[frozenset[str]]) -> bool:
    """Whether the texts are values of one type: mypy refuses a word that is none of them."""
    return any(values.issuperset(words) for values in types)


def words_listed(node: ast.AST, types: Iterable[frozenset[str]]) -> list[str]:
    """The texts that a display lists, but the values of a type.

    A dictionary whose keys are such values, or members of an enumeration, has one text for each of
    them and is no list; each of its texts is still looked at by itself.
    """
    if isinstance(node, ast.Dict):
        keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        members = all(isinstance(key, ast.Attribute) for key in node.keys)
        if node.keys and (members or (len(keys) == len(node.keys) and are_typed(keys, types))):
            return []
    elif not isinstance(node, ast.Tuple | ast.List | ast.Set):
        return []
    listed = strings(node)
    return [] if are_typed(listed, types) else listed


def texts_of(
    tree: ast.Module, types: Iterable[frozenset[str]] | None = None
) -> list[tuple[int, str]]:
    """The string constants of a module but docstrings and sentences, with each display's texts."""
    types = value_types() if types is None else types
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            if not SENTENCE.fullmatch(node.value):
                texts.append((node.lineno, node.value))
        elif listed := words_listed(node, types):
            texts.append((node.lineno, " | ".join(listed)))
    return texts
