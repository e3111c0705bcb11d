"""The pictures of the documentation are those the command takes; each is small, and in the README."""

from pathlib import Path

from screenshots.__main__ import LARGEST, PICTURES
from screenshots.tour import TOUR

README = (Path(__file__).parents[2] / "README.md").read_text()
TAKEN = {f"{look.__name__}.webp" for look in TOUR}


def test_each_picture_of_the_tour_is_there_shown_and_small() -> None:
    sizes = {picture.name: picture.stat().st_size for picture in PICTURES.iterdir()}
    assert set(sizes) == TAKEN
    assert max(sizes.values()) <= LARGEST
    assert [name for name in TAKEN if f"(docs/pictures/{name})" not in README] == []
