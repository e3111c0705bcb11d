"""The `Refusal` type, and the extension that returns it in a mutation's result union."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info

from models.refused import Code, Denied, Refused
from schema.fields.enums import describe

if TYPE_CHECKING:
    from schema.promotions.dining.figures import OrderFigures
    from schema.sharing.recipient import SharedOffer


describe(
    Code,
    "RefusalCode",
    "The reason for a refusal.",
    BAD_INPUT="An input is invalid; `field` names it.",
    UNAUTHENTICATED="You are not signed in, or your session has ended.",
    FORBIDDEN="You cannot see or change this.",
    NOT_FOUND="There is no such row.",
    CONFLICT="It conflicts with what already exists.",
    IN_USE="It is in use and cannot be changed or deleted.",
    OFFER_CHANGED="The offer has changed since the version you named.",
    STEP_NOT_ALLOWED="The offer's status does not allow this step.",
    IDEMPOTENCY_MISMATCH="The idempotency key was used with other arguments.",
    LINK_UNKNOWN="This link is not valid.",
    LINK_REVOKED="This link was revoked or replaced.",
    LINK_EXPIRED="This link has expired.",
    OFFER_NOT_OPEN="The offer's status does not allow an answer or a change.",
    ALREADY_ANSWERED="This link already has a different answer.",
    DECISION_NOT_ALLOWED="Offers of this kind cannot be answered that way.",
    RATE_LIMITED="Too many requests; try again later.",
    NOT_CONFIGURED="The server lacks a setting for this.",
    UNAVAILABLE="The server is temporarily unavailable; try again.",
    INTERNAL="An internal error, logged under the reference.",
)


@strawberry.type(description="A refusal: a code for programs and a sentence for people. Nothing was changed.")
class Refusal:
    code: Code = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason, for people.")
    field: str | None = strawberry.field(
        description="The argument that must be corrected, or its path inside `input`."
    )
    current_version: int | None = strawberry.field(
        default=None, description="With OFFER_CHANGED: the current version of the offer."
    )
    current_offer: Annotated["SharedOffer", strawberry.lazy("schema.sharing.recipient")] | None = (
        strawberry.field(default=None, description="With OFFER_CHANGED, for recipients: the current offer.")
    )
    current_order: Annotated["OrderFigures", strawberry.lazy("schema.promotions.dining.figures")] | None = (
        strawberry.field(
            default=None, description="With OFFER_CHANGED, for guests: the current figures of the order."
        )
    )


def refusal_of(error: Refused) -> Refusal:
    extra: Any = error.extra
    return Refusal(
        code=error.code,
        message=error.sentence,
        field=error.field,
        current_version=extra.get("version"),
        current_offer=extra.get("opened"),
        current_order=extra.get("order"),
    )


def or_refusal(result: type, name: str, description: str = "The result, or a refusal.") -> object:
    """Build the union of a field's type and `Refusal`."""
    return Annotated[result | Refusal, strawberry.union(name, description=description)]


class RefusalsAsData(FieldExtension):
    """The extension that returns a raised Refused as data; Denied stays an error."""

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        try:
            return await next_(source, info, **kwargs)
        except Denied:
            raise
        except Refused as error:
            return refusal_of(error)
