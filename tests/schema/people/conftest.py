"""What the tests of signing in share."""

import pytest

from models.people import passwords


@pytest.fixture
def verified_passwords(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were compared with a hash, in order."""
    compared: list[str] = []
    verify = passwords._verify

    def compare(known_hash: str, password: str) -> bool:
        compared.append(password)
        return verify(known_hash, password)

    monkeypatch.setattr(passwords, "_verify", compare)
    return compared
