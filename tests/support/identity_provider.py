"""An identity provider for tests: publishes its key, and signs any claims."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ISSUER, AUDIENCE, KEY_ID = "https://login.example.com/", "proffer", "key-1"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """A server of a JWKS, while the block lasts; `request_count` counts the requests."""

    def __init__(self) -> None:
        self.key = new_key()
        self.request_count = 0
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._request_class())
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True)
        self.settings = {
            "jwks_url": f"http://127.0.0.1:{self.http.server_port}/keys",
            "jwt_issuer": ISSUER,
            "jwt_audience": AUDIENCE,
            "jwt_role_claim": "role",
        }

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()

    def token(self, key: rsa.RSAPrivateKey | None = None, without: str = "", **claims: Any) -> str:
        claims = _claims(claims, without)
        return jwt.encode(claims, key or self.key, "RS256", headers={"kid": KEY_ID})

    def unsigned_token(self, **claims: Any) -> str:
        return _join({"alg": "none", "typ": "JWT", "kid": KEY_ID}, _claims(claims), lambda _: b"")

    def token_signed_with_public_key(self, **claims: Any) -> str:
        """Sign with HS256 and the published key as the secret; a server that trusts the header accepts it."""
        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        header = {"alg": "HS256", "typ": "JWT", "kid": KEY_ID}
        return _join(header, _claims(claims), lambda payload: hmac.digest(public, payload, hashlib.sha256))

    def _request_class(self) -> type[BaseHTTPRequestHandler]:
        provider = self
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        keys = json.dumps({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}).encode()

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.request_count += 1
                self.send_response(200)
                self.end_headers()
                self.wfile.write(keys if self.path == "/keys" else b"<html>Down for maintenance</html>")

            def log_message(self, *_: object) -> None:
                return None

        return Answer


def _claims(changes: dict[str, Any], without: str = "") -> dict[str, Any]:
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": uuid4().hex, "role": "AGENT", "exp": time.time() + 600}
    return {name: value for name, value in {**usual, **changes}.items() if name != without}


def _join(header: dict[str, str], claims: dict[str, Any], sign: Callable[[bytes], bytes]) -> str:
    payload = _base64(json.dumps(header).encode()) + b"." + _base64(json.dumps(claims).encode())
    return (payload + b"." + _base64(sign(payload))).decode()


def _base64(text: bytes) -> bytes:
    return base64.urlsafe_b64encode(text).rstrip(b"=")
