"""Refusals: a code for programs, a sentence for people, and the field it concerns."""

import math
from enum import StrEnum

NOT_YOURS = "You cannot see or change this."


class Code(StrEnum):
    """The reason for a refusal."""

    BAD_INPUT = "BAD_INPUT"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    IN_USE = "IN_USE"
    OFFER_CHANGED = "OFFER_CHANGED"
    STEP_NOT_ALLOWED = "STEP_NOT_ALLOWED"
    IDEMPOTENCY_MISMATCH = "IDEMPOTENCY_MISMATCH"
    LINK_UNKNOWN = "LINK_UNKNOWN"
    LINK_REVOKED = "LINK_REVOKED"
    LINK_EXPIRED = "LINK_EXPIRED"
    OFFER_NOT_OPEN = "OFFER_NOT_OPEN"
    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    DECISION_NOT_ALLOWED = "DECISION_NOT_ALLOWED"
    RATE_LIMITED = "RATE_LIMITED"
    NOT_CONFIGURED = "NOT_CONFIGURED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A rule was broken that the caller can respect. Mutations return it as data."""

    def __init__(self, code: Code, sentence: str, field: str | None = None, **extra: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field
        self.extra = extra


class Denied(Refused):
    """Access denied: not signed in, not allowed, not found. Always a GraphQL error, never data."""


def unauthenticated(sentence: str = "You must sign in first.") -> Denied:
    return Denied(Code.UNAUTHENTICATED, sentence)


def forbidden(sentence: str = NOT_YOURS, field: str | None = None) -> Denied:
    return Denied(Code.FORBIDDEN, sentence, field)


def not_found(what: str, field: str | None = None) -> Denied:
    return Denied(Code.NOT_FOUND, f"There is no such {what}.", field)


def bad_input(sentence: str, field: str) -> Refused:
    return Refused(Code.BAD_INPUT, sentence, field)


def too_many_attempts(seconds: float) -> Denied:
    """Return the refusal of an attempt that comes too early, by so many seconds."""
    whole = max(1, math.ceil(seconds))
    return Denied(Code.RATE_LIMITED, f"Too many attempts; you must wait {whole} seconds.", retryAfter=whole)
