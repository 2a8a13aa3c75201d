"""What the pages of covers, stamps and postmarks show: catalogue, articles → page dataclasses."""
