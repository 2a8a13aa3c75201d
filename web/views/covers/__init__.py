"""What the pages of covers, stamps and postmarks show: catalogue and articles → page dataclasses."""
