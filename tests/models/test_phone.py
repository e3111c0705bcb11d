"""Phone numbers as people write them."""

import pytest

from models.phone import clean_region, parse_phone
from models.refused import Refused


@pytest.mark.parametrize(
    ("text", "region", "kept", "mobile"),
    [
        ("098123 45678", "IN", "+919812345678", True),
        ("+91 (98123) 456-78", "GB", "+919812345678", True),
        ("07911 123456", "GB", "+447911123456", True),
        ("020 7946 0018", "GB", "+442079460018", False),
        ("(212) 555-0123", "US", "+12125550123", True),
        ("९८१२३४५६७८", "IN", "+919812345678", True),
    ],
)
def test_a_number_is_read_as_it_is_dialled_there(text: str, region: str, kept: str, mobile: bool) -> None:
    phone = parse_phone(text, region)
    assert (phone.e164, phone.is_mobile) == (kept, mobile)


@pytest.mark.parametrize(
    "text",
    ["", "12", "call 9812345678", "1-800-FLOWERS", "+9198", "+999123456789", "98123\x0045678", "9" * 41],
)
def test_an_invalid_number_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_phone(text, "IN", "phone")
    assert refused.value.field == "phone"


def test_a_region_is_one_that_has_phone_numbers() -> None:
    assert clean_region(" in ") == "IN"
    for unknown in ("", "XX", "IND", "001"):
        with pytest.raises(Refused, match="ISO 3166"):
            clean_region(unknown)
