"""Pictures of an operator: what is known of each, where they are listed, and gathering them."""
