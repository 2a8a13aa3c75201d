"""Turns one Markdown file with front matter into an `Article`; leaves other formats to `readers`.

An article's `text` is its words without markup: blocks joined by one blank line. Every quote is
cut from that text by offset, so the text is kept with the index and never rebuilt from the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

# A headline is a heading that also says something; a roster is a heading with its list of names.
BlockKind = Literal["heading", "headline", "paragraph", "item", "note", "roster"]
HOUSE_AUTHOR = "Cachet"
BLOCK_SEPARATOR = "\n\n"
# "**Note** The", "Note: the", "Note. The", a line of its own; "Note the perforation" is a sentence.
_NOTE_MARK = re.compile(r"^Note(?:[.:]\s*|\s+(?![a-z])|$)")
_KNOWN_KEYS = {"title", "slug", "author", "missions", "period", "sources", "updated"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CorpusError(Exception):
    """A file that cannot be an article: says which file, which line and what to do."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        self.path = str(path)
        self.line = line
        self.problem = problem
        where = self.path if line is None else f"{self.path}, line {line}"
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, editor's note or crew list, as offsets in the text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """The text from one heading to the next; `heading` is empty before the first one."""

    heading: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What an article was written from."""

    author: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """The words that may be quoted and what is needed to cite them."""

    slug: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    author: str = HOUSE_AUTHOR
    missions: tuple[str, ...] = ()
    period: str = ""
    sources: tuple[Source, ...] = ()
    updated: str = ""

    def section_at(self, offset: int) -> Section:
        """The section that holds the character at `offset`."""
        return next(section for section in reversed(self.sections) if section.start <= offset)


def read_markdown(path: Path) -> Article:
    """Read one Markdown article.

    Raises:
        CorpusError: with path and line, for text that is not UTF-8, a missing or broken front
            matter, an unknown or missing key, or a body without words.
    """
    raw = read_utf8(path)
    front, body, body_line = _split_front_matter(path, raw)
    fields = _front_matter(path, front)
    blocks = list(_markdown_blocks(body))
    if not any(kind != "heading" for kind, _ in blocks):
        raise CorpusError(path, body_line, "the article has no text; write a paragraph")
    return article_from_blocks(blocks=blocks, **fields)


def has_front_matter(raw: str) -> bool:
    """Whether a Markdown file opens with the `---` line that marks it as an article."""
    return raw.startswith(("---\n", "---\r\n"))


def read_utf8(path: Path) -> str:
    """The text of a file.

    Raises:
        CorpusError: naming the line of the first byte that is not UTF-8, or a binary file.
    """
    data = path.read_bytes()
    if b"\0" in data:
        raise CorpusError(path, None, "this is a binary file; give text, HTML, PDF or DOCX")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(path, line, "not UTF-8; save the file as UTF-8") from None


def article_from_blocks(
    *,
    slug: str,
    title: str,
    blocks: Iterable[tuple[BlockKind, str]],
    author: str = HOUSE_AUTHOR,
    missions: Sequence[str] = (),
    period: str = "",
    sources: Sequence[Source] = (),
    updated: str = "",
) -> Article:
    """Join blocks of clean text into an article, with the offsets of blocks and sections."""
    placed: list[Block] = []
    pieces: list[str] = []
    position = 0
    for kind, words in blocks:
        placed.append(Block(kind, position, position + len(words)))
        pieces.append(words)
        position += len(words) + len(BLOCK_SEPARATOR)
    text = BLOCK_SEPARATOR.join(pieces)
    return Article(
        slug=slug,
        title=title,
        text=text,
        blocks=tuple(placed),
        sections=_sections(text, placed),
        author=author,
        missions=tuple(missions),
        period=period,
        sources=tuple(sources),
        updated=updated,
    )


def anchor_of(heading: str) -> str:
    """A heading as the fragment of a link: lower case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def _sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    starts = [(block.start, text[block.start : block.end]) for block in blocks
              if block.kind in ("heading", "headline")]
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, ""))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    sections: list[Section] = []
    used: dict[str, int] = {}
    for (start, heading), end in zip(starts, ends, strict=True):
        anchor = anchor_of(heading) if heading else "top"
        used[anchor] = used.get(anchor, 0) + 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        sections.append(Section(heading, anchor, start, end))
    return tuple(sections)


def _split_front_matter(path: Path, raw: str) -> tuple[str, str, int]:
    lines = raw.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        raise CorpusError(path, 1, 'no front matter; begin the file with a line "---"')
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            return "".join(lines[1 : number - 1]), "".join(lines[number:]), number + 1
    raise CorpusError(path, 1, 'the front matter is never closed; end it with a line "---"')


