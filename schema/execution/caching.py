"""The cache of parsed and validated documents: a repeated document is parsed once."""

from collections import OrderedDict
from collections.abc import Iterator

from graphql import ASTValidationRule, DocumentNode, OperationDefinitionNode, parse
from strawberry.extensions import SchemaExtension

from models.refused import Code, Refused
from schema.transport.limits import Limits, check_document, check_text

MOST = 512
# A parsed token takes about 300 bytes: this limit keeps a full cache below about 50 MB.
LARGEST_KEPT = 400

Rules = tuple[type[ASTValidationRule], ...]


class Documents:
    """The valid documents of one schema by text and rules; the least recently used is dropped first."""

    def __init__(self, limits: Limits | None = None, most: int = MOST) -> None:
        self.limits = limits or Limits()
        self.most = most
        self.valid: OrderedDict[tuple[str, Rules], DocumentNode] = OrderedDict()

    def read(self, query: str, rules: Rules) -> DocumentNode:
        cached = self.valid.get((query, rules))
        if cached is not None:
            self.valid.move_to_end((query, rules))
            return cached
        check_text(query, self.limits)
        document = parse(query)
        check_document(document, self.limits)
        return document

    def keep(self, query: str, rules: Rules, document: DocumentNode) -> None:
        if document.token_count > LARGEST_KEPT:
            return
        self.valid[query, rules] = document
        while len(self.valid) > self.most:
            self.valid.popitem(last=False)


class DocumentReader(SchemaExtension):
    """The extension that reads each operation's document through the cache, over HTTP and WebSocket."""

    def __init__(self, documents: Documents) -> None:
        super().__init__()
        self.documents = documents

    def on_parse(self) -> Iterator[None]:
        execution = self.execution_context
        execution.graphql_document = self.documents.read(execution.query or "", execution.validation_rules)
        _refuse_to_choose(execution.graphql_document, execution.operation_name)
        yield

    def on_validate(self) -> Iterator[None]:
        execution = self.execution_context
        query, rules, document = execution.query or "", execution.validation_rules, execution.graphql_document
        if self.documents.valid.get((query, rules)) is document:
            execution.pre_execution_errors = []
        yield
        if document is not None and not execution.pre_execution_errors:
            self.documents.keep(query, rules, document)


def _refuse_to_choose(document: DocumentNode, name: str | None) -> None:
    """Refuse a document with several operations if the client does not name one."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is None and len(operations) > 1:
        raise Refused(Code.BAD_INPUT, "There are several operations; operationName must name the one to run.")
