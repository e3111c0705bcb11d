"""The tour in pictures: each is a page of the demonstration, just as it is to be seen."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from models.clock import now
from screenshots.stage import DESK, PHONE, WINDOW, Stage

DRAFT = """mutation($title: String!) { createOffer(input: {
  title: $title
  validUntil: "2031-01-31"
  terms: { quote: { customer: { name: "Asha" } lines: [
    { description: "Boards of oak", quantity: 6, unitPrice: 1450000, taxRate: 18 }
    { description: "Hours of work", quantity: 22.5, unitPrice: 80000, taxRate: 18 }
  ] } }
}) { ... on QuoteOffer { id } } }"""
SHARE = """mutation($id: UUID!) {
  shareOffer(offerId: $id, input: { recipientName: "Asha" }) { ... on Share { url } }
}"""
ANSWER = """mutation($link: String!, $decision: Decision!) {
  respondToShare(token: $link, decision: $decision, version: 1) { ... on SharedOffer { status } }
}"""
SHOPS = "{ shops { nodes { id } } }"
BOOKED = "query($shop: UUID!) { appointments(shopId: $shop, status: BOOKED) { nodes { id } } }"
CANCEL = """mutation($id: UUID!) {
  cancelAppointment(id: $id) { ... on AppointmentCancelled { slotId } }
}"""
SAM = "+12015550102"


def explorer(stage: Stage) -> Page:
    """Signed in as the agent, with the answer to the first operation."""
    page = stage.page("/graphql", **DESK)
    page.get_by_role("button", name="Agent", exact=True).click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.get_by_role("tab", name="WhatASaleIsWorthToday").wait_for()
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text("Riverside")
    page.evaluate("document.activeElement.blur()")
    return page


def offer(stage: Stage) -> Page:
    """A quote on its customer's phone."""
    page = stage.page(_quote(stage, "A new kitchen"), **PHONE)
    page.locator("#answer").wait_for()
    return page


def invitation(stage: Stage) -> Page:
    """A split on the phone of one who is in it, about to be signed."""
    page = stage.page(stage.demo.address("Invitation"), **PHONE, color_scheme="dark")
    page.get_by_role("radio", name="Accept and sign").check()
    page.get_by_label("Your signature").fill("Ada")
    page.locator("#everybody").evaluate("heading => heading.scrollIntoView()")
    return page


def bell(stage: Stage) -> Page:
    """The dashboard at the moment in which a customer says yes."""
    author = stage.dashboard("Agent", "#inbox", **WINDOW)
    for title, answer in (("Garden fence", "Decline"), ("A new kitchen", "Accept")):
        phone = stage.page(_quote(stage, title), **PHONE)
        phone.get_by_role("button", name=answer).click()
        expect(author.locator("#bar-text")).to_contain_text(title)
        phone.close()
    return author


def cascade(stage: Stage) -> Page:
    """A cancelled appointment on the dashboard: one has said no, the next is asked."""
    builder = stage.token("Builder")
    shop = stage.demo.ask(SHOPS, builder)["nodes"][0]["id"]
    booked = stage.demo.ask(BOOKED, builder, shop=shop)["nodes"][0]["id"]
    slot = stage.demo.ask(CANCEL, builder, id=booked)["slotId"]
    page = stage.dashboard("Builder", f"#offer/{slot}", **WINDOW, color_scheme="dark")
    lines = page.locator("#live li")
    expect(lines.first).to_contain_text("Waiting for an answer")
    stage.demo.reply(SAM, "Pass, sorry")
    expect(lines.nth(1)).to_contain_text("Waiting for an answer")
    page.locator("#offer").evaluate("offer => offer.scrollIntoView()")
    return page


def table(stage: Stage) -> Page:
    """The page of a table on a guest's phone: what the cart qualifies for, and what is missing for more."""
    page = stage.page(stage.demo.address("Table"), **PHONE)
    for item in ("Margherita Pizza", "Margherita Pizza", "Coke"):
        page.get_by_role("button", name=f"Add one {item}", exact=True).click()
    page.locator("#applied > li").wait_for()
    page.get_by_role("button", name="See all offers").click()
    return page


def figures(stage: Stage) -> Page:
    """How an author's quotes were received, day by day."""
    for number in range(24):
        link = _quote(stage, f"Roof {number + 1}").rsplit("/", 1)[1]
        decision = "DECLINED" if number % 4 == 1 else "ACCEPTED"
        stage.demo.ask(ANSWER, link=link, decision=decision)
    stage.demo.spread_links()
    page = stage.dashboard("Agent", "#figures", **WINDOW)
    page.get_by_label("First day").fill(str(now().date() - timedelta(days=13)))
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("#charts canvas").wait_for()
    page.locator("#figures").evaluate("figures => figures.scrollIntoView()")
    return page


def _quote(stage: Stage, title: str) -> str:
    """The address of a new one that the agent has shared."""
    agent = stage.token("Agent")
    offer = stage.demo.ask(DRAFT, agent, title=title)["id"]
    return str(stage.demo.ask(SHARE, agent, id=offer)["url"])


# In the order in which they are taken; a page that is added has its line here.
TOUR: tuple[Callable[[Stage], Page], ...] = (explorer, offer, invitation, table, bell, cascade, figures)
