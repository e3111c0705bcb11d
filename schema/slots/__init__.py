"""The GraphQL types and root fields of shops, customers, appointments and slots."""
