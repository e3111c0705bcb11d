"""The steps of a person in the explorer, and the faults of a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, expect, sync_playwright

# The build without windows is first: it takes a third less of the processor.
BUILDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BUILDS)), None)
# Milliseconds: what comes is met when it comes, so a slow machine costs nothing but its time.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
FIRST_VISIT = "if (!sessionStorage.visited) { localStorage.clear(); sessionStorage.visited = true; }"
QUIET = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-gpu",
    "--disable-component-update",
]


class PageFaults(list[str]):
    """The faults of a page: console errors (policy violations too), exceptions and foreign requests."""

    def watch(self, page: Page, origin: str) -> None:
        def note_foreign(request: Request | WebSocket) -> None:
            if not request.url.startswith((f"{origin}/", f"{origin}/".replace("http", "ws", 1), "data:")):
                self.append(request.url)

        page.on("console", lambda said: self.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("request", note_foreign)
        page.on("websocket", note_foreign)

    def pop_all(self) -> list[str]:
        """Return the faults since the last call, and forget them."""
        faults = list(self)
        self.clear()
        return faults


def need_chromium() -> None:
    """Skip the calling module without Chromium, unless REQUIRE_SERVICES is set."""
    if CHROMIUM is None and os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.skip("No Chromium is installed: the page is not tried in a browser.", allow_module_level=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, chromium_sandbox=False)
        yield browser
        browser.close()


@contextmanager
def explorer(profile: BrowserContext, origin: str, faults: PageFaults) -> Iterator[Page]:
    page = profile.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(FIRST_VISIT)
    faults.watch(page, origin)
    page.goto(f"{origin}/graphql")
    page.get_by_role("tab", name="WhoIsAsking").wait_for()
    yield page
    page.close()


def write(page: Page, operation: str) -> None:
    page.get_by_role("button", name="New tab").click()
    page.locator(".graphiql-query-editor .CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(operation)
    page.get_by_role("tab", name=operation.split()[1], selected=True).wait_for()


def run(page: Page, operation: str, until: str) -> None:
    write(page, operation)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".graphiql-response")).to_contain_text(until)


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
