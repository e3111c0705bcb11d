"""A broken rule becomes data: the `Refusal` in a mutation's result union."""

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
    "Why something was refused.",
    BAD_INPUT="An input is not what it must be; `field` says which.",
    UNAUTHENTICATED="Nobody is signed in, or no longer.",
    FORBIDDEN="It is there, and not yours to see or change.",
    NOT_FOUND="It is not there.",
    CONFLICT="It is there already.",
    IN_USE="Something depends on it.",
    OFFER_CHANGED="The offer has changed since the version that was named.",
    STEP_NOT_ALLOWED="The offer cannot take this step from where it stands.",
    IDEMPOTENCY_MISMATCH="The idempotency key was used for something else.",
    LINK_UNKNOWN="This link leads nowhere.",
    LINK_REVOKED="This link was withdrawn or replaced.",
    LINK_EXPIRED="This link has expired.",
    OFFER_NOT_OPEN="The offer cannot be answered or changed where it stands.",
    ALREADY_ANSWERED="This link was answered already, otherwise.",
    DECISION_NOT_ALLOWED="An offer of this kind is not answered that way.",
    RATE_LIMITED="Too much at once; try again later.",
    NOT_CONFIGURED="The server lacks a setting for this.",
    UNAVAILABLE="The server cannot answer right now; try again.",
    INTERNAL="A fault of the server's own, logged under the reference.",
)


@strawberry.type(
    description="The business says no: a code for programs, a sentence for people, nothing changed."
)
class Refusal:
    code: Code = strawberry.field(description="Why, for a program.")
    message: str = strawberry.field(description="Why, for a person.")
    field: str | None = strawberry.field(description="The argument it is about, or its path inside `input`.")
    current_version: int | None = strawberry.field(
        default=None, description="With OFFER_CHANGED: which version the offer is at."
    )
    current_offer: Annotated["SharedOffer", strawberry.lazy("schema.sharing.recipient")] | None = (
        strawberry.field(
            default=None, description="With OFFER_CHANGED, to whoever holds a link: the offer as it is now."
        )
    )
    current_order: Annotated["OrderFigures", strawberry.lazy("schema.promotions.dining.figures")] | None = (
        strawberry.field(
            default=None, description="With OFFER_CHANGED, to whoever orders: what the order comes to now."
        )
    )


def refusal_of(refused: Refused) -> Refusal:
    extra: Any = refused.extra
    return Refusal(
        code=refused.code,
        message=refused.sentence,
        field=refused.field,
        current_version=extra.get("version"),
        current_offer=extra.get("opened"),
        current_order=extra.get("order"),
    )


def or_refusal(made: type, name: str, description: str = "What was done, or why not.") -> object:
    """The union of what a field gives with `Refusal`."""
    return Annotated[made | Refusal, strawberry.union(name, description=description)]


class RefusalsAsData(FieldExtension):
    """Turns a raised refusal into the union's `Refusal`; closed doors stay errors."""

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        try:
            return await next_(source, info, **kwargs)
        except Denied:
            raise
        except Refused as refused:
            return refusal_of(refused)
