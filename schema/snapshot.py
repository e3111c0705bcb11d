"""The committed text of the schema, written by  python -m schema.snapshot."""

from pathlib import Path

from schema.build import build_schema

SNAPSHOT = Path(__file__).parent / "schema.graphql"


def write(path: Path = SNAPSHOT) -> None:
    path.write_text(build_schema().as_str() + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
