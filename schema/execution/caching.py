"""The cache of parsed and validated documents: a repeated document is read once."""

from collections import OrderedDict
from collections.abc import Iterator

from graphql import DocumentNode, OperationDefinitionNode, parse
from strawberry.extensions import SchemaExtension

from models.refused import Code, Refused
from schema.transport.limits import Limits, check_document, check_text

MOST = 512
# A parsed token takes about 300 bytes: this limit keeps a full cache below about 50 MB.
LARGEST_KEPT = 400


class Documents:
    """The valid documents of one schema by text; the least recently used is dropped first."""

    def __init__(self, limits: Limits | None = None, most: int = MOST) -> None:
        self.limits = limits or Limits()
        self.most = most
        self.valid: OrderedDict[str, DocumentNode] = OrderedDict()

    def read(self, query: str) -> DocumentNode:
        document = self.known(query)
        if document is not None:
            return document
        check_text(query, self.limits)
        document = parse(query)
        check_document(document, self.limits)
        return document

    def known(self, query: str) -> DocumentNode | None:
        """Return the document if it has been read and found valid before."""
        document = self.valid.get(query)
        if document is not None:
            self.valid.move_to_end(query)
        return document

    def keep(self, query: str, document: DocumentNode) -> None:
        if document.token_count > LARGEST_KEPT:
            return
        self.valid[query] = document
        while len(self.valid) > self.most:
            self.valid.popitem(last=False)


class DocumentReader(SchemaExtension):
    """The extension that reads each operation's document through the cache, over HTTP and WebSocket."""

    def __init__(self, documents: Documents) -> None:
        super().__init__()
        self.documents = documents

    def on_parse(self) -> Iterator[None]:
        execution = self.execution_context
        execution.graphql_document = self.documents.read(execution.query or "")
        _refuse_to_choose(execution.graphql_document, execution.operation_name)
        yield

    def on_validate(self) -> Iterator[None]:
        execution = self.execution_context
        query, document = execution.query or "", execution.graphql_document
        if self.documents.valid.get(query) is document:
            execution.pre_execution_errors = []
        yield
        if document is not None and not execution.pre_execution_errors:
            self.documents.keep(query, document)


def named_operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """Return the operation that a request runs; None if the name does not decide which."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is not None:
        operations = [node for node in operations if name_of(node) == name]
    return operations[0] if len(operations) == 1 else None


def name_of(operation: OperationDefinitionNode) -> str | None:
    return None if operation.name is None else operation.name.value


def _refuse_to_choose(document: DocumentNode, name: str | None) -> None:
    """Refuse a document with several operations if the client does not name one."""
    if name is None and sum(isinstance(node, OperationDefinitionNode) for node in document.definitions) > 1:
        raise Refused(Code.BAD_INPUT, "There are several operations; operationName must name the one to run.")
