"""The documents already read, held to the limits and found valid: a client that asks twice is parsed once."""

from collections import OrderedDict
from collections.abc import Iterator

from graphql import ASTValidationRule, DocumentNode, OperationDefinitionNode, parse
from strawberry.extensions import SchemaExtension

from models.refused import Code, Refused
from schema.transport.limits import Limits, check_document, check_text

MOST = 512
# A parsed token takes about 300 bytes: with this, a full store cannot grow beyond some 50 MB.
LARGEST_KEPT = 400

Rules = tuple[type[ASTValidationRule], ...]


class Documents:
    """Valid documents of one schema by their text and rules; the one not asked for longest leaves first."""

    def __init__(self, limits: Limits | None = None, most: int = MOST) -> None:
        self.limits = limits or Limits()
        self.most = most
        self.valid: OrderedDict[tuple[str, Rules], DocumentNode] = OrderedDict()

    def read(self, query: str, rules: Rules) -> DocumentNode:
        known = self.valid.get((query, rules))
        if known is not None:
            self.valid.move_to_end((query, rules))
            return known
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


class Reading(SchemaExtension):
    """Reads each operation's document through the store: one gate for HTTP and WebSocket."""

    def __init__(self, documents: Documents) -> None:
        super().__init__()
        self.documents = documents

    def on_parse(self) -> Iterator[None]:
        asked = self.execution_context
        asked.graphql_document = self.documents.read(asked.query or "", asked.validation_rules)
        _refuse_to_choose(asked.graphql_document, asked.operation_name)
        yield

    def on_validate(self) -> Iterator[None]:
        asked = self.execution_context
        query, rules, document = asked.query or "", asked.validation_rules, asked.graphql_document
        if self.documents.valid.get((query, rules)) is document:
            asked.pre_execution_errors = []
        yield
        if document is not None and not asked.pre_execution_errors:
            self.documents.keep(query, rules, document)


def _refuse_to_choose(document: DocumentNode, name: str | None) -> None:
    """Which of several operations to run, the client says."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is None and len(operations) > 1:
        raise Refused(Code.BAD_INPUT, "There are several operations; operationName must name the one to run.")
