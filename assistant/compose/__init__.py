"""From evidence to a reply: facts, lists, notes, suggestions, abstentions."""
