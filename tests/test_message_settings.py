"""The settings of e-mail and SMS: usable, whole, or named in one sentence."""

import pytest

from settings import SettingsError, load_settings

MAIL = {"smtp_url": "smtp://mail.example:587", "mail_from": "Proffer <offers@proffer.example>"}
TWILIO = {"twilio_account_sid": "AC1", "twilio_auth_token": "x", "twilio_from": "+15005550006"}


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtps://mail.example:465",
        "smtp://asha:p%40ss@mail.example:587/",
        "smtp://10.0.0.1:25",
    ],
)
def test_a_mail_server_is_named_by_its_url(url: str) -> None:
    assert load_settings(**MAIL | {"smtp_url": url}, _env_file=None).smtp_url == url


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"]
)
def test_a_url_that_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^SMTP_URL cannot be used: must be smtp://"):
        load_settings(**MAIL | {"smtp_url": url}, _env_file=None)


@pytest.mark.parametrize("sender", ["Proffer", "Proffer <>", "@"])
def test_a_sender_has_an_address(sender: str) -> None:
    with pytest.raises(SettingsError, match=r"^MAIL_FROM cannot be used: must be an address"):
        load_settings(**MAIL | {"mail_from": sender}, _env_file=None)


@pytest.mark.parametrize("whole", [MAIL, TWILIO])
def test_what_belongs_together_is_set_together(whole: dict[str, str]) -> None:
    load_settings(**whole, _env_file=None)
    for name in whole:
        with pytest.raises(SettingsError, match=r" must be set together or not at all\.$"):
            load_settings(**{key: value for key, value in whole.items() if key != name}, _env_file=None)
