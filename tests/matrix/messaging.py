"""The cases of the permission matrix for the texts of a shop."""

import asyncio
from uuid import UUID

from models.slots.shop import Shop
from models.storage.database import database
from tests.matrix.case import Case
from tests.matrix.stage import Stage
from tests.support.actors import Person


def a_shop(stage: Stage, own: bool) -> str:
    """Of the builder, or of the other one."""
    builder: Person = stage.builder if own else stage.other_builder

    async def make() -> str:
        async with database(stage.server.settings.database_url):
            return str((await Shop.create(builder_id=UUID(builder.id), name="Fade")).id)

    return asyncio.run(make())


def of_a_shop(field: str) -> Case:
    return Case(
        query=f"($id: UUID!) {{ {field}(shopId: $id) {{ nodes {{ id }} }} }}",
        own=lambda stage, _: {"id": a_shop(stage, True)},
        foreign=lambda stage, _: {"id": a_shop(stage, False)},
    )


TEXTS = {"Query.texts": of_a_shop("texts"), "Query.replies": of_a_shop("replies")}
