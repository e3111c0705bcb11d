"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.notifications.message import Message
from resolvers.sharing.shares import messages_of


class SharingLoaders:
    @cached_property
    def messages(self) -> DataLoader[UUID, Message | None]:
        return DataLoader(load_fn=messages_of)