def _front_matter(path: Path, front: str) -> dict[str, Any]:
    try:
        fields = _FrontMatterLoader(front).get_single_data()
    except RecursionError:
        raise CorpusError(path, 1, "broken front matter: lists within lists, too deep") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise CorpusError(path, line, f"broken front matter: {problem}") from None
    if not isinstance(fields, dict):
        raise CorpusError(path, 1, "the front matter holds no keys; give title and slug")
    for key in fields:
        if key not in _KNOWN_KEYS:
            line = _line_of_key(front, str(key))
            known = ", ".join(sorted(_KNOWN_KEYS))
            raise CorpusError(path, line, f'unknown key "{key}"; known are {known}')
    for key in ("title", "slug"):
        if not isinstance(fields.get(key), str) or not fields[key].strip():
            raise CorpusError(path, 1, f'"{key}" is missing; give it as text')
    if not _SLUG.fullmatch(fields["slug"]):
        line = _line_of_key(front, "slug")
        raise CorpusError(path, line, "the slug must be lower case words joined by hyphens")
    return {
        "slug": fields["slug"],
        "title": fields["title"].strip(),
        "author": _plain_value(path, front, fields, "author") or HOUSE_AUTHOR,
        "missions": _texts(path, front, fields, "missions"),
        "period": _plain_value(path, front, fields, "period"),
        "sources": _sources(path, front, fields.get("sources") or []),
        "updated": _plain_value(path, front, fields, "updated"),
    }


class _FrontMatterLoader(yaml.SafeLoader):
    """YAML's plain types, without what a few lines of it can do to whoever reads them."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse aliases: lists of lists of the same list are gigabytes when written out."""
        if self.check_event(yaml.AliasEvent):
            problem = "a name behind * stands for nothing here; quote it or write it out"
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, problem, mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Give the place of a value that is none, such as 30 February or half a character."""
        try:
            value = super().construct_object(node, deep)
            if isinstance(node, yaml.ScalarNode):
                str(value).encode()
        # What PyYAML's own constructors let through for a value that is not of its type.
        except (ValueError, LookupError, AttributeError, ArithmeticError):
            problem = "this value cannot be read; give a plain text, number or date"
            raise ConstructorError(None, None, problem, node.start_mark) from None
        return value


def _line_of_key(front: str, key: str) -> int:
    for number, line in enumerate(front.splitlines(), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1


def _texts(path: Path, front: str, fields: dict[str, Any], key: str) -> tuple[str, ...]:
    value = fields.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        line = _line_of_key(front, key)
        raise CorpusError(path, line, f'"{key}" must be a list of texts')
    return tuple(value)


def _sources(path: Path, front: str, value: object) -> tuple[Source, ...]:
    line = _line_of_key(front, "sources")
    if not isinstance(value, list):
        raise CorpusError(path, line, '"sources" must be a list of author and title')
    sources = []
    for one in value:
        if not isinstance(one, dict) or set(one) != {"author", "title"}:
            raise CorpusError(path, line, "each source needs exactly author and title")
        if not all(_is_plain(part) for part in one.values()):
            raise CorpusError(path, line, "a source's author and title must be text")
        sources.append(Source(str(one["author"]), str(one["title"])))
    return tuple(sources)


def _plain_value(path: Path, front: str, fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not _is_plain(value):
        line = _line_of_key(front, key)
        raise CorpusError(path, line, f'"{key}" must be a text, a number or a date')
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)


def _markdown_blocks(body: str) -> Iterator[tuple[BlockKind, str]]:
    """Headings, paragraphs, list items and notes in reading order, as plain words."""
    containers: list[str] = []
    for token in MarkdownIt("commonmark").parse(body):
        if token.type.endswith("_open"):
            containers.append(token.type.removesuffix("_open"))
        elif token.type.endswith("_close"):
            containers.pop()
        # Markdown calls an indented or fenced paragraph code; here it is somebody's words.
        elif token.type in ("inline", "code_block", "fence"):
            kind = _kind(containers)
            words = _plain(token) if token.type == "inline" else token.content
            words = " ".join(words.split())
            if kind == "note":
                words = _NOTE_MARK.sub("", words)
            if words:
                yield kind, words


def _kind(containers: Sequence[str]) -> BlockKind:
    if "heading" in containers:
        return "heading"
    if "blockquote" in containers:
        return "note"
    return "item" if "list_item" in containers else "paragraph"


def _plain(inline: Token) -> str:
    """The words of an inline token: markup gone, images by their alternative text."""
    pieces = []
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type in ("text", "code_inline", "image"):
            pieces.append(child.content)
    return "".join(pieces)
