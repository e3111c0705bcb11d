"""Who signs in to the toy server. It has a file of its own because the server's module adds the toy kind."""

ADMIN, PASSWORD = "admin@example.com", "correct horse battery"
