"""The ready-made operations of the explorer: one `.graphql` file each, in the order of their file names."""

import json
from pathlib import Path
from typing import Any, TypedDict

VARIABLES = "# variables:"


class Operation(TypedDict):
    name: str
    query: str
    variables: dict[str, Any] | None


def read_operations(folder: Path) -> list[Operation]:
    return [read_operation(file) for file in sorted(folder.glob("*.graphql"))]


def read_operation(file: Path) -> Operation:
    query, variables = file.read_text(encoding="utf-8"), None
    if query.startswith(VARIABLES):
        first, query = query.split("\n", 1)
        variables = json.loads(first.removeprefix(VARIABLES))
    return {"name": name_of(file), "query": query.strip() + "\n", "variables": variables}


def name_of(file: Path) -> str:
    """Return "Agent page" for `10-agent-page.graphql`, whose number only orders the files."""
    return file.stem.lstrip("0123456789-").replace("-", " ").capitalize()
