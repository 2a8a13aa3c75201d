"""Writes quotes for reference managers (CSL-JSON, BibTeX, RIS) and for Wikipedia."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.render.citable import WEBSITE, Citable, Cited

_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
# BibTeX counts braces even behind a backslash, so a brace is spelt out.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
    }
)
# Signs that could find their other half in the template around them, and the doubled signs of
# bold type, signatures and magic words.
_WIKITEXT = re.compile(r"[{}\[\]<>&|]|'{2,}|~{2,}|_{2,}")


def csl_json(citables: Sequence[Citable], _: Sequence[str]) -> Cited:
    """A list of items that keeps to csl-data.json of the CSL schema, 1.0."""
    items = [_csl_item(one) for one in _distinct(citables)]
    return Cited(json.dumps(items, ensure_ascii=False, indent=2))


def bibtex(citables: Sequence[Citable], _: Sequence[str]) -> Cited:
    """One `@misc` entry a quote, for BibTeX and biblatex alike."""
    return Cited("\n\n".join(_bibtex_entry(one) for one in _distinct(citables)))


def ris(citables: Sequence[Citable], _: Sequence[str]) -> Cited:
    """One record of type ELEC a quote."""
    return Cited("\n\n".join(_ris_record(one) for one in _distinct(citables)))


def wikipedia(citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    """A footnote a quote, behind the short answer where there is one."""
    before = "\n\n".join(_wikitext(paragraph) for paragraph in paragraphs)
    return Cited(before + "".join(_wikipedia_note(one) for one in citables))


def _distinct(citables: Sequence[Citable]) -> list[Citable]:
    """A manager wants each key once."""
    return list({one.id: one for one in citables}.values())


def _csl_item(one: Citable) -> dict[str, Any]:
    item = {
        "id": one.id,
        "type": "webpage",
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else None,
        "container-title": WEBSITE,
        "section": one.section or None,
        "issued": _csl_date(one.updated),
        "accessed": _csl_date(_iso(one.accessed)),
        "URL": one.url or None,
        "note": one.text,
        "references": "; ".join(one.sources) or None,
    }
    return {key: value for key, value in item.items() if value is not None}


def _csl_date(iso: str) -> dict[str, Any] | None:
    if not _DATE.fullmatch(iso):
        return None
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def _bibtex_entry(one: Citable) -> str:
    # A second pair of braces keeps capitals, and an author's name in one piece.
    fields = {
        "author": f"{{{_tex(one.author)}}}" if one.author else "",
        "title": f"{{{_tex(one.title)}}}",
        "year": _tex(one.year),
        "howpublished": WEBSITE,
        "chapter": _tex(one.section),
        "url": one.url,
        "urldate": _iso(one.accessed),
        "note": _tex(one.text),
        "annote": _tex(one.written_from),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{one.id},\n" + ",\n".join(lines) + "\n}"


def _ris_record(one: Citable) -> str:
    fields = {
        "TY": "ELEC",
        "AU": one.author,
        "TI": one.title,
        "T2": WEBSITE,
        "SE": one.section,
        "PY": one.year,
        "DA": one.updated.replace("-", "/") if _DATE.fullmatch(one.updated) else "",
        "N1": one.text,
        "RN": one.written_from,
        "UR": one.url,
        "Y2": _iso(one.accessed).replace("-", "/"),
    }
    lines = [f"{tag}  - {value}" for tag, value in fields.items() if value]
    return "\n".join([*lines, "ER  - "])


def _wikipedia_note(one: Citable) -> str:
    fields = {
        "url": one.url,
        "title": _wikitext(one.title),
        "author": _wikitext(one.author),
        "date": _wikitext(one.updated),
        "website": WEBSITE,
        "at": _wikitext(one.section),
        "access-date": _iso(one.accessed),
        "quote": _wikitext(one.text),
    }
    filled = " ".join(f"|{name}={value}" for name, value in fields.items() if value)
    written_from = f" {_wikitext(one.written_from)}" if one.written_from else ""
    return f"<ref>{{{{cite web {filled}}}}}{written_from}</ref>"


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _wikitext(text: str) -> str:
    return _WIKITEXT.sub(
        lambda found: "".join("{{!}}" if sign == "|" else f"&#{ord(sign)};" for sign in found[0]),
        text,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
