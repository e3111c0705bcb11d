"""From a request's headers, or a socket's first message, to whoever asks."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection

from models.clock import now
from models.people.session import TOKEN_PREFIX, viewer_with_token
from models.people.viewer import Viewer
from models.refused import Code, Denied
from resolvers.people.identity_provider import IdentityProvider
from schema.context import Context
from settings import Settings

MALFORMED = "The Authorization header must read “Bearer”, a space and a token."


class Authentication:
    """How this server knows people: its own sessions, and an identity provider's tokens when configured."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.provider = IdentityProvider(settings) if settings.jwks_url else None

    async def context(self, connection: HTTPConnection) -> Context:
        """The context of a request; a token that is no good leaves its bearer a stranger, with the reason."""
        context = Context(self.settings, connection, is_scheduler=self._is_scheduler(connection))
        await self.identify(context, connection.headers.get("authorization"))
        return context

    async def identify(self, context: Context, authorization: object) -> None:
        if authorization is None:
            return
        try:
            context.viewer_or_none = await self._viewer(authorization)
        except Denied as denied:
            if denied.code is not Code.UNAUTHENTICATED:
                raise
            context.not_signed_in_because = denied.sentence

    async def _viewer(self, authorization: object) -> Viewer:
        scheme, _, token = authorization.partition(" ") if isinstance(authorization, str) else ("", "", "")
        if scheme.lower() != "bearer" or not token:
            raise Denied(Code.UNAUTHENTICATED, MALFORMED)
        if self.provider and not token.startswith(TOKEN_PREFIX):
            return await self.provider.viewer(token)
        return await viewer_with_token(token, now())

    def _is_scheduler(self, connection: HTTPConnection) -> bool:
        known, given = self.settings.internal_secret, connection.headers.get("x-internal-secret")
        return bool(known and given) and secrets.compare_digest(
            (known or "").encode(), (given or "").encode()
        )


def from_params(params: Mapping[str, Any]) -> object:
    """The token in a connection_init payload, written the way the HTTP header is."""
    by_name = {name.lower(): value for name, value in params.items()}
    return by_name.get("authorization")
