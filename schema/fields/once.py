"""The idempotency key, as an argument of mutations."""

import hmac
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info
from strawberry.types.arguments import StrawberryArgument
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
        field.arguments = [*field.arguments, key]

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        key = kwargs.pop("idempotency_key", None)
        token = keyed_request.set(
            None if key is None else KeyedRequest(_caller(info, kwargs), key, _fingerprint(info, kwargs))
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


def _plain(value: Any) -> Any:
    """Convert inputs to plain values without passwords, whose hash in a stolen database could be guessed."""
    if isinstance(value, strawberry.Some):
        return ("some", _plain(value.value))
    if hasattr(value, "__strawberry_definition__") and not isinstance(value, Enum):
        return _plain(vars(value))
    if isinstance(value, dict):
        return sorted((name, _plain(v)) for name, v in value.items() if "password" not in name)
    return [_plain(item) for item in value] if isinstance(value, list) else value
