"""The first story: a builder makes an offer, an agent is notified, and nobody else is."""

from tests.support.actors import Cast

NOTIFICATIONS = "subscription { notifications { unreadCount notification { message offer { id title } } } }"
OFFER = "query($id: UUID!) { offer(id: $id) { title } }"
LIST = "query($p: UUID!) { incentives(filter: {projectId: $p}) { nodes { id } } }"


def test_an_agent_sees_a_new_incentive_arrive(cast: Cast) -> None:
    with cast.agent.client.subscribe(NOTIFICATIONS) as heard:
        offer = cast.offer(title="Launch bonus")
        event = heard.next()
    assert event["notification"]["offer"] == {"id": offer, "title": "Launch bonus"}
    assert event["notification"]["message"] == "New: “Launch bonus”."


def test_another_builder_and_another_agent_are_refused_it(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.agent.client.get(OFFER, id=offer) == {"title": "Closing bonus"}
    assert cast.other_agent.client.error_code(OFFER, id=offer) == "FORBIDDEN"
    assert cast.other_builder.client.error_code(OFFER, id=offer) == "FORBIDDEN"
    assert cast.other_agent.client.get(LIST, p=cast.project) == {"nodes": []}
