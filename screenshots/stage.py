"""What every picture is taken with: one browser, one demonstration, a desk and a phone."""

from typing import Any

from playwright.sync_api import Browser, Page

from jobs.demo.rows import ACCOUNTS
from screenshots.demonstration import Demonstration

# Named and placed like this on every machine, so that a picture changes only when the page does.
READER: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Asia/Kolkata", "reduced_motion": "reduce"}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 800}}
WINDOW: dict[str, Any] = {"viewport": {"width": 960, "height": 720}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5}


class Stage:
    """Opens pages of the demonstration, as one of its accounts or as nobody."""

    def __init__(self, browser: Browser, demo: Demonstration) -> None:
        self.browser = browser
        self.demo = demo
        self.tokens: dict[str, str] = {}

    def page(self, path: str, **look: Any) -> Page:
        """`path` is one of ours, or an address the demonstration gave."""
        page = self.browser.new_page(**READER, **look)
        page.set_default_timeout(30_000)
        page.goto(path if path.startswith("http") else self.demo.origin + path)
        return page

    def dashboard(self, label: str, rest: str, **look: Any) -> Page:
        """Signed in as the account of this label, and hearing the news."""
        (account,) = (each for each in ACCOUNTS if each.label == label)
        page = self.page(f"/dashboard{rest}", **look)
        page.get_by_label("E-mail", exact=True).fill(account.email)
        page.get_by_label("Password").fill(account.password)
        page.get_by_role("button", name="Sign in").click()
        page.locator("[data-state=online]").wait_for()
        return page

    def token(self, label: str) -> str:
        """What this account asks the API with, signed in once: tries to sign in are counted."""
        if label not in self.tokens:
            (account,) = (each for each in ACCOUNTS if each.label == label)
            self.tokens[label] = self.demo.sign_in(account.email, account.password)
        return self.tokens[label]
