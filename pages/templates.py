"""The templates of the pages that the server draws; text that people wrote is always escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pages.times import instant
from pages.wording import FILTERS, TESTS

FOLDER = Path(__file__).parent / "plain"

templates = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
templates.filters |= {**FILTERS, "instant": instant}
templates.tests |= TESTS
