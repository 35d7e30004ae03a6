"""The colours can be read in both themes; the numbers are WCAG 2.2's (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parents[1] / "static" / "core"
TOKENS = (CORE / "tokens.css").read_text()
GROUNDS = ("paper", "surface", "sunken")
TEXT_ON_GROUND = [
    *((text, ground) for text in ("ink", "ink-soft", "accent", "brick") for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in ("accent", "amber", "brick", "leaf")),
    *(("ink", f"{tone}-soft") for tone in ("accent", "amber", "brick", "leaf")),
    ("leaf", "paper"),
    ("amber", "paper"),
    ("on-accent", "accent"),
    ("accent-deep", "paper"),
    ("on-band", "band"),
    ("on-band-soft", "band"),
]
SHAPE_ON_GROUND = [(shape, ground) for shape in ("line-strong", "focus") for ground in GROUNDS]


def theme(name: str) -> dict[str, str]:
    """Read the colours of a theme; the dark one replaces those of the light one."""
    light, dark, *_rest = TOKENS.split("@media")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return colours | dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark if name == "dark" else "")
    )


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(name, text, ground) -> None:
    colours = theme(name)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON_GROUND)
def test_shapes_can_be_seen(name, shape, ground) -> None:
    colours = theme(name)

    assert contrast(colours[shape], colours[ground]) >= 3


def test_every_colour_has_a_twin_in_the_dark_theme() -> None:
    light, dark, *_rest = TOKENS.split("@media")

    assert set(re.findall(r"--([\w-]+): #", light)) == set(re.findall(r"--([\w-]+): #", dark))


def test_every_token_that_is_used_is_defined_and_the_other_way_round() -> None:
    style = (CORE / "core.css").read_text()
    defined = set(re.findall(r"^\s*--([\w-]+):", TOKENS + style, re.MULTILINE))

    assert set(re.findall(r"var\(--([\w-]+)", style)) == defined
