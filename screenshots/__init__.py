"""What the README shows, and how its pictures are taken."""
