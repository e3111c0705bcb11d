"""The split: shares in a project, agreed when every participant has signed the same sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid5

import orjson
from tortoise import fields

from models.checks import clean_line, clean_text, is_email
from models.events import Event
from models.offers.activity import Activity
from models.offers.kind import Ending, Kind
from models.offers.lifecycle import Status
from models.offers.log_field import LogField, in_percent
from models.offers.records import OfferRow
from models.offers.register import register
from models.offers.settling import Decision, everybody_decides
from models.offers.terms import Draft, Terms
from models.people.viewer import Viewer
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT
from models.sharing.share import Share
from models.splits.answering import SplitAnswering
from models.splits.ending import ending_of, tell_participants
from models.splits.request import request_paragraphs
from models.splits.shares import Shares
from models.splits.sheet import FIRST_FORM, FORM, Participant, Sheet

MOST_PARTICIPANTS = 50
LIST = "terms.split.participants"


@dataclass(slots=True)
class SplitRow:
    """The terms of a split as a record for reading."""

    project_name: str
    project_description: str
    people_json: str
    shares_json: str
    round: int
    # Answers from before the second form do not hold it, so it has a default.
    form: int = FIRST_FORM

    @property
    def participants(self) -> list[Participant]:
        return participants_of(orjson.loads(self.people_json), orjson.loads(self.shares_json))

    def sheet(self, version: int, deadline: datetime | None) -> Sheet:
        names = (self.project_name, self.project_description)
        return Sheet(version, *names, deadline, self.participants, self.form)


class SplitTerms(Terms):
    """The terms of a split: people as [id, name, address, role], and shares as [master, publishing]."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="split_terms", primary_key=True)
    project_name = fields.CharField(max_length=200)
    project_description = fields.TextField(default="")
    people: Any = fields.JSONField(default=list)
    shares: Any = fields.JSONField(default=list)
    round = fields.IntField(default=0)
    form = fields.IntField(default=FORM)

    record = SplitRow
    personal = frozenset({"people"})

    class Meta:
        table = "split_terms"

    @classmethod
    async def draft(cls, _viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        """Draft a split before its first round, also when it is a copy."""
        project_id = terms.pop("project_id", None)
        return Draft(cls(**(terms | {"round": 0, "form": FORM})), project_id)

    def check(self) -> None:
        self.project_name = clean_line(self.project_name, "terms.split.projectName", 200)
        self.project_description = clean_text(
            self.project_description, "terms.split.description", 5000, shortest=0
        )
        if len(self.people) > MOST_PARTICIPANTS:
            raise bad_input(f"A split cannot have more than {MOST_PARTICIPANTS} participants.", LIST)
        self.people = [self._person(at, *person[1:]) for at, person in enumerate(self.people)]
        for place, shares in enumerate(self.shares):
            check_shares(Shares(*shares), f"{LIST}.{place}")
        _refuse_duplicates([email for _, _, email, _ in self.people])

    @property
    def participants(self) -> list[Participant]:
        return participants_of(self.people, self.shares)

    def _person(self, place: int, name: str, email: str, role: str) -> list[str]:
        """Clean one person; the id derives from the address, so that a rewritten list keeps the same ids."""
        clean = email.strip().lower()
        if not is_email(clean):
            raise bad_input("This must be an e-mail address, e.g. name@example.com.", f"{LIST}.{place}.email")
        return [
            str(uuid5(self.offer_id, clean)),
            clean_line(name, f"{LIST}.{place}.name", 120),
            clean,
            clean_line(role, f"{LIST}.{place}.role", 80, shortest=0),
        ]


def participants_of(people: Sequence[Sequence[str]], shares: Sequence[Sequence[int]]) -> list[Participant]:
    return [
        Participant(place, UUID(identity), name, email, role, Shares(*figures))
        for place, ((identity, name, email, role), figures) in enumerate(zip(people, shares, strict=True), 1)
    ]


def check_shares(shares: Shares, field: str) -> None:
    for right in ("master", "publishing"):
        if not 0 <= getattr(shares, right) <= HUNDRED_PERCENT:
            raise bad_input("A share must be between 0 and 100 percent.", f"{field}.{right}")


def _refuse_duplicates(emails: Sequence[str]) -> None:
    for place, email in enumerate(emails):
        if email in emails[:place]:
            raise bad_input("The same person cannot be invited twice.", f"{LIST}.{place}.email")


def _log_shares(shares: Sequence[Sequence[int]]) -> list[dict[str, float | None]]:
    """Convert everybody's shares to percent, in order."""
    return [
        {"master": in_percent(master), "publishing": in_percent(publishing)} for master, publishing in shares
    ]


class Split(Kind):
    """The kind that asks its participants in rounds, and needs the signatures of all."""

    name = "split"
    terms = SplitTerms
    opens_as = Status.DRAFT
    decisions = frozenset(Decision)
    answering = SplitAnswering()
    path = "splits/invite"
    by_invitation = True
    instead_of_editing = "revise it"
    unsettled_yes = Event.SIGNED
    words = {
        Event.ACCEPTED: "Everybody has signed “{0}”.",
        Event.DECLINED: "{1} has declined “{0}”.",
        Event.COUNTERED: "{1} asks for other shares in “{0}”.",
    }
    not_open_words = {
        Status.ACCEPTED: "Everybody has agreed: this split is settled.",
        Status.DECLINED: "Somebody has declined: this split is over, and nobody is bound by it.",
        Status.PAUSED: "This split is paused. Check again later.",
        Status.CLOSED: "This split was withdrawn by its author.",
        Status.EXPIRED: "The deadline has passed: this split can no longer be answered.",
    }
    log_fields = {"people": LogField("participants"), "shares": LogField("shares", _log_shares)}

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return everybody_decides(answers, others_open)

    async def after(self, line: Activity) -> None:
        await tell_participants(line)

    async def request(self, share: Share, offer: OfferRow) -> Sequence[str]:
        return await request_paragraphs(share, offer)

    async def ending(self, event: Event, share: Share, now: datetime) -> Ending:
        terms = await SplitTerms.get(offer_id=share.offer_id)
        return await ending_of(event, share, terms.project_name, now)


SPLIT = register(Split())
