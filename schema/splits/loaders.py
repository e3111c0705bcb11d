"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.splits.answer import SplitAnswer
from models.splits.standing import Standings
from resolvers.splits import answers_of, standings_of


class SplitLoaders:
    @cached_property
    def splits(self) -> DataLoader[UUID, Standings]:
        return DataLoader(load_fn=standings_of)

    @cached_property
    def answers(self) -> DataLoader[UUID, SplitAnswer | None]:
        return DataLoader(load_fn=answers_of)
