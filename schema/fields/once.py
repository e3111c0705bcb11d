"""The idempotency key that any mutation may carry, as an argument of its field."""

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
    "8 to 120 characters of your own choosing. The same mutation sent again with the same key and the same"
    " arguments is done once and gives the same answer; with other arguments it is refused. Kept for a day."
)


class OnceForEachKey(FieldExtension):
    """Tells the unit of work below which key the mutation carries."""

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
    """A guest is known by the session at whose table they order: keys of other tables are not theirs."""
    caller: str = info.context.caller
    session_id = arguments.get("session_id")
    return f"{caller}:{session_id}" if info.context.viewer_or_none is None and session_id else caller


def _fingerprint(info: Info, arguments: dict[str, Any]) -> str:
    """Keyed, because a guest's phone number could be found by trying all of them."""
    what = repr((info.field_name, _plain(arguments))).encode()
    return hmac.digest((info.context.settings.secret_key or "").encode(), what, "sha256").hex()


def _plain(value: Any) -> Any:
    """Inputs by their fields, without passwords: a hash of one could be guessed from a stolen database."""
    if isinstance(value, strawberry.Some):
        return ("some", _plain(value.value))
    if hasattr(value, "__strawberry_definition__") and not isinstance(value, Enum):
        return _plain(vars(value))
    if isinstance(value, dict):
        return sorted((name, _plain(v)) for name, v in value.items() if "password" not in name)
    return [_plain(item) for item in value] if isinstance(value, list) else value
