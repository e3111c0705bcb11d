"""What a mutation answers: what it made, or a refusal."""

import strawberry

from schema.fields.refusals import or_refusal
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


SignInResult = or_refusal(SignedIn, "SignInResult")
DoneResult = or_refusal(Done, "DoneResult")
UserResult = or_refusal(User, "UserResult")
ProjectResult = or_refusal(Project, "ProjectResult")
AssociationResult = or_refusal(Association, "AssociationResult")
OfferDeletedResult = or_refusal(OfferDeleted, "OfferDeletedResult")
ShareResult = or_refusal(Share, "ShareResult")
BellResult = or_refusal(Bell, "BellResult")
ExpiryRunResult = or_refusal(ExpiryRun, "ExpiryRunResult")
