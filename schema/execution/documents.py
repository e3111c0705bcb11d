"""The documents of clients: each is read and validated once, and a bad one costs nothing the next time."""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse

from models.refused import Code, Refused
from schema.execution.cost import size_variables
from schema.transport.limits import Limits, check_document, check_text

MOST = 512
# A parsed token takes about 300 bytes: this limit keeps a full cache below about 50 MB.
LARGEST_KEPT = 400

T = TypeVar("T")
Validate = Callable[[DocumentNode], list[GraphQLError]]


class DocumentError(Exception):
    """A document that cannot run: why, and the name of its operation if it has one."""

    def __init__(self, errors: list[GraphQLError], name: str | None = None) -> None:
        super().__init__(errors[0].message)
        self.errors = errors
        self.name = name


class Document:
    """A valid document, and what its operations cost for the page sizes that were asked for."""

    def __init__(self, node: DocumentNode) -> None:
        self.node = node
        self.size_names = size_variables(node)
        self.costs: dict[tuple[object, ...], int] = {}


class Documents:
    """The documents of one schema: valid ones by their text, and the errors of others by its hash."""

    def __init__(self, limits: Limits | None = None, most: int = MOST) -> None:
        self.limits = limits or Limits()
        self.most = most
        self.valid: OrderedDict[str, Document] = OrderedDict()
        self.invalid: OrderedDict[bytes, tuple[list[GraphQLError], str | None]] = OrderedDict()

    def read(self, query: str, validate: Validate) -> Document:
        """Return the document; raise DocumentError if it exceeds a limit or the schema cannot answer it."""
        document = latest(self.valid, query)
        if document is not None:
            return document
        invalid = latest(self.invalid, fingerprint(query))
        if invalid is not None:
            raise DocumentError(*invalid)
        return self.read_new(query, validate)

    def read_new(self, query: str, validate: Validate) -> Document:
        name = None
        try:
            document = Document(self.parse(query))
            name = first_name(document.node)
            errors = validate(document.node)
        except (Refused, GraphQLError) as error:
            errors = [without_traceback(error)]
        if errors:
            kept_errors = [without_nodes(error) for error in errors]
            keep(self.invalid, fingerprint(query), (kept_errors, name), self.most)
            raise DocumentError(errors, name)
        if document.node.token_count <= LARGEST_KEPT:
            keep(self.valid, query, document, self.most)
        return document

    def parse(self, query: str) -> DocumentNode:
        check_text(query, self.limits)
        document = parse(query)
        check_document(document, self.limits)
        return document


K = TypeVar("K", str, bytes)


def latest(cache: OrderedDict[K, T], key: K) -> T | None:
    """Return what the cache holds for the key, which then is the last to be dropped."""
    value = cache.get(key)
    if value is not None:
        cache.move_to_end(key)
    return value


def keep(cache: OrderedDict[K, T], key: K, value: T, most: int) -> None:
    cache[key] = value
    while len(cache) > most:
        cache.popitem(last=False)


def fingerprint(query: str) -> bytes:
    return sha256(query.encode("utf-8", "surrogatepass")).digest()


def without_traceback(error: Refused | GraphQLError) -> GraphQLError:
    """Return the error without the frames in which it was raised, because it is kept."""
    error.__traceback__ = None
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)


def without_nodes(error: GraphQLError) -> GraphQLError:
    """Return the error without the document that it refers to; its text tells the locations."""
    return GraphQLError(
        error.message, source=error.source, positions=error.positions, original_error=error.original_error
    )


def choose_operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """Return the operation that a request runs, or None if there is none of that name.

    Refuse a document with several operations if the client does not name one.
    """
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is not None:
        operations = [node for node in operations if name_of(node) == name]
    elif len(operations) > 1:
        raise Refused(Code.BAD_INPUT, "There are several operations; operationName must name the one to run.")
    return operations[0] if operations else None


def first_name(document: DocumentNode) -> str | None:
    return next(
        (name_of(node) for node in document.definitions if isinstance(node, OperationDefinitionNode)), None
    )


def name_of(operation: OperationDefinitionNode) -> str | None:
    return None if operation.name is None else operation.name.value
