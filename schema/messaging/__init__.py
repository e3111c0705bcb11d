"""The GraphQL types and root fields of text messages and replies."""
