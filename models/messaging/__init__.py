"""Text messages from customers: what a reply means, what it does, and what is said in return."""
