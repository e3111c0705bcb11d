"""The faults that axe finds in a page, in light mode on a desktop and in dark mode on a phone."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

# Colours depend on the scheme and the order of things on the width: these two looks hold all four.
AT_A_DESK, ON_A_PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
RUN = "async (within) => (await axe.run(within ?? document, {resultTypes: ['violations']})).violations"


def find_faults(page: Page, within: str | None = None) -> list[str]:
    """Return the faults of every severity; `within` is a selector. The page stays in dark mode on a phone."""
    page.evaluate(AXE_SCRIPT)
    faults = _faults_in(page, AT_A_DESK, "light", within)
    return faults + _faults_in(page, ON_A_PHONE, "dark", within)


def _faults_in(page: Page, size: ViewportSize, scheme: Any, within: str | None) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    return [fault for violation in page.evaluate(RUN, within) for fault in _describe(violation, scheme)]


def _describe(violation: dict[str, Any], scheme: str) -> list[str]:
    """Describe a fault: one line per element, with axe's advice."""
    name = f"{scheme} {violation['impact']} {violation['id']}"
    return [f"{name} {node['target']}: {node['failureSummary']}" for node in violation["nodes"]]
