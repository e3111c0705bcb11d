"""A link to an offer of each kind, in each state in which its holder may find it."""

from collections.abc import Callable
from typing import Any

from models.offers.offer import Offer
from models.sharing.share import Share
from tests.support.actors import Cast
from tests.support.database_dump import PAST, run_on_database
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import ROTATE, answer, quote, share, step_mutation
from tests.support.splits import accept, counter, decline, part, send_split

LinkFactory = Callable[[Cast, RunningServer], str]
UNTIL: dict[str, Any] = {"validUntil": "2099-01-31T18:30:00Z"}
TIERS: dict[str, Any] = {
    "tiers": [{"fromUnits": 1, "commissionPercentage": 1}, {"fromUnits": 6, "commissionPercentage": 2.75}],
    "tierBasis": "MARGINAL",
}


def a_quote(cast: Cast) -> str:
    return quote(cast.builder, **UNTIL, customer={"name": "Asha"}, description="Two\nlines")


def open_quote(cast: Cast, _: RunningServer) -> str:
    return share(cast.builder, a_quote(cast), recipientName="Asha").token


def linked_quote(cast: Cast, _: RunningServer) -> str:
    return share(cast.builder, a_quote(cast), expiresAt="2098-01-31T18:30:00Z").token


def answered_quote(cast: Cast, _: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    answer(cast.stranger, link, comment="As <b>agreed</b>.")
    return link.token


def quote_taken_elsewhere(cast: Cast, _: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    answer(cast.stranger, share(cast.builder, link.offer), "ACCEPTED")
    return link.token


def paused_quote(cast: Cast, _: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    cast.builder.client.get(step_mutation("pauseOffer"), id=link.offer)
    return link.token


def expired_quote(cast: Cast, server: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    run_on_database(server, lambda: Offer.filter(id=link.offer).update(valid_until=PAST))
    return link.token


def replaced_link(cast: Cast, _: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    cast.builder.client.get(ROTATE, id=link.id)
    return link.token


def expired_link(cast: Cast, server: RunningServer) -> str:
    link = share(cast.builder, a_quote(cast))
    run_on_database(server, lambda: Share.filter(id=link.id).update(expires_at=PAST))
    return link.token


def incentive(cast: Cast, _: RunningServer) -> str:
    terms: dict[str, Any] = {"commissionPercentage": 2.5, "minUnitsToSell": 3, **TIERS}
    return share(cast.builder, cast.offer(**terms, termsAndConditions=["Paid on signing."])).token


def promotion(cast: Cast, _: RunningServer) -> str:
    rules = {"code": "WELCOME", "conditions": {"weekdays": [1, 2]}}
    return share(cast.builder, Dining(cast).promotion("Welcome", TWENTY_OFF, **rules)).token


def open_split(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent, **UNTIL, description="A song.")
    accept(cast.stranger, split.tokens[2])
    return split.tokens[0]


def namesakes(cast: Cast, _: RunningServer) -> str:
    return send_split(cast.agent, [part("Zoë", 50, 50), part("zoe", 50, 50, email="z@band.example")]).tokens[
        1
    ]


def signed_split(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent)
    accept(cast.stranger, split.tokens[0])
    return split.tokens[0]


def agreed_split(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent)
    for token in split.tokens:
        accept(cast.stranger, token)
    return split.tokens[0]


def countered_split(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[0], 60, 33.33, comment="I wrote it.")
    return split.tokens[0]


def split_declined_by_another(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent)
    decline(cast.stranger, split.tokens[1], comment="Never.")
    return split.tokens[0]


def new_round(cast: Cast, _: RunningServer) -> str:
    split = send_split(cast.agent, [part("Ada", 50, 50), part("Ben", 50, 50)])
    accept(cast.stranger, split.tokens[0])
    split.revise((60, 50), (40, 50), note="She sang it too.")
    return split.tokens[0]


def unknown_link(_: Cast, __: RunningServer) -> str:
    return "A" * 43


OFFERS: list[LinkFactory] = [open_quote, linked_quote, answered_quote, quote_taken_elsewhere, paused_quote]
OFFERS += [expired_quote, replaced_link, expired_link, unknown_link, incentive, promotion]
SPLITS: list[LinkFactory] = [open_split, namesakes, signed_split, agreed_split, countered_split]
SPLITS += [split_declined_by_another, new_round, unknown_link]
CASES = [("/offer/", made) for made in OFFERS] + [("/splits/invite/", made) for made in SPLITS]
