"""The offer, and the changes that it goes through."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.checks import clean_text, end_moment, start_moment
from models.events import OF_LINKS, Changes, Event, difference, share_in
from models.notifications.notification import Notification
from models.notifications.telling import NotificationContent, users_with
from models.offers.access import OfferAccess
from models.offers.activity import Activity, activity_channel
from models.offers.guards import (
    refuse_a_passed_end,
    refuse_another_version,
    refuse_opening_by_hand,
    refuse_revision,
    refuse_used,
)
from models.offers.lifecycle import Status, Step, after_new_validity, after_step, status_at
from models.offers.register import KINDS
from models.offers.settling import Decision
from models.offers.terms import NewTerms, Terms
from models.people.project import Project
from models.people.user import User
from models.people.viewer import Viewer
from models.refused import bad_input, forbidden
from models.storage.chain import Answers, Part, write
from models.storage.doorbells import ring
from models.storage.sql import Sql
from models.storage.statements import insert, update

OWN_FIELDS = ("title", "description", "valid_from", "valid_until")
STEP_EVENTS = {Step.ACTIVATE: Event.ACTIVATED, Step.PAUSE: Event.PAUSED, Step.CLOSE: Event.CLOSED}


class Offer(OfferAccess):
    """The offer, of any kind; its terms are in the table of that kind."""

    kind = fields.CharField(max_length=16)
    title = fields.CharField(max_length=200)
    description = fields.TextField(default="")
    search_text = fields.TextField(default="")
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="offers")
    author_id: UUID
    project: fields.ForeignKeyNullableRelation[Project] = fields.ForeignKeyField(
        "offers.Project", related_name="offers", null=True
    )
    project_id: UUID | None
    status = fields.CharEnumField(Status, max_length=8)
    expired_from = fields.CharEnumField(Status, max_length=8, null=True)
    valid_from = fields.DatetimeField(null=True)
    valid_until = fields.DatetimeField(null=True)
    warned_of = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    activity_seq = fields.IntField(default=0)
    activity_head = fields.CharField(max_length=64, default="")
    updated_at = fields.DatetimeField(auto_now=True)
    deleted_at = fields.DatetimeField(null=True)
    superseded_by: fields.ForeignKeyNullableRelation["Offer"] = fields.ForeignKeyField(
        "offers.Offer", related_name="supersedes", null=True
    )
    superseded_by_id: UUID | None

    class Meta:
        table = "offers"

    @classmethod
    async def make(
        cls,
        viewer: Viewer,
        values: Mapping[str, Any],
        terms: NewTerms,
        now: datetime,
        status: Status | None = None,
    ) -> Self:
        """Create an offer with its terms; refuse roles that cannot create its kind."""
        kind = KINDS[terms.kind]
        if viewer.role not in kind.authors:
            raise forbidden(f"Your role cannot create an offer of the kind {kind.name}.")
        draft = await kind.terms.draft(viewer, dict(terms.columns))
        author_id, offer_terms = draft.author_id or viewer.id, draft.terms
        offer = cls(kind=kind.name, author_id=author_id, project_id=draft.project_id, created_at=now)
        offer.status = status or kind.opens_as
        own_end = {"valid_until": draft.valid_until} if draft.valid_until else {}
        offer._describe({**values, **own_end}, viewer.time_zone)
        offer_terms.offer_id = offer.id
        offer_terms.check()
        offer_terms.check_new(now)
        line = Activity.next_for(offer, Event.CREATED, viewer.id, {}, now)
        writes = await offer_terms.store_new(Part("offer", insert(offer)))
        await offer._follow(line, viewer.id, now, *writes)
        return offer

    async def revise(
        self,
        viewer: Viewer,
        values: Mapping[str, Any],
        terms: NewTerms | None,
        expected_version: int | None,
        now: datetime,
    ) -> None:
        """Change the offer or its terms as its author: a new version, logged with before and after."""
        refuse_revision(self.kind, self.status, terms)
        refuse_another_version(self.version, expected_version)
        await self.amend(viewer, values, terms, now)

    async def amend(
        self, viewer: Viewer, values: Mapping[str, Any], terms: NewTerms | None, now: datetime
    ) -> None:
        """Change the offer or its terms; the caller has checked that it is allowed."""
        offer_terms = await self.terms()
        before = self._promise(offer_terms)
        was = status_at(self.status, self.valid_until, now)
        self._describe(values, (await User.get(id=self.author_id)).time_zone)
        offer_terms.update_from_dict(dict(terms.columns) if terms else {})
        offer_terms.check()
        if changes := difference(before, self._promise(offer_terms), offer_terms.personal):
            await self._keep_revision(offer_terms, changes, was, viewer, now)

    def _describe(self, values: Mapping[str, Any], zone: str) -> None:
        """Set and check the fields besides the terms; dates are days in `zone`."""
        for field, value in values.items():
            setattr(self, field, value)
        self.title = clean_text(self.title, "title", 200)
        self.description = clean_text(self.description, "description", 10_000, shortest=0)
        self.search_text = f"{self.title}\n{self.description}".casefold()
        self.valid_from = start_moment(self.valid_from, zone)
        self.valid_until = end_moment(self.valid_until, zone)
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise bad_input("An offer must end after it starts.", "validUntil")

    def _promise(self, offer_terms: Terms) -> dict[str, Any]:
        offer_values = {field: getattr(self, field) for field in OWN_FIELDS}
        return offer_values | {column: getattr(offer_terms, column) for column in offer_terms.columns}

    async def _keep_revision(
        self, offer_terms: Terms, changes: Changes, was: Status, viewer: Viewer, now: datetime
    ) -> None:
        self.version += 1
        self.status = after_new_validity(self.status, self.expired_from, self.valid_until, now)
        is_revived = (
            was is Status.EXPIRED and status_at(self.status, self.valid_until, now) is not Status.EXPIRED
        )
        event = Event.REVIVED if is_revived else Event.CHANGED
        await self.record_event(event, viewer.id, changes, now, *await offer_terms.store())

    async def take(self, step: Step, viewer: Viewer, now: datetime) -> None:
        """Activate, pause or close the offer."""
        was = status_at(self.status, self.valid_until, now)
        refuse_opening_by_hand(self.kind, was, step)
        self.status = after_step(was, step)
        refuse_a_passed_end(status_at(self.status, self.valid_until, now))
        await self.record_event(STEP_EVENTS[step], viewer.id, {"status": [was, self.status]}, now)

    async def remove(self, viewer: Viewer, now: datetime) -> None:
        """Delete the offer but keep its log; refuse once it was answered or used."""
        await refuse_used(self.kind, self.id)
        self.deleted_at = now
        await self.record_event(Event.DELETED, viewer.id, {}, now)

    async def open_when_shared(self, viewer: Viewer, now: datetime) -> None:
        """Activate a draft, because sharing opens it."""
        if self.status is Status.DRAFT:
            await self.take(Step.ACTIVATE, viewer, now)

    async def record_answer(
        self, decision: Decision, new_status: Status | None, changes: Changes, now: datetime, *writes: Part
    ) -> Answers:
        """Record an answer; `new_status` is the status if the answer settles the offer."""
        kind, before, self.status = KINDS[self.kind], self.status, new_status or self.status
        status: Changes = {"status": [before, self.status]} if new_status else {}
        event = kind.event_of(decision, new_status)
        return await self.record_event(event, None, {**changes, **status}, now, *writes)

    async def expire(self, now: datetime) -> None:
        """Log and announce an expiry that the expiry job has just recorded."""
        await self.record_event(Event.EXPIRED, None, {"status": [self.expired_from, Status.EXPIRED]}, now)

    async def warn(self, now: datetime) -> None:
        """Notify the audience that the end is near."""
        await self._tell(Event.EXPIRING, None, {}, now)

    def audience_of(self, event: Event, actor_id: UUID | None = None) -> Sql:
        """Select the users to notify of the event: everyone it concerns except its actor."""
        author, other_users = users_with([self.author_id]), KINDS[self.kind].audience(self)
        users = author if event in OF_LINKS or other_users is None else author + "UNION" + other_users
        if actor_id is None:
            return users
        return "SELECT user_id FROM (" + users + Sql(") AS concerned WHERE user_id <> ?", actor_id)

    async def terms(self) -> Terms:
        return await KINDS[self.kind].terms.get(offer_id=self.id)

    async def record_event(
        self, event: Event, actor_id: UUID | None, changes: Changes, now: datetime, *writes: Part
    ) -> Answers:
        """Save the row, add a line to the log and notify the audience. Every change goes through here.

        The `writes` that belong to the change are part of the same chain; return its answers.
        """
        line = Activity.next_for(self, event, actor_id, changes, now)
        return await self._follow(line, actor_id, now, *writes, Part("offer", update(self)))

    async def _follow(self, line: Activity, actor_id: UUID | None, now: datetime, *writes: Part) -> Answers:
        parts = (*writes, Part("line", insert(line)))
        ring(activity_channel(self.id))
        answers = await self._tell(line.event, actor_id, line.changes, now, *parts)
        await KINDS[self.kind].after(line)
        return answers

    async def _tell(
        self, event: Event, actor_id: UUID | None, changes: Changes, now: datetime, *writes: Part
    ) -> Answers:
        if event in KINDS[self.kind].silent_events:
            return await write(*writes)
        content = NotificationContent(event, self.id, share_in(changes), now)
        return await Notification.tell(self.audience_of(event, actor_id), content, *writes)
