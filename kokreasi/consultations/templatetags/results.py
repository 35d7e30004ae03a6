"""Charts and tables of results, written in HTML without templates (see `core.parts`).

A page of results holds a thousand of these lines, and a template costs more than what it writes.
"""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kokreasi.consultations.results.charts import Bar, Grid, Stack
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.parts import marked

register = template.Library()

Legend = Sequence[tuple[Bilingual | str, int]]
LONGEST, NUMBER = ' class="is-longest"', ' class="number"'
TRACK = '<rect class="bar-track" width="100%" height="100%" rx="2"></rect>'


def said(words: Bilingual | str) -> str:
    """Write words, safe for HTML; those of the other language say so briefly."""
    shown = words.shown() if isinstance(words, Bilingual) else None
    if shown is None:
        return escape(words)
    return (
        marked(shown.text, shown.language, brief=True) if shown.is_fallback else escape(shown.text)
    )


@register.simple_tag
def bars(of: Iterable[Bar], label: Bilingual | str = "") -> SafeString:
    """Draw bars below each other, each with its words and figures."""
    return _list("bars", label, "".join(map(_bar, of)))


def _bar(bar: Bar) -> str:
    beside = f"<span>{escape(bar.beside)}</span>" if bar.beside else ""
    fill = f'<rect class="bar-fill" width="{bar.length}" height="100%" rx="2"></rect>'
    return (
        f"<li{LONGEST if bar.is_longest else ''}>"
        f'<span class="bar-label">{said(bar.label)}</span>'
        f'<svg class="chart-bar" aria-hidden="true">{TRACK}{fill}</svg>'
        f'<span class="bar-figure">{escape(bar.figure)}{beside}</span></li>'
    )


@register.simple_tag
def steps_chart(of: Iterable[Bar], label: Bilingual | str = "") -> SafeString:
    """Draw the points of a scale as columns beside each other."""
    return _list("steps-chart", label, "".join(map(_column, of)))


def _column(column: Bar) -> str:
    fill = f'<rect class="bar-fill" width="100%" height="{column.length}%"></rect>'
    spoken = f'<span class="unseen">{escape(_("for the point"))} </span>'
    return (
        f"<li{LONGEST if column.is_longest else ''}>"
        f'<span class="step-figure">{escape(column.figure)}</span>'
        f'<svg class="step-bar" aria-hidden="true">{fill}</svg>'
        f'<span class="step-label">{spoken}{said(column.label)}</span></li>'
    )


@register.simple_tag
def stacks(
    of: Iterable[Stack], legend: Legend = (), label: Bilingual | str = "", kind: str = "shade"
) -> SafeString:
    """Draw divided bars below each other, with what each part means above them."""
    lines = "".join(_stack(stack, kind) for stack in of)
    return _legend(legend, kind) + _list("bars stacks", label, lines)


def _stack(stack: Stack, kind: str) -> str:
    drawn = "".join(
        f'<rect class="{kind}-{part.place}" x="{part.left}" width="{part.width}" height="100%">'
        "</rect>"
        for part in stack.segments
    )
    return (
        f'<li><span class="bar-label">{said(stack.label)}</span>'
        f'<svg class="chart-bar" aria-hidden="true">{drawn}</svg>'
        f'<span class="bar-figure">{escape(stack.figure)}</span></li>'
    )


def _legend(legend: Legend, kind: str) -> SafeString:
    if not legend:
        return SafeString()
    swatch = '<svg class="swatch"><rect class="{}-{}" width="100%" height="100%"></rect></svg>'
    lines = ((format_html(swatch, kind, place), mark_safe(said(words))) for words, place in legend)  # noqa: S308 - escaped
    items = format_html_join("", "<li>{}{}</li>", lines)
    return format_html('<ul class="legend" aria-hidden="true">{}</ul>', items)


def _list(name: str, label: Bilingual | str, lines: str) -> SafeString:
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<ul class="{}"{}>{}</ul>', name, named, mark_safe(lines))  # noqa: S308 - escaped


@register.simple_tag
def grid(of: Grid, label: Bilingual | str) -> SafeString:
    """Write all figures of a chart as a table."""
    heads = "".join(
        f'<th scope="col"{NUMBER if place else ""}>{escape(head)}</th>'
        for place, head in enumerate(of.head)
    )
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in of.rows)
    return format_html(
        '<div class="table-frame" tabindex="0" role="region" aria-label="{}">'
        '<table class="table grid"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        label,
        mark_safe(heads),  # noqa: S308 - escaped
        mark_safe(rows),  # noqa: S308 - escaped
    )


def _cells(row: Sequence[Bilingual | str]) -> str:
    first, *others = row
    cells = "".join(f"<td{NUMBER}>{escape(cell)}</td>" for cell in others)
    return f'<th scope="row">{said(first)}</th>{cells}'
