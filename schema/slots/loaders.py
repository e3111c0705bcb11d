"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.slots.customer import Customer
from models.slots.shop import Shop
from resolvers.slots.shops import customers_by_id, shops_by_id
from resolvers.slots.slot import AttemptText, attempts_of


class SlotLoaders:
    @cached_property
    def shops(self) -> DataLoader[UUID, Shop | None]:
        return DataLoader(load_fn=shops_by_id)

    @cached_property
    def customers(self) -> DataLoader[UUID, Customer | None]:
        return DataLoader(load_fn=customers_by_id)

    @cached_property
    def attempts(self) -> DataLoader[UUID, list[AttemptText]]:
        return DataLoader(load_fn=attempts_of)
