"""The pictures that the documentation shows, and how they are taken."""
