"""A broken rule becomes data: the `Refusal` in a mutation's result union."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info

from models.refused import Denied, Refused
from schema.offers.enums import Code

if TYPE_CHECKING:
    from schema.promotions.dining.figures import OrderFigures
    from schema.sharing.recipient import SharedOffer


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
