"""The operations of splits over HTTP, and helpers that create and answer invitations."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.support.actors import Person
from tests.support.server import Client
from tests.support.sharing import NO

SPLIT = """fragment Split on SplitOffer {
  id kind title status version validUntil
  terms {
    projectName description deadline round agreementHash gap { master publishing }
    participants {
      id name email role master publishing status invitedAt viewedAt respondedAt
      share { id url state recipientName channel recipient delivery { state } }
      counter { master publishing notes } reason signature { name text drawn at agreementHash }
    }
  }
}"""
CREATE = f"mutation($input: OfferInput!) {{ createOffer(input: $input) {{ ...Split ...No }} }} {SPLIT} {NO}"
UPDATE = f"""mutation($id: UUID!, $input: OfferChangeInput!) {{
  updateOffer(id: $id, input: $input) {{ ...Split ...No }}
}} {SPLIT} {NO}"""
GET = f"query($id: UUID!) {{ offer(id: $id) {{ ...Split }} }} {SPLIT}"
SEND = f"""mutation($id: UUID!, $end: DateTime) {{
  sendSplitInvites(offerId: $id, linkExpiresAt: $end) {{ ...Split ...No }}
}} {SPLIT} {NO}"""
REVISE = f"""mutation(
  $id: UUID!, $version: Int!, $shares: [SplitSharesInput!]!, $note: String! = "", $until: DateTime
) {{
  reviseSplit(offerId: $id, version: $version, shares: $shares, note: $note, validUntil: $until) {{
    ...Split ...No
  }}
}} {SPLIT} {NO}"""
INVITE = f"""query($token: String!) {{ splitInvite(token: $token) {{
  ... on SplitInvite {{
    projectName description deadline linkExpiresAt inviterName version round status state decisions
    agreementHash participants {{ name role master publishing status isYou }}
    you {{ name email role master publishing status }}
    answer {{
      decision at version comment counter {{ master publishing notes }}
      signature {{ name text drawn at agreementHash }}
    }}
    agreement {{ version hash content signers {{ name at }} }}
  }}
  ...No
}} }} {NO}"""
ANSWER = f"""mutation(
  $token: String!, $decision: Decision!, $version: Int!, $comment: String! = "", $split: SplitAnswerInput
) {{
  respondToShare(token: $token, decision: $decision, version: $version, comment: $comment, split: $split) {{
    ... on SharedOffer {{
      state status version terms {{ ... on SharedSplitTerms {{ projectName participants {{ name }} }} }}
    }}
    ...No
  }}
}} {NO}"""
SIGNED = {"signature": "Signed by me"}


def step_mutation(field: str) -> str:
    return f"mutation($id: UUID!) {{ {field}(id: $id) {{ ... on SplitOffer {{ status }} ...No }} }}" + NO


def part(name: str, master: float, publishing: float, **changes: Any) -> dict[str, Any]:
    """Return a SplitParticipantInput."""
    shares = {"master": master, "publishing": publishing}
    return {"name": name, "email": f"{name.lower()}@band.example", "role": "writer"} | shares | changes


THREE = [part("Ada", 50, 33.33), part("Ben", 25, 33.33), part("Cleo", 25, 33.34)]


def split_input(participants: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return an OfferInput; fields that not every offer has go to the terms of the split."""
    own = {key: more.pop(key) for key in list(more) if key in ("title", "validUntil")}
    terms = {"projectName": "Night Bus", "participants": THREE if participants is None else participants}
    return {"title": f"Split {uuid4().hex[:6]}", **own, "terms": {"split": terms | more}}


