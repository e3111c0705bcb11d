"""What a mutation answers: what it made, or a refusal."""

from typing import Annotated

import strawberry

from schema.fields.refusals import Refusal
from schema.notifications.notification import Bell
from schema.offers.offer import OfferDeleted
from schema.people.project import Association, Project
from schema.people.user import SignedIn, User
from schema.sharing.share import Share


@strawberry.type(description="It is done.")
class Done:
    message: str = strawberry.field(description="For a person.")


@strawberry.type(description="What a run of the expiry did.")
class ExpiryRun:
    count: int = strawberry.field(description="How many offers this run made EXPIRED.")


def _or_refusal(made: type, name: str) -> object:
    return Annotated[made | Refusal, strawberry.union(name, description="What was done, or why not.")]


SignInResult = _or_refusal(SignedIn, "SignInResult")
DoneResult = _or_refusal(Done, "DoneResult")
UserResult = _or_refusal(User, "UserResult")
ProjectResult = _or_refusal(Project, "ProjectResult")
AssociationResult = _or_refusal(Association, "AssociationResult")
OfferDeletedResult = _or_refusal(OfferDeleted, "OfferDeletedResult")
ShareResult = _or_refusal(Share, "ShareResult")
BellResult = _or_refusal(Bell, "BellResult")
ExpiryRunResult = _or_refusal(ExpiryRun, "ExpiryRunResult")
