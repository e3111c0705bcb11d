"""What a client is told when something goes wrong: the one place where an exception becomes an error."""

import re
import secrets
from socket import gaierror
from typing import Any

import asyncpg
import strawberry
import structlog
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.exceptions import StrawberryInputCoercionError as WrongInput
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionContext
from tortoise.exceptions import DBConnectionError, OperationalError

from models.refused import Code, Refused

MOST = 10
AWAY = (
    ConnectionError,
    TimeoutError,
    gaierror,
    DBConnectionError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
)
WRONG_SQL = (asyncpg.SyntaxOrAccessError, asyncpg.DataError)
# Strawberry words a null, where a value may only be left out, for whoever writes the server.
NULLED = re.compile(
    r"(?:Expected value of type '.*?', found null\. )?(Field|Argument)(?P<name> '\w+')?"
    r" of type 'Maybe\[.*?\]' cannot be explicitly set to null\."
    r" Use 'Maybe\[.*?\]' if you need to allow null values\."
)
SUGGESTION = re.compile(r" Did you mean .*\?$", re.DOTALL)

log = structlog.get_logger("proffer")


class Schema(strawberry.Schema):
    """A schema whose errors, in every answer and every event, are the described ones."""

    def __init__(self, *args: Any, suggestions: bool = True, **kwargs: Any) -> None:
        self.suggestions = suggestions
        super().__init__(*args, **kwargs)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        # In place: the caller sends this very list.
        errors[:] = [described(error, self.suggestions) for error in errors[:MOST]]


def raised(error: Exception) -> GraphQLError:
    """What the client sees of an exception that was raised outside any field."""
    return described(
        error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
    )


def described(error: GraphQLError, suggestions: bool = True) -> GraphQLError:
    """The error as the client sees it. One with a code of its own, as a permission has, stays."""
    if "code" in (error.extensions or {}):
        return error
    cause = root(error)
    if isinstance(cause, Refused):
        return told(error, cause.sentence, cause.code, **about(cause))
    if asked_wrongly(error, cause):
        message = NULLED.sub(without_null, error.message)
        message = message if suggestions else SUGGESTION.sub("", message)
        return told(error, message, Code.BAD_INPUT)
    return away(error, cause) if is_away(cause) else masked(error, cause)


def without_null(found: re.Match[str]) -> str:
    return f"{found[1]}{found['name'] or ''} cannot be null: leave it out to keep what is there."


def root(error: GraphQLError) -> Exception:
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    return cause


def about(refused: Refused) -> dict[str, object]:
    return {"field": refused.field, **refused.extra} if refused.field else refused.extra


def asked_wrongly(error: GraphQLError, cause: Exception) -> bool:
    """Faults of the document and its variables have a place in the text; a resolver's have a path instead."""
    if isinstance(
        cause, MissingQueryError | CannotGetOperationTypeError | InvalidOperationTypeError | WrongInput
    ):
        return True
    if error.path is None:
        return error.locations is not None or error.original_error is None
    return isinstance(cause, GraphQLError) and cause is not error and cause.nodes is not None


def is_away(cause: Exception) -> bool:
    if type(cause) is OperationalError:
        # A statement the database cannot read is our fault, and trying again will not help.
        ours = isinstance(cause.__cause__, WRONG_SQL) or str(cause).startswith(("no such ", "near "))
        return not ours
    return isinstance(cause, AWAY)


def away(error: GraphQLError, cause: Exception) -> GraphQLError:
    log.warning("unavailable", reason=repr(cause), path=error.path)
    return told(error, "The server cannot answer right now; try again.", Code.UNAVAILABLE)


def masked(error: GraphQLError, cause: Exception) -> GraphQLError:
    reference = secrets.token_hex(4)
    log.error("internal_error", reference=reference, path=error.path, exc_info=cause)
    return told(error, "Internal error", Code.INTERNAL, reference=reference)


def told(error: GraphQLError, message: str, code: Code, **extra: object) -> GraphQLError:
    return GraphQLError(
        message,
        error.nodes,
        error.source,
        error.positions,
        error.path,
        error.original_error,
        {"code": code, **extra},
    )
