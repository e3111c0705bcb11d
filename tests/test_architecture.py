"""The shape of the tree: imports point down, every library has its home, files and functions stay small."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = ("models", "subscriptions", "jobs", "resolvers", "schema", "pages")
ABOVE = ("app", "serve")
FOR_ALL = ("settings", "logs")
RANK = {name: rank for rank, name in enumerate(LAYERS)} | dict.fromkeys(ABOVE, len(LAYERS))
RANK |= dict.fromkeys(FOR_ALL, -1)
HOMES = {
    "strawberry": {"schema"},
    "graphql": {"schema"},
    "starlette": {"schema", "pages", "app"},
    "jinja2": {"pages"},
    "broadcaster": {"subscriptions"},
    "redis": {"subscriptions"},
    "twilio": {"jobs"},
    "argon2": {"models"},
    "phonenumbers": {"models"},
}
VAGUE = {"manager", "handler", "helper", "helpers", "util", "utils", "service", "services", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 200, 30
PATHS = [ROOT / f"{name}.py" for name in (*ABOVE, *FOR_ALL)]
PATHS += [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
FILES = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}


def home_of(file: str) -> str:
    return file.removesuffix(".py").split("/")[0]


def imports(tree: ast.AST) -> set[str]:
    """Every module and every name that is imported, in full."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names}
    return found


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def may_import(file: str, name: str) -> bool:
    top, home = name.split(".")[0], home_of(file)
    if top in RANK:
        return RANK[top] < RANK[home] or (top == home and top in LAYERS)
    return bool(top) and top not in ("tests", "benchmarks") and home in HOMES.get(top, RANK)


def test_imports_point_down_and_a_library_is_imported_at_home_only() -> None:
    astray = [(f, name) for f, tree in FILES.items() for name in imports(tree) if not may_import(f, name)]
    assert astray == []


def test_only_the_unit_of_work_opens_a_transaction() -> None:
    openers = {f for f, tree in FILES.items() if {"in_transaction", "atomic"} & last_parts(tree)}
    assert openers == {"subscriptions/work.py"}


def last_parts(tree: ast.Module) -> set[str]:
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return used | {name.split(".")[-1] for name in imports(tree)}


def test_nothing_is_imported_inside_a_function() -> None:
    assert [(f, name) for f, tree in FILES.items() for fn in functions(tree) for name in imports(fn)] == []


def test_names_say_what_a_thing_is() -> None:
    vague = []
    for file, tree in FILES.items():
        classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for name in (Path(file).stem, *classes, *(f.name for f in functions(tree))):
            words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
            vague += [(file, name)] if words & VAGUE or name.startswith("do_") else []
    assert vague == []


def test_files_and_functions_are_short() -> None:
    long = [path.name for path in PATHS if len(path.read_text().splitlines()) > LONGEST_FILE]
    for file, tree in FILES.items():
        if "/migrations/" not in file:
            long += [f.name for f in functions(tree) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert long == []


def test_every_file_says_in_a_line_what_it_knows() -> None:
    assert [f for f, tree in FILES.items() if tree.body and not ast.get_docstring(tree)] == []


def test_everything_on_disk_is_packaged() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    folders = {path.parent for path in PATHS if path.parent != ROOT}
    assert sorted(said["packages"]) == sorted(".".join(f.relative_to(ROOT).parts) for f in folders)
    assert sorted(said["py-modules"]) == sorted({*ABOVE, *FOR_ALL})
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
