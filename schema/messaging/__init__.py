"""What clients see of text messages and replies."""
