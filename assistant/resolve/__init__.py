"""From a follow-up and its conversation to what the question leans on."""
