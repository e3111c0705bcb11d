"""The account of the toy server, in a separate file because the server's module adds the toy kind."""

ADMIN, PASSWORD = "admin@example.com", "correct horse battery"
