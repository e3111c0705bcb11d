"""What one request reads of many rows of this room in one statement."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.slots.customer import Customer
from models.slots.shop import Shop
from resolvers.slots.shops import customers_by_id, shops_by_id
from resolvers.slots.slot import Asked, asked_about


class SlotLoaders:
    @cached_property
    def shops(self) -> DataLoader[UUID, Shop | None]:
        return DataLoader(load_fn=shops_by_id)

    @cached_property
    def customers(self) -> DataLoader[UUID, Customer | None]:
        return DataLoader(load_fn=customers_by_id)

    @cached_property
    def attempts(self) -> DataLoader[UUID, list[Asked]]:
        return DataLoader(load_fn=asked_about)
