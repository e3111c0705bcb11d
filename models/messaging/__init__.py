"""Text messages both ways: their length, their fate, and what a reply means."""
