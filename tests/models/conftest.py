"""These tests share one PostgreSQL database, which is emptied after each."""

from tests.emptied import emptied_postgres_url, postgres_url

__all__ = ["emptied_postgres_url", "postgres_url"]
