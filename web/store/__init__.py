"""What the server keeps: conversations, turns, feedback."""
