"""The cases of the permission matrix for one step of many offers: only foreign ones are refused."""

from collections.abc import Callable

from tests.matrix.case import Case
from tests.matrix.stage import Stage
from tests.support.actors import Person


def at_once(field: str, row: Callable[[Stage, Person, bool], str] = Stage.authored) -> Case:
    result = "... on OfferSteps { rows { result { __typename } } }"
    query = f"($ids: [UUID!]!) {{ {field}(ids: $ids) {{ {result} }} }}"
    return Case(
        query=query,
        own=lambda stage, person: {"ids": [row(stage, person, True)]},
        foreign=lambda stage, person: {"ids": [row(stage, person, False)]},
        shut="NOTHING",
    )


AT_ONCE = {
    "Mutation.activateOffers": at_once("activateOffers", Stage.paused),
    "Mutation.pauseOffers": at_once("pauseOffers"),
    "Mutation.closeOffers": at_once("closeOffers"),
}
