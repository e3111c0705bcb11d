"""The rules for every root field of the schema."""

from pathlib import Path

from graphql import GraphQLNonNull, build_schema

SCHEMA = build_schema((Path(__file__).parents[2] / "schema" / "schema.graphql").read_text(encoding="utf-8"))


def test_root_fields_of_queries_and_mutations_are_nullable() -> None:
    roots = [root for root in (SCHEMA.query_type, SCHEMA.mutation_type) if root]
    fields = [(name, field.type) for root in roots for name, field in root.fields.items()]
    assert len(fields) > 80
    assert [name for name, kind in fields if isinstance(kind, GraphQLNonNull)] == []
