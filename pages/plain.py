"""What a link opens for a reader without JavaScript: the same answers of the API, drawn here."""

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
from pages.templates import HERE, templates
from pages.times import Reader

# Beside the page that needs JavaScript, at the address that a static page can name without its token.
ASKED_FOR = "plain"
STATUS = {"LINK_UNKNOWN": 404, "LINK_REVOKED": 410, "LINK_EXPIRED": 410}
STATUS |= {"BAD_INPUT": 400, "NOT_FOUND": 404, "RATE_LIMITED": 429, "UNAVAILABLE": 503}
# The page of kinds that have none of their own: its name, and where it stands.
OFFER = Kind.path
DECISIONS = frozenset({"ACCEPTED", "DECLINED"})
ANSWER = (HERE / "answer.graphql").read_text(encoding="utf-8")


def document(name: str) -> str:
    """A document that is asked of the API, with what each kind shows of its terms."""
    return templates.get_template(f"{name}.graphql").render(kinds=KINDS)


class PlainPage:
    """What `<name>.graphql` asks the API, in `<name>.html`."""

    def __init__(self, name: str, api: ASGIApp, headers: dict[str, str]) -> None:
        self.name, self.api, self.headers = name, api, headers
        self.question = document(name)

    async def answered(self, request: Request) -> Response:
        """After a form: the receipt at the page's own address, or the page anew, and why."""
        try:
            given = answer_in(await form_of(request))
        except Malformed:
            return Response(status_code=400, headers=self.headers)
        told = await ask(self.api, request, ANSWER, token=_token(request), **given)
        if "code" in told:
            return await self.shown(request, told, str(given["comment"]))
        return RedirectResponse(f"?{ASKED_FOR}", 303, self.headers)

    async def shown(
        self, request: Request, refusal: dict[str, Any] | None = None, typed: str = ""
    ) -> Response:
        said = await ask(self.api, request, self.question, token=_token(request))
        if "code" in said:
            return self._drawn(f"no_{self.name}", said, refusal=said)
        if self.name == OFFER and (path := KINDS[said["kind"]].path) != OFFER:
            return RedirectResponse(f"../{path}/{quote(_token(request))}?{ASKED_FOR}", 303, self.headers)
        reader = Reader(request.headers.get("accept-language", ""))
        return self._drawn(self.name, refusal, said=said, reader=reader, refusal=refusal, typed=typed)

    def _drawn(self, template: str, why_not: dict[str, Any] | None, **known: Any) -> Response:
        page = templates.get_template(f"{template}.html").render(known)
        if why_not is None:
            return HTMLResponse(page, headers=self.headers)
        wait = {"Retry-After": str(why_not["seconds"])} if "seconds" in why_not else {}
        return HTMLResponse(page, STATUS.get(why_not["code"], 409), {**self.headers, **wait})


def answer_in(form: dict[str, str]) -> dict[str, str | int]:
    """What the page's own form holds."""
    decision, version = form.get("decision", ""), form.get("version", "")
    if decision not in DECISIONS or not re.fullmatch("[0-9]{1,9}", version):
        raise Malformed
    # A form ends its lines as no script does.
    comment = form.get("comment", "").replace("\r\n", "\n")
    return {"decision": decision, "version": int(version), "comment": comment}


def _token(request: Request) -> str:
    """The API takes no NUL; like any other character that no token has, it leads nowhere."""
    return str(request.path_params["token"]).replace("\0", "\ufffd")
