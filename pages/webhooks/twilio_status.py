"""The webhook for delivery reports; only requests signed by Twilio are accepted."""

import re
from collections.abc import Mapping
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from jobs.messaging.callback import STATUS_PATH
from models.clock import now
from models.notifications.delivery_report import DeliveryReport
from pages.form import Malformed, form_of
from pages.webhooks.signed_form import is_signed
from resolvers.messaging.delivery_reports import record_delivery_report
from settings import Settings

# The signature covers names and values without separators, so the shape of every field is checked.
MESSAGE = re.compile(r"message=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
SID, STATUS, ERROR = re.compile(r"(?:SM|MM)[0-9a-f]{32}"), re.compile(r"[a-z_]{1,20}"), re.compile(r"\d{0,6}")


def routes(settings: Settings) -> list[BaseRoute]:
    async def receive_report(request: Request) -> Response:
        if not (token := settings.twilio_auth_token):
            raise HTTPException(404)
        try:
            form = await form_of(request)
            if not is_signed(request, form, token, settings.app_url, STATUS_PATH):
                return Response(status_code=403)
            await record_delivery_report(_message_id(request.url.query), _report_in(form), now())
        except Malformed:
            return Response(status_code=400)
        return Response(status_code=204)

    return [Route(STATUS_PATH, receive_report, methods=["POST"])]


def _message_id(query: str) -> UUID:
    if not (match := MESSAGE.fullmatch(query)):
        raise Malformed
    return UUID(match[1])


def _report_in(form: Mapping[str, str]) -> DeliveryReport:
    sid, status = form.get("MessageSid", ""), form.get("MessageStatus", "")
    error = form.get("ErrorCode", "")
    if not (SID.fullmatch(sid) and STATUS.fullmatch(status) and ERROR.fullmatch(error)):
        raise Malformed
    return DeliveryReport(sid, status, error)
