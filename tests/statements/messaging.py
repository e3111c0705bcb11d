"""The cases of texts: a shop with many of them."""

from typing import Any
from uuid import uuid4

from models.clock import now
from models.messaging.inbound import Effect, TextReply
from models.messaging.reply import Meaning
from models.notifications.message import Channel, Message, Purpose
from tests.statements.case import Case, page_of
from tests.statements.world import World
from tests.support.slot_rows import shop_of

PHONE, SENDER = "+919800000000", "+15005550006"
TEXT = "recipient sender text segments state reason"
REPLY = "phone sender body meaning effect attemptId"


async def _chatty(world: World) -> dict[str, Any]:
    """A shop with so many texts each way."""
    shop = await shop_of(world.builder)
    wrote = {"recipient": PHONE, "sender": SENDER, "text": "Hello"}
    texts = [
        Message(purpose=Purpose.TEXT, channel=Channel.SMS, shop_id=shop.id, **wrote)
        for _ in range(world.rows)
    ]
    await Message.bulk_create(texts)
    await TextReply.bulk_create([_reply(shop.id) for _ in range(world.rows)])
    return {"id": str(shop.id), "phone": PHONE}


def _reply(shop_id: object) -> TextReply:
    came = {"phone": PHONE, "sender": SENDER, "body": "yes", "created_at": now()}
    said = {"meaning": Meaning.YES, "effect": Effect.STRANGER}
    return TextReply(provider_id=uuid4().hex, shop_id=shop_id, **came, **said)


def shop_list_case(field: str, selection: str) -> Case:
    of_the_shop = page_of(f"{field}(shopId: $id, phone: $phone, first: 100)", selection)
    return Case("builder", f"($id: UUID!, $phone: String!) {{ {of_the_shop} }}", _chatty)


TEXTS = {"Query.texts": shop_list_case("texts", TEXT), "Query.replies": shop_list_case("replies", REPLY)}
