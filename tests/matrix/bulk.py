"""The cases of the permission matrix for one step of many offers: only foreign ones are refused."""

from collections.abc import Callable

from tests.matrix.case import Case
from tests.matrix.stage import Stage
from tests.support.actors import Person


def bulk_case(field: str, row: Callable[[Stage, Person, bool], str] = Stage.changeable_offer) -> Case:
    result = "... on OfferSteps { rows { result { __typename } } }"
    query = f"($ids: [UUID!]!) {{ {field}(ids: $ids) {{ {result} }} }}"
    return Case(
        query=query,
        own=lambda stage, person: {"ids": [row(stage, person, True)]},
        foreign=lambda stage, person: {"ids": [row(stage, person, False)]},
        shut="NOTHING",
    )


AT_ONCE = {
    "Mutation.activateOffers": bulk_case("activateOffers", Stage.paused),
    "Mutation.pauseOffers": bulk_case("pauseOffers"),
    "Mutation.closeOffers": bulk_case("closeOffers"),
}
