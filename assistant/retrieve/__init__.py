"""From a query to candidate sentences with every signal recorded."""
