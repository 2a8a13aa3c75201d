"""From a reply to JSON, text, Markdown, boards and reference formats."""
