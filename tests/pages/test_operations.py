"""The explorer's ready-made operations are valid against the schema."""

import pytest
from graphql import build_schema, parse, validate

from pages.explorer import FOLDER
from pages.operations import Operation, read_operations
from schema.build import build_schema as build_proffer

OPERATIONS = read_operations(FOLDER / "operations")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["name"])
def test_a_ready_made_operation_is_valid(operation: Operation) -> None:
    schema = build_schema(build_proffer().as_str())
    assert validate(schema, parse(operation["query"])) == []
