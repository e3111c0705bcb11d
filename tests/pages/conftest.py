"""A toy server around the explorer, with the smallest schema it needs; a phone for the pages of links."""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

import httpx
import pytest
import strawberry
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from strawberry.asgi import GraphQL
from strawberry.types import Info

from pages.explorer import DemoAccount, explorer_page, routes
from tests.support.actors import Cast, Person, Users
from tests.support.browser.explorer import PATIENCE, PageFaults, chromium
from tests.support.server import RunningServer


@strawberry.enum
class Role(Enum):
    BUILDER = "BUILDER"
    AGENT = "AGENT"


@strawberry.type
class User:
    name: str
    role: Role


@strawberry.type
class SignedIn:
    token: str
    device: str
    user: User


@strawberry.type
class Refusal:
    message: str


USERS = {"asha": User(name="Asha", role=Role.BUILDER), "ravi": User(name="Ravi", role=Role.AGENT)}
SignInAnswer = Annotated[SignedIn | Refusal, strawberry.union("SignInAnswer")]


def viewer(info: Info) -> User | None:
    """The token is the user's name; it comes as a header, or in the socket's first message."""
    said = info.context.get("connection_params") or {}
    said = said.get("Authorization") or info.context["request"].headers.get("authorization", "")
    return USERS.get(said.removeprefix("Bearer "))


@strawberry.type
class Query:
    @strawberry.field
    def me(self, info: Info) -> User | None:
        return viewer(info)

    @strawberry.field
    def greeting(self, name: str) -> str:
        return f"Good morning, {name}."


@strawberry.type
class Mutation:
    @strawberry.mutation
    def sign_in(self, email: str, password: str, device: str | None = None) -> SignInAnswer:
        name = email.split("@")[0]
        if name not in USERS or password != "open sesame":
            return Refusal(message="E-mail and password do not match.")
        return SignedIn(token=name, device=device or f"device of {name}", user=USERS[name])


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def notifications(self, info: Info, after: int = 0) -> AsyncIterator[str]:
        who = viewer(info)
        for number in (1, 2):
            yield f"event {after + number} for {who.name if who else 'nobody'}"


ACCOUNTS = [
    DemoAccount("Builder", "asha@example.com", "open sesame"),
    DemoAccount("Agent", "ravi@example.com", "open sesame"),
]


def toy_app() -> Starlette:
    graphql = GraphQL[None, None](strawberry.Schema(Query, Mutation, Subscription))
    return Starlette(
        routes=[
            Route("/graphql", explorer_page, methods=["GET"]),
            Route("/graphql", graphql, methods=["POST"]),
            WebSocketRoute("/graphql", graphql),
            *routes(ACCOUNTS, Path(__file__).parent / "operations"),
        ]
    )


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """The address of the toy server."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(toy_app(), log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
def web(server: RunningServer) -> httpx.Client:
    """An anonymous visitor who keeps no cookies."""
    return server.client().http


@pytest.fixture(scope="module")
def browser(users: Users) -> Iterator[Browser]:
    """Start after `users`, whose creation needs an event loop of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def faults() -> PageFaults:
    return PageFaults()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: RunningServer, faults: PageFaults) -> Page:
    """A phone in dark mode, in India; all tests share it, since creating a page is slower than visiting."""
    page = browser.new_page(
        viewport={"width": 360, "height": 740},
        color_scheme="dark",
        locale="en-GB",
        timezone_id="Asia/Kolkata",
    )
    page.set_default_timeout(PATIENCE)
    faults.watch(page, f"http://{server.address}")
    return page


@pytest.fixture
def page(phone: Page, faults: PageFaults) -> Iterator[Page]:
    """The page, which must not break its policy, fail, or request another origin."""
    yield phone
    assert faults.pop_all() == []


@pytest.fixture
def author(cast: Cast) -> Person:
    """A user without offers and notifications."""
    return cast.users.new_user("AGENT")


@pytest.fixture
def sign_out_afterwards(page: Page, server: RunningServer) -> Iterator[None]:
    """Sign out of the dashboard after the test."""
    yield
    page.unroute_all()
    page.goto(f"http://{server.address}/dashboard")
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
