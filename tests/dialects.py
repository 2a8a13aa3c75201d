"""A small parser a dialect: the words that a reader of a pasted citation would see in its quote.

Each takes off exactly the wrapper that Cachet writes, fails when anything in the body would still
act as markup, and gives back the body's words line by line.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

from markdown_it import MarkdownIt

URL = r"https://cachet\.example/[\w:/.%#~=,?-]+"
NAME = r"[^\[\]\n]*"
# Where a link of Markdown begins and ends: signs that no text has.
OPENED, CLOSED = "\ue000", "\ue001"
NO_PARSE_TAGS = {
    "phpbb": None,
    "vbulletin": "NOPARSE",
    "smf": "nobbc",
    "xenforo": "PLAIN",
    "mybb": None,
    "ubb": None,
}


class Escaped(Exception):
    """Something of the quote acts outside of it or as markup."""


def bbcode(form: str, wrapper: str) -> Callable[[str], list[str]]:
    pattern = re.compile(wrapper.replace("WORDS", NAME).replace("LINK", URL), re.DOTALL)

    def parse(text: str) -> list[str]:
        found = pattern.fullmatch(text)
        if not found:
            raise Escaped(text)
        return bbcode_words(found["body"], NO_PARSE_TAGS[form]).split("\n")

    return parse


def bbcode_words(body: str, no_parse: str | None) -> str:
    opening, closing = f"[{no_parse}]", f"[/{no_parse}]"
    if no_parse and body.startswith(opening):
        # The board stops at the first closing form, in any case; tolerant boards in any spacing.
        inner = body[len(opening) :]
        end = re.search(rf"\[\s*/\s*{no_parse}\s*\]", inner, re.IGNORECASE)
        if not end or inner[end.start() :] != closing:
            raise Escaped(body)
        return inner[: end.start()]
    if re.search(r"\[(?!\d+\])", body) or re.search(r"(?<![A-Za-z0-9])@\S", body):
        raise Escaped(body)
    return body


def markdown(text: str) -> list[str]:
    lines = _blockquote(text, inside=["blockquote_open"])
    *body, source = lines
    if any(OPENED in line for line in body) or not re.fullmatch(
        f"— .*{OPENED}.*{CLOSED}.*", source, re.DOTALL
    ):
        raise Escaped(text)
    return body


def discourse(text: str) -> list[str]:
    quote, _, source = text.partition("\n\n")
    if not re.fullmatch(rf"— .*\({URL}\)(,? .*)?", source) or "\n" in source:
        raise Escaped(text)
    if not all(line.startswith("> ") for line in quote.split("\n")):
        raise Escaped(text)
    lines = [line for shown in _blockquote(quote, inside=[]) for line in shown.split("\n")]
    if any(OPENED in line for line in lines):
        raise Escaped(text)
    return lines


def _blockquote(text: str, inside: list[str]) -> list[str]:
    """The paragraphs of a text that is one block quote and holds at most one link, the last."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    kinds = {token.type for token in tokens}
    if (
        kinds
        - {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}
        or tokens[0].type != "blockquote_open"
        or tokens[-1].level != 0
    ):
        raise Escaped(text)
    if sum(token.type == "blockquote_open" for token in tokens) != 1:
        raise Escaped(text)
    return [_inline(token.children or [], text) for token in tokens if token.type == "inline"]


