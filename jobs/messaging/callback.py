"""The public address to which Twilio sends delivery reports."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from settings import Settings

STATUS_PATH = "/webhooks/twilio/status"


def status_url(settings: Settings) -> str | None:
    """Return the address, or None on a local server: Twilio refuses unreachable addresses."""
    if _is_local(settings.app_url) and not settings.twilio_base_url:
        return None
    return public_url(settings.app_url, STATUS_PATH)


def public_url(app_url: str, path: str, query: str = "") -> str:
    """Return the URL as an outside caller writes it, regardless of proxies in between."""
    return app_url.rstrip("/") + path + (f"?{query}" if query else "")


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
