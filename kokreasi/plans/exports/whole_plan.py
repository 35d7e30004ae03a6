"""The document of a whole plan: introduction, process, themes with their sheets, fingerprints."""

from django.utils.translation import gettext as _

from kokreasi.plans.exports.blocks import (
    Block,
    Said,
    code,
    fact,
    facts,
    heading,
    prose,
    quiet,
    said,
    table,
)
from kokreasi.plans.exports.booklets import Booklet
from kokreasi.plans.exports.commitment_sheets import sheet_blocks
from kokreasi.plans.exports.process import Process, process_blocks
from kokreasi.plans.queries.editions import Bound, Edition
from kokreasi.plans.sheets import Named
from kokreasi.writing.booklets import Values


def booklet_of(edition: Edition, process: Process) -> Values:
    """Write the whole plan, in the language that is active."""
    blocks = [
        *_introduction(edition),
        *process_blocks(process),
        *_themes(edition),
        *(block for bound in edition.sheets for block in sheet_blocks(bound)),
        *_fingerprints(edition),
    ]
    return Booklet.of(edition, eyebrow=_eyebrow(edition), contents_depth=2).values(blocks)


def _eyebrow(edition: Edition) -> str:
    ordinal = edition.plan.ordinal
    if ordinal is None:
        return _("Action plan")
    return _("Action plan number %(ordinal)s") % {"ordinal": ordinal}


def _introduction(edition: Edition) -> list[Block]:
    absent = quiet(_("This plan has no introduction yet."))
    return [
        heading(1, said(_("Introduction")), opens_page=True),
        *(prose(edition.introduction) or absent),
        *_under(_("Legal basis"), prose(edition.legal_basis)),
    ]


def _under(title: str, blocks: list[Block]) -> list[Block]:
    return [heading(2, said(title)), *blocks] if blocks else []


def _themes(edition: Edition) -> list[Block]:
    """List the commitments by theme, which is named once."""
    head = (_("Theme"), _("No."), _("Commitment"), _("In charge"))
    rows = [
        ([_theme(theme)] if first else [], *_row(bound))
        for theme, bounds in edition.by_theme()
        for first, bound in zip([True] + [False] * len(bounds), bounds, strict=False)
    ]
    absent = quiet(_("No commitment is published yet."))
    return [
        heading(1, said(_("Themes and commitments")), opens_page=True),
        *(table((2.4, 0.7, 4.4, 3), head, rows) or absent),
    ]


def _theme(theme: Named | None) -> Said:
    return said(theme.name if theme else _("Without a theme"))


def _row(bound: Bound) -> tuple[list[Said], ...]:
    leads = [said(party.name) for party in bound.sheet.leads()]
    return [said(str(bound.sheet.number))], [said(bound.sheet.title)], leads


def _fingerprints(edition: Edition) -> list[Block]:
    if edition.is_draft:
        return []
    why = _(
        "The fingerprint of a version is the SHA-256 of its frozen content. That of the plan "
        "covers those of all its commitments: whoever changes one word changes both. The frozen "
        "content of each version can be downloaded from its page and compared."
    )
    version = _("version %(number)s") % {"number": edition.number}
    return [
        heading(1, said(_("Annex: fingerprints")), opens_page=True),
        *prose(why),
        *facts(fact(_("The plan"), f"{edition.plan.reference} · {version}", _code(edition))),
        *table(
            (2.2, 4.2, 3.6), (_("Reference"), _("Commitment"), _("Fingerprint")), _rows(edition)
        ),
    ]


def _code(edition: Edition) -> Said:
    return code(edition.fingerprint)


def _rows(edition: Edition) -> list[tuple[list[Said], ...]]:
    gone = _("no longer public")
    return [
        *(
            (_of(each), [said(each.sheet.title)], [code(each.fingerprint)])
            for each in edition.sheets
        ),
        *(([said(key)], [said(gone)], [code(print_)]) for key, print_ in edition.withheld),
    ]


def _of(bound: Bound) -> list[Said]:
    number = bound.version.number if bound.version else ""
    return [said(bound.sheet.reference), said(_("version %(number)s") % {"number": number})]
