"""The operations of quotes and links over HTTP, and helpers that create both."""

from dataclasses import dataclass
from typing import Any

from tests.support.actors import Person
from tests.support.server import Client

NO = "fragment No on Refusal { code message field currentVersion }"
QUOTE = """fragment Quote on QuoteOffer {
  id kind title description status version validFrom validUntil author { id name role } project { id }
  terms {
    currency notes customer { name email phone }
    lines {
      description quantity unitPrice { minorUnits } taxRate net { minorUnits } tax { minorUnits }
    }
    totals { net { minorUnits } tax { minorUnits } total { minorUnits text } }
  }
}"""
CREATE = f"mutation($input: OfferInput!) {{ createOffer(input: $input) {{ ...Quote ...No }} }} {QUOTE} {NO}"
UPDATE = f"""mutation($id: UUID!, $input: OfferChangeInput!) {{
  updateOffer(id: $id, input: $input) {{ ...Quote ...No }}
}} {QUOTE} {NO}"""
GET = f"query($id: UUID!) {{ offer(id: $id) {{ ...Quote }} }} {QUOTE}"
LISTED = "{ offers(first: 100) { nodes { id } } }"
LINES = """query($id: UUID!) { activity(offerId: $id) { nodes {
  event actor { id } changes { field before after }
} } }"""
SHARED = """fragment Link on Share {
  id url state offerId label recipientName createdAt expiresAt revokedAt fetches views
  firstViewedAt lastViewedAt response { id decision comment version offerId shareId cursor }
}"""
SHARE = f"""mutation($id: UUID!, $input: ShareInput) {{
  shareOffer(offerId: $id, input: $input) {{ ...Link ...No }}
}} {SHARED} {NO}"""
REVOKE = f"mutation($id: UUID!) {{ revokeShare(id: $id) {{ ...Link ...No }} }} {SHARED} {NO}"
ROTATE = f"mutation($id: UUID!) {{ rotateShare(id: $id) {{ ...Link ...No }} }} {SHARED} {NO}"
EXTEND = f"""mutation($id: UUID!, $end: DateTime) {{
  extendShare(id: $id, expiresAt: $end) {{ ...Link ...No }}
}} {SHARED} {NO}"""
SHARES = f"query($id: UUID!) {{ shares(offerId: $id) {{ nodes {{ ...Link }} }} }} {SHARED}"
TOUCHES = "query($id: UUID!) { accessLog(shareId: $id) { nodes { kind address userAgent } } }"
OPENED = """fragment Opened on SharedOffer {
  state decisions kind title description status version validFrom validUntil authorName recipientName
  terms {
    ... on SharedQuoteTerms { currency customerName lines { description quantity } totals { total { text } } }
    ... on SharedIncentiveTerms { incentive { incentiveAmount { text } termsAndConditions } }
  }
  answer { decision comment version createdAt }
}"""
OPEN = f"query($token: String!) {{ sharedOffer(token: $token) {{ ...Opened ...No }} }} {OPENED} {NO}"
VIEW = f"mutation($token: String!) {{ recordView(token: $token) {{ ...Opened ...No }} }} {OPENED} {NO}"
ANSWER = f"""mutation($token: String!, $decision: Decision!, $version: Int!, $comment: String! = "") {{
  respondToShare(token: $token, decision: $decision, version: $version, comment: $comment) {{
    ...Opened ...No
  }}
}} {OPENED} {NO}"""
RESPONSES = """subscription($offer: UUID, $after: String) {
  offerResponses(offerId: $offer, after: $after) {
    decision comment offerId shareId version cursor counter { master publishing notes }
  }
}"""
TOLD = "subscription { notifications { unreadCount notification { event } } }"
SINK = {"description": "Sink", "quantity": 1.5, "unitPrice": 1001, "taxRate": 18}
TAP = {"description": "Tap", "quantity": 2, "unitPrice": 500}


def step_mutation(field: str) -> str:
    statuses = "... on QuoteOffer { status } ... on IncentiveOffer { status }"
    return f"mutation($id: UUID!) {{ {field}(id: $id) {{ {statuses} ...No }} }} {NO}"


def quote_input(
    title: str = "Kitchen", lines: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """Return an OfferInput; fields that not every offer has go to the terms of the quote."""
    own = {key: more.pop(key) for key in list(more) if key in ("description", "validFrom", "validUntil")}
    return {"title": title, **own, "terms": {"quote": {"lines": lines or [SINK, TAP], **more}}}


def quote(by: Person, **changes: Any) -> str:
    """Create a quote, a draft; return its id."""
    answer = by.client.get(CREATE, input=quote_input(**changes))
    assert "id" in answer, answer
    return str(answer["id"])


@dataclass(frozen=True)
class Link:
    """A share: the author's id of it, and the recipient's URL."""

    id: str
    offer: str
    url: str

    @property
    def token(self) -> str:
        return self.url.rsplit("/", 1)[1]


def share(by: Person, offer: str, **share_input: Any) -> Link:
    """Create a link to the offer."""
    answer = by.client.get(SHARE, id=offer, input=share_input)
    assert "url" in answer, answer
    return Link(answer["id"], offer, answer["url"])


def answer(
    holder: Client, link: Link, decision: str = "ACCEPTED", version: int = 1, comment: str = ""
) -> Any:
    """Answer through the link; return the server's answer."""
    return holder.get(ANSWER, token=link.token, decision=decision, version=version, comment=comment)


def refusal_code(refusal: dict[str, Any]) -> str:
    """Return the code of a refusal."""
    return str(refusal["code"])
