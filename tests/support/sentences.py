"""The sentences of refusals, read from the source: everything passed to `Refused` as its sentence."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("models", "resolvers", "jobs", "schema", "subscriptions", "pages")
BLANK = "…"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Refuser:
    """A class or function that takes a sentence, and a field, at these places."""

    sentence: int
    field: int | None = None
    is_bad_input: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence with blanks for its values."""

    where: str
    sentence: str
    is_bad_input: bool
    has_field: bool


MODULES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(
        [*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    )
}


def refusals() -> list[Refusal]:
    """Read the source until no further function is known to pass a parameter on as a sentence."""
    refusers = {"Refused": Refuser(1, 2), "CannotStart": Refuser(0), "SettingsError": Refuser(0)}
    known = 0
    while known < len(refusers):
        known = len(refusers)
        found = [refusal for file in MODULES for refusal in _refusals_in(file, refusers)]
    return found


def _refusals_in(file: str, refusers: dict[str, Refuser]) -> Iterator[Refusal]:
    for node, function in _nodes(MODULES[file]):
        if isinstance(node, ast.ClassDef):
            bases = [
                refusers[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in refusers
            ]
            refusers.update((node.name, refuser) for refuser in bases)
        if isinstance(node, ast.Call) and (refuser := _refuser(file, node, refusers)):
            yield from _refusals_of(file, node, function, refuser, refusers)


def _refuser(file: str, call: ast.Call, refusers: dict[str, Refuser]) -> Refuser | None:
    # A scalar refuses a value by a ValueError, which GraphQL words with the name of the input.
    if _name(call.func) == "ValueError" and file == "schema/scalars.py":
        return Refuser(0)
    return refusers.get(_name(call.func))


def _refusals_of(
    file: str, call: ast.Call, function: Function | None, refuser: Refuser, refusers: dict[str, Refuser]
) -> Iterator[Refusal]:
    sentence = _argument(call, "sentence", refuser.sentence)
    is_bad_input = refuser.is_bad_input or any(_name(argument) == "BAD_INPUT" for argument in call.args)
    has_field = _argument(call, "field", refuser.field) is not None
    if function and isinstance(sentence, ast.Name) and sentence.id in _parameters(function):
        names = _parameters(function)
        field = names.index("field") if "field" in names else None
        refusers.setdefault(function.name, Refuser(names.index(sentence.id), field, is_bad_input))
        sentence, has_field = _default(function, sentence.id), True
    # A sentence that another refusal or record already carries is read where it is written.
    if sentence is not None and _name(sentence) != "sentence" and not _is_of_a_library(sentence):
        where = f"{file}:{call.lineno}"
        for text in _texts(file, sentence, function) or [f"{ast.unparse(sentence)} cannot be read"]:
            yield Refusal(where, text, is_bad_input, has_field)


def _is_of_a_library(sentence: ast.expr) -> bool:
    """Tell whether a method outside the product words the sentence."""
    return (
        isinstance(sentence, ast.Call)
        and isinstance(sentence.func, ast.Attribute)
        and sentence.func.attr != "format"
        and not _anywhere(sentence.func.attr)
    )


def _texts(file: str, node: ast.AST, function: Function | None, steps: int = 2) -> list[str]:
    """Return the texts that an expression may have; a name stands for the texts of its value."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.JoinedStr(parts):
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else BLANK for part in parts)]
        case ast.IfExp(_, yes, no):
            return _texts(file, yes, function, steps) + _texts(file, no, function, steps)
        case ast.BinOp(left, ast.Add(), right):
            pairs = product(_texts(file, left, function, steps), _texts(file, right, function, steps))
            return [first + second for first, second in pairs]
        case ast.BinOp(left, ast.BitOr(), right):
            return _texts(file, left, function, steps) + _texts(file, right, function, steps)
        case ast.Subscript(value) | ast.Call(ast.Attribute(value, "format")):
            return _texts(file, value, function, steps)
        case ast.Call(called, arguments):
            return [text for part in (called, *arguments) for text in _texts(file, part, function, steps)]
        case ast.Name(name) | ast.Attribute(_, name) if steps:
            definitions = _definitions(file, name, function)
            texts = [text for definition in definitions for text in _texts_of(file, definition, steps - 1)]
            # What is found by its name alone may be something else, such as a piece of SQL.
            return [text for text in texts if text[:1].isupper() or text[:1] in "“`"]
        case ast.Dict() | ast.GeneratorExp() | ast.Tuple():
            return _phrases(node)
    return []


def _texts_of(file: str, definition: ast.AST, steps: int) -> list[str]:
    """Return the texts that a definition may have: those of a value, or of what a function returns."""
    if isinstance(definition, ast.Assign | ast.AnnAssign) and definition.value:
        return _texts(file, definition.value, None, steps)
    returns = [node.value for node in ast.walk(definition) if isinstance(node, ast.Return) and node.value]
    return [text for value in returns for text in _texts(file, value, None, steps)]


def _phrases(node: ast.AST) -> list[str]:
    """Return every text of several words in a piece of the source."""
    if isinstance(node, ast.JoinedStr | ast.Constant):
        return [text for text in _texts("", node, None) if " " in text]
    return [text for child in ast.iter_child_nodes(node) for text in _phrases(child)]


def _definitions(file: str, name: str, function: Function | None) -> list[ast.AST]:
    """Return the definitions in the function, else in the module, an imported module, or anywhere."""
    inside = [node for node in ast.walk(function) if name in _defined_names(node)] if function else []
    return inside or NAMES[file].get(name, []) or _find_imported(file, name) or _anywhere(name)


def _find_imported(file: str, name: str) -> list[ast.AST]:
    froms = [node for node in ast.walk(MODULES[file]) if isinstance(node, ast.ImportFrom)]
    homes = [str(node.module) for node in froms if name in [alias.name for alias in node.names]]
    files = [home.replace(".", "/") + ".py" for home in homes]
    return [node for source in files for node in NAMES.get(source, {}).get(name, [])]


def _anywhere(name: str) -> list[ast.AST]:
    return [node for names in NAMES.values() for node in names.get(name, [])]


def _names(tree: ast.AST) -> dict[str, list[ast.AST]]:
    names: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        for name in _defined_names(node):
            names.setdefault(name, []).append(node)
    return names


def _defined_names(node: ast.AST) -> list[str]:
    match node:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            return [name]
        case ast.Assign(targets):
            return [_name(part) for target in targets for part in ast.walk(target)]
        case ast.AnnAssign(target, _, ast.AST()):
            return [_name(target)]
    return []


def _nodes(tree: ast.AST, function: Function | None = None) -> Iterator[tuple[ast.AST, Function | None]]:
    for child in ast.iter_child_nodes(tree):
        yield child, function
        yield from _nodes(child, child if isinstance(child, Function) else function)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _argument(call: ast.Call, name: str, place: int | None) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    by_place = call.args[place : place + 1] if place is not None else []
    return next(iter([*named, *by_place]), None)


def _parameters(function: Function) -> list[str]:
    names = [argument.arg for argument in function.args.args]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def _default(function: Function, name: str) -> ast.expr | None:
    arguments, defaults = function.args.args, function.args.defaults
    named = zip(
        [argument.arg for argument in arguments[len(arguments) - len(defaults) :]], defaults, strict=True
    )
    return dict(named).get(name)


NAMES = {file: _names(tree) for file, tree in MODULES.items()}
