"""From a question's words to its analysis: spelling, names, dates, kind of answer."""
