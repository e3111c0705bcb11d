"""What one request reads of many rows at once: each of these asks the database once for all that want it."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.notifications.message import Message
from models.people.project import Project
from models.people.user import User
from models.promotions.dining.order import Order, OrderLine, lines_of, orders_in
from models.promotions.dining.table_session import TableSession
from models.promotions.menu_item import MenuItem
from models.promotions.promotion import PromotionTerms
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable
from models.slots.customer import Customer
from models.slots.shop import Shop
from models.splits.answer import SplitAnswer
from models.splits.standing import Standings
from resolvers.people.projects import people, projects_by_id
from resolvers.promotions.dining import sessions_by_id, uses_of
from resolvers.promotions.restaurants import menus_of, restaurants_by_id, tables_of
from resolvers.sharing.shares import messages_of
from resolvers.slots.shops import customers_by_id, shops_by_id
from resolvers.slots.slot import Asked, asked_about
from resolvers.splits import answers_of, standings_of


class Loaders:
    """Each is made when it is first wanted; what they remember is of one operation."""

    @cached_property
    def people(self) -> DataLoader[UUID, User | None]:
        return DataLoader(load_fn=people)

    @cached_property
    def projects(self) -> DataLoader[UUID, Project | None]:
        return DataLoader(load_fn=projects_by_id)

    @cached_property
    def splits(self) -> DataLoader[UUID, Standings]:
        return DataLoader(load_fn=standings_of)

    @cached_property
    def answers(self) -> DataLoader[UUID, SplitAnswer | None]:
        return DataLoader(load_fn=answers_of)

    @cached_property
    def messages(self) -> DataLoader[UUID, Message | None]:
        return DataLoader(load_fn=messages_of)

    @cached_property
    def shops(self) -> DataLoader[UUID, Shop | None]:
        return DataLoader(load_fn=shops_by_id)

    @cached_property
    def customers(self) -> DataLoader[UUID, Customer | None]:
        return DataLoader(load_fn=customers_by_id)

    @cached_property
    def attempts(self) -> DataLoader[UUID, list[Asked]]:
        return DataLoader(load_fn=asked_about)

    @cached_property
    def restaurants(self) -> DataLoader[UUID, Restaurant | None]:
        return DataLoader(load_fn=restaurants_by_id)

    @cached_property
    def menus(self) -> DataLoader[UUID, list[MenuItem]]:
        return DataLoader(load_fn=menus_of)

    @cached_property
    def tables(self) -> DataLoader[UUID, list[DiningTable]]:
        return DataLoader(load_fn=tables_of)

    @cached_property
    def table_sessions(self) -> DataLoader[UUID, TableSession | None]:
        return DataLoader(load_fn=sessions_by_id)

    @cached_property
    def orders(self) -> DataLoader[UUID, list[Order]]:
        return DataLoader(load_fn=orders_in)

    @cached_property
    def order_lines(self) -> DataLoader[UUID, list[OrderLine]]:
        return DataLoader(load_fn=lines_of)

    @cached_property
    def uses(self) -> DataLoader[UUID, PromotionTerms]:
        return DataLoader(load_fn=uses_of)

    def clear(self) -> None:
        """What was loaded may have changed: load it again next time."""
        vars(self).clear()
