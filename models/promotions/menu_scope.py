"""The check that a promotion names only items and categories of its own restaurant's menu."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from models.promotions.form import SCOPES, Form
from models.promotions.menu_item import MenuItem
from models.refused import bad_input

NO_ITEM, NO_CATEGORY = (
    "The item must be on this restaurant's menu.",
    "The category “{}” must have an item on this restaurant's menu.",
)
MenuName = tuple[str, str]


async def refuse_foreign(restaurant_id: UUID, new: Mapping[str, Form], old: Mapping[str, Form]) -> None:
    """Refuse what is not on the menu, unless the old terms named it; both map a part to its JSON."""
    old_names = {(kind, name) for kind, name, _ in names_in(old)}
    additions = [name_in_scope for name_in_scope in names_in(new) if name_in_scope[:2] not in old_names]
    menu = await fetch_menu_names(restaurant_id) if additions else set()
    for kind, name, field in additions:
        if (kind, name) not in menu:
            sentence = NO_ITEM if kind == "items" else NO_CATEGORY.format(name)
            raise bad_input(sentence, f"terms.promotion.{field}")


def names_in(parts: Mapping[str, Form]) -> Iterator[tuple[str, str, str]]:
    """Yield kind (`items` or `categories`), name and field, as clients write it, of all that is named."""
    for part, form in parts.items():
        scopes = {name: form[name] for name in sorted(SCOPES) if isinstance(form.get(name), Mapping)}
        for name, scope in scopes.items():
            for kind in ("items", "categories"):
                yield from ((kind, str(entry), field_path(part, form, name, kind)) for entry in scope[kind])


def field_path(part: str, form: Mapping[str, Any], scope: str, kind: str) -> str:
    """Build the client's path: `rule.buyGet.buy.items`, or `rule.freeItem.items.items` for free items."""
    first, *more = form.get("type", "").lower().split("_")
    rule = first + "".join(word.title() for word in more)
    return ".".join(filter(None, (part, rule, scope, kind)))


async def fetch_menu_names(restaurant_id: UUID) -> set[MenuName]:
    """Return the kind and name of everything on the menu, inactive items included."""
    rows = await MenuItem.filter(restaurant_id=restaurant_id)
    items = {("items", str(row.id)) for row in rows}
    return items | {("categories", row.category) for row in rows}
