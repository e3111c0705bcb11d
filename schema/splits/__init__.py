"""The GraphQL types and root fields of splits, for authors and participants."""
