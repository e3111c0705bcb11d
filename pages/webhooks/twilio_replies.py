"""The webhook for customers' texts: a text is verified and stored once; the response is empty."""

import re
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from jobs.messaging.replies import receive_text
from models.checks import is_phone
from models.messaging.inbound import Inbound
from pages.form import Malformed, form_of
from pages.webhooks.signed_form import is_signed
from settings import Settings

PATH = "/webhooks/twilio/sms"
FIELDS = ("MessageSid", "From", "To", "Body")
SID, SERVICE = re.compile(r"(?:SM|MM)[0-9a-fA-F]{32}"), re.compile(r"MG[0-9a-fA-F]{32}")
OPT_OUT_TYPES = frozenset({"STOP", "START", "HELP"})
# No immediate reply: replies are sent as texts of our own.
SILENT = "<Response/>"
Fields = Mapping[str, str]


def routes(settings: Settings) -> list[BaseRoute]:
    return [Route(PATH, sms(settings), methods=["POST"])]


def sms(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint; it answers 404 without an auth token, as no signature could be checked."""

    async def receive(request: Request) -> Response:
        if not (token := settings.twilio_auth_token):
            return Response(status_code=404)
        try:
            form = await form_of(request)
            if not is_signed(request, form, token, settings.app_url, PATH):
                return Response(status_code=403)
            await receive_text(inbound(form))
        except Malformed:
            return Response(status_code=400)
        return Response(SILENT, media_type="text/xml")

    return receive


def inbound(fields: Fields) -> Inbound:
    """Return the text in the form's fields; raise Malformed if one is missing or has the wrong shape."""
    if any(name not in fields for name in FIELDS):
        raise Malformed
    provider_id, phone, to, body = (fields[name] for name in FIELDS)
    service = fields.get("MessagingServiceSid", "")
    if not (SID.fullmatch(provider_id) and is_phone(phone) and is_phone(to)):
        raise Malformed
    if service and not SERVICE.fullmatch(service):
        raise Malformed
    word = fields.get("OptOutType", "")
    senders = (to, service) if service else (to,)
    return Inbound(provider_id, phone, senders, body, word if word in OPT_OUT_TYPES else "")