def _inline(children: list, text: str) -> str:
    shown = ""
    for child in children:
        if child.type in ("text", "text_special", "code_inline"):
            if child.type != "code_inline" and re.search(r"(?<![A-Za-z0-9])@\w", child.content):
                raise Escaped(text)
            shown += child.content
        elif child.type == "softbreak":
            shown += "\n"
        elif child.type == "link_open" and re.fullmatch(URL, str(child.attrs["href"])):
            shown += OPENED
        elif child.type == "link_close":
            shown += CLOSED
        else:
            raise Escaped(text)
    return shown


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        self.words += "\n" if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if "p" in self.seen and "/p" not in self.seen:
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise Escaped(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def hypertext(text: str) -> list[str]:
    elements = _Elements()
    elements.feed(text)
    elements.close()
    frame = [tag for tag in elements.seen if tag != "br"]
    if frame != ["blockquote", "p", "/p", "/blockquote", "cite", "a", "/a", "/cite"]:
        raise Escaped(text)
    return elements.words.split("\n")


def plain(text: str) -> list[str]:
    found = re.fullmatch(rf"(?P<open>[\u201c\"])(?P<body>.*)[\u201d\"]\n[^\n]*{URL}", text)
    if (
        not found
        or (found["open"] == "\u201c" and re.search("[\u201c\u201d]", found["body"]))
        or (found["open"] == '"' and '"' in found["body"])
    ):
        raise Escaped(text)
    return [found["body"]]


def wikipedia(text: str) -> list[str]:
    found = re.fullmatch(rf"<ref>\{{\{{cite web \|url={URL} (?P<fields>.*)\}}\}}</ref>", text)
    if not found:
        raise Escaped(text)
    fields = found["fields"].replace("{{!}}", "&#124;")
    if re.search(r"[{}\[\]<>\n]|''|~~~|__|<!--", fields):
        raise Escaped(text)
    names = re.findall(r"\|([a-z-]+)=", fields)
    if names != ["title", "author", "date", "website", "at", "quote"] or fields.count("|") != len(
        names
    ):
        raise Escaped(text)
    return [html.unescape(fields.partition("|quote=")[2])]


def csl_json(text: str) -> list[str]:
    [item] = json.loads(text)
    check_csl_item(item)
    return [item["note"]]


def check_csl_item(item: dict) -> None:
    """What csl-data.json of the CSL schema, 1.0, says of the fields that Cachet writes."""
    texts = {"id", "title", "container-title", "URL", "note"}
    assert (
        texts
        <= set(item)
        <= texts
        | {
            "type",
            "author",
            "issued",
            "accessed",
            "section",
            "references",
        }
    )
    assert item["type"] in {"webpage", "article"}
    assert all(isinstance(item[key], str) for key in texts)
    assert all(set(name) == {"literal"} and name["literal"] for name in item.get("author", []))
    for key in {"issued", "accessed"} & set(item):
        assert set(item[key]) == {"date-parts"}
        [parts] = item[key]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


_TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
}


def bibtex(text: str) -> list[str]:
    """Braces balance only at the very end, and every field is on a line of its own."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth < 1 and text.startswith("@misc{") and 6 <= place < len(text) - 1:
            raise Escaped(text)
    names = re.findall(r"^  ([a-z]+) = \{.*\},?$", text, re.MULTILINE)
    if depth != 0 or names != ["author", "title", "year", "howpublished", "chapter", "url", "note"]:
        raise Escaped(text)
    note = re.search(r"^  note = \{(.*)\}$", text, re.MULTILINE)
    if text.count("\n") != len(names) + 1 or not note:
        raise Escaped(text)
    signs = re.sub(
        r"\\text[a-z]+\{\}|\\[%&#$_]", lambda found: _TEX.get(found[0], found[0][1:]), note[1]
    )
    if re.search(r"(?<!\\)[%&#$_]", re.sub(r"\\text[a-z]+\{\}", "", note[1])):
        raise Escaped(text)
    return [signs]


def ris(text: str) -> list[str]:
    lines = [line.split("  - ", 1) for line in text.split("\n")]
    if [tag for tag, _ in lines] != ["TY", "AU", "TI", "T2", "SE", "PY", "DA", "N1", "UR", "ER"]:
        raise Escaped(text)
    return [dict(lines)["N1"]]


BODY = "(?P<body>.*)"
BOARDS = {
    "phpbb": rf'\[quote="WORDS"\]\n{BODY}\n\[/quote\]\n\[url=LINK\]WORDS\[/url\]',
    "vbulletin": rf'\[QUOTE(?:=WORDS)?\]{BODY}\[/QUOTE\]\n\[URL="LINK"\]WORDS\[/URL\]',
    "smf": rf'\[quote author="WORDS"\]\n{BODY}\n\[/quote\]\n\[url=LINK\]WORDS\[/url\]',
    "xenforo": rf"""\[QUOTE="WORDS"\]{BODY}\[/QUOTE\]\n\[URL='LINK'\]WORDS\[/URL\]""",
    "mybb": rf"\[quote='WORDS'\]{BODY}\[/quote\]\n\[url=LINK\]WORDS\[/url\]",
    "ubb": rf"\[quote\]{BODY}\[/quote\]\nWORDS\[i\]WORDS\[/i\]WORDS: LINK",
}
PARSERS: dict[str, Callable[[str], list[str]]] = {
    **{form: bbcode(form, wrapper) for form, wrapper in BOARDS.items()},
    "discourse": discourse,
    "markdown": markdown,
    "html": hypertext,
    "plain": plain,
    "wikipedia": wikipedia,
    "csl-json": csl_json,
    "bibtex": bibtex,
    "ris": ris,
}
