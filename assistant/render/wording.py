"""The words of an answer that are Cachet's own: headline, items and workings, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Item


def headline(answer: Answer) -> str:
    """The short answer behind a yes or no, as it is read aloud; both are fields of their own."""
    if answer.verdict is None:
        return answer.text
    said = answer.verdict.capitalize()
    return f"{said}. {answer.text}" if answer.text else f"{said}."


def item_lines(answer: Answer) -> list[str]:
    """The items and how a value was worked out, a line each, with the numbers of their quotes."""
    lines = [f"{_labelled(item)}{_numbers(item.quotes, answer)}" for item in answer.items]
    if answer.computed:
        lines.append(f"{answer.computed.how}{_numbers(answer.computed.quotes, answer)}")
    if answer.found and answer.found.shown < answer.found.of:
        lines.append(f"{answer.found.shown} of {answer.found.of} found")
    return lines


def _labelled(item: Item) -> str:
    return f"{item.label}: {item.value}" if item.label and item.value else item.label or item.value


def _numbers(quotes: Sequence[int], answer: Answer) -> str:
    """References such as " [1, 2]"; none where there is but one quote."""
    if len(answer.quotes) == 1:
        return ""
    return f" [{', '.join(str(number + 1) for number in quotes)}]"
