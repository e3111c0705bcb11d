"""`make screenshots` takes the pictures of the documentation again: a fresh demonstration, in Chromium."""

import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from screenshots.demonstration import demonstration
from screenshots.stage import Stage
from screenshots.tour import TOUR
from tests.support.browser.explorer import CHROMIUM, chromium

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
LARGEST = 80_000
QUALITY = 82


def main() -> None:
    if CHROMIUM is None:
        sys.exit("No Chromium is installed: the pictures stay as they are.")
    expect.set_options(timeout=30_000)
    with demonstration() as demo, chromium() as browser:
        stage = Stage(browser, demo)
        for look in TOUR:
            page = look(stage)
            take(page, PICTURES / f"{look.__name__}.webp")
            page.close()


def take(page: Page, path: Path) -> None:
    """A picture of what is in sight; one that a reader would wait for is refused."""
    picture = page.screenshot(type="webp", quality=QUALITY, animations="disabled", caret="hide")
    if len(picture) > LARGEST:
        sys.exit(f"{path.name} has {len(picture):,} bytes, more than {LARGEST:,}.")
    path.write_bytes(picture)
    print(f"  {path.name:<18} {len(picture):>7,} bytes")


if __name__ == "__main__":
    main()
