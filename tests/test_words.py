"""The words of the product: what refusals say, what texts avoid, and how things are named."""

import ast
import re
from pathlib import Path

from tests.support.sentences import MODULES, ROOT, refusals

MUST = r"\b[Mm]ust\b|\bcannot\b"
# A refusal may state what is the case instead, where that says what to do.
STATES = (
    r"There is no such ",
    r"\balready\b",
    r"\bno longer\b",
    r"\bhas (just )?(not|changed|ended|expired|passed|reached) ?",
    r"\bwas (withdrawn|replaced)\b",
    r"\bis (closed|paused|wrong|not open|not valid|out of range)\b",
    r"\btook too long\b",
)
SAYS_WHY = re.compile("|".join((MUST, *STATES)))
# They refuse a request as a whole: there is no field to name.
WHOLE = ("schema/transport/", "schema/execution/")
FOREIGN = re.compile(
    r"\b(whoever|anew|at once|theirs|for ever|lest|so many|not to be had|opens nothing|leads nowhere)\b",
    re.IGNORECASE,
)
TEXTS = ("pages/**/*.html", "*.md", "docs/**/*.md", "schema/schema.graphql")
VAGUE = {
    "manager",
    "handler",
    "helper",
    "helpers",
    "util",
    "utils",
    "service",
    "services",
    "process",
    "data",
    "info",
}
# Names that a library, Relay or the schema gives, and one that tells data from errors.
GIVEN = {"process_errors", "PageInfo", "page_info", "IncentiveType", "RuleType", "RefusalsAsData"}


def test_every_refusal_says_what_must_be_or_cannot_be_or_what_is_the_case() -> None:
    vague = [refusal for refusal in refusals() if not SAYS_WHY.search(refusal.sentence)]
    assert vague == []


def test_every_refusal_is_a_sentence() -> None:
    assert len(refusals()) > 200
    assert [refusal for refusal in refusals() if not refusal.sentence.endswith(".")] == []


def test_every_refused_input_is_named() -> None:
    nameless = [refusal for refusal in refusals() if refusal.is_bad_input and not refusal.has_field]
    assert [refusal for refusal in nameless if not refusal.where.startswith(WHOLE)] == []


def literals(tree: ast.Module) -> list[str]:
    """Every text of several words, without docstrings."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    docstrings = {id(node.value) for node in statements}
    constants = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings
    ]
    return [node.value for node in constants if isinstance(node.value, str) and " " in node.value]


def read_visible_text(path: Path) -> str:
    """What a template shows, without its comments and expressions."""
    return re.sub(
        r"<!--.*?-->|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )


def scripts() -> list[tuple[str, str]]:
    """The texts in quotation marks of the pages' own scripts."""
    found = []
    for path in sorted(ROOT.glob("pages/**/*.js")):
        if "assets" not in path.parts:
            code = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            found += [
                (str(path.relative_to(ROOT)), text) for text in re.findall(r'"[^"\n]* [^"\n]*"|`[^`]*`', code)
            ]
    return found


def test_what_people_read_is_plain_english() -> None:
    texts = [
        (file, text) for file, tree in MODULES.items() if "schema/" not in file for text in literals(tree)
    ]
    texts += [(refusal.where, refusal.sentence) for refusal in refusals()]
    texts += [
        (str(path.relative_to(ROOT)), read_visible_text(path))
        for glob in TEXTS
        for path in sorted(ROOT.glob(glob))
    ]
    assert [(file, found[0]) for file, text in texts + scripts() if (found := FOREIGN.search(text))] == []


def words_of(name: str) -> set[str]:
    return set(re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_"))


def test_no_name_is_vague() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    names = [node.name for tree in MODULES.values() for node in ast.walk(tree) if isinstance(node, kinds)]
    names += [Path(file).stem for file in MODULES]
    assert {name for name in names if words_of(name) & VAGUE} - GIVEN == set()
    assert {
        name for name in names if name.startswith("do_") or re.search("[a-z]Type$", name)
    } - GIVEN == set()
