"""From a sentence and a kind of answer to the typed spans that answer."""
