"""The validation of documents, which costs little also for bad ones."""

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

MOST_ERRORS = 3
RULES: tuple[type[ASTValidationRule], ...] = (
    *specified_rules,
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)


class Validation:
    """The rules of one schema. A suggested name costs a comparison with every name of the schema."""

    def __init__(self, schema: GraphQLSchema, introspection: bool) -> None:
        self.schema = schema
        self.rules = RULES if introspection else (*RULES, NoSchemaIntrospectionCustomRule)
        self.suggestions = introspection

    def validate(self, document: DocumentNode) -> list[GraphQLError]:
        """Return at most three errors, of which only the first may suggest a name."""
        errors = self.find_errors(document, MOST_ERRORS, hide_suggestions=True)
        if errors and self.suggestions:
            errors[:1] = self.find_errors(document, 1, hide_suggestions=False)
        return errors

    def find_errors(self, document: DocumentNode, most: int, hide_suggestions: bool) -> list[GraphQLError]:
        errors = validate(self.schema, document, self.rules, most, hide_suggestions)
        return [error for error in errors if not isinstance(error, ValidationAbortedError)]
