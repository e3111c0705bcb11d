"""The conversion of exceptions to the errors that clients see."""

import re
import secrets
from socket import gaierror

import asyncpg
import structlog
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.exceptions import StrawberryInputCoercionError as WrongInput
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from tortoise.exceptions import DBConnectionError, OperationalError

from models.refused import Code, Refused

MAX_ERRORS = 10
UNAVAILABLE_ERRORS = (
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
# Strawberry's message for null, where a value may only be absent, addresses the server's developer.
NULLED = re.compile(
    r"(?:Expected value of type '.*?', found null\. )?(Field|Argument)(?P<name> '\w+')?"
    r" of type 'Maybe\[.*?\]' cannot be explicitly set to null\."
    r" Use 'Maybe\[.*?\]' if you need to allow null values\."
)

log = structlog.get_logger("proffer")


def client_error(error: Exception) -> GraphQLError:
    """Build the client's error for an exception that was raised outside any field."""
    return describe(
        error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
    )


def describe(error: GraphQLError) -> GraphQLError:
    """Return the error as the client sees it; an error that already has a code is unchanged."""
    if "code" in (error.extensions or {}):
        return error
    cause = root(error)
    if isinstance(cause, Refused):
        return with_code(error, cause.sentence, cause.code, **refusal_details(cause))
    if is_client_mistake(error, cause):
        return with_code(error, NULLED.sub(without_null, error.message), Code.BAD_INPUT)
    return unavailable_error(error, cause) if is_unavailable(cause) else internal_error(error, cause)


def without_null(null_error: re.Match[str]) -> str:
    return f"{null_error[1]}{null_error['name'] or ''} cannot be null: leave it out to keep what is there."


def root(error: GraphQLError) -> Exception:
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    return cause


def refusal_details(cause: Refused) -> dict[str, object]:
    return {"field": cause.field, **cause.extra} if cause.field else cause.extra


def is_client_mistake(error: GraphQLError, cause: Exception) -> bool:
    """Tell mistakes in the document or its variables, which have a location, from failures of a resolver."""
    if isinstance(
        cause, MissingQueryError | CannotGetOperationTypeError | InvalidOperationTypeError | WrongInput
    ):
        return True
    if error.path is None:
        return error.locations is not None or error.original_error is None
    return isinstance(cause, GraphQLError) and cause is not error and cause.nodes is not None


def is_unavailable(cause: Exception) -> bool:
    if type(cause) is OperationalError:
        # A statement that the database cannot parse is our bug, which a retry does not fix.
        is_ours = isinstance(cause.__cause__, WRONG_SQL) or str(cause).startswith(("no such ", "near "))
        return not is_ours
    return isinstance(cause, UNAVAILABLE_ERRORS)


def unavailable_error(error: GraphQLError, cause: Exception) -> GraphQLError:
    log.warning("unavailable", reason=repr(cause), path=error.path)
    return with_code(error, "The server cannot answer right now; try again.", Code.UNAVAILABLE)


def internal_error(error: GraphQLError, cause: Exception) -> GraphQLError:
    reference = secrets.token_hex(4)
    log.error("internal_error", reference=reference, path=error.path, exc_info=cause)
    return with_code(error, "Internal error", Code.INTERNAL, reference=reference)


def with_code(error: GraphQLError, message: str, code: Code, **extra: object) -> GraphQLError:
    return GraphQLError(
        message,
        error.nodes,
        error.source,
        error.positions,
        error.path,
        error.original_error,
        {"code": code, **extra},
    )
