"""The Starlette application, run by `uvicorn app:app`: routes and lifespan, nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypedDict

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from tortoise.context import TortoiseContext

from jobs.demo.rows import ACCOUNTS
from jobs.register import jobs_of
from jobs.scheduler import scheduler
from logs import set_up_logs
from models.people.passwords import set_memory
from models.storage.database import database
from models.storage.migration import refuse_when_behind
from pages import dashboard, explorer, health, link_pages, table_page
from pages.app_state import AppState
from pages.webhooks import twilio_replies, twilio_status
from resolvers.budget import Budget
from resolvers.rates import Rates
from schema.build import build_schema
from schema.transport.server import Endpoint
from settings import Settings, SettingsError, load_settings
from subscriptions.live import Live, current
from subscriptions.work import finish_all


class State(TypedDict):
    """What every request finds: the open database, this process's end of the live channel, the counters."""

    database: TortoiseContext
    live: Live
    rates: Rates
    budget: Budget


def create_app(settings: Settings) -> AppState:
    schema = build_schema(settings.answers_introspection, settings.execution, settings.max_objects)
    endpoint = Endpoint(schema, settings, explorer.explorer_page if settings.shows_explorer else None)
    demo_accounts = [explorer.DemoAccount(*account) for account in ACCOUNTS] if settings.demo else []
    routes = [
        Route("/", _to_graphql),
        Route("/graphql", endpoint),
        WebSocketRoute("/graphql", endpoint),
        *health.routes(),
        *link_pages.routes(endpoint),
        *dashboard.routes(),
        *table_page.routes(endpoint),
        *twilio_replies.routes(settings),
        *twilio_status.routes(settings),
        *(explorer.routes(demo_accounts) if settings.shows_explorer else ()),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type"],
    )
    return AppState(Starlette(routes=routes, middleware=[cors], lifespan=_lifespan(settings)))


def _lifespan(settings: Settings) -> Callable[[Starlette], AbstractAsyncContextManager[State]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[State]:
        set_memory(settings.password_memory)
        await refuse_when_behind(settings.database_url)
        async with (
            database(settings.database_url) as open_database,
            Live(settings.broadcast_url) as live,
            Rates(settings.broadcast_url) as rates,
        ):
            current.set(live)
            async with scheduler(jobs_of(settings), on=settings.scheduler):
                yield {
                    "database": open_database,
                    "live": live,
                    "rates": rates,
                    "budget": Budget(settings.object_rate),
                }
            await finish_all()

    return lifespan


async def _to_graphql(_: Request) -> Response:
    return RedirectResponse("/graphql")


def _app_from_environment() -> AppState:
    try:
        settings = load_settings()
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    set_up_logs(settings.log_format, settings.log_level)
    return create_app(settings)


app = _app_from_environment()
