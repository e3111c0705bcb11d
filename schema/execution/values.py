"""What the class of a value tells about it, found out once for each class."""

from types import GeneratorType
from typing import Any

from graphql.pyutils import Undefined


class SpecialClasses(dict[type, bool]):
    """Tell whether values of a class may be awaitable, an exception or nothing at all.

    All others, such as rows, texts and numbers, need no further look.
    """

    def __missing__(self, kind: type) -> bool:
        # `await` itself reads `__await__` from the class.
        special = (BaseException, GeneratorType, type(None), type(Undefined))
        self[kind] = issubclass(kind, special) or hasattr(kind, "__await__")
        return self[kind]


IS_SPECIAL = SpecialClasses()


def is_nothing(value: Any) -> bool:
    """Tell whether a value is null or undefined; raise it if it is an exception."""
    if isinstance(value, Exception):
        raise value
    return value is None or value is Undefined
