"""The idempotency key, as an argument of mutations."""

import hmac
import re
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import get_object_definition, has_object_definition
from strawberry.types.field import StrawberryField

from models.storage.idempotency import KeyedRequest, keyed_request

DESCRIPTION = (
    "8 to 120 printable ASCII characters of your choice, kept for a day. A mutation that"
    " is repeated with the same key and arguments is carried out once and returns the"
    " same answer; with other arguments it is refused."
)


class OnceForEachKey(FieldExtension):
    """The extension that passes the idempotency key of a mutation to its unit of work."""

    def apply(self, field: StrawberryField) -> None:
        key = StrawberryArgument(
            python_name="idempotency_key",
            graphql_name=None,
            type_annotation=StrawberryAnnotation(str | None),
            description=DESCRIPTION,
            default=None,
        )
        self._names = {argument.python_name: _stable_name(argument) for argument in field.arguments}
        field.arguments = [*field.arguments, key]

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        key = kwargs.pop("idempotency_key", None)
        arguments = {self._names[name]: value for name, value in kwargs.items()}
        token = keyed_request.set(
            None if key is None else KeyedRequest(_caller(info, kwargs), key, _fingerprint(info, arguments))
        )
        try:
            return await next_(source, info, **kwargs)
        finally:
            keyed_request.reset(token)


def _caller(info: Info, arguments: dict[str, Any]) -> str:
    """Return the owner of a key; a guest is identified by the table session, so that tables share no keys."""
    caller: str = info.context.caller
    session_id = arguments.get("session_id")
    return f"{caller}:{session_id}" if info.context.viewer_or_none is None and session_id else caller


def _fingerprint(info: Info, arguments: dict[str, Any]) -> str:
    """Return a keyed hash, because a guest's phone number could be found by trying all numbers."""
    text = repr((info.field_name, _plain(arguments))).encode()
    return hmac.digest((info.context.settings.secret_key or "").encode(), text, "sha256").hex()


def _stable_name(variable: StrawberryArgument | StrawberryField) -> str:
    """Return the GraphQL name in snake case, which stays when the Python name changes."""
    if variable.graphql_name is None:
        return variable.python_name
    return re.sub("(?<!^)(?=[A-Z])", "_", variable.graphql_name).lower()


def _plain(value: object) -> object:
    """Convert inputs to plain values without passwords, whose hash in a stolen database could be guessed."""
    if isinstance(value, strawberry.Some):
        return ("some", _plain(value.value))
    if has_object_definition(value) and not isinstance(value, Enum):
        names = {
            _stable_name(field): field.python_name
            for field in get_object_definition(value, strict=True).fields
        }
        return _plain({name: getattr(value, attribute) for name, attribute in names.items()})
    if isinstance(value, dict):
        return sorted((name, _plain(v)) for name, v in value.items() if "password" not in name)
    return [_plain(item) for item in value] if isinstance(value, list) else value
