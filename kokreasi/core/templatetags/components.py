"""The parts that pages are made of. A wrong argument fails when the template compiles."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

TONES = ("neutral", "info", "success", "warning", "danger")


@register.inclusion_tag("components/badge.html")
def badge(label: str, *, tone: str = "neutral") -> dict[str, Any]:
    """Show a short state in words; colour only repeats what the words say."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"badge: unknown tone {tone!r}")
    return {"label": label, "tone": tone}


@register.simple_block_tag
def panel(content: str, *, title: str, level: int = 2) -> SafeString:
    """Frame a part of a page under its own heading."""
    return render_to_string(
        "components/panel.html", {"content": content, "title": title, "level": level}
    )