@dataclass
class Split:
    """A split as its author reads it; every property queries the server."""

    by: Person
    id: str

    @property
    def current(self) -> dict[str, Any]:
        offer: dict[str, Any] = self.by.client.get(GET, id=self.id)
        return offer

    @property
    def people(self) -> list[dict[str, Any]]:
        people: list[dict[str, Any]] = self.current["terms"]["participants"]
        return people

    @property
    def tokens(self) -> list[str]:
        """Return the tokens of the current links, in the order of the participants."""
        return [person["share"]["url"].rsplit("/", 1)[1] for person in self.people]

    @property
    def statuses(self) -> list[str]:
        return [person["status"] for person in self.people]

    @property
    def numbers(self) -> list[tuple[float, float]]:
        return [(person["master"], person["publishing"]) for person in self.people]

    def revise(self, *shares: tuple[float, float], version: int | None = None, **more: Any) -> Any:
        """Revise the split with these shares, in the order of the participants."""
        ids = [person["id"] for person in self.people]
        wanted = [
            {"participantId": who, "master": each[0], "publishing": each[1]}
            for who, each in zip(ids, shares, strict=False)
        ]
        seen = self.current["version"] if version is None else version
        return self.by.client.get(REVISE, id=self.id, version=seen, shares=wanted, **more)


def draft(by: Person, participants: list[dict[str, Any]] | None = None, **more: Any) -> Split:
    """Create a split whose invitations are not sent yet."""
    answer = by.client.get(CREATE, input=split_input(participants, **more))
    assert "id" in answer, answer
    return Split(by, answer["id"])


def send_split(by: Person, participants: list[dict[str, Any]] | None = None, **more: Any) -> Split:
    """Create a split and send its invitations."""
    split = draft(by, participants, **more)
    answer = by.client.get(SEND, id=split.id)
    assert answer.get("status") == "ACTIVE", answer
    return split


def accept(holder: Client, token: str, version: int = 1, **more: Any) -> Any:
    return holder.get(ANSWER, token=token, decision="ACCEPTED", version=version, split=SIGNED | more)


def decline(holder: Client, token: str, version: int = 1, comment: str = "") -> Any:
    return holder.get(ANSWER, token=token, decision="DECLINED", version=version, comment=comment)


def counter(
    holder: Client, token: str, master: float, publishing: float, version: int = 1, comment: str = ""
) -> Any:
    shares = {"master": master, "publishing": publishing}
    return holder.get(
        ANSWER, token=token, decision="COUNTERED", version=version, comment=comment, split=shares
    )


def _participant_mutation(field: str, argument: str = "participantId") -> str:
    return f"mutation($id: UUID!) {{ {field}({argument}: $id) {{ ...Split ...No }} }} {SPLIT} {NO}"


RESEND = _participant_mutation("resendSplitInvite")
REOPEN = _participant_mutation("reopenSplitInvite")
REMIND = f"""mutation($id: UUID!, $who: [UUID!], $key: String) {{
  remindSplitParticipants(offerId: $id, participantIds: $who, idempotencyKey: $key) {{
    ... on SplitReminders {{ reminders {{ participantId sent reason }} }} ...No
  }}
}} {NO}"""
COUNTERS = f"""mutation(
  $id: UUID!, $version: Int!, $answers: [CounterAnswerInput!]!, $expected: [SplitSharesInput!]
) {{
  answerSplitCounters(offerId: $id, version: $version, answers: $answers, expected: $expected) {{
    ...Split ...No
  }}
}} {SPLIT} {NO}"""
PROPOSAL = """query($id: UUID!, $who: [UUID!]!) { splitProposal(offerId: $id, participantIds: $who) {
  gap { master publishing }
  rows { participantId name before { master publishing } after { master publishing } }
} }"""
HISTORY = """query($id: UUID!) { splitHistory(offerId: $id) {
  version round note hash at rows { participantId name master publishing }
  changes { participantId name field before after }
  counters { participantId name at counter { master publishing notes } }
} }"""
AGREEMENT = """query($id: UUID!) { splitAgreement(offerId: $id) {
  offerId version hash content complete signatures { name text drawn at agreementHash }
} }"""
TABLE = f"subscription($id: UUID!) {{ splitTable(offerId: $id) {{ ...Split }} }} {SPLIT}"
