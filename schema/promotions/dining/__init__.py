"""The GraphQL types and root fields of tables, orders and bills."""
