"""Text as fonts and typesetters left it → the plain letters that a reader types and searches."""

from __future__ import annotations

# What stands for two letters or three, for a blank, and for nothing that anybody sees.
_TYPESET = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
    }
)


def plain_letters(text: str) -> str:
    r"""A text with ligatures as letters and without soft hyphens and blanks of no width.

    >>> plain_letters("The o\ufb03ce hand\u00adstamp of the post\u200bmaster")
    'The office handstamp of the postmaster'
    """
    return text if text.isascii() else text.translate(_TYPESET)
