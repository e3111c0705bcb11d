"""How the server writes its log: structured lines without secrets or whole phone numbers."""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

PHONE = re.compile(r"\+\d[\d ().-]{6,}(\d\d)")
TOKEN = re.compile(r"\b(?:ses|key)_[\w-]{20,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?i:bearer)\s+\S+")
# The last part of a link: after the path that links have, or by its 43 characters wherever it stands,
# also behind an escaped quote (%22) in the address of a request.
LINK = re.compile(
    r"(?<=/offer/)[\w%-]+|(?<=/splits/invite/)[\w%-]+"
    r"|(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}))[\w-]{43}(?![\w-])"
)
SERVERS_OWN = ("uvicorn", "uvicorn.error")
# A line feed is spelled out by the renderers; what else can break or overwrite a line is spelled out here.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
SECRET_KEYS = frozenset({"token", "password", "authorization", "secret"})


def scrub(value: object) -> object:
    """The value with tokens removed and phone numbers cut to their last two digits; lines stay one line."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: "[hidden]" if key in SECRET_KEYS else scrub(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub(inner) for inner in value]
    without_tokens = LINK.sub("[token]", TOKEN.sub("[token]", str(value)))
    return CONTROL.sub(_escape, PHONE.sub(r"[phone ..\1]", without_tokens))


def _escape(control: re.Match[str]) -> str:
    return f"\\x{ord(control[0]):02x}"


def _scrub(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event.pop("color_message", None)  # uvicorn's event once more, for a terminal
    # What structlog keeps for itself begins with an underscore; it takes that away before it writes.
    fields: Any = scrub({key: value for key, value in event.items() if not key.startswith("_")})
    return {**event, **fields}


def set_up_logs(log_format: str = "text", level: str = "info") -> None:
    """Send structlog and the standard library's loggers through one scrubbed format to standard error."""
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _scrub,
    ]
    wrap = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *processors, wrap],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    to_stderr = logging.StreamHandler()
    to_stderr.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*processors[:3], structlog.stdlib.ExtraAdder(), *processors[3:]],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(log_format)],
        )
    )
    logging.basicConfig(handlers=[to_stderr], level=level.upper(), force=True)
    _leave_out_origins()
    _take_over_from_uvicorn()
    logging.getLogger("tortoise").setLevel(logging.WARNING)


def _leave_out_origins() -> None:
    """Do not look for the thread, the process and the line that logs, which no line of ours shows."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    # As "Optimization" in the logging how-to of Python says.
    logging._srcfile = None


def _renderer(log_format: str) -> Any:
    if log_format == "json":
        return structlog.processors.JSONRenderer()
    return structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])


def _take_over_from_uvicorn() -> None:
    """It sets up loggers of its own, which would write the addresses of requests with the tokens in them."""
    for name in SERVERS_OWN:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # A line for each request would keep whole addresses, which the access log of links keeps only as it may.
    logging.getLogger("uvicorn.access").handlers.clear()
    logging.getLogger("uvicorn.access").propagate = False
