"""The pages behind links for readers without JavaScript: the same answers of the API, drawn by the server."""

import re
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from models.offers.kind import Kind
from models.offers.register import KINDS
from pages.form import Malformed, form_of
from pages.inquiry import ask
from pages.templates import FOLDER, templates
from pages.times import Reader

# The query parameter for this page: a static page can link to it without knowing its token.
PLAIN = "plain"
STATUS = {"LINK_UNKNOWN": 404, "LINK_REVOKED": 410, "LINK_EXPIRED": 410}
STATUS |= {"BAD_INPUT": 400, "NOT_FOUND": 404, "RATE_LIMITED": 429, "UNAVAILABLE": 503}
# The name and path of the page for kinds without a page of their own.
OFFER = Kind.path
DECISIONS = frozenset({"ACCEPTED", "DECLINED"})
ANSWER = (FOLDER / "answer.graphql").read_text(encoding="utf-8")


def document(name: str) -> str:
    """Render a GraphQL document, with the fields that each kind shows of its terms."""
    return templates.get_template(f"{name}.graphql").render(kinds=KINDS)


class PlainPage:
    """The page that shows the result of `<name>.graphql` in `<name>.html`."""

    def __init__(self, name: str, api: ASGIApp, headers: dict[str, str]) -> None:
        self.name, self.api, self.headers = name, api, headers
        self.question = document(name)

    async def answer(self, request: Request) -> Response:
        """Send the posted answer: redirect to the receipt, or show the page again with the refusal."""
        try:
            answer = answer_in(await form_of(request))
        except Malformed:
            return Response(status_code=400, headers=self.headers)
        result = await ask(self.api, request, ANSWER, token=_token(request), **answer)
        if "code" in result:
            return await self.show(request, result, str(answer["comment"]))
        return RedirectResponse(f"?{PLAIN}", 303, self.headers)

    async def show(
        self, request: Request, refusal: dict[str, Any] | None = None, comment: str = ""
    ) -> Response:
        view = await ask(self.api, request, self.question, token=_token(request))
        if "code" in view:
            return self._draw(f"no_{self.name}", view, refusal=view)
        if self.name == OFFER and (path := KINDS[view["kind"]].path) != OFFER:
            return RedirectResponse(f"../{path}/{quote(_token(request))}?{PLAIN}", 303, self.headers)
        reader = Reader(request.headers.get("accept-language", ""))
        return self._draw(self.name, refusal, view=view, reader=reader, refusal=refusal, comment=comment)

    def _draw(self, template: str, problem: dict[str, Any] | None, **context: Any) -> Response:
        page = templates.get_template(f"{template}.html").render(context)
        if problem is None:
            return HTMLResponse(page, headers=self.headers)
        wait = {"Retry-After": str(problem["seconds"])} if "seconds" in problem else {}
        return HTMLResponse(page, STATUS.get(problem["code"], 409), {**self.headers, **wait})


def answer_in(form: dict[str, str]) -> dict[str, str | int]:
    """Return the answer in the page's own form; raise Malformed for anything else."""
    decision, version = form.get("decision", ""), form.get("version", "")
    if decision not in DECISIONS or not re.fullmatch("[0-9]{1,9}", version):
        raise Malformed
    # Forms send CRLF line ends, scripts LF.
    comment = form.get("comment", "").replace("\r\n", "\n")
    return {"decision": decision, "version": int(version), "comment": comment}


def _token(request: Request) -> str:
    """Return the token with NULs replaced: the API refuses them, and no token has either character."""
    return str(request.path_params["token"]).replace("\0", "\ufffd")
