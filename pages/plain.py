"""What a link opens for a reader without JavaScript: the same answer of the API, drawn here."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from pages.inquiry import ask
from pages.reading import Reader, instant
from pages.wording import FILTERS, TESTS

HERE = Path(__file__).parent / "plain"
# Beside the page that needs JavaScript, at the address that a still page can name without its token.
ASKED_FOR = "plain"
# Kinds that have a page of their own, and where it is.
ELSEWHERE = {"split": "../splits/invite"}
STATUS = {"LINK_UNKNOWN": 404, "LINK_REVOKED": 410, "LINK_EXPIRED": 410, "RATE_LIMITED": 429}

templates = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
templates.filters |= {**FILTERS, "instant": instant}
templates.tests |= TESTS


def plain_page(name: str, api: ASGIApp, headers: dict[str, str]) -> Callable[[Request], Awaitable[Response]]:
    """What `<name>.graphql` asks the API, in `<name>.html`."""
    document = (HERE / f"{name}.graphql").read_text(encoding="utf-8")

    async def shown(request: Request) -> Response:
        # The API takes no NUL; like any other character that no token has, it leads nowhere.
        token = request.path_params["token"].replace("\0", "\ufffd")
        said = await ask(api, request, document, token=token)
        if "code" in said:
            return _not_shown(name, said, headers)
        if elsewhere := ELSEWHERE.get(said.get("kind", "")):
            return RedirectResponse(f"{elsewhere}/{quote(token)}?{ASKED_FOR}", 303, headers)
        reader = Reader(request.headers.get("accept-language", ""))
        page = templates.get_template(f"{name}.html").render(said=said, reader=reader)
        return HTMLResponse(page, headers=headers)

    return shown


def _not_shown(name: str, refusal: dict[str, Any], headers: dict[str, str]) -> Response:
    page = templates.get_template(f"no_{name}.html").render(refusal=refusal)
    wait = {"Retry-After": str(refusal["seconds"])} if refusal.get("seconds") else {}
    return HTMLResponse(page, STATUS.get(refusal["code"], 503), {**headers, **wait})
